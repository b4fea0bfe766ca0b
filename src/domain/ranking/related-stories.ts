import { readNumbers } from '../folding/read/figure/numbers.ts';
import { onceFor } from '../once-for.ts';
import { termsOf } from '../search/terms.ts';
import type { Story, StoryId } from '../story/story.ts';
import { companyCodes } from '../tag/tag.ts';
import { marketOf } from './market-of.ts';
import type { RankedStory } from './rank-stories.ts';

/** Usual minimum weight of the common terms of two similar titles, as a share of the lighter title's weight, from 0 to 1. */
const ALIKE = 0.4;

/** Minimum weight of the common terms of two similar titles, in bits. A term weighs n if one of 2ⁿ titles has it. */
const MIN_COMMON = 8;

/** Minimum weight of the common terms, in bits, if their share is below `ALIKE`, but an amount is common, too (7千億円). */
const MIN_COMMON_WITH_AMOUNT = 12;

/**
 * Minimum weight of the common terms, in bits, if their share is from `ALIKE_OF_MUCH` to `ALIKE`, and no amount is
 * common.
 */
const MUCH_COMMON = 32;
const ALIKE_OF_MUCH = 0.15;

/** Returns the other stories about a story's matter that `isFree` accepts, the most important first. */
type FindRelated = (story: Story, isFree: (id: StoryId) => boolean) => readonly RankedStory[];

/**
 * Makes a function that finds the stories that a story names as related or that name it (`Story.related`), and stories
 * with the same market or a similar title.
 */
export const createRelated = (ranked: readonly RankedStory[]): FindRelated => {
  const linked = linkedIndices(ranked);
  const having = indicesByTerm(ranked);
  const byMarket = Map.groupBy(ranked.keys(), (index) => marketOf(ranked[index]?.story));
  const weights = new Map(
    having.entries().map(([term, { length }]) => [term, Math.log2(ranked.length / length)]),
  );
  const weightOf = (term: string): number => weights.get(term) ?? Math.log2(ranked.length);
  const totalOf = onceFor((story: Story): number =>
    titleTerms(story)
      .values()
      .reduce((sum, term) => sum + weightOf(term), 0),
  );
  /** Returns the weight, in bits, of the terms that a story has in common with each ranked story, by index. */
  const commonWith = (story: Story): Float64Array => {
    const common = new Float64Array(ranked.length);
    for (const term of titleTerms(story)) {
      const weight = weightOf(term);
      for (const index of having.get(term) ?? []) common[index] = (common[index] ?? 0) + weight;
    }
    return common;
  };
  const areNear = (story: Story, other: Story, common: number): boolean => {
    const share = common / Math.min(totalOf(story), totalOf(other));
    return (
      (share >= ALIKE ||
        (common >= MUCH_COMMON && share >= ALIKE_OF_MUCH) ||
        (common >= MIN_COMMON_WITH_AMOUNT && shareAmount(story, other))) &&
      // Headlines about the results of two companies share most words, and often an amount. So do reports of two
      // markets.
      !nameOthers(story, other) &&
      (marketOf(story) === undefined || marketOf(other) === undefined)
    );
  };
  const allRelated = onceFor((story: Story): readonly RankedStory[] => {
    const common = commonWith(story);
    const near = ranked.keys().filter((index) => {
      const [other, weight = 0] = [ranked[index]?.story, common[index]];
      return weight >= MIN_COMMON && other !== undefined && areNear(story, other, weight);
    });
    const market = marketOf(story);
    const sessions = market === undefined ? [] : (byMarket.get(market) ?? []);
    return [...new Set([...(linked.get(story.id) ?? []), ...sessions, ...near])]
      .toSorted((a, b) => a - b)
      .flatMap((index) => ranked[index] ?? [])
      .filter(({ story: { id } }) => id !== story.id);
  });
  return (story, isFree) => allRelated(story).filter((one) => isFree(one.story.id));
};

const indicesByTerm = (ranked: readonly RankedStory[]): ReadonlyMap<string, readonly number[]> => {
  const having = new Map<string, number[]>();
  for (const [index, { story }] of ranked.entries())
    for (const term of titleTerms(story)) having.getOrInsert(term, []).push(index);
  return having;
};

/** Maps the id of a story to the indices of its related stories (`Story.related`), in either direction. */
const linkedIndices = (ranked: readonly RankedStory[]): ReadonlyMap<StoryId, readonly number[]> => {
  const indexOf = new Map(ranked.map(({ story }, index) => [story.id, index]));
  const linked = new Map<StoryId, number[]>();
  for (const [index, { story }] of ranked.entries())
    for (const id of story.related) {
      const other = indexOf.get(id);
      if (other === undefined) continue;
      linked.getOrInsert(story.id, []).push(other);
      linked.getOrInsert(id, []).push(index);
    }
  return linked;
};

/**
 * Matches an amount, which `shareAmount` compares: `1兆2000億円超`, `4.5%`, `1.2 trillion yen`. A match begins only where a
 * number begins. Otherwise the time of a search would grow with the square of the number's length.
 */
const AMOUNT =
  /(?<![\d,.兆億万千])\d[\d,.兆億万千]*(?:(?:円|ドル|%|倍)[超台]?| (?:trillion|billion|million)(?: yen| dollars)?| (?:yen|dollars|percent)\b)/giu;

/**
 * Returns the terms of the first headline without amounts and companies' names: two stories about one company are seldom
 * one event.
 */
const titleTerms = onceFor(({ articles: [{ title, tags }] }: Story): ReadonlySet<string> => {
  const names = tags.filter((tag) => tag.kind === 'company').flatMap(({ evidence }) => evidence);
  return termsOf(title.normalize('NFKC').replace(AMOUNT, ' ')).difference(
    termsOf(names.map(({ words }) => words).join(' ')),
  );
});

const companiesOf = onceFor(
  ({ articles }: Story): ReadonlySet<string> => new Set(articles.flatMap(({ tags }) => companyCodes(tags))),
);

/** True if both stories name companies, but none in common. */
const nameOthers = (a: Story, b: Story): boolean =>
  companiesOf(a).size > 0 && companiesOf(b).size > 0 && companiesOf(a).isDisjointFrom(companiesOf(b));

/** Returns the amounts in the headlines of a story, each as a text such as `5 percent`. */
const amountsOf = onceFor(
  ({ articles }: Story): ReadonlySet<string> =>
    new Set(
      articles.flatMap(({ title, language }) => {
        const numbers = readNumbers(title.normalize('NFKC').toLowerCase(), language);
        const amounts = numbers.filter(({ unit }) => AMOUNTS.has(unit));
        return amounts.map(({ unit, value }) => `${value} ${unit}`);
      }),
    ),
);

const AMOUNTS: ReadonlySet<string> = new Set(['yen', 'dollar', 'percent', 'times']);

const shareAmount = (a: Story, b: Story): boolean => !amountsOf(a).isDisjointFrom(amountsOf(b));
