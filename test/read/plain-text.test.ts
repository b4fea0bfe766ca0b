import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plainText } from '../../src/read/plain-text.ts';

describe('a title is plain text', () => {
  test('at most thirty combining marks in a row are left, those that normalisation makes included', () => {
    for (const mark of ['\u0301', '\u0315\u0300', '\u0300\uff9e', '\u302a', '\uff9e']) {
      const marks = mark.repeat(100).slice(0, 100);
      expect(plainText(`か${marks}き`)).toBe(`か${marks.slice(0, 30)}き`.normalize('NFC'));
      expect(plainText(`か${marks.split('').join('\u200b')}き`)).toBe(plainText(`か${marks}き`));
    }
  });

  test('marks are in the order of NFC, the tone marks of Chinese characters included', () => {
    expect(plainText('漢\u302b\u302a')).toBe('漢\u302a\u302b');
  });

  test('no title holds a control character, two spaces or a lone surrogate', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const plain = plainText(text);
        expect(plain).not.toMatch(/[\p{Cc}\ufffe\uffff]|\s\s/u);
        expect(plain.isWellFormed()).toBe(true);
      }),
    );
  });
});
