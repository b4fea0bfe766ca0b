import { RE2JS } from 're2js';
import { errorText } from '../../domain/error-text.ts';
import type { Matches } from '../../domain/item/rule/rule.ts';

type Compiled =
  | { readonly kind: 'compiled'; readonly matches: Matches; readonly strip: (text: string) => string }
  | { readonly kind: 'invalid'; readonly reason: string };

const FLAG: Readonly<Record<string, number>> = {
  i: RE2JS.CASE_INSENSITIVE,
  m: RE2JS.MULTILINE,
  s: RE2JS.DOTALL,
  // The engine always matches by code point, so the flag `u` has no effect.
  u: 0,
};

/** Maximum length of a pattern as written in the config, in characters; limits the time and memory of compiling. */
const LONGEST_PATTERN = 1000;

/**
 * Compiles a regular expression in RE2 syntax, which has no look-around or back-references. Matching takes time
 * linear in the text, so that no rule blocks the daemon. `strip` removes the first match from a text. `whole` is the
 * expression that is compiled, if it differs from the pattern: with anchors, or translated from a glob.
 */
export const compilePattern = (pattern: string, flags: string, whole = pattern): Compiled => {
  const unknown = Array.from(flags).find((flag) => FLAG[flag] === undefined);
  if (unknown !== undefined) return invalid(`"${unknown}" is not a flag; i, m, s and u are`);
  if (pattern.length > LONGEST_PATTERN)
    return invalid(`it is longer than ${LONGEST_PATTERN} characters; shorten it, or write two rules`);
  try {
    const compiled = RE2JS.compile(
      whole,
      Array.from(flags).reduce((bits, flag) => bits | (FLAG[flag] ?? 0), 0),
    );
    return {
      kind: 'compiled',
      matches: (text) => compiled.matcher(text).find(),
      strip: (text) => compiled.matcher(text).replaceFirst(''),
    };
  } catch (error) {
    return invalid(reasonOf(error));
  }
};

const invalid = (reason: string) => ({ kind: 'invalid', reason }) as const;

/** The engine's error messages in plain words; `$1` is the part with the error. */
const REASONS: readonly (readonly [RegExp, string])[] = [
  [
    /^invalid (?:or unsupported Perl syntax|named capture): `\(\?<?[=!]/,
    'it uses lookahead or lookbehind, which RE2 does not have; write the pattern without it: to include A but not B, for example, write A in "include" and B in "exclude"',
  ],
  [
    /^invalid escape sequence: `\\[1-9]`/,
    'it uses a backreference, which RE2 does not have; write out the text',
  ],
  [/^missing closing \)/, 'a "(" is not closed; close it, or write \\( for the sign itself'],
  [/^missing closing \]/, 'a "[" is not closed; close it, or write \\[ for the sign itself'],
  [/^unexpected \)/, 'a ")" closes nothing; remove it, or write \\) for the sign itself'],
  [
    /^missing argument to repetition operator: `(.*)`/,
    '"$1" has nothing before it to repeat; remove it, or write \\$1 for the sign itself',
  ],
  [
    /^invalid repeat count/,
    'it repeats something more than 1000 times, or {m,n} has a larger m than n; correct the numbers',
  ],
  [/^invalid nested repetition operator: `(.*)`/, '"$1" repeats a repetition; remove one of the two'],
  [
    /^invalid character class range: `(.*)`/,
    '"$1" is not a range or class of characters; write one such as a-z',
  ],
  [/^trailing backslash/, 'it ends in a backslash; remove it, or write two for the sign itself'],
  [
    /^invalid escape sequence: `(.*)`/,
    '"$1" has no meaning in RE2; remove the backslash, or write the character that you mean',
  ],
];

const reasonOf = (error: unknown): string => {
  const message = errorText(error);
  const complaint = message.replace(/^error parsing regexp: /, '');
  const [known, meaning] = REASONS.find(([sign]) => sign.test(complaint)) ?? [];
  // The engine adds a flag to the pattern that it quotes; the flag is removed here.
  if (known === undefined || meaning === undefined) return complaint.replaceAll(/\(\?[a-z]+\)/g, '');
  return meaning.replaceAll('$1', known.exec(complaint)?.[1] ?? '');
};
