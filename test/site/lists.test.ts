import { expect, test } from 'vitest';
import type { OutletId } from '../../src/domain/source/outlet.ts';
import type { TopicKey } from '../../src/domain/tag/topic.ts';
import { createSite } from '../../src/site/create-site.ts';
import { makeReader } from '../../src/site/language/reader.ts';
import { processList } from '../../src/site/page/part/status-figures.ts';
import { PLAIN_VIEWS, viewAt } from '../../src/site/views.ts';
import { makeConfig } from '../daemon/support/make-config.ts';
import { openSite } from '../daemon/support/open-site.ts';
import { sampleEdition } from '../domain/edition/sample-edition.ts';
import { instant, makeArticle, makeSource, makeStory, makeTopic, NOON } from '../make.ts';
import { createMemoryEditions } from '../support/memory-editions.ts';
import { createMemoryStore } from '../support/memory-store.ts';

const config = makeConfig({
  sources: [makeSource('kaku', { endpoints: ['https://me:word@kaku.example/feed?key=abc'] })],
  topics: [makeTopic('macro', 'Economy', '経済')],
});

test('the list of sources shows no secret of an address, and since when it is in force', async () => {
  const { ask, read } = await openSite([], config, { configSince: () => NOON });
  const list = await ask('/sources.opml');
  expect(list?.lastModified).toEqual(NOON);
  const opml = await read('/sources.opml');
  expect(opml).toContain('<title>Sources of Test</title>');
  expect(opml).not.toMatch(/word|abc/);
  expect(opml).toContain('xmlUrl="https://kaku.example/feed');
});

test('the processes of an installation are listed with what they do, and the polls between them', () => {
  const process = {
    id: 'abc123',
    role: 'publish',
    isLeader: true,
    isThis: true,
    config: '1a2b3c4d',
    since: NOON,
    lastSeenAt: NOON.add({ minutes: 5 }),
  } as const;
  const reader = makeReader({ language: 'en', base: '' });
  const list = processList(
    {
      processes: [process, { ...process, id: 'def456', role: 'poll', isLeader: false, isThis: false }],
      polls: { waiting: 1, retried: 2, lost: 3, refused: 4 },
    },
    reader,
  );
  const texts = list?.text.split('\n').map((line) =>
    line
      .replace(/<[^>]*>/g, ' ')
      .replace(/ +/g, ' ')
      .trim(),
  );
  expect(texts).toEqual([
    '',
    'Processes that work together. Polls without an answer: 1; retried: 2; lost: 3; not stored: 4.',
    'Process Role Config Since Last seen',
    '',
    'abc123 publish (leads) (this one) 1a2b3c4d 24 Nov, 12:00 24 Nov, 12:05',
    'def456 poll 1a2b3c4d 24 Nov, 12:00 24 Nov, 12:05',
    '',
    '',
  ]);
  expect(processList({ processes: [process] }, reader)?.text).toContain(
    '<caption>Processes that work together. </caption>',
  );
  expect(processList(undefined, reader)).toBeUndefined();
});

test('a folder of files has each page, story, day, view, edition and month', async () => {
  const store = createMemoryStore();
  const october = instant('2026-10-05T00:00:00Z');
  const tagged = makeArticle('a', {
    outlet: { id: 'guest' as OutletId, name: 'Guest' },
    tags: [{ kind: 'topic', key: 'fx' as TopicKey, evidence: [] }],
    language: 'en',
  });
  const { announcedAt: _, ...silent } = makeStory('b', { published: october });
  await store.commit({ stories: [makeStory('a', { articles: [tagged] }), silent], drops: [], states: [] });
  const site = createSite({
    config: () => config,
    configProblems: () => [],
    store,
    shelf: { names: async () => ['2026-09'], read: async () => undefined, keep: async () => undefined },
    editions: createMemoryEditions(sampleEdition('2026-11-24')),
    nearest: () => [],
    now: () => NOON,
    isStatic: true,
  });
  const paths = await site.paths();
  expect(paths).toEqual(
    expect.arrayContaining([
      ...[...PLAIN_VIEWS.keys()].flatMap((view) => [view, `${view}.rss`, `${view}.atom`, `${view}.json`]),
      ...['/', '/edition', '/status', '/sources.opml', '/style.css', '/topics', '/days'],
      ...['/stories/a', '/stories/b', '/2026-11-24', '/2026-10-05', '/edition.rss', '/edition/2026-11-24'],
      ...[
        '/feed.rss',
        '/feed.atom',
        '/feed.json',
        '/outlets/kaku',
        '/outlets/guest.rss',
        '/topics/macro.json',
      ],
      ...['/topics/fx', '/languages/ja.atom', '/languages/en'],
      ...['/archive/2026-09.atom', '/archive/2026-10.atom', '/archive/2026-11.atom'],
    ]),
  );
  expect(paths).not.toContain('/archive/2026-12.atom');
});

test.each([
  ['/feed', 'Test', ''],
  ['/top', 'Top stories · Test', 'The most important stories'],
  ['/topics/macro', 'Economy 経済 · Test', 'Stories about Economy 経済'],
  ['/outlets/kaku', 'kaku · Test', 'Stories reported by kaku'],
  ['/languages/ja', '日本語 · Test', 'Stories in 日本語'],
  ['/languages/en', 'English · Test', 'Stories in English'],
])('the view at %s is called %s', (path, title, description) => {
  expect(viewAt(path, config)?.feed).toMatchObject({ path, title, description });
});

test.each(['/topics/fx', '/topics/macro/more', '/languages/fr', '/toString/x', '/topics/%E3%83', '/nothing'])(
  'there is no view at %s',
  (path) => {
    expect(viewAt(path, config)).toBeUndefined();
  },
);

test('a search counts what it finds up to a thousand, and says while older stories are still read', async () => {
  const many = Array.from({ length: 1001 }, (_, n) => makeStory(`s${n}`));
  const found = await (await openSite(many, config)).read('/search?q=見出し');
  expect(found).toContain('<p role="status">At least 1,000 results. The best 60 are shown.</p>');
  const few = await openSite(many.slice(0, 2), config);
  expect(await few.read('/search?q=見出し')).toContain('<p role="status">2 results.</p>');
  expect(await few.read('/search?q=nothing')).toContain(
    'No results. Try fewer words or filters, or search in the other language.',
  );
  // The store finds older stories while the first readers come.
  const whole = Promise.withResolvers<void>();
  const store = { ...few.store, whole: () => whole.promise };
  const early = await openSite([], config, { store });
  const answer = await early.ask('/search?q=見出し');
  expect(answer?.maxAgeSeconds).toBe(0);
  expect(answer?.body).toContain(
    'Older stories are still being indexed, so results may be missing: search again later.',
  );
});
