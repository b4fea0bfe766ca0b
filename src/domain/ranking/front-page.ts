import { defined } from '../defined.ts';
import type { Story, StoryId } from '../story/story.ts';
import { importanceOfDay, isMinor } from './importance.ts';
import { type Section, sectionOf } from './page-section.ts';
import { createPicker, type PickedStory } from './pick-stories.ts';
import { type RankedStory, rankStories } from './rank-stories.ts';
import type { RankingContext } from './ranking-context.ts';

type PageSection = {
  /** Undefined for the stories of no section, which come last. */
  readonly section?: Section;
  readonly stories: readonly PickedStory[];
};

/** A page that is edited by rule. Without stories it has neither a lead nor sections. */
export type FrontPage = {
  readonly lead?: PickedStory;
  /** The most important stories after the lead. */
  readonly top: readonly PickedStory[];
  /** In the editor's order, without empty ones. */
  readonly sections: readonly PageSection[];
  /** Stories that are not on the page, by importance. */
  readonly rest: readonly RankedStory[];
};

/** Number of stories after the lead that stand above the sections. */
const TOP = 7;

/** Minimum number of stories of a section, as far as there are: what is little noted fills it up to these. */
const LEAST_OF_SECTION = 3;

/** Number of entries that news should fill before a page has room for minor stories. */
const FULL = 30;

/** Age of a story at which it leads a page only if a report has joined it lately, and how lately, in ms. */
const OLD_LEAD_MS = 18 * 3_600_000;
const LATELY_MS = 6 * 3_600_000;

type PageSetup = {
  readonly now: Temporal.Instant;
  /** Maximum number of stories of a section. */
  readonly perSection: number;
  /** The page is of a whole day: nothing on it is too old, to lead it or otherwise. */
  readonly isOfDay: boolean;
};

/** Arranges stories as a front page at a moment. */
export const arrangeFrontPage = (
  stories: readonly Story[],
  context: RankingContext,
  { now, perSection, isOfDay }: PageSetup,
): FrontPage => {
  const { outlets, sections } = context;
  const ranked = rankStories(stories, context, now, isOfDay ? importanceOfDay : undefined);
  const placed = storiesWithPlace(ranked);
  const picker = createPicker(ranked, outlets);
  const first = placed.find((one) => isOfDay || canLead(one, now)) ?? placed[0];
  const [lead] = picker.pick(1, first === undefined ? [] : [first]);
  const top = picker.pick(TOP, placed);
  const noted = notedStories(placed);
  const bySection = Map.groupBy(placed, ({ story }) => sectionOf(story.articles, sections));
  const parts = [...sections, undefined].map((section): PageSection => {
    const all = bySection.get(section) ?? [];
    const best = picker.pick(
      perSection,
      all.filter(({ story }) => noted.has(story.id)),
    );
    const lack = Math.min(perSection, LEAST_OF_SECTION) - best.length;
    return { ...defined({ section }), stories: lack > 0 ? [...best, ...picker.pick(lack, all)] : best };
  });
  return {
    ...defined({ lead }),
    top,
    sections: parts.filter((part) => part.stories.length > 0),
    rest: picker.rest(),
  };
};

/** What is not minor, if that fills a page; else all. */
const storiesWithPlace = (ranked: readonly RankedStory[]): readonly RankedStory[] => {
  const news = ranked.filter(({ importance }) => !isMinor(importance));
  return news.length < FULL ? ranked : news;
};

/** False for the report of a session that fades, and for an old story that no report has joined lately. */
const canLead = ({ story, importance: { parts } }: RankedStory, now: Temporal.Instant): boolean => {
  const ageOf = (moment: Temporal.Instant): number => now.epochMilliseconds - moment.epochMilliseconds;
  const isGrowing = story.articles.some(({ firstSeenAt }) => {
    const age = ageOf(firstSeenAt);
    return age >= 0 && age <= LATELY_MS;
  });
  return parts.stale === 0 && (ageOf(story.published) < OLD_LEAD_MS || isGrowing);
};

/** Number of stories that fill a page. */
const ENOUGH = 60;

/** The stories that an outlet of weight or several outlets report, where they fill a page; else all. */
const notedStories = (ranked: readonly RankedStory[]): ReadonlySet<StoryId> => {
  const noted = ranked.filter(({ importance: { parts } }) => parts.weight > 0 || parts.reports > 0);
  return new Set((noted.length >= ENOUGH ? noted : ranked).map(({ story }) => story.id));
};
