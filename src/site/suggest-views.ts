import type { Config } from '../domain/config.ts';
import { defined } from '../domain/defined.ts';
import { didYouMean, nearestWords } from '../domain/did-you-mean.ts';
import type { StoryQuery } from '../domain/store/contract.ts';
import type { FeedView } from './feed/feed-view.ts';
import { labelsByName, nameKey } from './search/needs-of.ts';
import { viewAt } from './views.ts';

/** A view that somebody may have meant. */
export type SuggestedView = Pick<FeedView, 'path' | 'names'> & { readonly name: string };

/** Maximum length of a key that is looked for, in characters: what scanners ask for should cost nothing. */
const LONGEST = 60;

/** Maximum difference between the lengths of a key and of a name that it may stand for, in characters. */
const MOST_SLIPS = 4;

const MOST_SUGGESTED = 3;

const SECTIONS = ['topics', 'companies', 'outlets', 'languages'] as const;

/** What a label of a story calls the key of a view. */
const KINDS = { topics: 'topic', companies: 'company', outlets: 'outlet', languages: 'language' } as const;

type Label = Pick<StoryQuery, (typeof KINDS)[keyof typeof KINDS]>;

const LANGUAGES: ReadonlyMap<string, readonly Label[]> = new Map([
  ['en', [{ language: 'en' }]],
  ['ja', [{ language: 'ja' }]],
]);

/** Up to three views nearest to a path that leads nowhere, by key (`/company/7023`) or by name (`/companies/toyota`). */
export const suggestViews = (path: string, config: Config): readonly SuggestedView[] => {
  const [, first = '', key = '', ...rest] = path.split('/');
  const section = didYouMean(first, SECTIONS);
  if (rest.length > 0 || key.length > LONGEST || section === undefined) return [];
  const written = nameKey(key).replace(/^the /, '');
  const keys = new Map<string, readonly string[]>();
  const labelled: ReadonlyMap<string, readonly Label[]> =
    section === 'languages' ? LANGUAGES : labelsByName(config);
  for (const [spelt, labels] of labelled) {
    const name = spelt.replace(/^the /, '');
    // Few people misspell the first letter, and to compare all names would take long.
    if (name[0] !== written[0] || Math.abs(name.length - written.length) > MOST_SLIPS) continue;
    const meant = labels.flatMap((label) => label[KINDS[section]] ?? []);
    if (meant.length > 0) keys.set(name, meant);
  }
  // A code whose digits were only swapped comes before those with another digit.
  const isSwapped = (name: string): number => Number(lettersOf(name) === lettersOf(written));
  const near = nearestWords(written, keys.keys()).toSorted((a, b) => isSwapped(b) - isSwapped(a));
  const paths = new Set(
    near.flatMap((name) => keys.get(name) ?? []).map((one) => `/${section}/${encodeURIComponent(one)}`),
  );
  return [...paths]
    .flatMap((one) => viewAt(one, config)?.feed ?? [])
    .map((feed) => ({
      path: feed.path,
      name: feed.names?.[0]?.text ?? feed.title,
      ...defined({ names: feed.names }),
    }))
    .slice(0, MOST_SUGGESTED);
};

const lettersOf = (text: string): string => text.split('').sort().join('');
