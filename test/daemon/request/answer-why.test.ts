import { beforeEach, describe, expect, test } from 'vitest';
import { answerWhy } from '../../../src/daemon/request/answer-why.ts';
import type { IdentityKey } from '../../../src/domain/article/article.ts';
import type { Config } from '../../../src/domain/config.ts';
import type { Drop } from '../../../src/domain/item/drop.ts';
import type { OutletId } from '../../../src/domain/source/outlet.ts';
import type { SourceId } from '../../../src/domain/source/source.ts';
import type { Story } from '../../../src/domain/story/story.ts';
import type { CompanyCode } from '../../../src/domain/tag/company.ts';
import type { TopicKey } from '../../../src/domain/tag/topic.ts';
import { makeArticle, makeOutlet, makeSource, makeStory, makeTopic, NOON } from '../../make.ts';
import { createMemoryStore, type MemoryStore } from '../../support/memory-store.ts';
import { makeConfig } from '../support/make-config.ts';

const kaku = makeSource('kaku', {
  outlet: makeOutlet('kaku', { name: 'Kaku Shimbun', home: 'https://kaku.example' }),
  endpoints: ['https://kaku.example/feed?key=secret'],
  place: { file: 'sources.yaml', line: 7, column: 3 },
});
const config: Config = makeConfig({
  sources: [kaku, makeSource('times', { enabled: false })],
  topics: [makeTopic('earnings', 'Earnings', '決算', { place: { file: 'topics.yaml', line: 3, column: 1 } })],
});

/** An id that can be asked for. */
const ID = 'abcdefghijklmnop';
const plain = makeArticle(ID, {
  tags: [
    { kind: 'topic', key: 'earnings' as TopicKey, evidence: [{ words: '決算', where: 'title' }] },
    { kind: 'topic', key: 'gone' as TopicKey, evidence: [{ words: 'kaku', where: 'config' }] },
    {
      kind: 'company',
      code: '9999' as CompanyCode,
      evidence: [
        { words: '架空', where: 'summary' },
        { words: '架空', where: 'summary' },
        { words: 'カクウ', where: 'title' },
      ],
    },
  ],
  relevance: { score: 0.876, reasons: ['a word of business'] },
});
const story = makeStory(ID, { articles: [plain] });

let store: MemoryStore;
beforeEach(() => {
  store = createMemoryStore();
});
const keep = (...stories: readonly Story[]) => store.commit({ stories, drops: [], states: [] });
const why = async (item: string, rest: Partial<Parameters<typeof answerWhy>[1]> = {}, json = false) => {
  let said = '';
  const outcome = await answerWhy(
    { kind: 'why', item, json },
    { store, config, now: NOON, ...rest },
    (output) => {
      if (output.kind === 'result') said = output.text;
    },
  );
  return { outcome, said };
};

describe('why', () => {
  test('says of an article how it came, why it was kept, by which words it is tagged and where it stands', async () => {
    await keep(story);
    const { outcome, said } = await why(ID);
    expect(outcome).toBe('done');
    // Where it is published and how important it is: see the tests of `why`.
    const [before = '', after = ''] = said.split(/Published[\s\S]*topScore`\)\.\n\n/);
    expect((before + after).split('\n')).toEqual([
      `見出し ${ID}`,
      `https://kaku.example/${ID}`,
      '',
      'Seen       2026-11-24 12:00 JST, in the feed of the source kaku',
      '           (sources.yaml:7), as news of Kaku Shimbun.',
      '           The feed states no usable date, so the time when the article was',
      '           first seen counts.',
      '',
      `Known as   url:https://kaku.example/${ID}`,
      '',
      'Rules      The source has no include or exclude rules.',
      '',
      'Relevance  Kept: the score is 0.88, and 0.5 is enough in a source of scope',
      '           business.',
      '           a word of business.',
      '',
      'Tags       earnings (Earnings) (topics.yaml:3): “決算” in the title',
      '           gone (no longer a topic): given to every article of the source kaku',
      '           9999 (no longer listed in companies.csv): “架空” in the summary, “カ',
      '           クウ” in the title',
      '',
      `Story      This article is the first report of the story ${ID}.`,
      '',
      'Source     kaku reads https://kaku.example/feed.',
      '           new: The source has not been polled yet.',
    ]);
  });

  test.each([
    ['its id', ID],
    ['the id of its entry', `tag:kawaraban.example,2026:${ID}`],
    ['the page of its story', `https://site.example/news/stories/${ID}`],
    ['the page of its story in a language', `https://site.example/stories/${ID}?lang=ja`],
    ['a place on the page of its story', `https://site.example/stories/${ID}/#main`],
    ['its address in another spelling', `http://www.kaku.example/${ID}?utm_source=x`],
    ['its address without a scheme', `kaku.example/${ID}`],
    ['its title', `見出し ${ID}`],
  ])('knows an article by %s', async (_, asked) => {
    await keep(story);
    expect((await why(asked)).said).toContain(`見出し ${ID}\nhttps://kaku.example/${ID}\n`);
  });

  test('says of an article without tags, and of one that was corrected, what it was', async () => {
    const corrected = makeArticle(ID, {
      revision: 3,
      statedAt: NOON.subtract({ hours: 2 }),
      formerTitles: ['旧見出し'],
      source: 'left' as SourceId,
    });
    await keep(makeStory(ID, { articles: [corrected] }));
    const { said } = await why(ID);
    for (const line of [
      'Seen       2026-11-24 12:00 JST, in the feed of the source left, as news of Kaku\n           Shimbun.',
      'The feed dates this article 2026-11-24 10:00 JST, but another source\n           brought it first; 2026-11-24 12:00 JST counts.',
      'The article’s title, text, address, id or source changed 2 times.',
      'A former title is “旧見出し”.',
      'Rules      The source of this article was removed from the config.',
      'Kept: the score is 1.00, and 0.5 is enough.',
      'Tags       None: the article has too little evidence for a company or a topic.',
    ])
      expect(said).toContain(line);
    expect(said).not.toContain('Source     ');
  });

  test('says of a whole story what happened to each of its articles, and of one what is near', async () => {
    const second = makeArticle('ponmlkjihgfedcba', { title: '続報', statedAt: NOON });
    await keep(makeStory(ID, { articles: [plain, second] }));
    const { said } = await why(ID);
    expect(said.match(/^https:/gm)).toHaveLength(2);
    expect(said).toContain('\n\n続報\nhttps:');
    expect(said).toContain('The feed dates this article 2026-11-24 12:00 JST.');
    const near = {
      story: 'bbbb' as Story['id'],
      score: 0.2,
      needed: 0.31,
      report: { title: '架空', outlet: { id: 'x' as OutletId, name: 'X' }, language: 'ja' as const },
      detail: 'word similarity 0.30',
    };
    const one = await why('ponmlkjihgfedcba', { nearest: () => [near] });
    expect(one.said).toMatch(/^続報\n/);
    expect(one.said).toContain(
      'Near       0.20, but 0.31 is needed: “架空” (X): word similarity 0.30 (bbbb)',
    );
  });

  test('says that a story is no longer in the merged feed once it holds newer ones', async () => {
    const others = ['x', 'y'].map((id) => makeStory(id, { announcedAt: NOON.add({ hours: 1 }) }));
    await keep(story, ...others);
    const said = async (entries: number) =>
      (await why(ID, { config: { ...config, feed: { ...config.feed, entries } } })).said;
    expect(await said(3)).toContain('In /feed');
    expect(await said(2)).toContain('Newer entries have replaced this entry');
  });

  const drop = (rest: Partial<Drop> = {}): Drop => ({
    keys: ['url:https://kaku.example/dropped' as IdentityKey],
    source: kaku.id,
    title: '野球の結果',
    link: 'https://kaku.example/dropped',
    at: NOON,
    reason: 'its score is 0.10',
    ...rest,
  });

  test.each(['https://kaku.example/dropped', '野球の結果'])('says why %s was dropped', async (asked) => {
    await store.commit({ stories: [], drops: [drop()], states: [] });
    const { outcome, said } = await why(asked);
    expect(outcome).toBe('done');
    expect(said.split('\n')).toEqual([
      '野球の結果',
      'https://kaku.example/dropped',
      '',
      'Seen       2026-11-24 12:00 JST, in the feed of the source kaku',
      '           (sources.yaml:7).',
      '',
      'Known as   url:https://kaku.example/dropped',
      '',
      'Dropped    Its score is 0.10.',
      '',
      'Source     kaku reads https://kaku.example/feed.',
      '           new: The source has not been polled yet.',
    ]);
  });

  test('suggests what is most like an unknown item, kept or dropped, and fails', async () => {
    await keep(story);
    await store.commit({ stories: [], drops: [drop({ source: 'left' as SourceId })], states: [] });
    const kept = await why(`見出し ${ID}です`);
    expect(kept.outcome).toBe('failed');
    expect(kept.said).toBe(
      `Not found in the store. Did you mean “見出し ${ID}” (Kaku Shimbun)?\nhttps://kaku.example/${ID}`,
    );
    const dropped = await why('野球の結果です');
    expect(dropped.said).toBe(
      'Not found in the store. Did you mean “野球の結果” (left)?\nhttps://kaku.example/dropped\n\nDropped    That item was dropped: its score is 0.10.',
    );
  });

  test('names the sources of the site of an unknown address, at most three, or says how to read it', async () => {
    const { outcome, said } = await why('https://other.example/1');
    expect([outcome, said.split('\n')]).toEqual([
      'failed',
      [
        'Not found in the store.',
        '',
        'Sources    No source reads other.example itself; only an aggregator can bring',
        '           the item. To add a source: kawaraban add https://other.example/',
      ],
    ]);
    const sources = Array.from({ length: 5 }, (_, n) =>
      makeSource(`s${n}`, { endpoints: ['https://feeds.other.example/x'], enabled: n > 0 }),
    );
    const many = await why('https://other.example/1', {
      config: makeConfig({
        sources: sources.map((one) => ({ ...one, endpoints: [`https://other.example/${one.id}`] })),
      }),
    });
    expect(many.said.split('\n').slice(2)).toEqual([
      'Sources    The store has no such item from these sources:',
      '           s0 reads https://other.example/s0.',
      '           disabled: The source has not been polled yet.',
      '           s1 reads https://other.example/s1.',
      '           new: The source has not been polled yet.',
      '           s2 reads https://other.example/s2.',
      '           new: The source has not been polled yet.',
      '           and 2 more.',
    ]);
    for (const bare of ['other.example/1', 'other.example:443/1', 'other.example?id=1', 'other.example'])
      expect((await why(bare)).said, bare).toBe(said);
    for (const headline of ['U.S/Japan talks', 'S.Korea/Japan', '24.11/25', 'Kaku.com'])
      expect((await why(headline)).said, headline).toBe('Not found in the store.');
    expect((await why('no such title at all')).said).toBe('Not found in the store.');
    await keep(story);
    const mistyped = await why(`https://kaku.example/${ID.slice(0, -1)}`);
    expect(mistyped.said).toMatch(/^Not found in the store. Did you mean/);
    expect(mistyped.said).toContain('kaku reads https://kaku.example/feed.');
  });

  test('counts as a reader of a site each source with an endpoint there, and names three of three', async () => {
    const [here, elsewhere] = ['https://other.example/feed', 'https://elsewhere.example/feed'];
    const sources = [
      makeSource('second', { endpoints: [elsewhere, here] }),
      makeSource('first', { endpoints: [here, elsewhere] }),
      makeSource('home', {
        endpoints: [elsewhere],
        outlet: makeOutlet('home', { home: 'https://other.example/' }),
      }),
      makeSource('other-home', {
        endpoints: [elsewhere],
        outlet: makeOutlet('other-home', { home: elsewhere }),
      }),
    ];
    const { said } = await why('https://other.example/1', { config: makeConfig({ sources }) });
    expect(said.match(/\S+ reads/g)).toEqual(['second reads', 'first reads', 'home reads']);
    expect(said).not.toContain('more');
  });

  test('knows an article by a title that it had, and of two with one title the newer one', async () => {
    const had = makeArticle('ponmlkjihgfedcba', { title: '新見出し', formerTitles: ['旧見出し'] });
    await keep(makeStory('ponmlkjihgfedcba', { articles: [had] }));
    expect((await why('旧見出し')).said).toMatch(/^新見出し\n/);
    const newer = makeArticle(ID, { title: '旧見出し', published: NOON.add({ minutes: 1 }) });
    await keep(makeStory(ID, { articles: [newer] }));
    expect((await why('旧見出し')).said).toMatch(/^旧見出し\n/);
  });

  test.each(['https://kaku.example/guid-1', 'post.1'])(
    'knows an article by its guid %s, and one of many in a story by its id',
    async (guid) => {
      const other = 'ponmlkjihgfedcba';
      const first = makeArticle(ID, { guid });
      await keep(makeStory(ID, { articles: [first, makeArticle(other)] }));
      expect((await why(guid)).said).toMatch(new RegExp(`^見出し ${ID}\n`));
      expect((await why(other)).said).toMatch(new RegExp(`^見出し ${other}\n`));
    },
  );

  test.each([
    [0, 0],
    [1, 1],
  ])(
    'asks the folding window for what is near only of a story in it: %i ms within, %i times',
    async (ms, times) => {
      const windowMs = 72 * 3_600_000;
      const published = NOON.subtract({ milliseconds: windowMs - ms });
      await keep(makeStory(ID, { published, articles: [makeArticle(ID, { published })] }));
      const asked: unknown[] = [];
      const nearest = (...given: readonly unknown[]) => {
        asked.push(given);
        return [];
      };
      await why(ID, { nearest });
      expect(asked).toEqual(Array.from({ length: times }, () => [[expect.objectContaining({ id: ID })], ID]));
    },
  );

  test('has lines of eighty columns', async () => {
    const [words, more] = [`${'a'.repeat(39)} ${'b'.repeat(40)}`, `${'a'.repeat(39)} ${'b'.repeat(28)}`];
    const reported = (title: string, reason: string) =>
      makeStory(ID, {
        articles: [makeArticle(ID, { title, relevance: { score: 1, reasons: [reason] } })],
      });
    await keep(reported(words, more));
    const full = await why(ID);
    expect(full.said.split('\n')[0]).toBe(words);
    expect(full.said).toContain(`\n           ${more}.\n`);
    await keep(reported(`${words}b`, `${more}b`));
    const long = await why(ID);
    expect(long.said.split('\n').slice(0, 2)).toEqual(['a'.repeat(39), 'b'.repeat(41)]);
    expect(long.said).toContain(`\n           ${'a'.repeat(39)}\n           ${'b'.repeat(29)}.\n`);
  });

  test('says of a source when it was last asked, at which address, and what to do', async () => {
    const counts = { requests: 9, notModified: 0, failed: 9, items: 0 };
    const endpoint = { validators: {}, failures: 0 };
    await store.commit({
      stories: [],
      drops: [],
      states: [
        {
          ...{ source: kaku.id, itemHashes: [], arrivals: [], counts, lastPolledAt: NOON, endpoint: 1 },
          endpoints: [
            { ...endpoint, url: 'https://kaku.example/feed?key=secret' },
            { ...endpoint, url: 'https://kaku.example/second?key=secret', goneAt: NOON },
          ],
        },
      ],
    });
    const config = makeConfig({
      sources: [
        {
          ...kaku,
          endpoints: ['https://kaku.example/feed?key=secret', 'https://kaku.example/second?key=secret'],
        },
      ],
    });
    const { said } = await why('https://kaku.example/1', { config });
    expect(said).toContain('kaku reads https://kaku.example/second, last asked 2026-11-24');
    expect(said).toMatch(/\n {11}gone: [\s\S]*write\s+the\s+new\s+URL/);
    expect(said).not.toContain('secret');
  });

  test('shows no secret of a source whose feed moved', async () => {
    const counts = { requests: 9, notModified: 0, failed: 0, items: 0 };
    const url = 'https://user:secret@kaku.example/feed?token=secret';
    const movedTo = 'https://kaku.example/new?token=secret';
    const endpoints = [{ validators: {}, failures: 0, url, movedTo, succeededAt: NOON }];
    const state = { endpoint: 0, endpoints, itemHashes: [], arrivals: [], counts, lastSuccessAt: NOON };
    await store.commit({ stories: [], drops: [], states: [{ ...state, source: kaku.id }] });
    const moved = makeConfig({ sources: [{ ...kaku, endpoints: [url] }] });
    const said = (await why('https://kaku.example/1', { config: moved })).said.replaceAll(/\s+/g, ' ');
    expect(said).toContain('kaku reads https://…@kaku.example/feed.');
    expect(said).toContain('moved: The outlet moved the feed to https://kaku.example/new?token=…');
    expect(said).not.toContain('secret');
  });

  test('says of a source that lists more than was read, since the item may wait there', async () => {
    const counts = { requests: 1, notModified: 0, failed: 0, items: 500 };
    const truncated = { waiting: ['h'], cut: 2 };
    const state = { endpoint: 0, endpoints: [], itemHashes: [], arrivals: [], counts, truncated };
    await store.commit({ stories: [], drops: [], states: [{ ...state, source: 'kaku' as SourceId }] });
    const { said } = await why('https://kaku.example/waits');
    expect(said).toContain('Not taken in (truncated): 3 items of the document.');
  });

  test('says what retention deleted and what cannot be read, and prints JSON where that is asked', async () => {
    const knows = (known: object) => ({
      store: {
        ...store,
        knows: async (keys: readonly IdentityKey[]) => new Map([[keys[0], known]]),
      } as MemoryStore,
    });
    const removed = await why('https://kaku.example/1', knows({ kind: 'removed' }));
    expect(removed).toEqual({
      outcome: 'done',
      said: 'This item was deleted after the retention period; its id is kept, so that the\nitem is not published again.',
    });
    const broken = {
      outcome: 'failed',
      said: 'This item is stored, but cannot be read; `kawaraban store check` says what is\nwrong.',
    };
    expect(await why('https://kaku.example/1', knows({ kind: 'article', id: 'x' }))).toEqual(broken);
    expect(await why('https://kaku.example/1', knows({ kind: 'dropped' }))).toEqual(broken);
    const json = JSON.parse((await why('https://kaku.example/1', knows({ kind: 'removed' }), true)).said);
    expect(json).toMatchObject({
      asked: 'https://kaku.example/1',
      kind: 'removed',
      explained: [{ sections: [] }],
    });
  });
});
