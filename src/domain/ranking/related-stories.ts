import { readNumbers } from '../folding/read/figure/numbers.ts';
import { onceFor } from '../once-for.ts';
import { termsOf } from '../search/terms.ts';
import type { Story, StoryId } from '../story/story.ts';
import { companyCodes } from '../tag/tag.ts';
import { marketOf } from './market-of.ts';
import type { RankedStory } from './rank-stories.ts';

/** Minimum share of the shorter title's weight that two stories under one headline have in common. */
const ALIKE = 0.4;

/** The same for the longer title: a short title has much in common with any title that names the same ministry. */
const ALIKE_OF_LONGER = 0.2;

/** Minimum share of the shorter title's weight for two stories about one company. */
const ALIKE_OF_ONE_COMPANY = 0.3;

/** Minimum weight of the common terms: one common rare word does not make two short titles similar. */
const MIN_COMMON = 8;

/**
 * Minimum weight of the common terms of two stories that also have an amount in common (1%, 7千億円, but no year, day or
 * count). The share of that weight does not matter then.
 */
const MIN_COMMON_WITH_AMOUNT = 12;

/** A term in more than this share of the stories has no weight. */
const EVERYWHERE = 0.2;

/**
 * Makes a function that finds other stories about the same matter as a story, the most important first: linked ones
 * (`Story.related`), other reports of its market, and those whose titles share many of their rare words.
 */
export const createRelated = (
  ranked: readonly RankedStory[],
): ((story: Story, isFree: (id: StoryId) => boolean) => readonly RankedStory[]) => {
  const linked = linkedIndices(ranked);
  const having = indicesByTerm(ranked);
  const byMarket = Map.groupBy(ranked.keys(), (index) => marketOf(ranked[index]?.story));
  const most = Math.max(2, ranked.length * EVERYWHERE);
  /** Weight of each term: the rarer among the stories, the higher. */
  const weights = new Map(
    having
      .entries()
      .map(([term, { length }]) => [term, length > most ? 0 : Math.log2(ranked.length / length)]),
  );
  const weightOf = (term: string): number => weights.get(term) ?? Math.log2(ranked.length);
  const totalOf = onceFor((story: Story): number =>
    titleTerms(story)
      .values()
      .reduce((sum, term) => sum + weightOf(term), 0),
  );
  /** The weight that each story has in common with a story. */
  const commonWith = (story: Story): Float64Array => {
    const common = new Float64Array(ranked.length);
    for (const term of titleTerms(story)) {
      const weight = weightOf(term);
      if (weight === 0) continue;
      for (const index of having.get(term) ?? []) common[index] = (common[index] ?? 0) + weight;
    }
    return common;
  };
  const areNear = (story: Story, other: Story, common: number): boolean => {
    const hasAmount = common >= MIN_COMMON_WITH_AMOUNT && shareAmount(story, other);
    const [shorter = 0, longer = 0] = [totalOf(story), totalOf(other)].toSorted((a, b) => a - b);
    const share = common / shorter;
    if (!hasAmount && share < ALIKE_OF_ONE_COMPANY) return false;
    const companies = compareCompanies(story, other);
    // Headlines about the results of two companies are alike in most words, and often in an amount.
    if (companies === 'different') return false;
    if (hasAmount || companies === 'common') return true;
    return share >= ALIKE && common / longer >= ALIKE_OF_LONGER;
  };
  return (story, isFree) => {
    const common = commonWith(story);
    const near = ranked.keys().filter((index) => {
      const [other, weight = 0] = [ranked[index]?.story, common[index]];
      return weight >= MIN_COMMON && other !== undefined && areNear(story, other, weight);
    });
    const market = marketOf(story);
    const sessions = market === undefined ? [] : (byMarket.get(market) ?? []);
    const indices = new Set([...(linked.get(story.id) ?? []), ...sessions, ...near]);
    return [...indices]
      .toSorted((a, b) => a - b)
      .flatMap((index) => ranked[index] ?? [])
      .filter(({ story: { id } }) => id !== story.id && isFree(id));
  };
};

/** The indices of the stories whose titles have a term. */
const indicesByTerm = (ranked: readonly RankedStory[]): ReadonlyMap<string, readonly number[]> => {
  const having = new Map<string, number[]>();
  for (const [index, { story }] of ranked.entries()) {
    for (const term of titleTerms(story)) having.getOrInsert(term, []).push(index);
  }
  return having;
};

/** The indices of the stories that a story is linked with, by its id: a link counts in both directions. */
const linkedIndices = (ranked: readonly RankedStory[]): ReadonlyMap<StoryId, readonly number[]> => {
  const indexOf = new Map(ranked.map(({ story }, index) => [story.id, index]));
  const linked = new Map<StoryId, number[]>();
  for (const [index, { story }] of ranked.entries()) {
    for (const id of story.related) {
      const other = indexOf.get(id);
      if (other === undefined) continue;
      linked.getOrInsert(story.id, []).push(other);
      linked.getOrInsert(id, []).push(index);
    }
  }
  return linked;
};

/** The terms of the first article's title: a story's first headline says what it is about. */
const titleTerms = onceFor(({ articles: [first] }: Story): ReadonlySet<string> => termsOf(first.title));

const companiesOf = onceFor(
  ({ articles }: Story): ReadonlySet<string> => new Set(articles.flatMap(({ tags }) => companyCodes(tags))),
);

/** Whether two stories name a common company, or only different ones; `unknown` if one of the stories names none. */
const compareCompanies = (a: Story, b: Story): 'common' | 'different' | 'unknown' => {
  if (!companiesOf(a).isDisjointFrom(companiesOf(b))) return 'common';
  return companiesOf(a).size > 0 && companiesOf(b).size > 0 ? 'different' : 'unknown';
};

/** The amounts of money, rates and multiples in the headlines of a story, each as one text. */
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
