import { appendFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { widthOf } from '../../src/domain/wrap-text.ts';
import { startDaemonHere } from '../support/daemon-here.ts';
import { type OutletsServer, rssOf, serveOutlets } from '../support/outlets-server.ts';
import { type Installation, install } from '../support/product.ts';
import { kawarabanHere } from '../support/run-here.ts';

const published = Temporal.Now.instant().subtract({ minutes: 50 });
const later = published.add({ minutes: 5 });
const RIVAL = '東雲電機、電池の新工場を300億円で建設';
const FACTORY = '架空電機、電池の新工場を500億円で建設';

let at: Installation;
let outlets: OutletsServer;
beforeAll(async () => {
  outlets = await serveOutlets([
    [
      'one',
      {
        body: rssOf('One', [
          { title: FACTORY, link: 'https://www.one.example/articles/1001?utm_source=rss', published },
          { title: '高校野球、決勝は雨で順延', link: 'https://one.example/sports/1002', published },
          { title: '関東に台風が接近', link: 'https://one.example/weather/1003', published },
        ]),
      },
    ],
    [
      'two',
      {
        body: rssOf('Two', [
          { title: FACTORY, link: 'https://two.example/77', published: later },
          { title: RIVAL, link: 'https://two.example/78', published: later },
        ]),
      },
    ],
  ]);
  at = await install([
    {
      id: 'one',
      url: `${outlets.url}/one`,
      rest: '    exclude:\n      - title: 高校野球\n      - title: /weather/\n',
    },
    { id: 'two', url: `${outlets.url}/two` },
  ]);
  await appendFile(
    path.join(at.config, 'companies.csv'),
    '9999,架空電機株式会社,Kaku Electric,,,電気機器,\n9998,東雲電機株式会社,Shinonome Electric,,,電気機器,\n',
  );
  for (const source of ['one', 'two']) expect((await kawarabanHere(at, 'poll', source)).status).toBe(0);
});
afterAll(async () => {
  await outlets.close();
  await at.remove();
});

/** Without the breaks of lines; between Japanese characters, or after an opening quote, one stands for nothing. */
const squeezed = (text: string): string =>
  text.replace(/(?<=[\u201c\u3000-\uffef])\n +(?=[\u3000-\uffef])/g, '').replace(/\s+/g, ' ');
const storyId = async (): Promise<string> =>
  JSON.parse((await kawarabanHere(at, 'why', 'https://two.example/77', '--json')).out).story.id;

describe('why', () => {
  test.each([
    'https://www.one.example/articles/1001?utm_source=rss',
    'http://m.one.example/articles/1001/',
    'one.example/articles/1001#more',
  ])(
    'answers for %s: how it came, why it was kept, its tags, its story, and where it stands',
    async (url) => {
      const { status, out } = await kawarabanHere(at, 'why', url);
      expect(status).toBe(0);
      const text = squeezed(out);
      for (const part of [
        /^架空電機、電池の新工場を500億円で建設 https:\/\/www\.one\.example/,
        /Seen \d{4}-\d\d-\d\d \d\d:\d\d JST, in the feed of the source one \(\S*sources\.yaml:2\), as news of Outlet one\./,
        /Known as url:https:\/\/one\.example\/articles\/1001/,
        /Rules The item matches no exclude rule of today: `title: 高校野球` \(\S*sources\.yaml:8\); `title: \/weather\/` \(\S*sources\.yaml:9\)\./,
        /Relevance Kept: the score is [01]\.\d\d, and 0\.5 is enough in a source of scope business\. .*the source brings business news \(\+2\.1\)/,
        /Tags 9999 Kaku Electric \([^ ]*companies\.csv:\d+\): “架空電機” in the title/,
        /Story This article is the first report of the story [a-z2-7]{16}\./,
        /With it .* Outlet two: 架空電機、電池の新工場を500億円で建設 \[the same title, almost certain \(score 1\.00 of 1\)\]/,
        /Published As entry tag:kawaraban\.example,2026:[a-z2-7]{16}, since /,
        /This article leads the entry\. In \/feed, \/outlets\/outlet-one, \/outlets\/outlet-two, \/companies\/9999/,
        /Source one reads http:\/\/127\.0\.0\.1:\d+\/one, last asked .* ok: /,
      ])
        expect(text).toMatch(part);
    },
  );

  test('says of the joined article why it joined, and what leads', async () => {
    const text = squeezed((await kawarabanHere(at, 'why', 'https://two.example/77')).out);
    expect(text).toMatch(
      /This article joined the story [a-z2-7]{16}: the same title, almost certain \(score 1\.00 of 1\)\./,
    );
    expect(text).toContain('the same title; company 9999');
    expect(text).toContain('The entry is led by Outlet one');
  });

  test('names the nearest story that it is not, and what forbade it', async () => {
    const text = squeezed((await kawarabanHere(at, 'why', 'https://two.example/78')).out);
    expect(text).toMatch(
      /Near Ruled out: “架空電機、電池の新工場を500億円で建設” \(Outlet (one|two)\): a rule keeps them apart \(different companies\); word similarity 0\.\d\d;/,
    );
    expect(text).toContain(`(${await storyId()})`);
  });

  test('says of a dropped item which line of the config dropped it', async () => {
    const { status, out } = await kawarabanHere(at, 'why', 'https://one.example/sports/1002');
    expect(status).toBe(0);
    expect(squeezed(out)).toMatch(/Dropped Excluded by title: 高校野球 \(\S*sources\.yaml:8\)\./);
  });

  test('tells all articles of a story by its id, its entry’s tag: URI and the address of its page', async () => {
    const id = await storyId();
    for (const asked of [id, `tag:kawaraban.example,2026:${id}`, `https://site.example/stories/${id}`]) {
      const { status, out } = await kawarabanHere(at, 'why', asked);
      expect({ asked, status }).toEqual({ asked, status: 0 });
      expect(out).toContain('https://www.one.example/articles/1001');
      expect(out).toContain('https://two.example/77');
    }
  });

  test.each([FACTORY, ' 架空電機、電池の新工場を５００億円で 建設', '高校野球、決勝は雨で順延'])(
    'finds %s by its title, whatever the width of its letters and its spaces',
    async (title) => {
      const { status, out } = await kawarabanHere(at, 'why', title);
      expect(status).toBe(0);
      expect(out).not.toContain('Not found');
    },
  );

  test('takes the newest of several items with one title', async () => {
    expect((await kawarabanHere(at, 'why', FACTORY)).out).toContain('https://two.example/77');
  });

  test('offers the item whose title has the words that were asked for', async () => {
    const { status, out } = await kawarabanHere(at, 'why', '電池の新工場を300億円');
    expect(status).toBe(1);
    expect(squeezed(out)).toContain(`Did you mean “${RIVAL}” (Outlet two)?`);
  });

  test('names the nearest of what was never seen, with status 1', async () => {
    for (const asked of [
      'https://one.example/articles/1011',
      'https://three.example/x/架空電機-電池の新工場',
    ]) {
      const { status, out } = await kawarabanHere(at, 'why', asked);
      expect({ asked, status }).toEqual({ asked, status: 1 });
      expect(squeezed(out)).toContain(`Not found in the store. Did you mean “${FACTORY}” (Outlet one)?`);
    }
    const nothing = await kawarabanHere(at, 'why', 'https://three.example/zzz');
    expect(nothing.status).toBe(1);
    expect(squeezed(nothing.out)).toMatch(
      /^Not found in the store\. Sources No source reads three\.example itself/,
    );
    expect(nothing.out).toContain('kawaraban add https://three.example/');
  });

  test('names one that was dropped, and why, where that is nearest', async () => {
    const { out } = await kawarabanHere(at, 'why', 'https://elsewhere.example/高校野球-決勝');
    expect(squeezed(out)).toContain('Did you mean “高校野球、決勝は雨で順延” (Outlet one)?');
    expect(squeezed(out)).toMatch(
      /Dropped That item was dropped: excluded by title: 高校野球 \(\S*sources\.yaml:8\)\./,
    );
  });

  test('says which sources could have listed it, and how they are', async () => {
    const { out } = await kawarabanHere(at, 'why', `${outlets.url}/articles/9`);
    expect(squeezed(out)).toMatch(
      /Sources The store has no such item from these sources: one reads http:.* ok: .* two reads/,
    );
  });

  test('keeps within 80 columns, addresses and keys excepted', async () => {
    const { out } = await kawarabanHere(at, 'why', await storyId());
    const long = out.split('\n').filter((line) => widthOf(line) > 80 && !/^\s*\S+$/.test(line));
    expect(long).toEqual([]);
  });

  test('prints one JSON line for programs', async () => {
    const { out } = await kawarabanHere(at, 'why', 'https://one.example/sports/1002', '--json');
    expect(out.trim().split('\n')).toHaveLength(1);
    expect(JSON.parse(out)).toMatchObject({
      kind: 'dropped',
      drop: { source: 'one', title: '高校野球、決勝は雨で順延' },
      explained: [{ sections: expect.arrayContaining([expect.objectContaining({ about: 'Dropped' })]) }],
    });
  });

  test('works beside a running daemon', async () => {
    const daemon = await startDaemonHere(at);
    expect((await kawarabanHere(at, 'why', 'https://two.example/77')).status).toBe(0);
    await daemon.stop();
  });
});
