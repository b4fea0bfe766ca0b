import type { ConfigProblem } from '../../domain/config.ts';
import type { ConfigPlace } from '../../domain/config-place.ts';

/** Collects what is wrong while the parts of the config are put together. */
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

/** Reports every second use of a name, and says where the first stands. */
export const reportTwice = (
  report: Report,
  what: string,
  uses: readonly { readonly name: string; readonly place: ConfigPlace }[],
): void => {
  const first = new Map<string, ConfigPlace>();
  for (const { name, place } of uses) {
    const earlier = first.get(name);
    if (earlier === undefined) first.set(name, place);
    else report(place, `${what} "${name}" stands at line ${earlier.line} already; every one must differ`);
  }
};
