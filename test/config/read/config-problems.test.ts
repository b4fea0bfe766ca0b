import { describe, expect, test } from 'vitest';
import { listProblems, reportTwice, suggestion } from '../../../src/config/read/config-problems.ts';

const problem = (line: number) => ({ file: 'sources.yaml', line, column: 3, message: `problem ${line}` });
const problems = (count: number) => Array.from({ length: count }, (_, n) => problem(n + 1));

describe('problems', () => {
  test('are all listed up to five hundred; beyond, a line in the place of the next counts the others', () => {
    expect(listProblems(problems(500))).toEqual({ problems: problems(500), total: 500 });
    const { problems: listed, total } = listProblems(problems(502));
    expect(total).toBe(502);
    expect(listed.slice(0, 500)).toEqual(problems(500));
    expect(listed.slice(500)).toEqual([
      {
        ...problem(501),
        message: 'not listed: 2 more problems from here on; correct those above and check again',
      },
    ]);
  });

  test('that take long to word are worded only where they are listed', () => {
    let worded = 0;
    const lazy = problems(501).map(({ message: _, ...at }) => ({
      ...at,
      get message() {
        worded += 1;
        return 'worded';
      },
    }));
    listProblems(lazy);
    // The next one gives its place alone, yet is read with it.
    expect(worded).toBeLessThanOrEqual(501);
    expect(listProblems(lazy.slice(0, 2)).problems.map(({ message }) => message)).toEqual([
      'worded',
      'worded',
    ]);
  });

  test('of a name that is used again name the line of its first use, each time', () => {
    const reported: unknown[] = [];
    const uses = ['a', 'b', 'a', 'a'].map((name, n) => ({ name, place: problem(n + 1) }));
    reportTwice((place, message) => reported.push([place.line, message]), 'the key', uses);
    const message = 'the key "a" is already on line 1; keep one of the two, or change this one';
    expect(reported).toEqual([
      [3, message],
      [4, message],
    ]);
  });

  test('of an unknown word suggest what is like it, else list up to twenty-four, else say what to do', () => {
    const names = (count: number) => Array.from({ length: count }, (_, n) => `name-${n}`);
    expect(suggestion('naem-1', names(3))).toBe('did you mean "name-1"?');
    expect(suggestion('xyzzy', names(24))).toBe(`it has ${names(24).join(', ')}`);
    expect(suggestion('xyzzy', names(25))).toBe('remove it');
    expect(suggestion('xyzzy', names(2), 'look elsewhere')).toBe('look elsewhere');
  });
});
