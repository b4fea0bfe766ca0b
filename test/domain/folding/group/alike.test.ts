import { expect, test } from 'vitest';
import { createFolding, SHIPPED_PARAMETERS } from '../../../../src/domain/folding/fold-articles.ts';
import type { FoldSettings } from '../../../../src/domain/folding/fold-settings.ts';
import { gatherEntrants } from '../../../../src/domain/folding/group/entrants.ts';
import { createShelf } from '../../../../src/domain/folding/group/shelf.ts';
import { createReader } from '../../../../src/domain/folding/read/read-article.ts';
import type { OutletId } from '../../../../src/domain/source/outlet.ts';
import { atOnce } from '../../../../src/domain/steps.ts';
import { MOST_REPORTS } from '../../../../src/domain/story/story.ts';
import { makeArticle, NOON } from '../../../make.ts';

const SETTINGS: FoldSettings = {
  windowMs: 72 * 3_600_000,
  acrossLanguages: true,
  strictness: 'normal',
  glossary: [],
  dictionary: [],
};

const alike = (count: number) =>
  Array.from({ length: count }, (_, n) =>
    makeArticle(`a${n}`, { title: `架空電機、第${n}工場の建設を決定 投資額は${n % 97}億円` }),
  );

test('an article is compared with no more than 150 others, however many are like it', () => {
  const articles = alike(400);
  const shelf = createShelf(createReader(SHIPPED_PARAMETERS, [], []));
  let comparisons = 0;
  const scorer = {
    score: () => {
      comparisons += 1;
      return 1;
    },
    veto: () => undefined,
  };
  const { score } = gatherEntrants({ shelf, scorer, settings: SETTINGS }, articles, NOON);
  const scores = articles.slice(1).map((_, n) => score(0, n + 1));
  expect(comparisons).toBe(150);
  expect(scores.filter((one) => one === 1)).toHaveLength(150);
  expect(score(1, 2)).toBe(1);
});

test('no story takes more copies than any list of outlets brings, and the others are stories, too', () => {
  const copies = Array.from({ length: 130 }, (_, n) =>
    makeArticle(`c${n}`, {
      title: '架空電機、新工場を北国に建設へ',
      outlet: { id: `outlet-${n}` as OutletId, name: `Outlet ${n}` },
    }),
  );
  const placements = createFolding(SETTINGS).place(copies, NOON);
  const sizes = new Map<string, number>();
  for (const { article, into } of placements) {
    const first = into.kind === 'with' ? into.article : article.id;
    sizes.set(first, (sizes.get(first) ?? 0) + 1);
  }
  expect(Math.max(...sizes.values())).toBe(MOST_REPORTS);
  expect([...sizes.values()].reduce((sum, size) => sum + size, 0)).toBe(130);
});

test('placing pauses for each article, and comes to the same as at once', () => {
  const articles = alike(60);
  const steps = createFolding(SETTINGS).placeInSteps(articles, NOON);
  let pauses = 0;
  for (let next = steps.next(); ; next = steps.next()) {
    if (next.done === true) {
      expect(next.value).toEqual(createFolding(SETTINGS).place(articles, NOON));
      break;
    }
    pauses += 1;
  }
  expect(pauses).toBeGreaterThanOrEqual(3 * articles.length);
  expect(atOnce(createFolding(SETTINGS).placeInSteps([], NOON))).toEqual([]);
});
