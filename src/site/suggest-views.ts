import type { Config } from '../domain/config.ts';
import { didYouMean, nearestWords } from '../domain/did-you-mean.ts';
import type { EntryContext } from '../domain/entry/make-entry.ts';
import { foldName } from '../domain/tag/company/fold-name.ts';

/** A view that somebody may have meant. */
export type SuggestedView = { readonly path: string; readonly name: string };

/** A view's key, what it is called, and every name that somebody may write instead of the key. */
type Candidate = {
  readonly key: string;
  readonly name: string;
  readonly names: readonly (string | undefined)[];
};

/** Nobody writes a longer one by mistake; what scanners ask for should cost nothing. */
const LONGEST_KEY = 60;

/** Fewer begin too many names. */
const LEAST_LETTERS = 3;

const MOST_SLIPS = 2;

const MOST_SUGGESTED = 3;

/**
 * The views nearest to a path that leads nowhere, three at most: by a slip of the pen in its key or section
 * (`/company/7023`), or by a name in place of the key (`/companies/toyota`); none where nothing is near.
 */
export const suggestViews = (
  path: string,
  config: Config,
  context: EntryContext,
): readonly SuggestedView[] => {
  const [, section = '', key = '', ...rest] = path.split('/');
  if (rest.length > 0 || key === '' || key.length > LONGEST_KEY) return [];
  const kind = didYouMean(section, SECTIONS);
  if (kind === undefined) return [];
  return nearest(spelt(key), indexOf(kind, config, context)).map(({ key: meant, name }) => ({
    path: `/${kind}/${encodeURIComponent(meant)}`,
    name,
  }));
};

const SECTIONS = ['topics', 'companies', 'outlets', 'languages'] as const;

const candidatesOf = (
  kind: (typeof SECTIONS)[number],
  { topics, companies, outlets }: Config,
  context: EntryContext,
): readonly Candidate[] => {
  switch (kind) {
    case 'topics':
      return topics.map(({ key, label }) => ({ key, name: label.en, names: [label.en, label.ja] }));
    case 'companies':
      return companies.flatMap(({ code, nameJa, nameEn, kana, aliases }) => {
        const shown = context.companies(code);
        const name = shown?.nameEn ?? shown?.nameJa;
        // The code of a company that is gone has no page.
        return name === undefined
          ? []
          : [{ key: code, name, names: [nameEn, nameJa, shown?.nameJa, kana, ...aliases] }];
      });
    case 'outlets':
      return outlets.map(({ id, name, nameJa }) => ({ key: id, name, names: [name, nameJa] }));
    case 'languages':
      return [
        { key: 'en', name: 'English', names: ['english'] },
        { key: 'ja', name: '日本語', names: ['japanese', 'jp', '日本語'] },
      ];
  }
};

type Index = { readonly keys: readonly string[]; readonly byName: ReadonlyMap<string, Candidate> };

/** Thousands of companies have several names each: they are spelt once for a config. */
const indexes = new WeakMap<Config, Map<string, Index>>();

const indexOf = (kind: (typeof SECTIONS)[number], config: Config, context: EntryContext): Index => {
  const ofConfig = indexes.get(config) ?? new Map<string, Index>();
  indexes.set(config, ofConfig);
  const index = ofConfig.get(kind) ?? makeIndex(candidatesOf(kind, config, context));
  ofConfig.set(kind, index);
  return index;
};

const makeIndex = (candidates: readonly Candidate[]): Index => {
  const byName = new Map<string, Candidate>();
  for (const candidate of candidates)
    for (const name of [candidate.key, ...candidate.names])
      if (name !== undefined && !byName.has(spelt(name))) byName.set(spelt(name), candidate);
  return { keys: [...new Set(candidates.map(({ key }) => spelt(key)))], byName };
};

/** By the very name, else by the key with a slip, else by how the shortest name begins, else by a name with a slip. */
const nearest = (written: string, { keys, byName }: Index): readonly Candidate[] => {
  const meant = [written, withDigits(written)].find((name) => byName.has(name));
  if (meant !== undefined) return candidatesFor([meant], byName);
  const slipped = candidatesFor(nearestWords(written, near(written, keys)), byName);
  if (slipped.length > 0) return likeliest(written, slipped);
  const named =
    shortestBeginning(written, byName.keys()) ??
    // Nobody slips at the first letter; looking at all names would cost too much.
    didYouMean(
      written,
      near(written, byName.keys()).filter((name) => name[0] === written[0]),
    );
  return named === undefined ? [] : candidatesFor([named], byName);
};

const candidatesFor = (names: readonly string[], byName: Index['byName']): readonly Candidate[] =>
  names.flatMap((name) => byName.get(name) ?? []);

/** Securities codes never hold the letters that look like digits: 72O3 is 7203. */
const withDigits = (written: string): string =>
  /\d/.test(written)
    ? written.replaceAll('o', '0').replaceAll(/[il]/g, '1').replaceAll('b', '8').replaceAll('z', '2')
    : written;

/**
 * Of those that are equally near, the likeliest: first those whose letters were only swapped, then those that go by the
 * most names, since these are in the news.
 */
const likeliest = (written: string, candidates: readonly Candidate[]): readonly Candidate[] => {
  const isSwapped = ({ key }: Candidate): number => Number(inOrder(spelt(key)) === inOrder(written));
  return candidates
    .toSorted((a, b) => isSwapped(b) - isSwapped(a) || namesOf(b) - namesOf(a))
    .slice(0, MOST_SUGGESTED);
};

const inOrder = (letters: string): string => letters.split('').sort().join('');

const namesOf = ({ names }: Candidate): number => names.filter((name) => name !== undefined).length;

const shortestBeginning = (written: string, names: Iterable<string>): string | undefined =>
  written.length < LEAST_LETTERS
    ? undefined
    : [...names].filter((name) => name.startsWith(written)).toSorted((a, b) => a.length - b.length)[0];

/** Names are written in addresses without capitals and articles, and with hyphens for spaces. */
const spelt = (name: string): string =>
  foldName(name)
    .replace(/[\s_-]+/g, '-')
    .replace(/^the-/, '');

/** Names of about the same length: others are more slips away than anybody makes. */
const near = (written: string, names: Iterable<string>): readonly string[] =>
  [...names].filter((name) => Math.abs(name.length - written.length) <= MOST_SLIPS);
