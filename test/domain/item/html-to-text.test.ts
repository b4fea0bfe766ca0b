import { describe, expect, test } from 'vitest';
import { firstSentence, htmlToText, withFewMarks } from '../../../src/domain/item/html-to-text.ts';

describe('htmlToText', () => {
  test('gives a line for each paragraph, without empty ones', () => {
    expect(htmlToText('<p>一。</p>\n\n<p>二<br />三</p><p> </p>')).toBe('一。\n二\n三');
  });

  test('keeps signs that were escaped, and does not decode them twice', () => {
    expect(htmlToText('R&amp;D &lt;b&gt; &amp;lt; &quot;x&quot; it&#39;s')).toBe('R&D <b> &lt; "x" it\'s');
  });

  test('drops tags inside a line and closes the gap of white space', () => {
    expect(htmlToText('<p>a  <a href="https://x.example/">b</a>\n c</p>')).toBe('a b c');
  });

  test('keeps thirty combining marks in a row, of however many elements', () => {
    const marks = '\u0301'.repeat(20);
    expect(htmlToText(`e${`<b>${marks}</b>`.repeat(9)}か`)).toBe(`e${'\u0301'.repeat(30)}か`);
  });
});

test('withFewMarks keeps thirty combining marks in a row, and all signs between them', () => {
  const marks = (count: number): string => '\u0301'.repeat(count);
  expect(withFewMarks(`e${marks(30)}か`)).toBe(`e${marks(30)}か`);
  expect(withFewMarks(`e${marks(31)}か${marks(40)}き`)).toBe(`e${marks(30)}か${marks(30)}き`);
});

describe('firstSentence', () => {
  test('ends at a Japanese or an English full stop', () => {
    expect(firstSentence('増益だった。来期も。', 80)).toBe('増益だった。');
    expect(firstSentence('Profit rose 3.5 percent. More follows.', 80)).toBe('Profit rose 3.5 percent.');
  });

  test('does not end at an abbreviation or after a single sign', () => {
    expect(firstSentence('The U.S. maker opens a plant. More follows.', 80)).toBe(
      'The U.S. maker opens a plant.',
    );
    expect(firstSentence('否。増益だった。', 80)).toBe('否。増益だった。');
  });

  test('is cut only above the limit', () => {
    expect(firstSentence('あ'.repeat(80), 80)).toBe('あ'.repeat(80));
    expect(firstSentence('あ'.repeat(81), 80)).toBe(`${'あ'.repeat(79)}…`);
  });

  test('cuts between characters as a reader counts them', () => {
    expect(firstSentence('👩‍👩‍👧‍👦𠮷野家', 3)).toBe('👩‍👩‍👧‍👦𠮷…');
  });

  test('cuts no character in two in a row of joined emoji', () => {
    const cut = firstSentence(`a${'👨‍👩‍👧‍👦'.repeat(100)}`, 80);
    expect(cut).toMatch(/👦…$/u);
    expect(cut.isWellFormed()).toBe(true);
  });
});
