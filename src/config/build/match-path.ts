import type { Matches } from '../../domain/item/rule/rule.ts';
import type { CompilePattern } from './compile-pattern.ts';

/**
 * Compiles a glob on a path, such as `/sports/**`: `*` stands for anything within one part of the path, `**` for any
 * number of parts, none included. Capitals count, and `%E7%B5%8C` is the character it stands for. Gives in words what is
 * wrong with the glob instead.
 */
export const matchPath = (glob: string, compilePattern: CompilePattern): Matches | string => {
  const written = decoded(glob.trim());
  if (!written.startsWith('/')) return 'begins with no slash; write such as /sports/**';
  const { length } = written.replaceAll(/[/*]/g, '');
  if (length === 0) return 'matches every path; say which part must be there, such as /sports/**';
  const compiled = compilePattern(`^${toPattern(written)}$`, 's');
  if (compiled.kind === 'invalid') return `is not a glob that can be used: ${compiled.reason}`;
  return (path) => compiled.matches(decoded(path));
};

/** The parts of a glob that stand for something else, the longest first. */
const WILD = /\/\*\*$|\/\*\*\/|\*\*|\*|[^*/]+|\//g;

const MEANING: Readonly<Record<string, string>> = {
  '/**/': '/(?:.*/)?',
  '/**': '(?:/.*)?',
  '**': '.*',
  '*': '[^/]*',
};

const toPattern = (glob: string): string =>
  glob.replaceAll(WILD, (part) => MEANING[part] ?? part.replaceAll(/[\\^$.|?+()[\]{}]/g, '\\$&'));

/** A path that is wrongly encoded is compared as it stands. */
const decoded = (path: string): string => {
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
};
