import type { NonEmpty } from '../brand.ts';
import type { Outlet, OutletId } from '../source/outlet.ts';
import { chooseLead } from '../story/choose-lead.ts';
import type { Story, StoryId } from '../story/story.ts';
import type { CompanyCode } from '../tag/company.ts';
import { isMinor } from './importance.ts';
import { marketOf, sessionOf } from './market-of.ts';
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

/** Maximum number of the first thirty stories whose headlines name the same company first, where there are plenty of stories. */
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
  const groupOf = (one: RankedStory): Group =>
    byLatestClose([one, ...relatedTo(one.story, (id) => left.has(id))]);
  const take = (group: Group, outlet: OutletId): PickedStory => {
    const [first, ...below] = group;
    led.set(outlet, (led.get(outlet) ?? 0) + 1);
    const company = firstCompany(first.story);
    if (company !== undefined) about.set(company, (about.get(company) ?? 0) + 1);
    picked += 1;
    for (const { story } of group) left.delete(story.id);
    return { ...first, more: below.slice(0, MOST_MORE).map(({ story }) => story) };
  };
  return {
    pick: (count, from) => {
      const found: PickedStory[] = [];
      const inGroup = new Map<OutletId, number>();
      for (const one of from) {
        if (found.length >= count) break;
        if (!left.has(one.story.id) || !mayBeAbout(firstCompany(one.story))) continue;
        const [first] = marketOf(one.story) === undefined ? [one] : groupOf(one);
        const outlet = chooseLead(first.story.articles, outlets).outlet.id;
        const before = inGroup.get(outlet) ?? 0;
        if (!mayLead(outlet, before, count)) continue;
        inGroup.set(outlet, before + 1);
        found.push(take(groupOf(one), outlet));
      }
      return found;
    },
    rest: () => ranked.filter(({ story }) => left.has(story.id)),
  };
};

/** Stories about one matter: the one that stands for them, then the others by importance. */
type Group = NonEmpty<RankedStory>;

/** The group with its market's latest close first: nobody wants the opening, or the morning, once that is known. */
const byLatestClose = (group: Group): Group => {
  const [first] = group;
  const market = marketOf(first.story);
  if (market === undefined) return group;
  const timeOf = ({ story }: RankedStory): number =>
    (sessionOf(story)?.at ?? story.published).epochMilliseconds;
  const closes = group.filter(
    ({ story, importance }) =>
      marketOf(story) === market &&
      sessionOf(story)?.isClose === true &&
      !isMinor(importance) &&
      (importance.parts.weight > 0 || first.importance.parts.weight === 0),
  );
  const [latest] = closes.toSorted((a, b) => timeOf(b) - timeOf(a));
  return latest === undefined || timeOf(latest) <= timeOf(first)
    ? group
    : [latest, ...group.filter((one) => one !== latest)];
};

/** The listed company that the first headline of a story names first. */
const firstCompany = ({ articles: [{ tags }] }: Story): CompanyCode | undefined => {
  for (const tag of tags)
    if (tag.kind === 'company' && tag.evidence.some(({ where }) => where === 'title')) return tag.code;
  return undefined;
};
