import { withPlainSpaces } from '../../domain/article/with-plain-spaces.ts';
import type { Rule, RuleField, TitleRule } from '../../domain/item/rule/rule.ts';
import type { Report } from '../read/config-problems.ts';
import type { Path, YamlFile } from '../read/yaml-file.ts';
import type { SourcesFile } from '../schema/sources-schema.ts';
import type { CompilePattern } from './compile-pattern.ts';
import { matchPath } from './match-path.ts';
import { matchWord } from './match-word.ts';

type Built = { readonly file: YamlFile; readonly report: Report; readonly compilePattern: CompilePattern };
type SourceRules = SourcesFile['sources'][number];

/** `/regex/flags`; not a path such as `/sports/news`, since flags have at most three letters. */
const PATTERN = /^\/(.+)\/([a-z]{0,3})$/su;

/** The rules of `include` or `exclude`; those with a problem are reported and left out. */
export const buildRules = (rules: SourceRules['include'], path: Path, built: Built): readonly Rule[] =>
  rules.flatMap((rule, i) => {
    const conditions = (Object.entries(rule) as [RuleField, string][]).flatMap(([field, written]) => {
      const where = [...path, i, field];
      const matches =
        field === 'path' ? pathMatcherOf(written, where, built) : matcherOf(written, where, built);
      return matches === undefined ? [] : [{ field, matches, written }];
    });
    return conditions.length === 0 ? [] : [{ conditions, place: built.file.place([...path, i]) }];
  });

const pathMatcherOf = (written: string, path: Path, built: Built) => {
  const matches = matchPath(written, built.compilePattern);
  if (typeof matches !== 'string') return matches;
  built.report(built.file.place(path), `${written} ${matches}`);
  return undefined;
};

const matcherOf = (written: string, path: Path, built: Built) => {
  const pattern = compiled(written, path, built, (body) => body);
  if (pattern === 'word') return matchWord(written);
  if (pattern?.matches('') === true) {
    built.report(
      built.file.place(path),
      `${written} matches every text, even an empty one; say what must be there`,
    );
    return undefined;
  }
  return pattern?.matches;
};

/** What takes an outlet's own suffixes and prefixes off its titles. */
export const buildTitleRules = (
  rules: SourceRules['titleRules'],
  path: Path,
  built: Built,
): readonly TitleRule[] =>
  rules.flatMap((rule, i) => {
    const key = rule.suffix === undefined ? 'prefix' : 'suffix';
    const written = rule[key] ?? '';
    const anchored = (body: string) => (key === 'suffix' ? `\\s*(?:${body})\\s*$` : `^\\s*(?:${body})\\s*`);
    const pattern = compiled(written, [...path, i, key], built, anchored);
    const strip = pattern === 'word' ? stripText(key, written.trim()) : pattern?.strip;
    return strip === undefined
      ? []
      : [{ strip, written: `${key}: ${written}`, place: built.file.place([...path, i]) }];
  });

const stripText =
  (key: 'suffix' | 'prefix', affix: string) =>
  (title: string): string => {
    const bare = title.trim();
    const [seen, sought] = [withPlainSpaces(bare), withPlainSpaces(affix)];
    if (key === 'suffix') return seen.endsWith(sought) ? bare.slice(0, -affix.length).trimEnd() : title;
    return seen.startsWith(sought) ? bare.slice(affix.length).trimStart() : title;
  };

const compiled = (written: string, path: Path, built: Built, wrap: (body: string) => string) => {
  const [, body, flags] = PATTERN.exec(written.trim()) ?? [];
  if (body === undefined) return 'word';
  // The pattern is compiled alone first, so that a message quotes what the editor wrote.
  const alone = built.compilePattern(body, flags ?? '');
  const result = alone.kind === 'invalid' ? alone : built.compilePattern(wrap(body), flags ?? '');
  if (result.kind === 'compiled') return result;
  built.report(built.file.place(path), `${written} is not a pattern that can be used: ${result.reason}`);
  return undefined;
};
