import { describe, expect, test } from 'vitest';
import { applyRules, isExcludedBy, type RuledItem } from '../../../../src/domain/item/rule/apply-rules.ts';
import type { Rule, RuleField } from '../../../../src/domain/item/rule/rule.ts';

const rule = (...pairs: readonly (readonly [RuleField, string])[]): Rule => ({
  conditions: pairs.map(([field, word]) => ({
    field,
    written: word,
    matches: (text) => text.includes(word),
  })),
  place: { file: 'sources.yaml', line: 12, column: 7 },
});

const item: RuledItem = {
  title: '架空電機、増益',
  summary: '半導体が好調だった。',
  link: 'https://kaku.example/keizai/1',
  authors: ['山田'],
  categories: ['経済'],
};

describe('applyRules', () => {
  test('without rules everything is kept', () => {
    expect(applyRules(item, { include: [], exclude: [] }).kind).toBe('kept');
  });

  test.each([
    ['title', '増益'],
    ['summary', '半導体'],
    ['link', 'keizai'],
    ['path', '/keizai/'],
    ['author', '山田'],
    ['category', '経済'],
    ['any', '増益'],
    ['any', '半導体'],
    ['any', '/keizai/'],
    ['any', '経済'],
    ['any', '山田'],
  ] as const)('a rule on %s sees %s', (field, word) => {
    expect(applyRules(item, { include: [rule([field, word])], exclude: [] }).kind).toBe('kept');
    expect(applyRules(item, { include: [rule([field, 'スポーツ'])], exclude: [] }).kind).toBe('dropped');
  });

  test('a rule sees the ideographic space of a title as a plain one', () => {
    const spaced = { ...item, title: '架空電機　増益' };
    for (const field of ['title', 'any'] as const)
      expect(applyRules(spaced, { include: [rule([field, '電機 増益'])], exclude: [] }).kind).toBe('kept');
  });

  test('exclude wins over include, and names the line that decided', () => {
    const ruling = applyRules(item, {
      include: [rule(['title', '増益'])],
      exclude: [rule(['category', '経済'])],
    });
    expect(ruling).toEqual({ kind: 'dropped', reason: 'excluded by category: 経済 (sources.yaml:12)' });
  });

  test('the reason of a drop shows the rule that excluded it, even if the rule has another line now', () => {
    const excluding = rule(['category', '経済']);
    const ruling = applyRules(item, { include: [], exclude: [excluding] });
    const reason = ruling.kind === 'dropped' ? ruling.reason : '';
    const moved = { ...excluding, place: { ...excluding.place, line: 30 } };
    const longer = rule(['category', '経済'], ['author', '山田']);
    expect(
      [excluding, moved, rule(['category', '経']), longer].map((one) => isExcludedBy(reason, one)),
    ).toEqual([true, true, false, false]);
  });

  test('several keys in one rule must all hold', () => {
    expect(
      applyRules(item, { include: [], exclude: [rule(['title', '増益'], ['author', '佐藤'])] }).kind,
    ).toBe('kept');
    expect(
      applyRules(item, { include: [], exclude: [rule(['title', '増益'], ['author', '山田'])] }).kind,
    ).toBe('dropped');
  });

  test('the reason of an item that matches no include rule names all of them, or the first ten', () => {
    const ruling = applyRules(item, {
      include: [rule(['title', '減益']), rule(['link', 'sports'])],
      exclude: [],
    });
    expect(ruling).toEqual({
      kind: 'dropped',
      reason:
        'does not match any include rule: title: 減益 (sources.yaml:12); link: sports (sources.yaml:12)',
    });
    const reasonOf = (count: number) =>
      applyRules(item, {
        include: Array.from({ length: count }, (_, n) => rule(['title', `語${n}`], ['author', '佐藤'])),
        exclude: [],
      });
    expect(reasonOf(10)).toMatchObject({
      reason: expect.stringMatching(/; title: 語9, author: 佐藤 \(sources\.yaml:12\)$/),
    });
    expect(reasonOf(11)).toMatchObject({
      reason: expect.stringMatching(/語9, author: 佐藤 \(sources\.yaml:12\); and 1 more$/),
    });
    const many = Array.from({ length: 5000 }, (_, n) => rule(['title', `語${n}`]));
    expect(applyRules(item, { include: many, exclude: [] })).toMatchObject({
      reason: expect.stringMatching(/語9 \(sources\.yaml:12\); and 4990 more$/),
    });
  });

  test('a rule on the path sees nothing of the host and the query', () => {
    const kept = (word: string) =>
      applyRules(
        { ...item, link: 'https://sports.example/keizai/1?from=sports' },
        { include: [], exclude: [rule(['path', word])] },
      ).kind;
    expect(kept('sports')).toBe('kept');
    expect(kept('keizai')).toBe('dropped');
  });
});
