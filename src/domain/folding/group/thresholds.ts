import { MOST_OF_AN_OUTLET } from '../../story/story.ts';
import type { Entrants } from './entrants.ts';
import type { FoldingContext } from './folding-context.ts';
import type { Grouping } from './group-stories.ts';

type Limits = Pick<FoldingContext, 'settings' | 'parameters'>;

/**
 * Returns the lowest threshold of all judges at the configured strictness. Groups whose pairs all score lower are not
 * folded.
 */
export const leastThreshold = ({ settings, parameters }: Limits): number =>
  Math.min(...Object.values(parameters.thresholds).map((judge) => judge[settings.strictness]));

/**
 * Makes a function that returns the minimum score at which two groups become one story: the threshold learned for the
 * languages of the articles and the configured strictness. With `isCareful`, the strictness is `careful`.
 */
export const thresholdOf =
  ({ at }: Pick<Entrants, 'at'>, { settings, parameters }: Limits): Grouping['threshold'] =>
  (a, b, isCareful) => {
    const languages = new Set([...a, ...b].map((i) => at(i).profile.language));
    const judge = languages.size > 1 ? 'bilingual' : languages.has('ja') ? 'japanese' : 'english';
    return parameters.thresholds[judge][isCareful ? 'careful' : settings.strictness];
  };

/**
 * Maximum number of articles that scores put into one story, counting at most `MOST_OF_AN_OUTLET` of each outlet. A
 * larger story is more probably a chain of wrong folds than one event. Groups of `startGroups` can be larger.
 */
const LARGEST_STORY = 12;

/**
 * Returns the limit that two groups would exceed as one story, as words for people; undefined if they exceed none. The
 * groups are given by the outlets of their articles.
 */
export const exceededLimit = (a: readonly string[], b: readonly string[]): string | undefined => {
  const counts = new Map<string, number>();
  for (const outlet of [...a, ...b]) counts.set(outlet, (counts.get(outlet) ?? 0) + 1);
  const size = counts.values().reduce((sum, count) => sum + Math.min(count, MOST_OF_AN_OUTLET), 0);
  if (size > LARGEST_STORY)
    return `together they have more than ${LARGEST_STORY} reports, the most that scores fold into one story`;
  return a.some((outlet) => b.includes(outlet) && (counts.get(outlet) ?? 0) > MOST_OF_AN_OUTLET)
    ? `together they have more than ${MOST_OF_AN_OUTLET} reports of one outlet, the most that scores fold into one story`
    : undefined;
};
