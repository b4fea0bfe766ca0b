import type { Matches } from '../../domain/item/rule/rule.ts';
import type { CompilePattern } from './compile-pattern.ts';

/**
 * Compiles a glob on a path, such as `/sports/**`: `*` matches anything within one part of the path, `**` any number of
 * parts, or none. Upper and lower case differ, and `%E7%B5%8C` equals the character that it encodes. Returns a message
 * where the glob is wrong.
 */
export const matchPath = (glob: string, compilePattern: CompilePattern): Matches | string => {
  const written = decoded(glob.trim());
  if (!written.startsWith('/')) return 'begins with no slash; write one such as /sports/**';
  const { length } = written.replaceAll(/[/*]/g, '');
  if (length === 0) return 'matches every path; say which part must be there, such as /sports/**';
  const compiled = compilePattern(`^${toPattern(written)}$`, 's');
  if (compiled.kind === 'invalid') return `is not a glob that can be used: ${compiled.reason}`;
  return (path) => compiled.matches(decoded(path));
};

/** The parts of a glob, wildcards first, the longest before the others. */
const WILD = /\/\*\*$|\/\*\*\/|\*\*|\*|[^*/]+|\//g;

const MEANING: Readonly<Record<string, string>> = {
  '/**/': '/(?:.*/)?',
  '/**': '(?:/.*)?',
  '**': '.*',
  '*': '[^/]*',
};

const toPattern = (glob: string): string =>
  glob.replaceAll(WILD, (part) => MEANING[part] ?? part.replaceAll(/[\\^$.|?+()[\]{}]/g, '\\$&'));

/** The decoded path; a path that is wrongly encoded stays as it is. */
const decoded = (path: string): string => {
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
};
