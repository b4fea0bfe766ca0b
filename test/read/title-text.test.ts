import { describe, expect, test } from 'vitest';
import { plainText } from '../../src/read/plain-text.ts';
import { repairMarkup } from '../../src/read/repair-markup.ts';

describe('a title is plain text', () => {
  test.each([
    ['PER < 15', 'PER < 15'],
    ['PER &lt; 15', 'PER < 15'],
    ['「経済」<速報>', '「経済」<速報>'],
    ['a <b>bold</b> word', 'a bold word'],
    ['a<br>b', 'a b'],
    ['a<IMG src="x">b', 'ab'],
    ['a</font >b<wbr/>c<span>d</span>', 'abcd'],
    ['a<!-- note -->b', 'ab'],
    ['AT&amp;T', 'AT&T'],
    ['The &lt;b> tag', 'The <b> tag'],
    ['&lt;b&gt;速報&lt;/b&gt;', '速報'],
    ['&lt;B&gt;速報&lt;/b&gt;', '速報'],
    ['前&lt;i&gt;速報&lt;/i&gt;後 &lt;b&gt;x&lt;/i&gt;', '前速報後 <b>x</i>'],
    ['<script>x()</script>a', 'a'],
    [' a\u3000 b\n', 'a b'],
    ['a\u000bb', 'ab'],
    ['か\u3099', 'が'],
    ['髙﨑', '髙﨑'],
  ])('%j is read as %j', (html, text) => {
    expect(plainText(html)).toBe(text);
  });
});

test('a section without an end ends with its element, if that began less than three hundred characters before', () => {
  const repaired = (length: number) =>
    repairMarkup(`<title>${'x'.repeat(length - 7)}<![CDATA[a</title><t>b</t>`);
  expect([300, 301].map((length) => repaired(length).includes('a]]></title>'))).toEqual([true, false]);
});

describe('signs that start no markup are escaped', () => {
  test.each([
    ['<t>PER <15</t>', '<t>PER &lt;15</t>'],
    ['<T>a</T><!DOCTYPE x>', '<T>a</T><!DOCTYPE x>'],
    ['<t><速報></t>', '<t>&lt;速報></t>'],
    ['<![CDATA[a <15]]><t>1 < 2', '<![CDATA[a <15]]><t>1 &lt; 2'],
    ['<!-- <15 --><t></t><?xml?>', '<!-- <15 --><t></t><?xml?>'],
    ['<![CDATA[ <1', '<![CDATA[ <1'],
  ])('%j becomes %j', (text, escaped) => {
    expect(repairMarkup(text)).toBe(escaped);
  });
});
