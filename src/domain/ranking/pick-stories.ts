import type { Outlet, OutletId } from '../source/outlet.ts';
import { chooseLead } from '../story/choose-lead.ts';
import type { Story, StoryId } from '../story/story.ts';
import type { RankedStory } from './rank-stories.ts';
import { createRelated } from './related-stories.ts';

/** A story of a page, with the stories that stand below its headline. */
export type PickedStory = RankedStory & { readonly more: readonly Story[] };

/** Maximum number of stories below a headline; further ones are in their day's list alone. */
const MOST_MORE = 4;

/** Number of stories that are compared with each other: the others have hardly a place on a page. */
const COMPARED = 400;

/** Share of the stories picked so far that one outlet may lead. */
const SHARE = 0.2;

/** Number of stories that it may lead in any case: of those that it reports alone, and of those that others report too. */
const LEAST_ALONE = 2;
const LEAST_WITH_OTHERS = 3;

/**
 * Picks stories for one page, each once, from all that are ranked: the most important first, no outlet leading more
 * than a fifth of them, and stories about one matter below one headline.
 */
export type Picker = {
  /** The next stories of those that a test accepts, at most `count`. */
  readonly pick: (count: number, accepts?: (story: Story) => boolean) => readonly PickedStory[];
  /** What is not picked and stands below no headline, by importance. */
  readonly rest: () => readonly RankedStory[];
};

export const createPicker = (
  ranked: readonly RankedStory[],
  outlets: ReadonlyMap<OutletId, Outlet>,
): Picker => {
  const left = new Map<StoryId, RankedStory>(ranked.map((one) => [one.story.id, one]));
  const relatedTo = createRelated(ranked.slice(0, COMPARED));
  const led = new Map<OutletId, number>();
  let picked = 0;
  // A few outlets cannot share a page by fifths.
  const firsts = new Set(ranked.map(({ story: { articles } }) => articles[0].outlet.id));
  const share = Math.max(SHARE, LEAST_ALONE / firsts.size);
  const hasShare = ({ articles: [first, ...others] }: Story, outlet: OutletId): boolean => {
    const isAlone = others.every((article) => article.outlet.id === first.outlet.id);
    const least = isAlone ? LEAST_ALONE : LEAST_WITH_OTHERS;
    return (led.get(outlet) ?? 0) < Math.max(least, Math.floor(share * (picked + 1)));
  };
  const take = (one: RankedStory, outlet: OutletId): PickedStory => {
    left.delete(one.story.id);
    led.set(outlet, (led.get(outlet) ?? 0) + 1);
    picked += 1;
    const more = relatedTo(one.story, (id) => left.has(id)).map(({ story }) => story);
    for (const { id } of more) left.delete(id);
    return { ...one, more: more.slice(0, MOST_MORE) };
  };
  return {
    pick: (count, accepts = () => true) => {
      const found: PickedStory[] = [];
      for (const one of ranked) {
        if (found.length >= count) break;
        if (!left.has(one.story.id) || !accepts(one.story)) continue;
        const outlet = chooseLead(one.story.articles, outlets).outlet.id;
        if (hasShare(one.story, outlet)) found.push(take(one, outlet));
      }
      return found;
    },
    rest: () => ranked.filter(({ story }) => left.has(story.id)),
  };
};
