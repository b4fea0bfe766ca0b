import { expect, test } from 'vitest';
import type { ArticleId, IdentityKey } from '../../src/domain/article/article.ts';
import type { OutletId } from '../../src/domain/source/outlet.ts';
import type { SourceId } from '../../src/domain/source/source.ts';
import type { SearchNeed, Store } from '../../src/domain/store/contract.ts';
import type { Story } from '../../src/domain/story/story.ts';
import { exportStore } from '../../src/store/read-stories.ts';
import { aDrop, anArticle, aState, aStory } from './make-story.ts';
import { NOW } from './opened-store.ts';

const NUMBERS = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth'];

/** How the contract opens a kind of store. A home is where one store lies. */
export type StoreKit = {
  readonly newHome: () => Promise<string>;
  readonly open: (home: string) => Promise<Store>;
  /** What is wrong with what lies there, in words. */
  readonly check: (home: string) => Promise<readonly string[]>;
  /** Deletes what the store can rebuild. */
  readonly forgetIndex: (home: string) => Promise<void>;
  /**
   * Keeps commits from becoming durable until the returned function is called. Absent if a question of the same turn as a
   * commit is always answered first.
   */
  readonly holdCommits?: (home: string) => Promise<() => Promise<void>>;
};

const stories = (from: number, count: number) => Array.from({ length: count }, (_, n) => aStory(from + n));
const changed = (n: number) => aStory(n, { articles: [anArticle(n, { revision: 2, summary: 'changed' })] });
const keyOf = (n: number) => `url:https://kanda.example/news/${n}` as IdentityKey;

const known = async (store: Store, key: IdentityKey) => (await store.knows([key])).get(key);
const storyIdOf = async (store: Store, article: ArticleId) =>
  (await store.storyIdsOf([article])).get(article);

/** What every store promises of what it keeps, as tests. */
export const keepingContract = (kit: StoreKit): void => {
  test.each([['as written'], ['tidied']])(
    'what was committed is there after opening again, %s',
    async (where) => {
      const home = await kit.newHome();
      const store = await kit.open(home);
      await store.commit({ stories: stories(1, 3), drops: [aDrop(1)], states: [aState('kanda')] });
      if (where === 'tidied') await store.compact();
      await store.close();

      const again = await kit.open(home);
      expect(await again.story(aStory(2).id)).toEqual(aStory(2));
      expect(await again.stories({ limit: 10 })).toEqual([aStory(3), aStory(2), aStory(1)]);
      expect(await known(again, keyOf(2))).toEqual({ kind: 'article', id: anArticle(2).id });
      expect(await storyIdOf(again, anArticle(2).id)).toBe(aStory(2).id);
      expect(again.state('kanda' as SourceId)).toEqual(aState('kanda'));
      expect(await known(again, 'guid:kanda:drop-1' as IdentityKey)).toEqual({ kind: 'dropped' });
      expect(await again.drop('guid:kanda:drop-1' as IdentityKey)).toEqual(aDrop(1));
      expect(await again.newestDrops(10)).toEqual([aDrop(1)]);
      expect(await known(again, 'guid:kanda:unheard-of' as IdentityKey)).toBeUndefined();
      expect(again.health()).toMatchObject({ stories: 3, articles: 3, problems: [] });
      await again.close();
      expect(await kit.check(home)).toEqual([]);
    },
  );

  test.each([['as written'], ['tidied']])(
    'a story that another took in is gone after opening again, and its articles stand there, %s',
    async (where) => {
      const home = await kit.newHome();
      const store = await kit.open(home);
      await store.commit({ stories: stories(1, 3), drops: [], states: [] });
      if (where === 'tidied') await store.compact();
      const whole = aStory(1, {
        articles: [anArticle(1), anArticle(2)],
        joins: [...aStory(1).joins, ...aStory(2).joins],
      });
      await store.commit({ stories: [whole], drops: [], states: [], united: [aStory(2).id] });
      expect(await store.stories({ limit: 10 })).toEqual([aStory(3), whole]);
      if (where === 'tidied') await store.compact();
      await store.close();

      const again = await kit.open(home);
      expect(await again.stories({ limit: 10 })).toEqual([aStory(3), whole]);
      expect(await again.story(aStory(2).id)).toBeUndefined();
      expect(await storyIdOf(again, anArticle(2).id)).toBe(whole.id);
      expect(await known(again, keyOf(2))).toEqual({ kind: 'article', id: anArticle(2).id });
      expect(again.health()).toMatchObject({ stories: 2, articles: 3, problems: [] });
      await again.close();
      expect(await kit.check(home)).toEqual([]);
    },
  );

  test('no change is visible before it is durable', async () => {
    const home = await kit.newHome();
    const store = await kit.open(home);
    const release = await kit.holdCommits?.(home);
    const writing = store.commit({ stories: [aStory(1)], drops: [aDrop(1)], states: [aState('kanda')] });
    expect(store.state('kanda' as SourceId)).toBeUndefined();
    const asked = [known(store, keyOf(1)), store.stories({ limit: 10 })];
    expect(await Promise.all(asked)).toEqual([undefined, []]);
    await release?.();
    await writing;
    expect((await known(store, keyOf(1)))?.kind).toBe('article');
    expect(store.state('kanda' as SourceId)).toEqual(aState('kanda'));
    expect(await store.stories({ limit: 10 })).toEqual([aStory(1)]);
    expect(await store.drop('guid:kanda:drop-1' as IdentityKey)).toEqual(aDrop(1));
    await store.close();
  });

  test('retention leaves a story alone that gains an article at that moment', async () => {
    const home = await kit.newHome();
    const store = await kit.open(home);
    await store.commit({ stories: stories(1, 2), drops: [], states: [] });
    const grown = aStory(1, { articles: [anArticle(1), anArticle(9)] });
    const [{ removed }] = await Promise.all([
      store.removeBefore(aStory(8).published),
      store.commit({ stories: [grown], drops: [], states: [] }),
    ]);
    expect(removed).toBe(1);
    expect(await store.stories({ limit: 10 })).toEqual([grown]);
    await store.close();
    const again = await kit.open(home);
    expect(await again.stories({ limit: 10 })).toEqual([grown]);
    await again.close();
  });

  test('an item is known as dropped by its newest reason, and as an article once it is one', async () => {
    const home = await kit.newHome();
    const store = await kit.open(home);
    const key = 'guid:kanda:drop-1' as IdentityKey;
    await store.commit({ stories: [], drops: [aDrop(1)], states: [] });
    await store.commit({ stories: [], drops: [aDrop(1, { reason: 'a rule', at: NOW })], states: [] });
    expect((await store.drop(key))?.reason).toBe('a rule');
    await store.compact();
    await store.commit({
      stories: [aStory(1, { articles: [anArticle(1, { otherKeys: [key] })] })],
      drops: [],
      states: [],
    });
    expect((await known(store, key))?.kind).toBe('article');
    await store.close();
    const again = await kit.open(home);
    expect((await known(again, key))?.kind).toBe('article');
    await again.close();
  });

  test('the newest commit is known by its time after opening again', async () => {
    const home = await kit.newHome();
    const store = await kit.open(home);
    expect(store.health().newestCommitAt).toBeUndefined();
    await store.commit({ stories: stories(1, 1), drops: [], states: [] });
    await store.close();
    const again = await kit.open(home);
    expect(again.health().newestCommitAt).toEqual(NOW);
    await again.close();
  });

  test('a store that lost what finds things finds everything again', async () => {
    const home = await kit.newHome();
    const store = await kit.open(home);
    await store.commit({ stories: stories(1, 30), drops: [aDrop(1)], states: [aState('kanda')] });
    await store.commit({ stories: [changed(3)], drops: [], states: [] });
    await store.removeBefore(anArticle(3).firstSeenAt);
    const before = await store.stories({ limit: 99 });
    await store.close();
    await kit.forgetIndex(home);
    const again = await kit.open(home);
    expect(await again.stories({ limit: 99 })).toEqual(before);
    expect(await known(again, keyOf(1))).toEqual({ kind: 'removed' });
    expect(again.state('kanda' as SourceId)).toEqual(aState('kanda'));
    expect(again.health().problems).toEqual([]);
    await again.close();
  });
};

/** What every store promises of its answers, as tests. */
export const queryContract = (kit: StoreKit): void => {
  test('a story of any date is stored, found and published in order', async () => {
    const home = await kit.newHome();
    const store = await kit.open(home);
    const dates = ['9999-12-31', '2300-01-01', '1800-01-01', '0001-01-01'];
    const all = dates.map((date, n) =>
      aStory(n, { published: Temporal.Instant.from(`${date}T00:00:00Z`), announcedAt: NOW }),
    );
    await store.commit({ stories: [aStory(9)], drops: [], states: [] });
    await store.commit({ stories: all, drops: [], states: [] });
    await store.close();

    const again = await kit.open(home);
    const [a, b, c, d] = all;
    expect(await again.stories({ limit: 10 })).toHaveLength(5);
    const [first, second] = await again.stories({ limit: 10 });
    expect(new Set([first?.id, second?.id])).toEqual(new Set([a?.id, b?.id]));
    expect(await again.storiesById([c, d].flatMap((story) => story?.id ?? []))).toHaveLength(2);
    await again.close();
    expect(await kit.check(home)).toEqual([]);
  });

  test('queries take company, topic, outlet, language, range and announcement into account', async () => {
    const store = await kit.open(await kit.newHome());
    const outlet = { id: 'ueno' as OutletId, name: 'Ueno Times' };
    const english = aStory(2, { articles: [anArticle(2, { language: 'en', outlet, tags: [] })] });
    const { announcedAt: _, ...silentStory } = aStory(3);
    const all = [aStory(1, { topAt: aStory(4).published }), english, silentStory, aStory(4)];
    await store.commit({ stories: all, drops: [], states: [] });
    const ids = async (query: object) =>
      (await store.stories({ limit: 10, ...query })).map(({ id }) => all.findIndex((s) => s.id === id) + 1);
    expect(await ids({})).toEqual([4, 3, 2, 1]);
    expect(await ids({ limit: 2 })).toEqual([4, 3]);
    expect(await ids({ announcedOnly: true })).toEqual([4, 2, 1]);
    expect(await ids({ company: '9990' })).toEqual([4, 3, 1]);
    expect(await ids({ company: '7203' })).toEqual([]);
    expect(await ids({ topic: 'plants', announcedOnly: true })).toEqual([4, 1]);
    expect(await ids({ topOnly: true })).toEqual([1]);
    expect(await ids({ topOnly: true, language: 'en' })).toEqual([]);
    expect(await ids({ outlet: 'ueno' })).toEqual([2]);
    expect(await ids({ language: 'ja', outlet: 'ueno' })).toEqual([]);
    expect(await ids({ from: aStory(2).published, until: aStory(4).published })).toEqual([3, 2]);
    const longAgo = Temporal.Instant.from('0000-01-01T00:00Z');
    const farAhead = Temporal.Instant.from('9999-12-31T00:00Z');
    expect(await ids({ from: longAgo, until: farAhead })).toEqual([4, 3, 2, 1]);
    expect(await ids({ until: longAgo })).toEqual([]);
    expect(await ids({ from: farAhead })).toEqual([]);
    expect(await store.labelCounts('outlet', aStory(1).published)).toEqual([
      { key: 'kanda', stories: 3 },
      { key: 'ueno', stories: 1 },
    ]);
    expect(await store.labelCounts('topic', aStory(2).published)).toEqual([{ key: 'plants', stories: 2 }]);
    expect(await store.labelCounts('company', aStory(4).published.add({ seconds: 1 }))).toEqual([]);
    const gained = await Array.fromAsync(store.gainedSince(aStory(3).published));
    expect(gained.flat().map(({ id }) => id)).toEqual([aStory(3).id, aStory(4).id]);
    await store.close();
  });

  test('those announced last come first in a feed, whatever their date; ties go by id', async () => {
    const store = await kit.open(await kit.newHome());
    const at = (n: number, published: string, announced: string) =>
      aStory(n, {
        published: Temporal.Instant.from(published),
        announcedAt: Temporal.Instant.from(announced),
      });
    await store.commit({
      stories: [
        at(1, '2026-11-24T10:00:00Z', '2026-11-24T10:00:00Z'),
        at(2, '2026-11-24T09:00:00Z', '2026-11-24T09:00:00Z'),
        at(3, '2026-11-23T12:00:00Z', '2026-11-24T10:01:00Z'),
        at(4, '2026-11-24T09:00:00Z', '2026-11-24T09:30:00Z'),
      ],
      drops: [],
      states: [],
    });
    const ids = async (limit: number) =>
      (await store.stories({ order: 'announced', announcedOnly: true, limit })).map(({ id }) => id);
    const [a, b, c, d] = [1, 2, 3, 4].map((n) => aStory(n).id);
    expect(await ids(2)).toEqual([a, c]);
    expect(await ids(3)).toEqual([a, d, c]);
    expect(await ids(9)).toEqual([a, ...[b, d].toSorted((x, y) => (String(x) < String(y) ? -1 : 1)), c]);
    await store.close();
  });

  test('a search finds titles, summaries and tags; a company stands for what is tagged with it', async () => {
    const home = await kit.newHome();
    const store = await kit.open(home);
    const untagged = anArticle(3, { title: 'Imaginary Steel builds a plant', summary: 'In Ueno.', tags: [] });
    await store.commit({
      stories: [...stories(1, 2), aStory(3, { articles: [untagged] })],
      drops: [],
      states: [],
    });
    await store.close();
    const again = await kit.open(home);
    const found = async (text: string, labels: SearchNeed['labels'] = []) =>
      (await again.stories({ words: [{ text, labels }], order: 'best', limit: 9 })).map(({ id }) => id);
    expect(await found('第2工場')).toEqual([aStory(2).id]);
    expect(await found('発表')).toHaveLength(2);
    expect(await found('PLANTS')).toEqual([aStory(3).id]);
    expect(await found('ueno')).toEqual([aStory(3).id]);
    expect(await found('9990')).toEqual([]);
    expect(await found('9990', [{ company: '9990' }])).toHaveLength(2);
    expect(await found('…')).toEqual([]);
    expect(await again.count({ words: [{ text: '工場', labels: [] }] }, 9)).toBe(2);
    expect(await again.count({ words: [{ text: '工場', labels: [] }] }, 1)).toBe(1);
    await again.close();
  });

  test('a story is stored and found, however its longest words are cut', async () => {
    const store = await kit.open(await kit.newHome());
    const word = `a${'𐐨'.repeat(120)}`;
    const [inTitle, inText] = [anArticle(1, { title: word }), anArticle(2, { summary: `${word}${word}` })];
    await store.commit({
      stories: [aStory(1, { articles: [inTitle] }), aStory(2, { articles: [inText] })],
      drops: [],
      states: [],
    });
    expect(await store.count({ words: [{ text: word, labels: [] }] }, 9)).toBe(2);
    await store.close();
  });

  test('a search ranks a word of a title before one of a text, and the newer of two alike first', async () => {
    const store = await kit.open(await kit.newHome());
    const told = (n: number, title: string, summary: string) =>
      aStory(n, { articles: [anArticle(n, { title, summary })] });
    await store.commit({
      stories: [
        told(1, 'Harbour opens', 'x'),
        told(2, 'Harbour closes', 'x'),
        told(3, 'Ships come', 'The harbour is open.'),
      ],
      drops: [],
      states: [],
    });
    const best = await store.stories({ words: [{ text: 'harbour', labels: [] }], order: 'best', limit: 9 });
    expect(best.map(({ id }) => id)).toEqual([2, 1, 3].map((n) => aStory(n).id));
    await store.close();
  });

  test('a search finds what a page shows of each report, however many there are', async () => {
    const store = await kit.open(await kit.newHome());
    const long = 'A long story of the harbour goes on. '.repeat(12);
    const articles = Array.from({ length: 9 }, (_, n) =>
      anArticle(n + 1, { title: `Plant ${n}`, summary: `${long}The ${NUMBERS[n]} report.` }),
    );
    const [first = anArticle(1), ...others] = articles;
    const whole = anArticle(20, { content: '<p>The measures are <b>protectionist</b>.</p>' });
    await store.commit({
      stories: [aStory(1, { articles: [first, ...others] }), aStory(20, { articles: [whole] })],
      drops: [],
      states: [],
    });
    const found = async (text: string) =>
      (await store.stories({ words: [{ text, labels: [] }], limit: 9 })).map(({ id }) => id);
    for (const number of NUMBERS) expect(await found(number)).toEqual([aStory(1).id]);
    expect(await found('protectionist')).toEqual([aStory(20).id]);
    await store.close();
  });

  test('stories are found by their ids at once, those that are stored', async () => {
    const store = await kit.open(await kit.newHome());
    await store.commit({ stories: stories(1, 3), drops: [], states: [] });
    const found = await store.storiesById([aStory(3).id, aStory(99).id, aStory(1).id, aStory(3).id]);
    expect(found.map(({ id }) => id).toSorted()).toEqual([aStory(1).id, aStory(3).id].toSorted());
    expect(await store.storiesById([])).toEqual([]);
    await store.close();
  });

  test('the terms of a beginning are known, those of most stories first', async () => {
    const home = await kit.newHome();
    const store = await kit.open(home);
    const titled = (n: number, title: string) =>
      aStory(n, { articles: [anArticle(n, { title, summary: 'x' })] });
    await store.commit({
      stories: [titled(1, 'Toyota plants'), titled(2, 'Tokyo and Toyota'), titled(3, '東京の工場')],
      drops: [],
      states: [],
    });
    expect(await store.terms('t', 9)).toEqual(['toyota', 'tokyo']);
    expect(await store.terms('t', 1)).toEqual(['toyota']);
    expect(await store.terms('pl', 9)).toEqual(['plant']);
    expect(await store.terms('東', 9)).toEqual(['東京']);
    expect(await store.terms('q', 9)).toEqual([]);
    await store.close();
  });

  test('a story that changes is found by what it says, and no longer by what it said', async () => {
    const store = await kit.open(await kit.newHome());
    const found = async (text: string) =>
      (await store.stories({ words: [{ text, labels: [] }], limit: 9 })).map(({ id }) => id);
    await store.commit({ stories: stories(1, 2), drops: [], states: [] });
    const renamed = aStory(1, {
      articles: [anArticle(1, { title: '架空商事、倉庫を新設', summary: '港。' })],
    });
    await store.commit({ stories: [renamed], drops: [], states: [] });
    expect(await found('倉庫')).toEqual([aStory(1).id]);
    expect(await found('第1工場')).toEqual([]);
    await store.removeBefore(anArticle(2).firstSeenAt);
    expect(await found('倉庫')).toEqual([]);
    await store.close();
  });

  test('articles are counted by source and JST day, and by hour, each once, however often its story changes', async () => {
    const store = await kit.open(await kit.newHome());
    const { published } = aStory(1);
    const hour = Math.floor(published.epochMilliseconds / 3_600_000);
    const day = Math.floor((hour + 9) / 24);
    await store.commit({ stories: stories(1, 3), drops: [], states: [] });
    await store.commit({ stories: [changed(1)], drops: [], states: [] });
    const counted = { daily: [{ source: 'kanda', day, articles: 3 }], hourly: [{ hour, articles: 3 }] };
    expect(await store.articleCounts(published)).toEqual(counted);
    // An article that went to another story, or nowhere.
    const wider = aStory(1, { articles: [anArticle(1), anArticle(9)] });
    await store.commit({ stories: [wider], drops: [], states: [] });
    expect(store.health().articles).toBe(4);
    await store.commit({ stories: [aStory(1)], drops: [], states: [] });
    expect(store.health().articles).toBe(3);
    expect(await store.articleCounts(published)).toEqual(counted);
    const [article] = aStory(1).articles;
    const moved = published.subtract({ hours: 24 });
    const later = { ...aStory(1), articles: [{ ...article, published: moved }] } as const;
    await store.commit({ stories: [later], drops: [], states: [] });
    expect(await store.articleCounts(moved)).toEqual({
      daily: [
        { source: 'kanda', day: day - 1, articles: 1 },
        { source: 'kanda', day, articles: 2 },
      ],
      hourly: [
        { hour: hour - 24, articles: 1 },
        { hour, articles: 2 },
      ],
    });
    expect(await store.articleCounts(published.add({ hours: 24 }))).toEqual({ daily: [], hourly: [] });
    await store.removeBefore(NOW.add({ hours: 1 }));
    expect(await store.articleCounts(moved)).toEqual({ daily: [], hourly: [] });
    await store.close();
  });

  test('a story whose date moves stands where its new date says, once', async () => {
    const home = await kit.newHome();
    const store = await kit.open(home);
    await store.commit({ stories: stories(1, 3), drops: [], states: [] });
    const late = { ...aStory(1), published: NOW };
    await store.commit({ stories: [late], drops: [], states: [] });
    await store.close();
    const again = await kit.open(home);
    expect(await again.stories({ limit: 9 })).toEqual([late, aStory(3), aStory(2)]);
    expect(await again.stories({ topic: 'plants', limit: 9 })).toHaveLength(3);
    await again.close();
  });
};

/** What every store promises of hundreds of stories, as tests. */
export const bulkContract = (kit: StoreKit): void => {
  test('an article that joins a story is known, and found in the story again', async () => {
    const home = await kit.newHome();
    const store = await kit.open(home);
    await store.commit({ stories: stories(1, 300), drops: [], states: [] });
    await store.compact();
    const late = anArticle(900, { otherKeys: [`url:https://kanda.example/moved` as IdentityKey] });
    const [first] = aStory(5).articles;
    const grown = aStory(5, {
      articles: [first, late],
      joins: [...aStory(5).joins, { article: late.id, reason: 'same-title', detail: 'the same title' }],
    });
    await store.commit({ stories: [grown], drops: [], states: [] });
    await store.compact();
    await store.close();
    const again = await kit.open(home);
    expect(await again.story(grown.id)).toEqual(grown);
    expect(await storyIdOf(again, late.id)).toBe(grown.id);
    expect(await known(again, 'url:https://kanda.example/moved' as IdentityKey)).toEqual({
      kind: 'article',
      id: late.id,
    });
    expect(again.health()).toMatchObject({ stories: 300, articles: 301 });
    await again.close();
    expect(await kit.check(home)).toEqual([]);
  });

  test('retention removes what gained nothing since, leaves tombstones, and frees the disk', async () => {
    const home = await kit.newHome();
    const store = await kit.open(home);
    await store.commit({ stories: stories(1, 1000), drops: [aDrop(1), aDrop(999)], states: [] });
    await store.compact();
    const before = store.health().bytes;
    expect(await store.removeBefore(anArticle(901).firstSeenAt)).toEqual({ removed: 900 });
    expect(await store.removeBefore(anArticle(901).firstSeenAt)).toEqual({ removed: 0 });
    await store.compact();
    expect(store.health().bytes).toBeLessThan(before / 3);
    await store.close();
    const again = await kit.open(home);
    expect(again.health()).toMatchObject({ stories: 100, problems: [] });
    expect(await known(again, keyOf(7))).toEqual({ kind: 'removed' });
    expect(await known(again, 'guid:kanda:item-7' as IdentityKey)).toEqual({ kind: 'removed' });
    expect((await known(again, keyOf(901)))?.kind).toBe('article');
    expect(await again.story(aStory(7).id)).toBeUndefined();
    expect((await known(again, 'guid:kanda:drop-999' as IdentityKey))?.kind).toBe('dropped');
    await again.close();
    expect(await kit.check(home)).toEqual([]);
  });

  test('an export holds every story once, also those of one moment', async () => {
    const store = await kit.open(await kit.newHome());
    const sameMoment = stories(1, 1200).map((story, n) => (n < 900 ? { ...story, published: NOW } : story));
    await store.commit({ stories: sameMoment, drops: [], states: [] });
    const ids = new Set<unknown>();
    let lines = 0;
    for await (const line of exportStore(store)) {
      ids.add(JSON.parse(line).id);
      lines += 1;
    }
    expect([lines, ids.size]).toEqual([1200, 1200]);
    await store.close();
  });

  test('stories of one moment go by id wherever a limit or a slice cuts them, whichever came first', async () => {
    const home = await kit.newHome();
    const store = await kit.open(home);
    const [published, announcedAt] = [aStory(0).published, aStory(500).published];
    const tied = Array.from({ length: 120 }, (_, at) => {
      const n = (at * 77) % 120;
      return aStory(n, { published, announcedAt, articles: [anArticle(n, { firstSeenAt: announcedAt })] });
    });
    for (const story of tied) await store.commit({ stories: [story], drops: [], states: [] });
    const ids = tied.map(({ id }) => id).toSorted();
    const idsOf = (some: readonly Story[]) => some.map(({ id }) => id);
    const expectOrder = async (open: Store) => {
      for (const limit of [1, 7, 64, 119]) {
        expect(idsOf(await open.stories({ limit }))).toEqual(ids.slice(0, limit));
        expect(idsOf(await open.stories({ limit, outlet: 'kanda' }))).toEqual(ids.slice(0, limit));
        expect(idsOf(await open.stories({ limit, order: 'announced' }))).toEqual(ids.slice(0, limit));
      }
      expect(idsOf((await Array.fromAsync(open.each({}))).flat())).toEqual(ids);
      const gained = await Array.fromAsync(open.gainedSince(announcedAt));
      expect(idsOf(gained.flat())).toEqual(ids.toReversed());
    };
    await expectOrder(store);
    await store.close();
    await kit.forgetIndex(home);
    const again = await kit.open(home);
    await again.whole();
    await expectOrder(again);
    await again.close();
  });
};
