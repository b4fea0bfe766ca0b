import { readNumbers } from '../folding/read/figure/numbers.ts';
import { onceFor } from '../once-for.ts';
import { termsOf } from '../search/terms.ts';
import type { Story, StoryId } from '../story/story.ts';
import { companyCodes } from '../tag/tag.ts';
import { marketOf } from './market-of.ts';
import type { RankedStory } from './rank-stories.ts';

/** Minimum share of the shorter title's weight, from 0 to 1, that two related stories have in common. */
const ALIKE = 0.4;

/** Minimum weight of the common terms of two related stories: one common rare word does not make two short titles similar. */
const MIN_COMMON = 8;

/**
 * Minimum weight of the common terms of two related stories that also have an amount in common (1%, 7千億円). The minimum
 * shares do not apply to such stories.
 */
const MIN_COMMON_WITH_AMOUNT = 12;

/**
 * Minimum weight of the common terms of two related stories whose long titles have much in common, and the minimum share
 * of the shorter title's weight that it is.
 */
const MUCH_COMMON = 32;
const ALIKE_OF_MUCH = 0.15;

/** Finds the stories about the same matter as a story whose ids are free. */
export type FindRelated = (story: Story, isFree: (id: StoryId) => boolean) => readonly RankedStory[];

/**
 * Makes a function that finds other stories about a story's matter, the most important first. The found stories are
 * linked stories (`Story.related`), other reports of the story's market, and stories whose titles share many rare words
 * with the story's title.
 */
export const createRelated = (ranked: readonly RankedStory[]): FindRelated => {
  const linked = linkedIndices(ranked);
  const having = indicesByTerm(ranked);
  const byMarket = Map.groupBy(ranked.keys(), (index) => marketOf(ranked[index]?.story));
  /** The weight of each term: a rarer term has a higher weight. */
  const weights = new Map(
    having.entries().map(([term, { length }]) => [term, Math.log2(ranked.length / length)]),
  );
  const weightOf = (term: string): number => weights.get(term) ?? Math.log2(ranked.length);
  const totalOf = onceFor((story: Story): number =>
    titleTerms(story)
      .values()
      .reduce((sum, term) => sum + weightOf(term), 0),
  );
  /** Returns the weight that each ranked story has in common with a story, by index. */
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
    const share = common / Math.min(totalOf(story), totalOf(other));
    return (
      (share >= ALIKE ||
        (common >= MUCH_COMMON && share >= ALIKE_OF_MUCH) ||
        (common >= MIN_COMMON_WITH_AMOUNT && shareAmount(story, other))) &&
      // Headlines about the results of two companies share most words, and often an amount. So do those of two markets.
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

/** Returns the indices of the stories whose titles have a term, by term. */
const indicesByTerm = (ranked: readonly RankedStory[]): ReadonlyMap<string, readonly number[]> => {
  const having = new Map<string, number[]>();
  for (const [index, { story }] of ranked.entries()) {
    for (const term of titleTerms(story)) having.getOrInsert(term, []).push(index);
  }
  return having;
};

/**
 * Returns the indices of the stories that are linked with a story, by the id of that story. A link counts in both
 * directions.
 */
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

/**
 * Returns the terms of the first article's title, because a story's first headline names the story's matter. Names of
 * companies are left out: two stories with only a common company are not about one matter.
 */
const titleTerms = onceFor(({ articles: [{ title, tags }] }: Story): ReadonlySet<string> => {
  const names = tags.filter((tag) => tag.kind === 'company').flatMap(({ evidence }) => evidence);
  return termsOf(title).difference(termsOf(names.map(({ words }) => words).join(' ')));
});

const companiesOf = onceFor(
  ({ articles }: Story): ReadonlySet<string> => new Set(articles.flatMap(({ tags }) => companyCodes(tags))),
);

/** True if two stories name companies, but no common one. */
const nameOthers = (a: Story, b: Story): boolean =>
  companiesOf(a).size > 0 && companiesOf(b).size > 0 && companiesOf(a).isDisjointFrom(companiesOf(b));

/** Returns the amounts of money, rates and multiples in the headlines of a story, each as a text such as `5 percent`. */
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
