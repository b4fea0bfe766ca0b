import { defined } from '../defined.ts';
import type { Story } from '../story/story.ts';
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

/** Arranges stories as a front page at a moment; `perSection` is the maximum of a section. */
export const arrangeFrontPage = (
  stories: readonly Story[],
  context: RankingContext,
  { now, perSection }: { readonly now: Temporal.Instant; readonly perSection: number },
): FrontPage => {
  const { outlets, sections } = context;
  const { noted, slight } = worthIt(rankStories(stories, context, now));
  const picker = createPicker(noted, outlets);
  const [lead, ...top] = picker.pick(1 + TOP);
  const parts = [...sections, undefined].map(
    (section): PageSection => ({
      ...defined({ section }),
      stories: picker.pick(perSection, (story) => sectionOf(story, sections) === section),
    }),
  );
  return {
    ...defined({ lead }),
    top,
    sections: parts.filter((part) => part.stories.length > 0),
    rest: [...picker.rest(), ...slight],
  };
};

/** Number of stories that fill a page. */
const ENOUGH = 60;

/** The stories that an outlet of weight or several outlets report, where they fill a page; else all. */
const worthIt = (
  ranked: readonly RankedStory[],
): { readonly noted: readonly RankedStory[]; readonly slight: readonly RankedStory[] } => {
  const [noted, slight] = [true, false].map((wanted) =>
    ranked.filter(({ importance: { parts } }) => (parts.weight > 0 || parts.reports > 0) === wanted),
  );
  return noted !== undefined && slight !== undefined && noted.length >= ENOUGH
    ? { noted, slight }
    : { noted: ranked, slight: [] };
};
