import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { widthOf, wrapText } from '../../src/domain/wrap-text.ts';

describe('wrapped text', () => {
  test('breaks between words, and anywhere in Japanese', () => {
    expect(wrapText('one two three', 8)).toEqual(['one two', 'three']);
    expect(wrapText('架空電機が買収', 8)).toEqual(['架空電機', 'が買収']);
  });

  test('keeps what opens or closes beside the Japanese that it belongs to', () => {
    expect(wrapText('in “任天堂” it', 10)).toEqual(['in “任天', '堂” it']);
    expect(wrapText('in a “任天堂”.', 6)).toEqual(['in a', '“任天', '堂”.']);
    expect(wrapText('電機「決算」、増益。', 6)).toEqual(['電機', '「決', '算」、', '増益。']);
  });

  test('keeps the Japanese sign that closes a Latin word or an address beside it', () => {
    expect(wrapText('abc。', 3)).toEqual(['abc。']);
    expect(wrapText('電機はNTT）、増益', 7)).toEqual(['電機は', 'NTT）、', '増益']);
    expect(wrapText('https://news.example/1。次', 22)).toEqual(['https://news.example/1。', '次']);
  });

  test('leaves a long address whole', () => {
    expect(wrapText('see https://news.example/articles/1001 now', 12)).toEqual([
      'see',
      'https://news.example/articles/1001',
      'now',
    ]);
  });

  test('loses no letter, and keeps to the columns but for a lone word', () => {
    const text = fc
      .array(fc.constantFrom('電', '機', 'ー', 'word', 'a', ' ', '  ', '“', '500'))
      .map((p) => p.join(''));
    fc.assert(
      fc.property(text, fc.integer({ min: 2, max: 30 }), (written, columns) => {
        const lines = wrapText(written, columns);
        expect(lines.join('').replace(/\s/g, '')).toBe(written.replace(/\s/g, ''));
        for (const line of lines) expect(widthOf(line) <= columns || !/\s/.test(line)).toBe(true);
      }),
    );
  });
});
