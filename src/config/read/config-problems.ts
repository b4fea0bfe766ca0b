import type { ConfigProblem } from '../../domain/config.ts';
import type { ConfigPlace } from '../../domain/config-place.ts';
import { didYouMean } from '../../domain/did-you-mean.ts';
import { counted } from '../../domain/explanation.ts';

/** Reports a problem at a place. A message that is slow to make is a function, called only for listed problems. */
export type Report = (place: ConfigPlace, message: string | (() => string)) => void;

export const collectProblems = (): {
  readonly report: Report;
  readonly problems: readonly ConfigProblem[];
} => {
  const problems: ConfigProblem[] = [];
  return {
    report: ({ file, line, column }, message) => {
      problems.push({
        ...{ file, line, column },
        get message() {
          return typeof message === 'string' ? message : message();
        },
      });
    },
    problems,
  };
};

const MOST_PROBLEMS = 500;

/** Returns the total and the first `MOST_PROBLEMS` problems; if there are more, one last problem counts the rest. */
export const listProblems = (problems: readonly ConfigProblem[]) => {
  const first = problems.slice(0, MOST_PROBLEMS).map((problem) => ({ ...problem }));
  const next = problems[MOST_PROBLEMS];
  if (next === undefined) return { problems: first, total: problems.length };
  const message = `not listed: ${counted(problems.length - MOST_PROBLEMS, 'more problem')} from here on; correct those above and check again`;
  return { problems: [...first, { ...next, message }], total: problems.length };
};

/** Reports every further use of a name, with the line of the first use. */
export const reportTwice = (
  report: Report,
  what: string,
  uses: readonly { readonly name: string; readonly place: ConfigPlace }[],
): void => {
  const first = new Map<string, ConfigPlace>();
  for (const { name, place } of uses) {
    const earlier = first.getOrInsert(name, place);
    if (earlier !== place)
      report(
        place,
        `${what} "${name}" is already on line ${earlier.line}; keep one of the two, or change this one`,
      );
  }
};

/** Returns `did you mean "x"?` for the most similar of `candidates`; `remedy` if none is similar. */
export const suggestion = (
  written: string,
  candidates: readonly string[],
  remedy = candidates.length <= MOST_LISTED ? `it has ${candidates.join(', ')}` : 'remove it',
): string => {
  const near = didYouMean(written, candidates);
  return near === undefined ? remedy : `did you mean "${near}"?`;
};

export const MOST_LISTED = 24;
