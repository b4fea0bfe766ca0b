import type { Entrants } from './entrants.ts';
import type { FoldingContext } from './folding-context.ts';
import type { Grouping } from './group-stories.ts';

type Limits = Pick<FoldingContext, 'settings' | 'parameters'>;

/**
 * Returns the lowest threshold of all judges at the configured strictness. If all pairs of two groups score lower, the
 * groups are not folded.
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
