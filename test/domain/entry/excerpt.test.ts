import fc from 'fast-check';
import { expect, test } from 'vitest';
import { excerpt } from '../../../src/domain/entry/excerpt.ts';

test('a text that fits is given back as it is', () => {
  expect(excerpt('架空電機は新工場を稼働した。', 14)).toBe('架空電機は新工場を稼働した。');
});

test('a longer text is cut after a sentence where one ends in the second half', () => {
  expect(excerpt('The plant opened on Monday. It will make motors for carmakers.', 40)).toBe(
    'The plant opened on Monday. …',
  );
  expect(excerpt('新工場を稼働した。従業員は三百人で、主に自動車向けの部品をつくる。', 16)).toBe(
    '新工場を稼働した。…',
  );
});

test('otherwise it is cut after a word, without the comma', () => {
  expect(excerpt('Kaku Denki of Nagoya, a maker of motors and pumps, opened a plant', 25)).toBe(
    'Kaku Denki of Nagoya, a…',
  );
  expect(excerpt('Kaku Denki of Nagoya, a maker of motors', 22)).toBe('Kaku Denki of Nagoya…');
});

test.each(['', '(', ' ', '「'])('a word longer than the limit is cut at the limit, after "%s"', (before) => {
  expect(excerpt(`${before}${'x'.repeat(100)}`, 40)).toBe(`${before}${'x'.repeat(38 - before.length)}…`);
});

test('a number with a point in it is no end of a sentence', () => {
  expect(excerpt('Sales rose by some 3.5 percent in the months to September', 26)).toBe(
    'Sales rose by some 3.5…',
  );
});

test('no part of a character is left over, and never more than allowed', () => {
  const graphemes = new Intl.Segmenter('ja', { granularity: 'grapheme' });
  const count = (text: string) => Array.from(graphemes.segment(text)).length;
  const piece = fc.constantFrom('𠮷', '👨‍👩‍👧', 'が', 'é', '。', '. ', 'word ', '円', '\n', '🇯🇵', '\u0301');
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 80 }), fc.integer({ min: 10, max: 60 }), (pieces, limit) => {
      const text = pieces.join('');
      const cut = excerpt(text, limit);
      expect(count(cut)).toBeLessThanOrEqual(limit);
      if (cut === text) return;
      expect(cut.endsWith('…')).toBe(true);
      const kept = cut.replace(/ ?…$/, '');
      expect(text.startsWith(kept)).toBe(true);
      expect(Array.from(graphemes.segment(text), ({ index }) => index)).toContain(kept.length);
    }),
  );
});

test('a text of people with children fits if the number of its people does', () => {
  const family = '👨‍👩‍👧';
  expect(excerpt(family.repeat(20), 20)).toBe(family.repeat(20));
  expect(excerpt(family.repeat(21), 20)).toBe(`${family.repeat(18)}…`);
});

test('a sentence that ends in the first half of the limit is not all that is shown', () => {
  const text = 'It is on. The plant will make motors for carmakers in Nagoya';
  expect(excerpt(text, 19)).toBe('It is on. …');
  expect(excerpt(text, 20)).toBe('It is on. The…');
});

test('a character of a thousand accents ends it all the same', () => {
  expect(excerpt(`e${'\u0301'.repeat(100_000)}`, 20).length).toBeLessThan(200);
});

test.each([0, 1, 2])(
  'where only %i characters are allowed, nothing is left but the sign that there is more',
  (limit) => {
    expect(excerpt('架空電機は新工場を稼働した。', limit)).toBe('…');
  },
);
