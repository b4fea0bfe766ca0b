import type { Entrants } from './entrants.ts';
import type { FoldingContext } from './folding-context.ts';
import type { Grouping } from './group-stories.ts';

type Limits = Pick<FoldingContext, 'settings' | 'parameters'>;

/** Returns the lowest threshold at the configured strictness. Groups whose pairs all score lower are not folded. */
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
 * Maximum number of articles that scores put into one story. A larger story is more probably a chain of wrong folds
 * than one event. Groups of `startGroups` can be larger.
 */
const LARGEST_STORY = 12;

/** Maximum number of one outlet's articles that scores put into one story: an outlet must not fill the story alone. */
const MOST_OF_AN_OUTLET = 5;

/**
 * Returns the limit that two groups would exceed as one story, as words for people; undefined if they exceed none. The
 * groups are given by the outlets of their articles.
 */
export const exceededLimit = (a: readonly string[], b: readonly string[]): string | undefined => {
  const size = a.length + b.length;
  if (size > LARGEST_STORY)
    return `together they have more than ${LARGEST_STORY} reports, the most that scores fold into one story`;
  if (
    size > MOST_OF_AN_OUTLET &&
    a.some((outlet) => b.includes(outlet) && countOf(outlet, a, b) > MOST_OF_AN_OUTLET)
  )
    return `together they have more than ${MOST_OF_AN_OUTLET} reports of one outlet, the most that scores fold into one story`;
  return undefined;
};

const countOf = (outlet: string, a: readonly string[], b: readonly string[]): number =>
  [...a, ...b].filter((other) => other === outlet).length;
