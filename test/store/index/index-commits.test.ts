import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { IdentityKey } from '../../../src/domain/article/article.ts';
import { identityKeys } from '../../../src/domain/article/identity-keys.ts';
import type { Drop } from '../../../src/domain/item/drop.ts';
import type { OutletId } from '../../../src/domain/source/outlet.ts';
import type { Story } from '../../../src/domain/story/story.ts';
import type { CompanyCode } from '../../../src/domain/tag/company.ts';
import { dropNumber, Indexer, type Logged } from '../../../src/store/index/indexer.ts';
import { lastSeq } from '../../../src/store/index/known-days.ts';
import { type Index, memoryIndex } from '../../../src/store/index/open-index.ts';
import { hashOfKey, keyNumber, microseconds } from '../../../src/store/index/row.ts';
import {
  countStories,
  selectBest,
  selectGained,
  selectNewest,
  selectStories,
  selectTerms,
} from '../../../src/store/index/select.ts';
import { aDrop, anArticle, aStory } from '../make-story.ts';
import { NOW } from '../opened-store.ts';

let index: Index;
let indexer: Indexer;
beforeEach(() => {
  index = memoryIndex('a test');
  indexer = new Indexer(index);
});
afterEach(() => index.close());

type Commit = {
  readonly stories?: readonly Story[];
  readonly drops?: readonly Drop[];
  readonly states?: readonly string[];
  readonly removed?: readonly string[];
  readonly keys?: readonly string[];
};

const place = (seq: number, n: number) => ({ offset: seq * 100 + n, length: seq, crc: n });

/** Indexes a commit, whose records lie at places that tell its number. */
const add = (
  seq: number,
  { stories = [], drops = [], states = [], removed = [], keys = [] }: Commit,
): void => {
  const logged: Logged = {
    ...{ day: `day-${seq}`, seq, at: NOW.add({ seconds: seq }), removed: { stories: removed, keys } },
    stories: stories.map((story, n) => ({ id: story.id, place: place(seq, n), read: () => story })),
    drops: drops.map((drop, n) => ({ place: place(seq, n), read: () => drop })),
    states: states.map((source, n) => ({ source, place: place(seq, n) })),
  };
  indexer.add(logged);
};

const rows = (sql: string) => index.all(sql).map((row) => ({ ...row }));
const placeOf = (id: string) => ({
  ...index.get('SELECT seq, day, at, size, crc FROM stories WHERE id = ?', id),
});
const changed = (n: number, rest: Partial<Story> = {}) => aStory(n, { related: [aStory(99).id], ...rest });
const leadsTo = (key: IdentityKey) => {
  const row = index.get(
    'SELECT articles.id AS article, d FROM keys LEFT JOIN articles USING (a) WHERE hash = ?',
    keyNumber(hashOfKey(key)),
  );
  return row === undefined ? undefined : { article: row.article, d: row.d === null ? null : Number(row.d) };
};
const keyOf = (n: number) => identityKeys(anArticle(n))[0] as IdentityKey;

describe('of the versions of a story', () => {
  test.each([[[2, 3]], [[3, 2]]])(
    'the one of the highest commit is indexed, in whatever order they come (%j)',
    (order) => {
      for (const seq of order) add(seq, { stories: [seq === 3 ? changed(1) : aStory(1)] });
      expect(placeOf(aStory(1).id)).toEqual({ seq: 3, day: 'day-3', at: 300, size: 3, crc: 0 });
      expect(rows('SELECT count(*) AS n FROM words')).toEqual([{ n: 1n }]);
      expect(lastSeq(index)).toBe(3);
      expect(index.get('SELECT at FROM newest')?.at).toBe(NOW.add({ seconds: 3 }).toString());
    },
  );

  test('the later one of one commit counts', () => {
    add(2, { stories: [aStory(1), changed(1)] });
    expect(placeOf(aStory(1).id)).toMatchObject({ at: 201 });
  });

  test('none is indexed that is older than the removal of the story, until all commits are there', () => {
    add(5, { removed: [aStory(1).id] });
    add(4, { stories: [aStory(1), aStory(2)] });
    expect(rows('SELECT id FROM stories')).toEqual([{ id: aStory(2).id }]);
    add(6, { stories: [aStory(1)] });
    expect(placeOf(aStory(1).id)).toMatchObject({ seq: 6 });
    add(5, { removed: [aStory(1).id] });
    expect(placeOf(aStory(1).id)).toMatchObject({ seq: 6 });
    add(7, { removed: [aStory(1).id] });
    add(6, { removed: [aStory(1).id] });
    add(6, { stories: [aStory(1)] });
    expect(placeOf(aStory(1).id)).toEqual({});
    indexer.caughtUp();
    add(6, { stories: [aStory(1)] });
    expect(placeOf(aStory(1).id)).toMatchObject({ seq: 6 });
  });

  test('a removal takes away its articles, its words and its labels, and leaves its keys', () => {
    add(1, { stories: [aStory(1), aStory(2)] });
    add(2, { removed: [aStory(1).id, 'unknown'] });
    const one = { n: 1n };
    expect(rows('SELECT count(*) AS n FROM articles')).toEqual([one]);
    expect(rows('SELECT count(*) AS n FROM words')).toEqual([one]);
    expect(rows('SELECT count(DISTINCT n) AS n FROM labels')).toEqual([one]);
    expect(leadsTo(keyOf(1))).toEqual({ article: null, d: null });
    expect(leadsTo(keyOf(2))).toEqual({ article: anArticle(2).id, d: null });
  });

  test('a new one drops the labels and articles that it has no more, and adds others', () => {
    add(1, { stories: [aStory(1, { articles: [anArticle(1), anArticle(2)] })] });
    add(2, {
      stories: [aStory(1, { articles: [anArticle(1, { tags: [], language: 'en' }), anArticle(3)] })],
    });
    const labels = 'SELECT name FROM labels JOIN names USING (i) ORDER BY name';
    expect(rows(labels).map(({ name }) => name)).toEqual(['c:9990', 'l:en', 'l:ja', 'o:kanda', 't:plants']);
    expect(rows('SELECT id FROM articles ORDER BY id')).toEqual(
      [anArticle(1).id, anArticle(3).id].toSorted().map((id) => ({ id })),
    );
    add(3, { stories: [aStory(1, { articles: [anArticle(1, { tags: [] })] })] });
    expect(rows(labels).map(({ name }) => name)).toEqual(['l:ja', 'o:kanda']);
  });

  test('none gets the label of another story after a transaction failed', () => {
    const labels = 'SELECT id, name FROM stories JOIN labels USING (n) JOIN names USING (i) WHERE name = ?';
    const story = (n: number, outlet: string) =>
      aStory(n, { articles: [anArticle(n, { tags: [], outlet: { id: outlet as OutletId, name: outlet } })] });
    const failing = () => {
      add(1, { stories: [story(1, 'kanda')] });
      throw new Error('the disk is full');
    };
    expect(() => indexer.transaction(failing)).toThrow('the disk is full');
    indexer.transaction(() => add(2, { stories: [story(2, 'ueno')] }));
    indexer.transaction(() => add(1, { stories: [story(1, 'kanda')] }));
    for (const [n, outlet] of [
      [1, 'kanda'],
      [2, 'ueno'],
    ] as const)
      expect(index.all(labels, `o:${outlet}`)).toEqual([{ id: aStory(n).id, name: `o:${outlet}` }]);
  });

  test('a new one keeps its labels apart, however many names there are', () => {
    const tagged = (...codes: readonly string[]) =>
      anArticle(1, {
        tags: codes.map((code) => ({ kind: 'company', code: code as CompanyCode, evidence: [] })),
      });
    const codes = Array.from({ length: 12 }, (_, n) => `code${n}`);
    add(1, { stories: [aStory(1, { articles: [tagged(...codes)] })] });
    add(2, { stories: [aStory(1, { articles: [tagged(...codes.slice(10))] })] });
    expect(
      rows('SELECT name FROM labels JOIN names USING (i) ORDER BY name').map(({ name }) => name),
    ).toEqual([...['c:code10', 'c:code11', 'l:ja', 'o:kanda']]);
  });

  test('one with another date has its labels, words and articles at its new place alone', () => {
    add(1, { stories: [aStory(1), aStory(2)] });
    const [article] = aStory(1).articles;
    add(2, { stories: [{ ...aStory(1), published: NOW, articles: [{ ...article, tags: [] }] }] });
    const n = index.get('SELECT n FROM stories WHERE id = ?', aStory(1).id)?.n as bigint;
    expect(rows(`SELECT count(*) AS n FROM words WHERE rowid = ${n}`)).toEqual([{ n: 1n }]);
    expect(rows('SELECT count(*) AS n FROM words')).toEqual([{ n: 2n }]);
    expect(rows(`SELECT name FROM labels JOIN names USING (i) WHERE n = ${n} ORDER BY name`)).toEqual([
      { name: 'l:ja' },
      { name: 'o:kanda' },
    ]);
    expect(rows('SELECT count(DISTINCT n) AS n FROM labels')).toEqual([{ n: 2n }]);
    expect(rows(`SELECT id FROM articles WHERE n = ${n}`)).toEqual([{ id: article.id }]);
  });

  test('one with another date and fewer articles leaves none of them behind', () => {
    add(1, { stories: [aStory(1, { articles: [anArticle(1), anArticle(2)] })] });
    add(2, { stories: [aStory(1, { published: NOW, articles: [anArticle(2)] })] });
    const n = index.get('SELECT n FROM stories')?.n;
    expect(rows('SELECT id, n FROM articles')).toEqual([{ id: anArticle(2).id, n }]);
    expect(leadsTo(keyOf(1))).toEqual({ article: null, d: null });
    expect(leadsTo(keyOf(2))).toEqual({ article: anArticle(2).id, d: null });
  });
});

describe('a key', () => {
  test('leads to the article of the latest commit that has it', () => {
    const shared = anArticle(2, { otherKeys: [keyOf(1)] });
    add(3, { stories: [aStory(1)] });
    add(2, { stories: [aStory(2, { articles: [shared] })] });
    expect(leadsTo(keyOf(1))?.article).toBe(anArticle(1).id);
    add(4, { stories: [aStory(2, { articles: [shared] })] });
    expect(leadsTo(keyOf(1))?.article).toBe(anArticle(2).id);
  });

  test('of a drop leads to the newest drop until an article has it', () => {
    const key = aDrop(1).keys[0] as IdentityKey;
    add(3, { drops: [aDrop(1), aDrop(1, { reason: 'another' })] });
    expect(leadsTo(key)?.d).toBe(dropNumber(3, 1));
    add(2, { drops: [aDrop(1)] });
    expect(leadsTo(key)?.d).toBe(dropNumber(3, 1));
    add(4, { stories: [aStory(1, { articles: [anArticle(1, { otherKeys: [key] })] })] });
    add(5, { drops: [aDrop(1)] });
    expect(leadsTo(key)).toEqual({ article: anArticle(1).id, d: dropNumber(3, 1) });
  });

  test('that is a tombstone leads nowhere, unless a later commit has the article', () => {
    add(3, { stories: [aStory(1)], drops: [aDrop(1)] });
    const [own, dropped] = [keyOf(1), aDrop(1).keys[0] as IdentityKey];
    add(2, { keys: [own].map(hashOfKey) });
    expect(leadsTo(own)?.article).toBe(anArticle(1).id);
    add(4, { keys: [own, dropped].map(hashOfKey) });
    expect([leadsTo(own), leadsTo(dropped)]).toEqual([
      { article: null, d: null },
      { article: null, d: null },
    ]);
    indexer.addTombstones([hashOfKey('url:new')], 0);
    expect(leadsTo('url:new' as IdentityKey)).toEqual({ article: null, d: null });
  });
});

test('drops have numbers that grow by commit and place, and their moments', () => {
  expect([dropNumber(1, 0), dropNumber(1, 65_535), dropNumber(2, 0)]).toEqual([65_536, 131_071, 131_072]);
  add(2, { drops: [aDrop(1), aDrop(2)] });
  expect(rows('SELECT * FROM drops')).toEqual(
    [0, 1].map((n) => ({
      ...{ d: dropNumber(2, n), day: 'day-2', at: 200 + n, size: 2, crc: n },
      moment: microseconds(aDrop(n + 1).at),
    })),
  );
});

test('of the states of a source the one of the highest commit is indexed', () => {
  add(3, { states: ['kanda', 'ueno'] });
  add(2, { states: ['kanda'] });
  add(4, { states: ['ueno'] });
  add(4, { states: ['ueno', 'ueno'] });
  expect(rows('SELECT source, seq, day, at, size, crc FROM states ORDER BY source')).toEqual([
    { source: 'kanda', seq: 3, day: 'day-3', at: 300, size: 3, crc: 0 },
    { source: 'ueno', seq: 4, day: 'day-4', at: 401, size: 4, crc: 1 },
  ]);
});

describe('stories are selected', () => {
  const at = (n: number, published: Temporal.Instant, announcedAt = published) =>
    aStory(n, { published, announcedAt, articles: [anArticle(n, { firstSeenAt: announcedAt })] });
  const ids = (places: readonly { readonly id: string }[]) => places.map(({ id }) => id);
  const idsOf = (...numbers: readonly number[]) => numbers.map((n) => aStory(n).id);

  test('with their places, newest first', () => {
    add(1, { stories: [aStory(1), aStory(2)] });
    expect(selectStories(index, { limit: 1 })).toEqual([
      { id: aStory(2).id, n: expect.any(BigInt), day: 'day-1', offset: 101, length: 1, crc: 1 },
    ]);
    expect(selectStories(index, { limit: Number.POSITIVE_INFINITY })).toHaveLength(2);
    expect(selectNewest(index, {}, 0)).toEqual([]);
  });

  test('of one moment by id, wherever a limit cuts them; others of that moment that do not match stay out', () => {
    const tied = [5, 3, 1, 4, 2].map((n) => aStory(n, { published: NOW }));
    const other = aStory(6, { published: NOW, articles: [anArticle(6, { tags: [] })] });
    add(1, { stories: [...tied, other, aStory(7, { published: NOW.add({ seconds: 1 }) })] });
    const plants = { topic: 'plants' as never };
    for (const limit of [1, 2, 3, 6, 7])
      expect(ids(selectStories(index, { limit, ...plants }))).toEqual(
        idsOf(7, 1, 2, 3, 4, 5).slice(0, limit),
      );
    expect(ids(selectNewest(index, plants, 2))).toEqual(idsOf(7, 1, 2, 3, 4, 5));
    expect(ids(selectNewest(index, plants, 6))).toEqual(idsOf(7, 1, 2, 3, 4, 5));
    expect(ids(selectNewest(index, {}, 1))).toEqual(idsOf(7));
  });

  test('by their last gain, the earliest first, from a moment on', () => {
    add(1, { stories: [at(1, NOW), at(2, NOW.add({ seconds: 2 })), at(3, NOW.add({ seconds: 1 }))] });
    expect(ids(selectGained(index, microseconds(NOW)))).toEqual(idsOf(1, 3, 2));
    expect(ids(selectGained(index, microseconds(NOW) + 1))).toEqual(idsOf(3, 2));
  });

  test('among those announced last, also if a label or words are asked for, however old they are', () => {
    const days = (n: number) => NOW.add({ hours: 24 * n });
    add(1, {
      stories: [
        at(1, days(0)),
        at(2, days(1)),
        at(3, days(0).add({ hours: 2 }), days(1).add({ hours: 1 })),
        at(4, days(1), days(1)),
      ],
    });
    for (const filter of [{}, { topic: 'plants' as never }, { words: [{ text: '工場', labels: [] }] }])
      expect(ids(selectStories(index, { order: 'announced', limit: 2, ...filter }))).toEqual([
        aStory(2).id,
        aStory(3).id,
      ]);
    expect(
      selectStories(index, { order: 'announced', limit: 2, words: [{ text: '…', labels: [] }] }),
    ).toEqual([]);
    expect(selectStories(index, { order: 'announced', limit: 2, company: '1' })).toEqual([]);
  });

  test('that match words best: in a title before a text, then by age, as many as asked for', () => {
    const told = (n: number, title: string, summary: string, published = NOW) =>
      aStory(n, { published, articles: [anArticle(n, { title, summary, tags: [] })] });
    const old = NOW.subtract({ hours: 24 * 30 });
    add(1, {
      stories: [
        told(1, 'Ships', 'The harbour is open'),
        told(2, 'Harbour opens', 'x'),
        told(3, 'Harbour opens', 'x', old),
        ...[4, 5, 6, 7, 8, 9].map((n) => told(n, 'Rain', 'x')),
      ],
    });
    const words = [{ text: 'harbour', labels: [] }];
    expect(ids(selectBest(index, { words }, 9, microseconds(NOW)))).toEqual(idsOf(2, 3, 1));
    expect(ids(selectBest(index, { words }, 1, microseconds(NOW)))).toEqual(idsOf(2));
    expect(selectBest(index, {}, 9, 0)).toEqual([]);
    expect(countStories(index, { words }, 2)).toBe(2);
    expect(countStories(index, { words }, 9)).toBe(3);
    expect(countStories(index, { words: [{ text: '…', labels: [] }] }, 9)).toBe(0);
  });

  test('that meet each need by its words or one of its labels', () => {
    const told = (n: number, title: string, tags = anArticle(n).tags) =>
      aStory(n, { articles: [anArticle(n, { title, summary: 'x', tags })] });
    add(1, { stories: [told(1, 'Harbour opens', []), told(2, 'Rain'), told(3, 'Harbour closes')] });
    const found = (...words: readonly { readonly text: string; readonly labels: readonly object[] }[]) =>
      ids(selectStories(index, { words: words, limit: 9 }));
    const plants = { text: 'harbour', labels: [{ topic: 'plants' }] };
    expect(found(plants)).toEqual(idsOf(3, 2, 1));
    expect(found(plants, { text: 'opens', labels: [] })).toEqual(idsOf(1));
    expect(found({ text: '…', labels: [] }, { text: 'rain', labels: [] })).toEqual(idsOf(2));
    expect(found({ text: 'harbour opens', labels: [] })).toEqual(idsOf(1));
    expect(found({ text: 'harb', labels: [] })).toEqual(idsOf(3, 1));
  });

  test('by terms: those that begin so, of most stories first', () => {
    const told = (n: number, title: string) =>
      aStory(n, { articles: [anArticle(n, { title, summary: 'x' })] });
    add(1, { stories: [told(1, 'harbour'), told(2, 'hat harbour'), told(3, 'ibis')] });
    expect(selectTerms(index, 'ha', 9)).toEqual(['harbour', 'hat']);
    expect(selectTerms(index, 'ha', 1)).toEqual(['harbour']);
  });
});
