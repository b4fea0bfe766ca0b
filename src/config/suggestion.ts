import { didYouMean } from '../domain/did-you-mean.ts';

/** `did you mean "x"?`, or another remedy where no candidate is similar. */
export const suggestion = (written: string, candidates: readonly string[]): string => {
  const near = didYouMean(written, candidates);
  if (near !== undefined) return `did you mean "${near}"?`;
  return candidates.length <= MOST_LISTED ? `it has ${candidates.join(', ')}` : 'take it out';
};

const MOST_LISTED = 24;
