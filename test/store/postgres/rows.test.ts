import { stemmer } from 'stemmer';
import { describe, expect, test } from 'vitest';
import type { IdentityKey } from '../../../src/domain/article/article.ts';
import { keysToKeep } from '../../../src/domain/article/identity-keys.ts';
import type { StoreChange } from '../../../src/domain/store/contract.ts';
import { hashOfKey, hourOf, keyNumber } from '../../../src/store/index/row.ts';
import type { Query, Row } from '../../../src/store/postgres/connection.ts';
import {
  articleRows,
  dropRows,
  jsonOf,
  stemOf,
  stored,
  storedHash,
  storyRow,
} from '../../../src/store/postgres/record-rows.ts';
import { numberIn, prepare, removeStories, writeChange } from '../../../src/store/postgres/write-rows.ts';
import { instant } from '../../make.ts';
import { aDrop, anArticle, aState, aStory } from '../make-story.ts';
import { NOW } from '../opened-store.ts';

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
const keysOf = (n: number) => keysToKeep(anArticle(n)).map((key) => storedHash(key));

describe('a value as PostgreSQL stores it', () => {
  test('is JSON; what jsonb refuses is replaced, and nothing else', () => {
    expect(jsonOf({ a: 'b\\u0000c', at: NOW })).toBe(JSON.stringify({ a: 'b\\u0000c', at: NOW }));
    expect(JSON.parse(jsonOf({ a: 'b\0c', d: ['\ud800', '\udfff', '\u{1f4f0}'] }))).toEqual({
      a: 'b\u{fffd}c',
      d: ['\u{fffd}', '\u{fffd}', '\u{1f4f0}'],
    });
  });

  test('is a number of microseconds, or a signed number of 64 bits', () => {
    expect(stored(NOW)).toBe(`${NOW.epochMilliseconds}000`);
    expect(stored(instant('1970-01-01T00:00:00.000001999Z'))).toBe('1');
    expect(storedHash('url:x')).toBe(String(keyNumber(hashOfKey('url:x'))));
  });

  test('is the stem of a term, of at most two hundred characters', () => {
    expect([stemOf('plants'), stemOf('工場')]).toEqual(['plant', '工場']);
    expect(stemOf('x'.repeat(201))).toBe(stemmer('x'.repeat(200)));
    expect(stemOf(`x${'𐐨'.repeat(120)}`)).toBe(`x${'𐐨'.repeat(99)}\u{fffd}`);
  });
});

describe('the row of a story', () => {
  test('has its document, its dates, its labels, and its terms by weight', () => {
    const article = anArticle(1, { title: 'New plants', summary: 'Plants of Ueno', language: 'en' });
    const story = aStory(1, { articles: [article], topAt: NOW });
    const row = JSON.parse(storyRow(story));
    const { words, ...columns } = row;
    expect(columns).toEqual({
      id: story.id,
      published: stored(story.published),
      gained: Number(stored(article.firstSeenAt)),
      announced: Number(stored(article.firstSeenAt)),
      labels: ['o:kanda', 'l:en', 'c:9990', 't:plants', 'top'],
      document: plain(story),
    });
    const parts = words.split(' ');
    expect(parts).toEqual(expect.arrayContaining(["'new':1A", "'plant':1A", "'ueno':1C", "'＃c＆9990':1B"]));
    expect(parts).not.toContain("'plant':1C");
    expect(new Set(parts).size).toBe(parts.length);
    const { announcedAt: _, ...silent } = story;
    expect(JSON.parse(storyRow(silent)).announced).toBeNull();
  });

  test('has no half of a character, in a term of any length and in a label', () => {
    const title = Array.from({ length: 4 }, (_, n) => `${'a'.repeat(n)}${'𐐨'.repeat(120)}`).join(' ');
    const tags = [{ ...anArticle(1).tags[0], code: '\ud801' }] as unknown as ReturnType<
      typeof anArticle
    >['tags'];
    const row = storyRow(aStory(1, { articles: [anArticle(1, { title, summary: title, tags })] }));
    expect(row).not.toMatch(/\\ud[89a-f]/);
  });

  test('has as many terms as fit into half a megabyte; those of titles come first, those of texts last', () => {
    const many = (word: string, count: number) =>
      Array.from({ length: count }, (_, n) => `${word}${String(n).padStart(150, '0')}`).join(' ');
    const wordsOf = (title: string, content: string) =>
      JSON.parse(storyRow(aStory(1, { articles: [anArticle(1, { title, content })] }))).words as string;
    const cut = wordsOf(many('t', 4000), 'a text');
    expect(Buffer.byteLength(cut.replaceAll("' '", ''))).toBeLessThanOrEqual(500_000 + 4_000);
    expect(Buffer.byteLength(cut)).toBeGreaterThan(499_000);
    expect(cut).not.toMatch(/:1[BC]/);
    const whole = wordsOf(many('t', 2500), 'ueno');
    expect(whole).toMatch(/:1B .*'ueno':1C/);
  });
});

describe('the rows of articles and drops', () => {
  test('lead from each key to its article, and from each article to its story', () => {
    const both = aStory(1, { articles: [anArticle(1), anArticle(2)] });
    const { articles, keys, ids } = articleRows([both, aStory(3)]);
    const rowOf = (n: number, story: number) => ({
      ...{ id: anArticle(n).id, story: aStory(story).id, source: 'kanda' },
      hour: hourOf(anArticle(n).published),
    });
    expect(articles).toEqual([rowOf(1, 1), rowOf(2, 1), rowOf(3, 3)]);
    expect(ids).toEqual([1, 2, 3].map((n) => anArticle(n).id));
    expect(keys).toEqual(
      [1, 2, 3].flatMap((n) => keysOf(n).map((hash) => ({ hash, article: anArticle(n).id }))),
    );
  });

  test('are of the later story if two hold the same article', () => {
    const { articles, ids } = articleRows([aStory(1), aStory(2, { articles: [anArticle(1)] })]);
    expect(articles).toMatchObject([{ id: anArticle(1).id, story: aStory(2).id }]);
    expect(ids).toEqual([anArticle(1).id]);
  });

  test('number drops by commit and place, and lead from a key to the last drop that has it', () => {
    const drops = [
      aDrop(1),
      aDrop(2, { keys: [...aDrop(2).keys, aDrop(1).keys[0] as IdentityKey], title: 'a\0' }),
    ];
    const { rows, keys } = dropRows(drops, 3);
    expect(rows.map((row) => JSON.parse(row))).toEqual([
      { n: '196608', at: Number(stored(aDrop(1).at)), document: plain(drops[0]) },
      {
        n: '196609',
        at: Number(stored(aDrop(2).at)),
        document: { ...(plain(drops[1]) as object), title: 'a\u{fffd}' },
      },
    ]);
    const hash = (drop: number, at: number) => storedHash(aDrop(drop).keys[at] ?? '');
    expect(keys).toEqual([
      { hash: hash(1, 0), dropped: '196609' },
      { hash: hash(1, 1), dropped: '196608' },
      { hash: hash(2, 0), dropped: '196609' },
      { hash: hash(2, 1), dropped: '196609' },
    ]);
  });
});

/** Tables to which a change is written: the statements that come, by their first words, with their values. */
const tables = (counts: Readonly<Record<string, number>> = {}) => {
  const asked: (readonly unknown[])[] = [];
  const query: Query = async (sql, values = []) => {
    const [what = ''] = /(?:INSERT INTO|DELETE FROM) \w+/.exec(sql) ?? [];
    asked.push([
      what,
      ...values.map((value) =>
        typeof value === 'string' && /^[[{]/.test(value) ? JSON.parse(value) : value,
      ),
    ]);
    const count = counts[what] ?? 0;
    const column = /count\(\*\)[^)]*(?:\(WHERE is_new\))? AS (\w+)/.exec(sql)?.[1];
    return column === undefined ? [] : [{ [column]: String(count) }];
  };
  return { query, asked };
};

const change = (rest: Partial<StoreChange> = {}): StoreChange => ({
  stories: [],
  drops: [],
  states: [],
  ...rest,
});

describe('a change', () => {
  test('is prepared once: a story of two versions counts as its last, and its size is that of its rows', () => {
    const newer = aStory(1, { related: [aStory(2).id] });
    const {
      stories,
      size,
      articles,
      change: same,
    } = prepare(change({ stories: [aStory(1), aStory(2), newer] }));
    expect(stories).toEqual([storyRow(newer), storyRow(aStory(2))]);
    expect(size).toBe(storyRow(newer).length + storyRow(aStory(2)).length);
    expect(articles.ids).toHaveLength(2);
    expect(same.stories).toHaveLength(3);
  });

  test('without records writes nothing', async () => {
    const { query, asked } = tables();
    expect(await writeChange(query, prepare(change()), 5)).toEqual({ stories: 0, articles: 0 });
    expect(asked).toEqual([]);
  });

  test('writes stories with their articles and keys, and counts those that are new', async () => {
    const { query, asked } = tables({ 'INSERT INTO stories': 2, 'INSERT INTO articles': 3 });
    const prepared = prepare(change({ stories: [aStory(1), aStory(2)] }));
    expect(await writeChange(query, prepared, 5)).toEqual({ stories: 2, articles: 3 });
    const { articles, keys } = prepared.articles;
    expect(asked).toEqual([
      ['INSERT INTO stories', prepared.stories.map((row) => JSON.parse(row)), 5],
      ['INSERT INTO articles', articles],
      ['INSERT INTO keys', keys, 5],
    ]);
  });

  test('of a story that was there takes away the articles that it lost', async () => {
    const { query, asked } = tables({
      'INSERT INTO stories': 1,
      'DELETE FROM articles': 4,
      'INSERT INTO articles': 1,
    });
    const prepared = prepare(change({ stories: [aStory(1), aStory(2)] }));
    expect(await writeChange(query, prepared, 5)).toEqual({ stories: 1, articles: -3 });
    expect(asked[1]).toEqual([
      'DELETE FROM articles',
      [aStory(1).id, aStory(2).id],
      [anArticle(1).id, anArticle(2).id],
    ]);
  });

  test('buries keys and removes stories before it writes others', async () => {
    const { query, asked } = tables({
      'DELETE FROM stories': 1,
      'DELETE FROM articles': 2,
      'INSERT INTO stories': 1,
    });
    const given = change({
      stories: [aStory(1)],
      united: [aStory(2).id],
      tombstones: ['ffffffffffffffff', '01'],
    });
    expect(await writeChange(query, prepare(given), 5)).toEqual({ stories: 0, articles: -2 });
    expect(asked.map(([what]) => what)).toEqual([
      ...['DELETE FROM keys', 'INSERT INTO tombstones', 'DELETE FROM stories', 'DELETE FROM articles'],
      ...['INSERT INTO stories', 'INSERT INTO articles', 'INSERT INTO keys'],
    ]);
    expect(asked[0]?.slice(1)).toEqual([['-1', '1']]);
    expect(asked[1]?.slice(1)).toEqual([['-1', '1'], 5]);
    expect([asked[2]?.[1], asked[3]?.[1]]).toEqual([[aStory(2).id], [aStory(2).id]]);
  });

  test('writes drops with their keys, and of each source the last state', async () => {
    const { query, asked } = tables();
    const [old, last] = [aState('kanda'), aState('kanda', { itemHashes: ['z'] })];
    await writeChange(query, prepare(change({ drops: [aDrop(1)], states: [old, aState('ueno'), last] })), 5);
    const { rows, keys } = dropRows([aDrop(1)], 5);
    expect(asked).toEqual([
      ['INSERT INTO drops', rows.map((row) => JSON.parse(row))],
      ['INSERT INTO keys', keys],
      ['INSERT INTO states', [plain(last), plain(aState('ueno'))]],
    ]);
  });

  test('counts what it removes as less', async () => {
    const { query } = tables({ 'DELETE FROM stories': 3, 'DELETE FROM articles': 5 });
    expect(await removeStories(query, ['a'])).toEqual({ stories: -3, articles: -5 });
  });
});

test('a number is read from the first row, and is 0 without a row or a value', () => {
  const numbers = ([[{ n: '7' }, { n: '8' }], [], [{ n: null }], [{}]] as readonly (readonly Row[])[]).map(
    (rows) => numberIn(rows, 'n'),
  );
  expect(numbers).toEqual([7, 0, 0, 0]);
});
