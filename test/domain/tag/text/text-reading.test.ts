import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createTextReader } from '../../../../src/domain/tag/text/text-reading.ts';
import { company, smallDictionary, topic } from '../small-dictionary.ts';

/** A reader that knows no words, and the texts that it searched. */
const countingReader = () => {
  const searched: string[] = [];
  const find = (text: string) => {
    searched.push(text);
    return [];
  };
  return { read: createTextReader(find, [], []), searched };
};

describe('a word inside a longer phrase', () => {
  const cue = topic('deals', ['自動車', '銀行']);
  const { read } = smallDictionary([company('1301', { nameJa: '架空自動車' })], [cue]);

  test.each(['架空自動車、自動車販売', '自動車販売、架空自動車'])(
    'counts as a word of business if it also stands alone: %s',
    (title) => {
      expect(read(title).businessWords).toBe(read('自動車販売').businessWords);
    },
  );

  test.each(['市中銀行、銀行が対策', '銀行が対策、市中銀行'])(
    'is a cue if it also stands alone: %s',
    (title) => {
      expect(read(title).cues.map(({ words }) => words)).toEqual(['銀行']);
      expect(read('市中銀行').cues).toEqual([]);
    },
  );

  test.each(['市中銀行、架空銀行', '架空銀行、市中銀行'])(
    'is a cue if it also stands in the name of a company: %s',
    (title) => {
      const reader = smallDictionary([company('1302', { nameJa: '架空銀行' })], [cue]);
      expect(reader.read(title).cues.map(({ words }) => words)).toEqual(['銀行']);
    },
  );
});

test('a text is searched once, however often it is read', () => {
  const { read, searched } = countingReader();
  for (const text of ['one', 'two', 'one', 'two', 'one']) read(text);
  expect(searched).toEqual(['one', 'two']);
});

test('a text is read up to its 2,000th character', () => {
  const { read } = countingReader();
  expect([2000, 2001].map((length) => read('長'.repeat(length)).text.length)).toEqual([2000, 2000]);
});

test('texts are remembered until they have more than 200,000 characters together', () => {
  const { read, searched } = countingReader();
  const texts = Array.from({ length: 100 }, (_, n) => `${n}`.padEnd(2000));
  for (const text of [...texts, 'x', ...texts]) read(text);
  expect(searched).toHaveLength(101);
  read('y');
  read('x');
  expect(searched.slice(101)).toEqual(['y', 'x']);
});

test('texts are forgotten before they fill the memory, and read again', () => {
  const { read, searched } = countingReader();
  const texts = Array.from({ length: 1000 }, (_, n) => `${n} `.repeat(200));
  for (const text of [...texts, ...texts]) read(text);
  expect(searched.length).toBeGreaterThan(texts.length);
});

test('what is read of a text is as long as its head, so that places in it are places in the text', () => {
  const { read } = countingReader();
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('a', '<', '>', '/', '://', 'https', ' ', '日') }),
      (text) => {
        expect(read(text).text).toHaveLength(text.length);
      },
    ),
  );
});
