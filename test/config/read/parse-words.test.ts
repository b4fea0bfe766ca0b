import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseWords } from '../../../src/config/read/read-words.ts';

const wordsOf = (text: string) => parseWords('words.txt', text, false).words;

test('a comment begins a line or follows a blank; a # inside a word is wrong', () => {
  expect(wordsOf('# a\n  # b\nc # d\ne\t#f\n')).toEqual(['c', 'e']);
  expect(parseWords('words.txt', 'C#\n', false).problems).toMatchObject([{ line: 1, column: 2 }]);
});

test('the order of the file is kept, and blanks around a word are not part of it', () => {
  expect(wordsOf('　横浜 \n\nAT&T\n Yahoo!\nモルガン・スタンレー')).toEqual([
    '横浜',
    'AT&T',
    'Yahoo!',
    'モルガン・スタンレー',
  ]);
});

test('whatever a file holds, each line gives a word, a problem with a place in it, or nothing', () => {
  const line = fc.string({
    unit: fc.constantFrom('a', 'B', '京', 'ア', ' ', '　', '#', '|', '・', '\u200b', '\r'),
  });
  fc.assert(
    fc.property(fc.array(line), fc.boolean(), (lines, single) => {
      const { words, problems } = parseWords('words.txt', lines.join('\n'), single);
      expect(words.length + problems.length).toBeLessThanOrEqual(lines.length);
      for (const word of words) expect(word).toMatch(/^\S(.*\S)?$/);
      for (const { line: number, column } of problems)
        expect(column).toBeLessThanOrEqual((lines[number - 1] ?? '').length);
    }),
  );
});
