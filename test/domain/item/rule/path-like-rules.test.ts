import { expect, test } from 'vitest';
import { pathLikeRules } from '../../../../src/domain/item/rule/idle-rules.ts';
import type { Rule, RuleField } from '../../../../src/domain/item/rule/rule.ts';

const rule = (field: RuleField, written: string): Rule => ({
  conditions: [{ field, written, matches: () => false }],
  place: { file: 'sources.yaml', line: 12, column: 7 },
});

const messages = (...exclude: readonly Rule[]) =>
  pathLikeRules({ include: [], exclude }).map(({ message }) => message);

test('a regular expression on links that looks like a path brings a warning with the rule that was meant', () => {
  expect(messages(rule('link', '/sports/'))).toEqual([
    '"link: /sports/" is a regular expression that matches "sports" anywhere in the link; for a path write "path: /sports/**"',
  ]);
  expect(messages(rule('any', '/news/japan/'))).toEqual([
    '"any: /news/japan/" is a regular expression that matches "news/japan" anywhere; for a path write "path: /news/japan/**"',
  ]);
});

test('other patterns, words and paths are left alone', () => {
  expect(
    messages(
      rule('link', '/sports?/'),
      rule('link', '/sports/i'),
      rule('link', 'sports'),
      rule('path', '/sports/**'),
      rule('title', '/baseball/'),
    ),
  ).toEqual([]);
});
