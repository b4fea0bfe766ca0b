import { withPlainSpaces } from '../../domain/article/is-same-text.ts';
import type { Matches, Rule, RuleField, TitleRule } from '../../domain/item/rule/rule.ts';
import type { Report } from '../read/config-problems.ts';
import type { YamlFile } from '../read/read-yaml.ts';
import type { Path } from '../read/yaml-tree.ts';
import type { SourcesFile } from '../schema/sources-schema.ts';
import { compilePattern } from './compile-pattern.ts';

type Built = { readonly file: YamlFile; readonly report: Report };
type SourceRules = SourcesFile['sources'][number];

/**
 * `/regex/flags`. Four letters are flags only if all are known and differ, so that paths such as `/sports/news` and
 * `/a/miss` do not match.
 */
const PATTERN = /^\/(.+)\/([a-z]{0,3}|(?!.*(.).*\3)[imsu]{4})$/su;

/** Returns the rules of `include` or `exclude`. A condition with a problem is reported and left out. */
export const buildRules = (rules: SourceRules['include'], path: Path, built: Built): readonly Rule[] =>
  rules.flatMap((rule, i) => {
    const conditions = (Object.entries(rule) as [RuleField, string][]).flatMap(([field, written]) => {
      const matches = field === 'path' ? matchPath(written) : matchText(written);
      if (typeof matches !== 'string') return [{ field, matches, written }];
      built.report(built.file.place([...path, i, field]), `${written} ${matches}`);
      return [];
    });
    return conditions.length === 0 ? [] : [{ conditions, place: built.file.place([...path, i]) }];
  });

/**
 * Returns a function that tests whether a text matches a word or `/regex/flags`. Returns a problem if the regex is
 * invalid or matches an empty text.
 */
const matchText = (written: string): Matches | string => {
  const pattern = compiled(written, (body) => body);
  if (pattern === undefined) return matchWord(written);
  if (typeof pattern === 'string') return pattern;
  return pattern.matches('')
    ? 'matches every text, even an empty one; say what must be there'
    : pattern.matches;
};

/** Returns the rules of `titleRules`. A rule with a problem is reported and left out. */
export const buildTitleRules = (
  rules: SourceRules['titleRules'],
  path: Path,
  built: Built,
): readonly TitleRule[] =>
  rules.flatMap((rule, i) => {
    const key = rule.suffix === undefined ? 'prefix' : 'suffix';
    const written = rule[key] ?? '';
    const anchored = (body: string) => (key === 'suffix' ? `\\s*(?:${body})\\s*$` : `^\\s*(?:${body})\\s*`);
    const pattern = compiled(written, anchored);
    if (typeof pattern === 'string') {
      built.report(built.file.place([...path, i, key]), `${written} ${pattern}`);
      return [];
    }
    const strip = pattern?.strip ?? stripText(key, written.trim());
    return [{ strip, written: `${key}: ${written}`, place: built.file.place([...path, i]) }];
  });

const stripText =
  (key: 'suffix' | 'prefix', affix: string) =>
  (title: string): string => {
    const bare = title.trim();
    const [seen, sought] = [withPlainSpaces(bare), withPlainSpaces(affix)];
    if (key === 'suffix') return seen.endsWith(sought) ? bare.slice(0, -affix.length).trimEnd() : title;
    return seen.startsWith(sought) ? bare.slice(affix.length).trimStart() : title;
  };

/** Compiles `/regex/flags`. Returns a problem if it is invalid, and undefined for a word. */
const compiled = (written: string, wrap: (body: string) => string) => {
  const [, body, flags = ''] = PATTERN.exec(written.trim()) ?? [];
  if (body === undefined) return undefined;
  // The pattern is compiled alone first, so that a message quotes only text from the config.
  const alone = compilePattern(body, flags);
  const result = alone.kind === 'invalid' ? alone : compilePattern(body, flags, wrap(body));
  return result.kind === 'compiled' ? result : `is not a valid pattern: ${result.reason}`;
};

const LATIN = /[\p{Script=Latin}\p{Nd}]/u;
const KATAKANA = /[\p{Script=Katakana}ー]/u;

/**
 * Returns a function that tests whether a text contains a word, and compares them in NFKC and lower case. A word of
 * Latin letters, digits or katakana matches only as a whole: `war` is not in `software`, but `NTT` is in `ＮＴＴデータ`.
 */
export const matchWord = (word: string): Matches => {
  const wanted = fold(word.trim());
  const [first, last] = [scriptOf(wanted.charAt(0)), scriptOf(wanted.slice(-1))];
  return (text) => {
    const folded = fold(text);
    for (let at = folded.indexOf(wanted); at !== -1; at = folded.indexOf(wanted, at + 1)) {
      const startsWell = first?.test(folded.charAt(at - 1)) !== true;
      const endsWell = last?.test(folded.charAt(at + wanted.length)) !== true;
      if (startsWell && endsWell) return true;
    }
    return false;
  };
};

const scriptOf = (char: string): RegExp | undefined => [LATIN, KATAKANA].find((script) => script.test(char));

const fold = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ');

/**
 * Compiles a case-sensitive glob for a path: `*` matches within one part of the path, `**` across parts. `%E7%B5%8C`
 * equals its decoded character. Returns a message if the glob is wrong.
 */
export const matchPath = (glob: string): Matches | string => {
  const written = decoded(glob.trim());
  if (!written.startsWith('/')) return 'does not begin with a slash; write a glob such as /sports/**';
  const { length } = written.replaceAll(/[/*]/g, '');
  if (length === 0) return 'matches every path; say which part must be there, such as /sports/**';
  const compiled = compilePattern(written, 's', `^${toPattern(written)}$`);
  if (compiled.kind === 'invalid') return `is not a valid glob: ${compiled.reason}`;
  return (path) => compiled.matches(decoded(path));
};

/** Matches a wildcard, a slash or other text of a glob. `**` is tried before `*`, which would match half of it. */
const WILD = /\/\*\*$|\/\*\*\/|\*\*|\*|[^*/]+|\//g;

const MEANING: Readonly<Record<string, string>> = {
  '/**/': '/(?:.*/)?',
  '/**': '(?:/.*)?',
  '**': '.*',
  '*': '[^/]*',
};

const toPattern = (glob: string): string =>
  glob.replaceAll(WILD, (part) => MEANING[part] ?? part.replaceAll(/[\\^$.|?+()[\]{}]/g, '\\$&'));

const decoded = (path: string): string => {
  try {
    return decodeURI(path).replaceAll(/%[0-9a-f]{2}/g, (escaped) => escaped.toUpperCase());
  } catch {
    return path;
  }
};
