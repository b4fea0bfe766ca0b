import type { StoryId } from '../../domain/story/story.ts';
import type { SearchIndex } from '../../pipeline/ports.ts';
import { createDictionary } from './dictionary.ts';
import { createPostings } from './postings.ts';
import { createScores } from './score.ts';
import { clausesOf, termsOf } from './terms.ts';

/** A posting is a document's number, doubled, and 1 where the term stands in a title. */
const TITLE = 1;
const NAME = 0;

/** In words that a search understands alike: full and half width, capitals, hiragana and katakana. */
export const createSearchIndex = (): SearchIndex => {
  const dictionary = createDictionary();
  const postings = createPostings();
  const numbers = new Map<StoryId, number>();
  /** By number; undefined where a document was replaced or removed. */
  const ids: (StoryId | undefined)[] = [];
  const publishedMs: number[] = [];
  const announced: boolean[] = [];

  const remove = (id: StoryId): void => {
    const number = numbers.get(id);
    if (number === undefined) return;
    ids[number] = undefined;
    numbers.delete(id);
  };

  return {
    put: ({ id, titles, names, published, isAnnounced }) => {
      remove(id);
      const number = ids.push(id) - 1;
      numbers.set(id, number);
      publishedMs.push(published.epochMilliseconds);
      announced.push(isAnnounced);
      const inTitles = termsOf(titles.join('\n'));
      for (const term of inTitles) postings.add(dictionary.add(term), number * 2 + TITLE);
      for (const term of termsOf(names.join('\n'))) {
        if (!inTitles.has(term)) postings.add(dictionary.add(term), number * 2 + NAME);
      }
    },
    remove,
    has: (id) => numbers.has(id),
    size: () => ids.length,
    find: ({ words, order, announcedOnly = false, from, until, limit, now }) => {
      const scores = createScores(ids.length);
      for (const { term, isPrefix, isRequired } of clausesOf(words)) {
        const exact = dictionary.numberOf(term);
        const lists = [
          ...(exact === undefined ? [] : [postings.of(exact)]),
          ...(isPrefix ? dictionary.longerThan(term).map(postings.of) : []),
        ];
        if (isRequired) scores.require(lists, exact !== undefined);
        else scores.prefer(lists);
      }
      const fromMs = from?.epochMilliseconds ?? Number.NEGATIVE_INFINITY;
      const untilMs = until?.epochMilliseconds ?? Number.POSITIVE_INFINITY;
      const isAsked = (number: number): boolean => {
        const at = publishedMs[number] ?? 0;
        return at >= fromMs && at < untilMs && (!announcedOnly || announced[number] === true);
      };
      const found = scores.found().filter((number) => ids[number] !== undefined && isAsked(number));
      const rank = (number: number): number => {
        const ageMs = now.epochMilliseconds - (publishedMs[number] ?? 0);
        return order === 'newest' ? -ageMs : scores.relevance(number) * freshness(ageMs);
      };
      return {
        ids: highest(found, rank, limit).flatMap((number) => ids[number] ?? []),
        total: found.length,
      };
    },
  };
};

const HALF_LIFE_MS = 30 * 24 * 3_600_000;

/** From 1 for what is new to a half for what is old: halfway after a month. */
const freshness = (ageMs: number): number => (1 + 2 ** (-Math.max(0, ageMs) / HALF_LIFE_MS)) / 2;

/** The numbers of the highest rank, highest first, those put later before those put earlier; sorts no more than it must. */
const highest = (
  numbers: readonly number[],
  rank: (number: number) => number,
  limit: number,
): readonly number[] => {
  const ranks = Float64Array.from(numbers, rank);
  const least = ranks.toSorted().at(-limit) ?? Number.NEGATIVE_INFINITY;
  return numbers
    .map((number, index) => ({ number, rank: ranks[index] ?? 0 }))
    .filter(({ rank: own }) => own >= least)
    .toSorted((a, b) => b.rank - a.rank || b.number - a.number)
    .slice(0, limit)
    .map(({ number }) => number);
};
