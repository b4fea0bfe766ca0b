import type { Outlet, OutletId } from '../source/outlet.ts';
import { chooseLead } from '../story/choose-lead.ts';
import type { Story, StoryId } from '../story/story.ts';
import type { CompanyCode } from '../tag/company.ts';
import type { RankedStory } from './rank-stories.ts';
import { createRelated } from './related-stories.ts';

/** A story of a page, with the stories that stand below its headline. */
export type PickedStory = RankedStory & { readonly more: readonly Story[] };

/** Maximum number of stories below a headline; further ones are in their day's list alone. */
const MOST_MORE = 4;

/** Number of stories that are compared with each other: the others have hardly a place on a page. */
const COMPARED = 400;

/** An outlet leads at most this share of a group: of seven top stories and the lead three, of six stories of a section two. */
const SHARE = 1 / 3;

/** Among the first thirty stories, an outlet leads at most three plus one for every eight stories already picked: at most six. */
const FIRST = 30;
const LEAST = 3;
const ONE_FOR = 8;

/** A company is the first that the headlines of so many of the first thirty stories name, where there are plenty of stories. */
const OF_A_COMPANY = 2;
const PLENTY = 2 * FIRST;

/** Fewer outlets than these cannot share a page in this way: then no outlet has a limit. */
const FEW_OUTLETS = 6;

/**
 * Picks stories for one page, each once, from all that are ranked: the most important first, no outlet leading more
 * than its share, and stories about one matter below one headline.
 */
export type Picker = {
  /** A group of the next of some stories, at most `count`; they are in the order of importance. */
  readonly pick: (count: number, from: readonly RankedStory[]) => readonly PickedStory[];
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
  const about = new Map<CompanyCode, number>();
  let picked = 0;
  const outletCount = new Set(ranked.map(({ story: { articles } }) => articles[0].outlet.id)).size;
  const mayLead = (outlet: OutletId, inGroup: number, count: number): boolean =>
    outletCount < FEW_OUTLETS ||
    (inGroup < Math.ceil(count * SHARE) &&
      (picked >= FIRST || (led.get(outlet) ?? 0) < LEAST + Math.floor(picked / ONE_FOR)));
  const mayBeAbout = (company: CompanyCode | undefined): boolean =>
    company === undefined ||
    picked >= FIRST ||
    ranked.length < PLENTY ||
    (about.get(company) ?? 0) < OF_A_COMPANY;
  const take = (one: RankedStory, outlet: OutletId): PickedStory => {
    left.delete(one.story.id);
    led.set(outlet, (led.get(outlet) ?? 0) + 1);
    const company = firstCompany(one.story);
    if (company !== undefined) about.set(company, (about.get(company) ?? 0) + 1);
    picked += 1;
    const more = relatedTo(one.story, (id) => left.has(id)).map(({ story }) => story);
    for (const { id } of more) left.delete(id);
    return { ...one, more: more.slice(0, MOST_MORE) };
  };
  return {
    pick: (count, from) => {
      const found: PickedStory[] = [];
      const inGroup = new Map<OutletId, number>();
      for (const one of from) {
        if (found.length >= count) break;
        if (!left.has(one.story.id) || !mayBeAbout(firstCompany(one.story))) continue;
        const outlet = chooseLead(one.story.articles, outlets).outlet.id;
        const before = inGroup.get(outlet) ?? 0;
        if (!mayLead(outlet, before, count)) continue;
        inGroup.set(outlet, before + 1);
        found.push(take(one, outlet));
      }
      return found;
    },
    rest: () => ranked.filter(({ story }) => left.has(story.id)),
  };
};

/** The listed company that the first headline of a story names first. */
const firstCompany = ({ articles: [{ tags }] }: Story): CompanyCode | undefined => {
  for (const tag of tags)
    if (tag.kind === 'company' && tag.evidence.some(({ where }) => where === 'title')) return tag.code;
  return undefined;
};
