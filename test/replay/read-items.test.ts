import { describe, expect, test } from 'vitest';
import { readItems } from '../../src/replay/read-items.ts';
import { instant, NOON } from '../make.ts';

const line = (fields: object): string => JSON.stringify({ id: 'a', title: '架空電機が増益', ...fields });
const problemsOf = (text: string) => {
  const read = readItems(text, NOON);
  return read.kind === 'wrong' ? read.problems : [];
};
const itemsOf = (...lines: readonly string[]) => {
  const read = readItems(lines.join('\n'), NOON);
  if (read.kind === 'wrong') throw new Error(read.problems.join('\n'));
  return read.items;
};

describe('a line of a file of items', () => {
  test.each([
    ['no JSON', '{', 'it is not a JSON object; write one object a line, with "id" and "title"'],
    ['a list', '["a", "b"]', 'it is not a JSON object; write one object a line, with "id" and "title"'],
    ['a text', '"a"', 'it is not a JSON object; write one object a line, with "id" and "title"'],
    ['null', 'null', 'it is not a JSON object; write one object a line, with "id" and "title"'],
    ['an id that is no text', line({ id: 7 }), '"id" is missing, empty or not a text; write a unique one'],
    ['an empty id', line({ id: '' }), '"id" is missing, empty or not a text; write a unique one'],
    ['no title', line({ title: undefined }), '"title" is missing, empty or not a text; write one'],
    ['a title that is no text', line({ title: ['a'] }), '"title" is missing, empty or not a text; write one'],
    ['a blank title', line({ title: '　' }), '"title" is missing, empty or not a text; write one'],
    ['another scope', line({ scope: 'local' }), '"scope" is "local"'],
    ['a date that is none', line({ publishedAt: 'soon' }), '"publishedAt" is "soon"'],
    ['a date that is no text', line({ firstSeenAt: 20261124 }), '"firstSeenAt" is 20261124'],
  ])('with %s is refused with its number and what is wrong', (_, wrong, problem) => {
    expect(problemsOf(`${line({ id: 'fine' })}\n\n${wrong}`)).toEqual([
      expect.stringMatching(new RegExp(`^3: ${problem}`)),
    ]);
  });

  test('whose id stands on an earlier line is refused', () => {
    expect(problemsOf(`${line({})}\n${line({})}`)).toEqual([
      '2: another line has the same id, a; give each item its own',
    ]);
  });

  test('keeps what it says of outlet, address and text, and leaves out what is no text', () => {
    const more = { summary: '純利益', outlet: 'Kaku', url: 'https://kaku.example/a' };
    expect(itemsOf(line(more))).toMatchObject([more]);
    for (const key of Object.keys(more)) {
      expect(itemsOf(line({ [key]: 7 }))[0]).not.toHaveProperty(key);
      expect(itemsOf(line({ [key]: '' }))[0]).not.toHaveProperty(key);
    }
  });

  test('is in the language that it says, else in that of its title', () => {
    const languages = [
      { language: 'en' },
      { language: 'fr' },
      { title: 'Kaku’s profit rises' },
      { title: 'カク' },
    ];
    expect(languages.map((fields) => itemsOf(line(fields))[0]?.language)).toEqual(['en', 'ja', 'en', 'ja']);
  });
});

describe('the time of an item', () => {
  test('is that of its line; without a zone it is in JST', () => {
    const dates = { publishedAt: '2026-11-24 09:00', firstSeenAt: '2026-11-24T09:05:00+09:00' };
    expect(itemsOf(line(dates))).toMatchObject([
      { published: instant('2026-11-24T00:00:00Z'), firstSeenAt: instant('2026-11-24T00:05:00Z') },
    ]);
  });

  test('is when it was published where its line does not say when it arrived', () => {
    const [item] = itemsOf(line({ publishedAt: '2026-11-24T09:00:00+09:00', firstSeenAt: null }));
    expect(item?.firstSeenAt).toEqual(instant('2026-11-24T00:00:00Z'));
  });

  test('without any date is a second after the item before it, and the first of them after now', () => {
    const dated = line({ id: 'b', publishedAt: '2026-11-24T09:00:00+09:00' });
    const items = itemsOf(line({}), dated, line({ id: 'c' }));
    expect(items.map(({ firstSeenAt }) => firstSeenAt)).toEqual([
      NOON.add({ seconds: 1 }),
      instant('2026-11-24T00:00:00Z'),
      instant('2026-11-24T00:00:01Z'),
    ]);
  });
});
