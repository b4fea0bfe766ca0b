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

  test.each([
    ['&lt;b&gt;速報&lt;/b&gt; 増配', '速報 増配'],
    ['&lt;p&gt;&lt;b&gt;&lt;i&gt;速報&lt;/i&gt;&lt;/b&gt; 増配&lt;/p&gt;', '速報 増配'],
    ['&lt;b&gt;とは何か', '<b>とは何か'],
    ['&lt;b&gt;1 &lt; 2&lt;/b&gt;', '<b>1 < 2</b>'],
    ['&lt;p&gt;&lt;p&gt;&lt;p&gt;&lt;p&gt;増配&lt;/p&gt;&lt;/p&gt;&lt;/p&gt;&lt;/p&gt;', '<p>増配</p>'],
  ])('of %s, tags that were escaped are removed if they are a pair', (html, text) => {
    expect(plainText(html)).toBe(text);
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
