import type { ConfigProblem } from '../../domain/config.ts';
import type { ConfigPlace } from '../../domain/config-place.ts';
import { didYouMean } from '../../domain/did-you-mean.ts';

export type Report = (place: ConfigPlace, message: string) => void;

export const collectProblems = (): {
  readonly report: Report;
  readonly problems: readonly ConfigProblem[];
} => {
  const problems: ConfigProblem[] = [];
  return {
    report: ({ file, line, column }, message) => void problems.push({ file, line, column, message }),
    problems,
  };
};

/** Reports every further use of a name, with the line of the first. */
export const reportTwice = (
  report: Report,
  what: string,
  uses: readonly { readonly name: string; readonly place: ConfigPlace }[],
): void => {
  const first = new Map<string, ConfigPlace>();
  for (const { name, place } of uses) {
    const earlier = first.get(name);
    if (earlier === undefined) first.set(name, place);
    else
      report(
        place,
        `${what} "${name}" is already on line ${earlier.line}; keep one of the two, or change it`,
      );
  }
};

/** `did you mean "x"?`, or another remedy where no candidate is similar. */
export const suggestion = (written: string, candidates: readonly string[]): string => {
  const near = didYouMean(written, candidates);
  if (near !== undefined) return `did you mean "${near}"?`;
  return candidates.length <= MOST_LISTED ? `it has ${candidates.join(', ')}` : 'take it out';
};

const MOST_LISTED = 24;
