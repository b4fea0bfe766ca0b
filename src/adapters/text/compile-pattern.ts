import { RE2JS } from 're2js';
import type { CompilePattern } from '../../pipeline/ports.ts';

const FLAG: Readonly<Record<string, number>> = {
  i: RE2JS.CASE_INSENSITIVE,
  m: RE2JS.MULTILINE,
  s: RE2JS.DOTALL,
  // Matching is by code point anyway.
  u: 0,
};

/** Longer than any rule a person writes; keeps one line of the config from costing seconds to compile. */
const LONGEST_PATTERN = 1000;

/**
 * Compiles a regular expression (RE2 syntax: no look-around, no back-references) for an engine whose time is linear
 * in the text, so that no pattern can hang the daemon. `strip` takes the first match out of a text.
 */
export const compilePattern: CompilePattern = (pattern, flags) => {
  const unknown = [...flags].find((flag) => FLAG[flag] === undefined);
  if (unknown !== undefined) return invalid(`"${unknown}" is not a flag; i, m, s and u are`);
  if (pattern.length > LONGEST_PATTERN) return invalid(`it is longer than ${LONGEST_PATTERN} characters`);
  try {
    const compiled = RE2JS.compile(
      pattern,
      [...flags].reduce((bits, flag) => bits | (FLAG[flag] ?? 0), 0),
    );
    return {
      kind: 'compiled',
      matches: (text) => compiled.matcher(text).find(),
      strip: (text) => compiled.matcher(text).replaceFirst(''),
    };
  } catch (error) {
    return invalid(reasonOf(pattern, error));
  }
};

const invalid = (reason: string) => ({ kind: 'invalid', reason }) as const;

const reasonOf = (pattern: string, error: unknown): string => {
  if (/\(\?<?[=!]/.test(pattern))
    return 'looking ahead or behind with (?=…), (?!…), (?<=…) or (?<!…) is not possible here';
  if (/\\[1-9]/.test(pattern)) return 'referring back to a group with \\1 is not possible here';
  return error instanceof Error ? error.message.replace(/^error parsing regexp: /, '') : String(error);
};
