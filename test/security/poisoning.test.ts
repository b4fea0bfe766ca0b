import { describe, expect, test } from 'vitest';
import type { SourceId } from '../../src/domain/source/source.ts';
import { chooseLead } from '../../src/domain/story/choose-lead.ts';
import type { Story } from '../../src/domain/story/story.ts';
import { openHousehold } from '../daemon/support/household.ts';
import { makeOutlet, makeSource } from '../make.ts';
import { serveOutlets } from '../support/outlets-server.ts';
import { rssWith } from './publish-attack.ts';

const TITLE = '架空電機、新工場を稼働';
const LINK = 'https://kaku.example/a';
const GUID = 'https://kaku.example/guid/1';
const EVIL = 'https://evil.example/';

/** What the honest outlet says, and what a stranger says after it; gives the honest article as it then stands. */
const pollBoth = async (evil: string) => {
  const honest = rssWith(`<guid isPermaLink="false">${GUID}</guid>`, TITLE);
  const server = await serveOutlets([['kaku', { body: honest }]]);
  const sources = ['kaku', 'evil'].map((id) =>
    makeSource(id, {
      endpoints: [`${server.url}/${id}`],
      outlet: makeOutlet(id, { home: `https://${id}.example/`, name: id }),
    }),
  );
  await using household = await openHousehold(sources);
  await household.pollDue();
  server.pages.set('evil', { body: evil });
  for (const { id } of sources) {
    household.toNextPoll(id);
    await household.pollDue();
  }
  const articles = (await household.stories()).flatMap((story) => story.articles);
  await server.close();
  return { articles, own: articles.filter(({ source }) => source === 'kaku') };
};

const untouched = [{ title: TITLE, link: LINK, revision: 1, outlet: { id: 'kaku' } }];

describe('guid poisoning', () => {
  test('an item of another outlet with the same guid is another article, and changes nothing', async () => {
    const { own } = await pollBoth(
      rssWith(`<guid isPermaLink="false">${GUID}</guid>`, '見本商事が倒産').replace(LINK, `${EVIL}a`),
    );
    expect(own).toMatchObject(untouched);
  });

  test('a guid that names several pages of one feed names none of them', async () => {
    const twice = rssWith(`<guid>${GUID}</guid>`, '見本商事の社長が交代へ').replace(
      '</channel>',
      `<item><title>例示銀行、住宅ローン金利を引き上げ</title><link>${EVIL}b</link><guid>${GUID}</guid><pubDate>Tue, 24 Nov 2026 02:30:00 GMT</pubDate></item></channel>`,
    );
    const { own, articles } = await pollBoth(twice.replace(LINK, `${EVIL}a`));
    expect(own).toMatchObject(untouched);
    expect(articles.length).toBe(3);
  });
});

describe('URL poisoning', () => {
  test('an item of another outlet with the same address changes nothing of the one that is there', async () => {
    const { own } = await pollBoth(rssWith('<guid isPermaLink="false">x</guid>', '見本商事が倒産'));
    expect(own).toMatchObject(untouched);
  });

  test('an address with a guid of its own outlet leads to its own page', async () => {
    const { own, articles } = await pollBoth(
      rssWith(`<guid isPermaLink="true">${LINK}</guid>`, TITLE).replace(
        `<link>${LINK}</link>`,
        `<link>${EVIL}a</link>`,
      ),
    );
    expect(own).toMatchObject(untouched);
    expect(articles.filter(({ source }) => source === 'evil')).toMatchObject([{ link: `${EVIL}a` }]);
  });
});

describe('source poisoning', () => {
  test('a title that ends in the name of another outlet stays its own outlet’s', async () => {
    const { articles } = await pollBoth(
      rssWith('<guid>x</guid>', '見本商事が倒産 - kaku').replace(LINK, `${EVIL}a`),
    );
    expect(articles.filter(({ source }) => source === 'evil')).toMatchObject([{ outlet: { id: 'evil' } }]);
  });

  test('an item that names another outlet as its source changes nothing of that outlet', async () => {
    const named = `<guid isPermaLink="false">${GUID}</guid><source url="https://kaku.example/">kaku</source>`;
    const { own } = await pollBoth(rssWith(named, '見本商事が倒産').replace(LINK, `${EVIL}a`));
    expect(own).toMatchObject(untouched);
  });
});

describe('bait and switch', () => {
  /** Polls a feed that lists one item under each title in turn; gives the stored story after each poll. */
  const pollTitles = async (titles: readonly string[]) => {
    const server = await serveOutlets();
    const source = makeSource('evil', {
      endpoints: [`${server.url}/evil`],
      exclude: [
        {
          conditions: [{ field: 'title', written: 'カジノ', matches: (title) => title.includes('カジノ') }],
          place: { file: 'sources.yaml', line: 1, column: 1 },
        },
      ],
    });
    await using household = await openHousehold([source]);
    const stories = [];
    for (const title of titles) {
      server.pages.set('evil', { body: rssWith(`<guid>${GUID}</guid>`, title) });
      household.toNextPoll(source.id);
      await household.pollDue();
      stories.push((await household.stories())[0]);
    }
    await server.close();
    return stories;
  };

  test.each([`${TITLE} カジノも`, '例示商事、豪州の銅鉱山に出資'])(
    'an article does not become “%s” once it is stored',
    async (bait) => {
      const [before, after] = await pollTitles([TITLE, bait]);
      expect(before?.articles).toMatchObject([{ title: TITLE }]);
      expect(after).toEqual(before);
    },
  );

  test('a title that changes with every poll moves the date of its entry four times', async () => {
    const stories = await pollTitles(['', '1', '2', '3', '4', '5', '6'].map((end) => `${TITLE}${end}`));
    expect(new Set(stories.map((story) => story?.updated.epochMilliseconds)).size).toBe(1 + 4);
    expect(stories.at(-1)?.articles).toMatchObject([{ title: `${TITLE}6` }]);
  });
});

/** Polls the outlets, each in turn with each of its documents; gives the stories, and the number of dropped items. */
const pollInTurn = async (documents: readonly (readonly [string, string])[]) => {
  const server = await serveOutlets();
  const ids = [...new Set(documents.map(([id]) => id))];
  const sources = ids.map((id) =>
    makeSource(id, {
      endpoints: [`${server.url}/${id}`],
      outlet: makeOutlet(id, { home: `https://${id}.example/`, name: id }),
      aggregator: id === 'aggregator',
    }),
  );
  await using household = await openHousehold(sources);
  let dropped = 0;
  for (const [id, body] of documents) {
    server.pages.set(id, { body });
    household.toNextPoll(id as SourceId);
    for (const report of await household.pollDue()) dropped += report.dropped;
  }
  const stories = await household.stories();
  await server.close();
  return { stories, dropped, outlets: new Map(sources.map(({ outlet }) => [outlet.id, outlet])) };
};

const item = (title: string, n: number, date = 'Tue, 24 Nov 2026 02:30:00 GMT'): string =>
  `<item><title>${title}</title><link>${EVIL}${n}</link><guid>${EVIL}${n}</guid><pubDate>${date}</pubDate></item>`;
const evil = (items: readonly string[]): readonly [string, string] => [
  'evil',
  `<rss version="2.0"><channel><title>x</title>${items.join('')}</channel></rss>`,
];
const honest = (id: string, title: string): readonly [string, string] => [
  id,
  rssWith(`<guid isPermaLink="false">${id}-1</guid>`, title).replace(LINK, `https://${id}.example/a`),
];

describe('story flooding', () => {
  const sourcesOf = ({ articles }: Story) => articles.map(({ source }) => source);
  const eleven = Array.from({ length: 11 }, (_, n) => n);

  test.each([
    ['in other words each time', eleven.map((n) => `架空電機、新工場を稼働へ ${n}`)],
    ['word for word', eleven.map(() => TITLE)],
  ])(
    'an outlet that repeats a headline eleven times %s does not close the story to other outlets',
    async (_, titles) => {
      const { stories } = await pollInTurn([
        honest('kaku', TITLE),
        evil(titles.map((title, n) => item(title, n))),
        honest('sumi', '架空電機の新工場が稼働'),
      ]);
      const story = stories.map(sourcesOf).find((sources) => sources.includes('kaku' as SourceId));
      expect(story).toContain('sumi');
      expect(story?.filter((source) => source === 'evil')).toHaveLength(5);
    },
  );

  test.each([
    ['in its name', () => 'kaku'],
    ['in invented names', (n: number) => `n${n}`],
  ])(
    'an aggregator that repeats an outlet’s headline eleven times %s keeps out no report of the outlet',
    async (_, name) => {
      const repeats = eleven.map((n) => {
        const named = `<source url="https://${name(n)}.example/">${name(n)}</source></item>`;
        return item(TITLE, n).replace('</item>', named);
      });
      const { stories } = await pollInTurn([['aggregator', evil(repeats)[1]], honest('kaku', TITLE)]);
      const five = Array.from({ length: 5 }, () => 'aggregator');
      expect(stories.map((story) => sourcesOf(story).toSorted())).toEqual([[...five, 'kaku']]);
    },
  );

  test('an item that gets a new guid and link with every poll is one entry of five reports, and then dropped', async () => {
    const { stories, dropped } = await pollInTurn(eleven.map((n) => evil([item(TITLE, n)])));
    expect(stories.map(sourcesOf)).toEqual([Array.from({ length: 5 }, () => 'evil')]);
    expect(dropped).toBe(6);
  });
});

describe('back-dating', () => {
  test('an item that comes as news of the day before does not date the story of other outlets', async () => {
    const earlier = item('例示商事、不動産を取得', 1);
    const backdated = item(TITLE, 2, 'Mon, 23 Nov 2026 12:00:00 GMT');
    const { stories } = await pollInTurn([
      evil([earlier]),
      evil([backdated, earlier]),
      honest('kaku', TITLE),
    ]);
    const story = stories.find(({ articles }) => articles.length === 2);
    expect(story?.articles).toMatchObject([{ source: 'evil' }, { source: 'kaku' }]);
    expect(story?.published).toEqual(story?.articles[0].firstSeenAt);
  });

  test('an old report does not lead the story that another outlet announces with its headline', async () => {
    const [id, body] = honest('kaku', TITLE);
    const old = body.replace(/<pubDate>[^<]*/, '<pubDate>Sat, 21 Nov 2026 15:00:00 GMT');
    const { stories, outlets } = await pollInTurn([[id, old], evil([item(TITLE, 1)])]);
    expect(stories).toMatchObject([{ articles: [{ source: 'kaku' }, { source: 'evil' }] }]);
    expect(stories.map(({ articles }) => chooseLead(articles, outlets).source)).toEqual(['evil']);
  });
});
