import { describe, expect, test } from 'vitest';
import { idleRules, type SeenItem } from '../../../../src/domain/item/rule/idle-rules.ts';
import type { Rule } from '../../../../src/domain/item/rule/rule.ts';
import { makeSource } from '../../../make.ts';

const rule = (word: string): Rule => ({
  conditions: [{ field: 'title', written: word, matches: (text) => text.includes(word) }],
  place: { file: 'sources.yaml', line: 12, column: 7 },
});

const items = (count: number, title: string, dropReason?: string): readonly SeenItem[] =>
  Array.from({ length: count }, () => ({
    item: { title, link: 'https://kaku.example/1', authors: [], categories: [] },
    ...(dropReason === undefined ? {} : { dropReason }),
  }));

const messages = (
  rules: { include?: readonly Rule[]; exclude?: readonly Rule[] },
  seen: readonly SeenItem[],
) => idleRules(makeSource('kaku', rules), seen).map(({ place, message }) => `${place.line}: ${message}`);

describe('rules that do nothing', () => {
  test('are those that no item matches, once there are enough items to judge', () => {
    expect(messages({ include: [rule('econmy')] }, items(100, 'economy'))).toEqual([
      '12: none of the 100 newest items of kaku is known to match "title: econmy": compare the rule with items of the source',
    ]);
    expect(messages({ include: [rule('econmy')] }, items(99, 'economy'))).toEqual([]);
    expect(messages({ exclude: [rule('basebal')] }, items(100, 'economy'))).toHaveLength(1);
  });

  test('are those that every item meets', () => {
    expect(messages({ include: [rule('e')] }, items(19, 'economy'))).toEqual([]);
    expect(messages({ include: [rule('e')] }, items(20, 'economy'))).toEqual([
      '12: all of the 20 newest items of kaku match "title: e": the rule drops none of them; narrow it if it should',
    ]);
    const dropped = items(20, 'economy', 'excluded by title: e (sources.yaml:3)');
    expect(messages({ exclude: [rule('e')] }, dropped)).toEqual([
      '12: all of the 20 newest items of kaku match "title: e": the rule would drop all of them; narrow it, or disable the source',
    ]);
  });

  test('are none of those that turned an item away, even for words that are forgotten', () => {
    const seen = [
      ...items(150, 'economy'),
      ...items(1, 'a title', 'excluded by title: baseball (sources.yaml:9)'),
    ];
    expect(messages({ exclude: [rule('baseball')] }, seen)).toEqual([]);
    const asked = [
      ...items(150, 'economy'),
      ...items(5, 'sport', 'does not match any include rule: title: economy'),
    ];
    expect(messages({ include: [rule('economy')] }, asked)).toEqual([]);
  });

  test('are not those that exclude more than half, of which the editor hears all the same', () => {
    const seen = [...items(11, 'news'), ...items(9, 'economy')];
    expect(messages({ exclude: [rule('news')] }, seen)).toEqual([
      '12: 11 of the 20 newest items of kaku match "title: news", so the rule would drop them: check whether that is intended',
    ]);
    expect(messages({ exclude: [rule('economy')] }, seen)).toEqual([]);
    const half = [...items(10, 'news'), ...items(10, 'economy')];
    expect(messages({ exclude: [rule('news')] }, half)).toEqual([]);
    expect(messages({ include: [rule('news')] }, seen)).toEqual([]);
  });
});
