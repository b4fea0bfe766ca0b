import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { breakTitle, cutToEms, widthInEms } from '../../../src/domain/entry/break-title.ts';

const linesOf = (title: string, ems: number) => breakTitle(title, ems).map((line) => line.trim());

describe('a headline breaks', () => {
  test.each([
    ['日銀が利上げ', 20, ['日銀が利上げ']],
    [
      '架空電機、27年3月期の純利益3.2%増 半導体が好調で「過去最高」を更新へ',
      16,
      ['架空電機、27年3月期の', '純利益3.2%増 半導体が', '好調で「過去最高」を更新へ'],
    ],
    [
      'S&P 500 futures slip 0.3% as Q3 2026 earnings begin',
      14,
      ['S&P 500 futures', 'slip 0.3% as Q3 2026', 'earnings begin'],
    ],
    ['R&D費（連結）を増額', 5, ['R&D費', '（連結）を', '増額']],
  ])('%s', (title, ems, lines) => {
    expect(linesOf(title, ems)).toEqual(lines);
  });

  test('within a word only where the word is wider than a line', () => {
    const lines = linesOf(`a ${'x'.repeat(40)} b`, 10);
    expect(lines.length).toBeGreaterThan(3);
    expect(lines[0]).toBe('a');
  });

  test('into lines of about the same width', () => {
    const [first = '', second = ''] = linesOf('架空電機は半導体の新しい工場を九州に建設へ', 18);
    expect(Math.abs(widthInEms(first) - widthInEms(second))).toBeLessThan(6);
  });
});

test('whatever a headline says, its lines are all of it, and none is wider than a line', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 80 }),
      fc.integer({ min: 4, max: 30 }),
      (title, ems) => {
        const lines = breakTitle(title, ems);
        expect(lines.join('')).toBe(title);
        for (const line of lines) {
          // A cluster of many characters counts as wide as all of them, and cannot be parted.
          const isOne = [...new Intl.Segmenter('ja').segment(line)].length <= 1;
          if (!isOne) expect(widthInEms(line.trimEnd())).toBeLessThanOrEqual(ems);
        }
      },
    ),
  );
});

test('a Japanese character is one em wide, and Latin ones are narrower, each kind in its measure', () => {
  const widths = ['l', 'a', 'A', 'W', '日'].map((character) => widthInEms(character));
  expect(widths).toEqual(widths.toSorted((a, b) => a - b));
  expect(new Set(widths).size).toBe(5);
  expect(widths[0]).toBeGreaterThan(0.3);
  expect(widths.at(-1)).toBe(1);
});

test('a text that is too wide is cut with an ellipsis', () => {
  expect(cutToEms('架空新聞', 4)).toBe('架空新聞');
  expect(cutToEms('架空経済新聞社', 5)).toBe('架空経済…');
  expect(widthInEms(cutToEms('The Made-up Gazette of Tokyo', 8))).toBeLessThanOrEqual(8);
});
