import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCsv } from '../../../src/config/read/read-csv.ts';

const rowsOf = (text: string) => readCsv('t.csv', text, ['a', 'b']).rows.map(({ texts: { a, b } }) => [a, b]);

describe('comma-separated values', () => {
  test.each([
    ['a,b\n1,2\n', [['1', '2']]],
    ['a,b\n1,2', [['1', '2']]],
    [
      'a,b\r\n1,2\r\n\r\n3,\r\n',
      [
        ['1', '2'],
        ['3', ''],
      ],
    ],
    ['# a comment\na,b\n\n# another, with a comma\n1,2\n', [['1', '2']]],
    ['a,b\n"x, y","say ""hi"""\n', [['x, y', 'say "hi"']]],
    ['a,b\n,\n', [['', '']]],
    ['a,b\n1,', [['1', '']]],
  ])('%j is read', (text, rows) => {
    expect(rowsOf(text)).toEqual(rows);
  });

  test('keep their places behind a value of several lines', () => {
    const { rows } = readCsv('t.csv', 'a,b\n"x\ny",2\n3,4\n', ['a', 'b']);
    expect(
      rows.map(({ placeOf }) => [placeOf('a'), placeOf('b')].flatMap(({ line, column }) => [line, column])),
    ).toEqual([
      [2, 1, 3, 4],
      [4, 1, 4, 3],
    ]);
  });

  test('come back as they were written, whatever they hold', () => {
    const value = fc.string().filter((text) => text === text.trim() && !text.includes('\r'));
    fc.assert(
      fc.property(fc.array(fc.tuple(value, value)), (rows) => {
        const quote = (text: string) => `"${text.replaceAll('"', '""')}"`;
        const lines = rows.map(([a, b]) => `${quote(a)},${quote(b)}\n`);
        expect(rowsOf(`a,b\n${lines.join('')}`)).toEqual(rows);
      }),
    );
  });
});
