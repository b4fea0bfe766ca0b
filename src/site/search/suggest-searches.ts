import type { Config } from '../../domain/config.ts';
import { nearestStems, nearestWords } from '../../domain/did-you-mean.ts';
import { searchedText } from '../../domain/search/terms.ts';
import { wordsOf } from '../../domain/search/words.ts';
import type { SearchNeed } from '../../domain/store/contract.ts';
import type { SiteContext } from '../site-context.ts';
import type { Filters, SiteView } from '../views.ts';
import { labelsByName, mayBeMeant, needsOf } from './needs-of.ts';
import { searchPath } from './search-view.ts';

/** Another search that finds stories; `count` stops at `MOST_COUNTED`. */
type Suggestion = { readonly words: string; readonly path: string; readonly count: number };

export type Suggestions = {
  /**
   * Searches with known words in place of misspelt words. If these find nothing, searches for single known words.
   */
  readonly meant: readonly Suggestion[];
  /** Searches for single words of the search; empty if it has fewer than two words. */
  readonly parts: readonly Suggestion[];
  /** The search without its filters; empty if the search has no filters or no words. */
  readonly unfiltered: readonly Suggestion[];
};

/** Maximum number of words that are also searched one by one. Like the limits below, it bounds the work. */
const MOST_WORDS = 6;
const MOST_CORRECTED = 3;
const MOST_MEANT = 3;
export const MOST_COUNTED = 1_000;
const MOST_STEMS = 4_000;
const STEMS_LOOKED_UP = 6;
const STORIES_A_STEM = 5;

/** Maximum length of a text to correct, in characters. */
const LONGEST = 30;

/** Suggests other searches, each with results, for a search without results. */
export const suggestSearches = async (
  { words = '', filters = {}, query }: SiteView,
  site: Pick<SiteContext, 'config' | 'store'>,
): Promise<Suggestions> => {
  const { store, config } = site;
  const { words: needs = [], ...narrowed } = query;
  const suggest = async (text: string, kept: Filters = filters): Promise<readonly Suggestion[]> => {
    const range = kept === filters ? narrowed : {};
    const count = await store.count({ ...range, words: needsOf(text, config()) }, MOST_COUNTED);
    return count === 0 ? [] : [{ words: text, path: searchPath(text, kept), count }];
  };
  const suggestAll = async (texts: readonly string[]): Promise<readonly Suggestion[]> =>
    (await Promise.all(texts.map((text) => suggest(text)))).flat();
  const first = needs.slice(0, MOST_WORDS);
  const counts = await Promise.all(first.map((need) => store.count({ words: [need] }, 1)));
  const unknown = first.filter((_, n) => counts[n] === 0);
  const { texts, words: corrected } = await correct(needs, unknown, site);
  const meant = await suggestAll(texts);
  return {
    meant: meant.length > 0 ? meant : await suggestAll(corrected),
    parts: needs.length < 2 ? [] : await suggestAll(first.map(({ text }) => text)),
    unfiltered: Object.keys(filters).length === 0 || needs.length === 0 ? [] : await suggest(words, {}),
  };
};

/**
 * Resolves to corrected texts of the whole search, and to the nearest known word of each of the first `MOST_CORRECTED`
 * unknown words.
 */
const correct = async (
  needs: readonly SearchNeed[],
  unknown: readonly SearchNeed[],
  site: Pick<SiteContext, 'config' | 'store'>,
): Promise<{ readonly texts: readonly string[]; readonly words: readonly string[] }> => {
  const { config } = site;
  const all = needs.map(({ text }) => text).join(' ');
  const name = unknown.length > 0 && needs.length > 1 ? nearestWords(all, namesLike(all, config())) : [];
  const known = new Map<SearchNeed, readonly string[]>();
  for (const need of unknown.slice(0, MOST_CORRECTED)) known.set(need, await nearestKnown(need.text, site));
  const words = [...known.values()].flatMap(([nearest]) => nearest ?? []);
  if (words.length === 0) return { texts: name.slice(0, MOST_MEANT), words };
  const texts = Array.from({ length: MOST_MEANT }, (_, n) =>
    needs.map((need) => known.get(need)?.[n] ?? known.get(need)?.at(-1) ?? need.text).join(' '),
  );
  return { texts: [...new Set([...name, ...texts])].slice(0, MOST_MEANT), words };
};

/**
 * Resolves to the known words that are most similar to a written word: names, and for a Latin word also words of stored
 * stories. Empty for a word longer than `LONGEST`.
 */
const nearestKnown = async (
  written: string,
  { config, store }: Pick<SiteContext, 'config' | 'store'>,
): Promise<readonly string[]> => {
  if (written.length > LONGEST) return [];
  const [letter = ''] = written;
  const stems = /^[a-z]/.test(written)
    ? nearestStems(written, await store.terms(letter, MOST_STEMS), STEMS_LOOKED_UP)
    : [];
  const known = new Set(namesLike(written, config()));
  for (const text of stems) {
    const stories = await store.stories({ words: [{ text, labels: [] }], limit: STORIES_A_STEM });
    for (const article of stories.flatMap(({ articles }) => articles))
      for (const word of wordsOf(`${article.title}\n${searchedText(article)}`))
        if (word.kind === 'spaced' && word.text.startsWith(letter)) known.add(word.text);
  }
  return nearestWords(written, known);
};

/** Returns the names that a text may mean; none for a text longer than `LONGEST`. */
const namesLike = (written: string, config: Config): Iterable<string> =>
  labelsByName(config)
    .keys()
    .filter((name) => written.length <= LONGEST && mayBeMeant(name, written));
