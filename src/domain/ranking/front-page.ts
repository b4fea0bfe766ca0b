import { defined } from '../defined.ts';
import type { Story } from '../story/story.ts';
import { chooseFrontLead } from './front-lead.ts';
import { importanceOfDay, isMinor } from './importance.ts';
import { pointsForWorth } from './lasting-parts.ts';
import { type Section, sectionOf } from './page-section.ts';
import { createPicker, type PickedStory } from './pick-stories.ts';
import { type RankedStory, rankStories } from './rank-stories.ts';
import type { RankingContext } from './ranking-context.ts';

type PageSection = {
  /** Absent for the stories without a section, which come last. */
  readonly section?: Section;
  readonly stories: readonly PickedStory[];
};

/** The stories of a front page. Without stories, the lead is absent. */
type FrontPage = {
  readonly lead?: PickedStory;
  /** The top stories, up to `TOP`. */
  readonly top: readonly PickedStory[];
  /** The sections that have stories, in the order of `RankingContext.sections`. */
  readonly sections: readonly PageSection[];
  /** The stories in no other part of the page, by importance. */
  readonly rest: readonly RankedStory[];
};

/** Maximum number of stories after the lead that stand above the sections. */
const TOP = 7;

/** Minimum number of stories above the sections, the lead story included. If news is lacking, minor stories are added. */
const LEAST = 4;

/**
 * Minimum points for worth at which a story of little worth fills a top place that the news leaves free. With fewer
 * points, it fills a place only up to `LEAST`.
 */
const LEAST_WORTH_OF_TOP = pointsForWorth(0.4);

export type PageSetup = {
  readonly now: Temporal.Instant;
  /** Maximum number of stories of a section. */
  readonly perSection: number;
  /** True for the page of a whole day, on which the parts `age` and `stale` of importance are 0. */
  readonly isOfDay: boolean;
};

export const arrangeFrontPage = (
  stories: readonly Story[],
  context: RankingContext,
  { now, perSection, isOfDay }: PageSetup,
): FrontPage => {
  const { outlets, sections } = context;
  const ranked = rankStories(stories, context, now, isOfDay ? importanceOfDay : undefined);
  const picker = createPicker(ranked, outlets);
  const news = ranked.filter(({ importance }) => !isMinor(importance));
  const ofLittleWorth = byWorth(ranked);
  const minor = () => [...ofLittleWorth, ...ranked.filter(isOfTheDay), ...ranked];
  const first = chooseFrontLead(news, context, picker, isOfDay ? undefined : now);
  const [lead] = picker.pick(1, first === undefined ? minor() : [first]);
  const nearly = ofLittleWorth.filter(({ importance: { parts } }) => parts.worth >= LEAST_WORTH_OF_TOP);
  const ofTop = picker.pick(TOP, [...news, ...nearly]);
  const top = [...ofTop, ...picker.pick(Math.max(0, LEAST - 1 - ofTop.length), minor())];
  const bySection = Map.groupBy(news, ({ story }) => sectionOf(story.articles, sections));
  return {
    ...defined({ lead }),
    top,
    sections: [...sections, undefined].flatMap((section) => {
      const picked = picker.pick(perSection, bySection.get(section) ?? []);
      return picked.length === 0 ? [] : [{ ...defined({ section }), stories: picked }];
    }),
    rest: picker.rest(),
  };
};

/** Returns the stories that are minor because of their little worth, the highest worth first. */
const byWorth = (ranked: readonly RankedStory[]): readonly RankedStory[] =>
  ranked
    .filter(({ importance: { parts } }) => parts.little < 0)
    .toSorted(({ importance: a }, { importance: b }) => b.parts.worth - a.parts.worth);

/** False for a story that is minor as a notice, a feature or news of another country. Such stories fill a page last. */
const isOfTheDay = ({ importance: { parts } }: RankedStory): boolean =>
  parts.notice + parts.feature + parts.abroad === 0;
