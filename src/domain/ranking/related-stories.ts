import { onceFor } from '../once-for.ts';
import { termsOf } from '../search/terms.ts';
import type { Story, StoryId } from '../story/story.ts';
import type { RankedStory } from './rank-stories.ts';

/** Share of the shorter title's weight that two stories have in common where they are shown under one headline. */
const ALIKE = 0.5;

/** The same share for two stories about one company. */
const ALIKE_OF_ONE_COMPANY = 0.3;

/** Minimum weight of the common terms: two short titles with one rare word in common are not alike. */
const MIN_COMMON = 8;

/** A term of more than this share of the stories says nothing about one of them. */
const EVERYWHERE = 0.1;

type Terms = ReadonlyMap<string, number>;

/**
 * Finds the stories that are about the same matter as a story, though they are not one story: linked ones
 * (`Story.related`), and those whose titles share most of their rare words. The most important first.
 */
export const createRelated = (
  ranked: readonly RankedStory[],
): ((story: Story, isFree: (id: StoryId) => boolean) => readonly RankedStory[]) => {
  const weightsOf = weightTerms(ranked.map(({ story }) => story));
  const having = new Map<string, number[]>();
  for (const [index, { story }] of ranked.entries()) {
    for (const term of weightsOf(story).keys()) {
      const list = having.get(term);
      if (list === undefined) having.set(term, [index]);
      else list.push(index);
    }
  }
  const linked = linkedIndices(ranked);
  return (story, isFree) => {
    const own = weightsOf(story);
    const common = new Map<number, number>();
    for (const [term, weight] of own)
      for (const index of having.get(term) ?? []) common.set(index, (common.get(index) ?? 0) + weight);
    const links = linked.get(story.id) ?? [];
    return [...new Set([...links, ...common.keys()])]
      .toSorted((a, b) => a - b)
      .flatMap((index) => {
        const other = ranked[index];
        if (other === undefined || other.story.id === story.id || !isFree(other.story.id)) return [];
        if (links.includes(index)) return [other];
        const least = Math.min(sum(own), sum(weightsOf(other.story)));
        const share = shareCompany(story, other.story) ? ALIKE_OF_ONE_COMPANY : ALIKE;
        const weight = common.get(index) ?? 0;
        return weight >= MIN_COMMON && weight >= share * least ? [other] : [];
      });
  };
};

/** The indices of the stories that a story is linked with, by its id: a link counts in both directions. */
const linkedIndices = (ranked: readonly RankedStory[]): ReadonlyMap<StoryId, readonly number[]> => {
  const indexOf = new Map(ranked.map(({ story }, index) => [story.id, index]));
  const linked = new Map<StoryId, number[]>();
  const link = (id: StoryId, index: number): void => {
    linked.set(id, [...(linked.get(id) ?? []), index]);
  };
  for (const [index, { story }] of ranked.entries()) {
    for (const id of story.related) {
      const other = indexOf.get(id);
      if (other === undefined) continue;
      link(story.id, other);
      link(id, index);
    }
  }
  return linked;
};

/** Gives the weight of each term of a story's title: the rarer among the stories, the more. */
const weightTerms = (stories: readonly Story[]): ((story: Story) => Terms) => {
  const counts = new Map<string, number>();
  for (const story of stories)
    for (const term of titleTerms(story)) counts.set(term, (counts.get(term) ?? 0) + 1);
  const most = Math.max(2, stories.length * EVERYWHERE);
  return onceFor((story: Story): Terms => {
    const weights = new Map<string, number>();
    for (const term of titleTerms(story)) {
      const count = counts.get(term) ?? 1;
      if (count <= most) weights.set(term, Math.log2(stories.length / count));
    }
    return weights;
  });
};

/** The terms of the first article's title: a story's first headline tells what it is about. */
const titleTerms = onceFor(({ articles: [first] }: Story): ReadonlySet<string> => termsOf(first.title));

const companiesOf = onceFor(
  ({ articles }: Story): ReadonlySet<string> =>
    new Set(articles.flatMap(({ tags }) => tags.flatMap((tag) => (tag.kind === 'company' ? tag.code : [])))),
);

const shareCompany = (a: Story, b: Story): boolean => !companiesOf(a).isDisjointFrom(companiesOf(b));

const sum = (terms: Terms): number => terms.values().reduce((total, weight) => total + weight, 0);
