import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createSearchIndex } from '../../../src/adapters/search/create-search-index.ts';
import type { StoryId } from '../../../src/domain/story/story.ts';
import type { SearchDocument } from '../../../src/pipeline/ports.ts';
import { NOON } from '../../make.ts';
import { ROOT } from '../../support/product.ts';

const HEADLINES = path.join(ROOT, '../shared/feeds/replay-ja-business.jsonl');

const documentOf = (id: string, title: string, rest: Partial<SearchDocument> = {}): SearchDocument => ({
  id: id as StoryId,
  titles: [title],
  names: [],
  published: NOON,
  isAnnounced: true,
  ...rest,
});

const indexOf = (...documents: readonly SearchDocument[]) => {
  const index = createSearchIndex();
  for (const document of documents) index.put(document);
  return index;
};

const ask = (index: ReturnType<typeof createSearchIndex>, words: string, rest = {}) =>
  index.find({ words, order: 'best', limit: 100, now: NOON, ...rest });

describe('the search index', () => {
  test('finds stories that have all words, and no others', () => {
    const index = indexOf(
      documentOf('a', '架空電機、半導体の新工場を建設'),
      documentOf('b', '架空電機、社長が交代'),
      documentOf('c', '半導体の市況が回復'),
    );
    expect(ask(index, '架空電機　半導体')).toEqual({ ids: ['a'], total: 1 });
    expect(ask(index, '架空').ids).toEqual(['b', 'a']);
    expect(ask(index, '鉄道')).toEqual({ ids: [], total: 0 });
    expect(ask(index, '')).toEqual({ ids: [], total: 0 });
  });

  test('finds a word by how it begins, as it is typed', () => {
    const index = indexOf(documentOf('a', 'Kaku Motor recalls hybrids'));
    for (const words of ['ka', 'kak', 'kaku mo', 'KAKU MOTOR', 'ｋａｋｕ　hybr']) {
      expect(ask(index, words).ids, words).toEqual(['a']);
    }
    expect(ask(index, 'otor').ids).toEqual([]);
  });

  test('puts words of a title before names, and of equal ones the newer first', () => {
    const old = NOON.subtract({ hours: 24 * 20 });
    const index = indexOf(
      documentOf('tagged', '新型車を発表', { names: ['架空自動車'] }),
      documentOf('old', '架空自動車が増産', { published: old }),
      documentOf('new', '架空自動車が減産'),
    );
    expect(ask(index, '架空自動車').ids).toEqual(['new', 'old', 'tagged']);
  });

  test('gives the newest first where that is asked, and only announced ones', () => {
    const index = indexOf(
      documentOf('new', '円安が進む'),
      documentOf('backlog', '円安で輸入額が増加', { isAnnounced: false }),
      documentOf('newer', '円安 止まる', { published: NOON.add({ hours: 1 }) }),
    );
    expect(ask(index, '円安', { order: 'newest', announcedOnly: true }).ids).toEqual(['newer', 'new']);
    expect(ask(index, '円安', { order: 'newest', limit: 1 })).toEqual({ ids: ['newer'], total: 3 });
  });

  test('forgets what a story was called before, and stories that were removed', () => {
    const index = indexOf(
      documentOf('a', '旧い見出し'),
      documentOf('a', '新しい見出し'),
      documentOf('b', '見出し'),
    );
    expect(ask(index, '旧い').ids).toEqual([]);
    index.remove('b' as StoryId);
    expect(ask(index, '見出し').ids).toEqual(['a']);
    expect(index.has('b' as StoryId)).toBe(false);
  });

  test('finds any title by itself, whatever else is there', () => {
    const title = fc
      .oneof(
        fc.string({ unit: 'grapheme', maxLength: 60 }),
        fc.stringMatching(/^[ァ-ヶぁ-ん一-龠a-zA-Z0-9、。・＆& ー]{1,60}$/),
      )
      .filter((text) => /[\p{L}\p{N}]/u.test(text));
    fc.assert(
      fc.property(fc.array(title, { minLength: 1, maxLength: 30 }), (titles) => {
        const index = indexOf(...titles.map((text, n) => documentOf(`s${n}`, text)));
        for (const [n, text] of titles.entries()) expect(ask(index, text).ids).toContain(`s${n}`);
      }),
    );
  });

  test.skipIf(!existsSync(HEADLINES))(
    'finds each of two thousand real headlines among the first three',
    () => {
      const titles = [
        ...new Set(
          readFileSync(HEADLINES, 'utf8')
            .split('\n')
            .filter((line) => line !== '')
            .map((line): string => JSON.parse(line).title),
        ),
      ].slice(0, 2000);
      const index = indexOf(...titles.map((title, n) => documentOf(`s${n}`, title)));
      const missed = titles.filter(
        (title, n) => !ask(index, title, { limit: 3 }).ids.includes(`s${n}` as StoryId),
      );
      expect(missed).toEqual([]);
    },
  );
});
