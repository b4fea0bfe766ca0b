import { defined } from '../defined.ts';
import type { Story, StoryId } from '../story/story.ts';
import type { RankingContext } from './importance.ts';
import { type Section, sectionOf } from './page-section.ts';
import { createPicker, type PickedStory } from './pick-stories.ts';
import { type RankedStory, rankStories } from './rank-stories.ts';

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

/** Arranges stories as a front page at a moment; `perSection` is the maximum of a section. */
export const arrangeFrontPage = (
  stories: readonly Story[],
  context: RankingContext,
  { now, perSection }: { readonly now: Temporal.Instant; readonly perSection: number },
): FrontPage => {
  const { outlets, sections } = context;
  const ranked = rankStories(stories, context, now);
  const noted = notedStories(ranked);
  const picker = createPicker(ranked, outlets);
  const [lead, ...top] = picker.pick(1 + TOP);
  const parts = [...sections, undefined].map((section): PageSection => {
    const isOf = (story: Story): boolean => sectionOf(story, sections) === section;
    const best = picker.pick(perSection, (story) => noted.has(story.id) && isOf(story));
    const lack = Math.min(perSection, LEAST_OF_SECTION) - best.length;
    return { ...defined({ section }), stories: lack > 0 ? [...best, ...picker.pick(lack, isOf)] : best };
  });
  return {
    ...defined({ lead }),
    top,
    sections: parts.filter((part) => part.stories.length > 0),
    rest: picker.rest(),
  };
};

/** Number of stories that fill a page. */
const ENOUGH = 60;

/** The stories that an outlet of weight or several outlets report, where they fill a page; else all. */
const notedStories = (ranked: readonly RankedStory[]): ReadonlySet<StoryId> => {
  const noted = ranked.filter(({ importance: { parts } }) => parts.weight > 0 || parts.reports > 0);
  return new Set((noted.length >= ENOUGH ? noted : ranked).map(({ story }) => story.id));
};
