import type { Article } from '../article/article.ts';
import { hasWeight, type Outlet, type OutletId } from '../source/outlet.ts';
import { chooseLead, wasBacklog } from '../story/choose-lead.ts';
import { othersPageIn } from '../story/others-page.ts';
import type { Story, StoryId } from '../story/story.ts';
import { type Group, headFirst } from './head-of-group.ts';
import { isMinor } from './importance.ts';
import { createMatters } from './matters-of.ts';
import type { RankedStory } from './rank-stories.ts';
import { createRelated } from './related-stories.ts';

/** A story of a page, the report whose headline the page shows, and the stories that stand below this headline. */
export type PickedStory = RankedStory & { readonly lead: Article; readonly more: readonly Story[] };

/** Maximum number of stories below a headline. */
const MOST_MORE = 4;

/** Maximum number of stories with which a story is compared: the most important ones. */
const COMPARED = 250;

/** An outlet leads at most this share of the `count` of a `pick`, rounded up: three of seven top stories. */
const SHARE = 1 / 3;

/** Number of the first stories of a page to which `MOST_LED` applies. With fewer ranked stories, matters have no limit. */
const FIRST = 30;

/** Maximum number of the first `FIRST` stories of a page that one outlet leads. */
const MOST_LED = 6;

/** With fewer outlets than this number, no outlet has a limit. */
const FEW_OUTLETS = 6;

/** Picks the stories of one page, each at most once, with up to `MOST_MORE` others about the same matter below it. */
export type Picker = {
  /**
   * Takes the stories of `from` in their order, and picks the head of each story's group (`headOf`): up to `count`
   * stories, within the limits for outlets and for matters. If the lead's outlet has reached a limit, another outlet of
   * weight that reports the story in the same language leads. If none can, the story is left out.
   */
  readonly pick: (count: number, from: readonly RankedStory[]) => readonly PickedStory[];
  /** Returns the story that would stand at the head of a story's group. */
  readonly headOf: (one: RankedStory) => Story;
  /** Returns the stories that are neither picked nor below a picked story, by importance. */
  readonly rest: () => readonly RankedStory[];
};

export const createPicker = (
  ranked: readonly RankedStory[],
  outlets: ReadonlyMap<OutletId, Outlet>,
): Picker => {
  const left = new Map<StoryId, RankedStory>(ranked.map((one) => [one.story.id, one]));
  /** Stories about the matter of a headline that already has `MOST_MORE` lines below it. */
  const unshown = new Set<RankedStory>();
  const relatedTo = createRelated(ranked.slice(0, COMPARED));
  const led = new Map<OutletId, number>();
  const matters = createMatters(ranked.slice(0, COMPARED));
  const about = new Map<string, number>();
  let picked = 0;
  const outletCount = new Set(ranked.map(({ story: { articles } }) => articles[0].outlet.id)).size;
  const mayLead = (outlet: OutletId, inGroup: number, count: number): boolean =>
    outletCount < FEW_OUTLETS ||
    (inGroup < Math.ceil(count * SHARE) && (picked >= FIRST || (led.get(outlet) ?? 0) < MOST_LED));
  /** Returns the remaining news about a story's matters other than companies; none if fewer than `FIRST` are ranked. */
  const restOfMatters = (story: Story): readonly RankedStory[] =>
    ranked.length < FIRST
      ? []
      : matters
          .of(story)
          .filter(({ isOneThing }) => isOneThing)
          .flatMap(matters.news)
          .filter(({ story: { id } }) => id !== story.id && left.has(id));
  const isCovered = (story: Story): boolean =>
    ranked.length >= FIRST && matters.of(story).some(({ key, most }) => (about.get(key) ?? 0) >= most);
  const titleOf = ({ articles }: Story): string => chooseLead(articles, outlets).title;
  const groupOf = (one: RankedStory): Group => {
    const below = [
      ...relatedTo(one.story, (id) => left.has(id)).filter(isAsGood(one)),
      ...restOfMatters(one.story),
    ];
    return headFirst([one, ...new Set(below)], titleOf);
  };
  const take = (group: Group, lead: Article): PickedStory => {
    const [first, ...below] = group;
    const { outlet } = lead;
    const more = below.slice(0, MOST_MORE).map(({ story }) => story);
    const lines = more.flatMap(matters.of).filter(({ isOneThing }) => !isOneThing);
    const keys = new Set([...matters.of(first.story), ...lines].map(({ key }) => key));
    for (const key of keys) about.set(key, (about.get(key) ?? 0) + 1);
    led.set(outlet.id, (led.get(outlet.id) ?? 0) + 1);
    picked += 1;
    for (const { story } of group) left.delete(story.id);
    for (const one of below.slice(MOST_MORE)) unshown.add(one);
    return { ...first, lead, more };
  };
  return {
    pick: (count, from) => {
      const found: PickedStory[] = [];
      const inGroup = new Map<OutletId, number>();
      for (const one of from) {
        if (found.length >= count) break;
        if (!left.has(one.story.id) || isCovered(one.story)) continue;
        const group = groupOf(one);
        const lead = leadOf(group[0].story, outlets, (id) => mayLead(id, inGroup.get(id) ?? 0, count));
        if (lead === undefined) continue;
        inGroup.set(lead.outlet.id, (inGroup.get(lead.outlet.id) ?? 0) + 1);
        found.push(take(group, lead));
      }
      return found;
    },
    headOf: (one) => groupOf(one)[0].story,
    rest: () => ranked.filter((one) => left.has(one.story.id) || unshown.has(one)),
  };
};

/**
 * Returns the lead of a story if its outlet `isFree`. Otherwise returns the best report in the same language of another
 * outlet that has weight and is free; undefined if there is none. Backlog (`wasBacklog`) and copies of another outlet's
 * page (`othersPageIn`) do not qualify.
 */
const leadOf = (
  { articles }: Story,
  outlets: ReadonlyMap<OutletId, Outlet>,
  isFree: (outlet: OutletId) => boolean,
): Article | undefined => {
  const lead = chooseLead(articles, outlets);
  if (isFree(lead.outlet.id)) return lead;
  const isOfOthersPage = othersPageIn(articles, outlets);
  const [first, ...others] = articles
    .filter(
      ({ outlet: { id }, language }) => language === lead.language && hasWeight(id, outlets) && isFree(id),
    )
    .filter((article) => !isOfOthersPage(article) && !wasBacklog(article));
  return first && chooseLead([first, ...others], outlets);
};

/** True for a story that may stand below `first`: a minor story only if `first` is minor. */
const isAsGood =
  (first: RankedStory) =>
  ({ importance }: RankedStory): boolean =>
    !isMinor(importance) || isMinor(first.importance);
