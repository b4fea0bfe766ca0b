import { describe, expect, test } from 'vitest';
import { compilePattern } from '../../../src/config/build/compile-pattern.ts';

const compiled = (pattern: string, flags = '') => {
  const result = compilePattern(pattern, flags);
  if (result.kind === 'invalid') throw new Error(result.reason);
  return result;
};

describe('a pattern', () => {
  test.each([
    ['決算|業績', '', 'トヨタの決算', true],
    ['^bo[jJ]$', '', 'boJ', true],
    ['boj', '', 'BOJ', false],
    ['boj', 'i', 'BOJ', true],
    ['a.b', '', 'a\nb', false],
    ['a.b', 's', 'a\nb', true],
    ['^b', 'm', 'a\nb', true],
    ['\\p{Katakana}+', 'u', 'トヨタ', true],
    ['^.$', '', '𠮷', true],
  ])('/%s/%s in %j: %s', (pattern, flags, text, found) => {
    expect(compiled(pattern, flags).matches(text)).toBe(found);
  });

  test('may have a thousand characters', () => {
    expect(compiled('a'.repeat(1000)).matches('a'.repeat(1000))).toBe(true);
  });

  test('takes its first match out of a text', () => {
    expect(compiled(' - .*$').strip('Profit rises - Example')).toBe('Profit rises');
    expect(compiled('x').strip('nothing here')).toBe('nothing here');
  });

  const REPEATS =
    'it repeats something more than 1000 times, or {m,n} has a larger m than n; correct the numbers';

  test.each([
    ['(', '', 'a "(" is not closed; close it, or write \\( for the sign itself'],
    [')', '', 'a ")" closes nothing; remove it, or write \\) for the sign itself'],
    ['[', '', 'a "[" is not closed; close it, or write \\[ for the sign itself'],
    ['*a', '', '"*" has nothing before it to repeat; remove it, or write \\* for the sign itself'],
    ['a{2000}', '', REPEATS],
    ['a{5,2}', '', REPEATS],
    ['(a{1000}){1000}', '', REPEATS],
    ['[z-a]', '', '"z-a" is not a range or class of characters; write one such as a-z'],
    ['a\\', '', 'it ends in a backslash; remove it, or write two for the sign itself'],
    ['\\k', 'i', '"\\k" has no meaning in RE2; remove the backslash, or write the character that you mean'],
    [
      '(?!a)b',
      '',
      'it uses lookahead or lookbehind, which RE2 does not have; write the pattern without it: to include A but not B, for example, write A in "include" and B in "exclude"',
    ],
    ['(a)\\1', '', 'it uses a backreference, which RE2 does not have; write out the text'],
    ['a', 'g', '"g" is not a flag; i, m, s and u are'],
    ['a'.repeat(1001), '', 'it is longer than 1000 characters; shorten it, or write two rules'],
    ['a**', '', '"**" repeats a repetition; remove one of the two'],
    [
      '(?<=a)b',
      '',
      'it uses lookahead or lookbehind, which RE2 does not have; write the pattern without it: to include A but not B, for example, write A in "include" and B in "exclude"',
    ],
    [
      '(?<!a)b',
      'i',
      'it uses lookahead or lookbehind, which RE2 does not have; write the pattern without it: to include A but not B, for example, write A in "include" and B in "exclude"',
    ],
    ['\\(?=a[', '', 'a "[" is not closed; close it, or write \\[ for the sign itself'],
    ['a\\\\1[', 'i', 'a "[" is not closed; close it, or write \\[ for the sign itself'],
  ])('/%s/%s cannot be used', (pattern, flags, reason) => {
    expect(compilePattern(pattern, flags)).toEqual({ kind: 'invalid', reason });
  });

  test('that would keep other engines busy for ever ends', () => {
    const { matches } = compiled('^(a+)+$');
    // Where time doubled with every letter, this would not end before the sun does.
    expect(matches(`${'a'.repeat(200_000)}b`)).toBe(false);
  });
});
