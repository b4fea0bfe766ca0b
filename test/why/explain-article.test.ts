import { expect, test } from 'vitest';
import type { Article } from '../../src/domain/article/article.ts';
import type { Rule } from '../../src/domain/item/rule/rule.ts';
import { explainArticle, explainRules } from '../../src/why/explain-article.ts';
import { makeArticle, makeSource, NOON } from '../make.ts';

const rule = (word: string, line: number): Rule => ({
  conditions: [{ field: 'title', matches: (text) => text.includes(word), written: word }],
  place: { file: 'sources.yaml', line, column: 1 },
});
const item = makeArticle('a', { title: '架空電機の決算' });

test('a source without rules says so', () => {
  expect(explainRules(item, makeSource('kaku'))).toEqual(['The source has no include or exclude rules.']);
});

test('the rule that asks for the item and those that let it pass are named with their lines', () => {
  const source = makeSource('kaku', {
    include: [rule('買収', 3), rule('決算', 4)],
    exclude: [rule('スポーツ', 6)],
  });
  expect(explainRules(item, source)).toEqual([
    'The item matches the include rule of today `title: 決算` (sources.yaml:4).',
    'The item matches no exclude rule of today: `title: スポーツ` (sources.yaml:6).',
  ]);
});

test('a rule that was written since is named as what would drop the item today', () => {
  expect(explainRules(item, makeSource('kaku', { exclude: [rule('決算', 9)] }))).toEqual([
    "Today's rules would drop this item: excluded by title: 決算 (sources.yaml:9).",
  ]);
});

const context = { threshold: 0.5, labelOf: () => '' };

type Dates = Partial<Pick<Article, 'statedAt' | 'published' | 'revision'>>;

const seen = (dates: Dates) =>
  explainArticle(makeArticle('a', { firstSeenAt: NOON, ...dates }), context)[0]?.lines[1];

test('the date that counts is named with where it comes from', () => {
  const hourAgo = NOON.subtract({ hours: 1 });
  expect(seen({ published: NOON })).toMatch(/^The feed states no usable date,/);
  expect(seen({ published: hourAgo })).toBe(
    'The feed states no date of publication, so the date of the last change counts: 2026-11-24 11:00 JST.',
  );
  expect(seen({ statedAt: hourAgo, published: hourAgo })).toBe(
    'The feed dates this article 2026-11-24 11:00 JST.',
  );
  expect(seen({ statedAt: hourAgo, published: NOON })).toBe(
    'The feed dates this article 2026-11-24 11:00 JST, but another source brought it first; 2026-11-24 12:00 JST counts.',
  );
  expect(seen({ statedAt: NOON.add({ hours: 1 }), published: NOON })).toBe(
    'The feed dates this article 2026-11-24 13:00 JST, after it was first seen; 2026-11-24 12:00 JST counts.',
  );
  expect(seen({ statedAt: NOON.subtract({ hours: 7 }), published: NOON })).toBe(
    'The feed dates this article 2026-11-24 05:00 JST, but a poll more than six hours after that date did not find it, or another source brought it first; 2026-11-24 12:00 JST counts.',
  );
  expect(seen({ statedAt: NOON.subtract({ hours: 25 }), published: NOON })).toBe(
    'The feed dates this article 2026-11-23 11:00 JST, more than a day before it was first seen; 2026-11-24 12:00 JST counts.',
  );
});

test('an article that another source brought first may have the date from that source', () => {
  const dates = { published: NOON.subtract({ hours: 30 }), revision: 2 };
  expect(seen({ ...dates, statedAt: NOON.subtract({ hours: 31 }) })).toBe(
    'The feed dates this article 2026-11-23 05:00 JST, but another source brought it first; 2026-11-23 06:00 JST counts.',
  );
  expect(seen(dates)).toBe(
    'The feed states no date of publication, so the date of the last change or from another source counts: 2026-11-23 06:00 JST.',
  );
});

test('the number of corrections is said in words', () => {
  const corrected = (revision: number) =>
    explainArticle(makeArticle('a', { firstSeenAt: NOON, revision }), context)[0]?.lines[2];
  expect(corrected(2)).toBe('The article’s title, text, address, id or source changed once.');
  expect(corrected(3)).toBe('The article’s title, text, address, id or source changed 2 times.');
});

test('an article whose score was enough when it came is not said to have enough today', () => {
  const article = makeArticle('a', { relevance: { score: 0.6, reasons: [] } });
  const about = (threshold: number) =>
    explainArticle(article, { ...context, threshold }).find((section) => section.about === 'Relevance')
      ?.lines;
  expect(about(0.6)).toEqual(['Kept: the score is 0.60, and 0.6 is enough.']);
  expect(about(0.7)).toEqual(['Kept when it came: the score was 0.60. Today 0.7 is needed.']);
});

test('a score just below the needed one is not rounded up to it', () => {
  const article = makeArticle('a', { relevance: { score: 0.597, reasons: [] } });
  const sections = explainArticle(article, { ...context, threshold: 0.6 });
  expect(sections.find(({ about }) => about === 'Relevance')?.lines).toEqual([
    'Kept when it came: the score was 0.597. Today 0.6 is needed.',
  ]);
});
