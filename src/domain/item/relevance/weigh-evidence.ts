import type { Evidence } from './find-evidence.ts';
import { signedOdds, strongestOf } from './log-odds.ts';
import type { Weights } from './weights.ts';

/** A piece of evidence in words, and the log odds that it adds; below 0, it is evidence against relevance. */
export type Contribution = { readonly says: string; readonly odds: number };

/**
 * Adds up the log odds of signs with the same name, such as `topic` in `topic:macro`, and of terms in the same word of
 * the text. Evidence without a weight is left out.
 */
export const weighEvidence = ({ signs, terms }: Evidence, weights: Weights): readonly Contribution[] => {
  const ofSigns = new Map<string, { readonly says: string; odds: number }>();
  const ofWords = new Map<string, { readonly says: string; odds: number }>();
  for (const { sign, amount, words } of signs) {
    const weight = weights.signs.get(sign) ?? 0;
    if (weight === 0) continue;
    const [name = ''] = sign.split(':', 1);
    ofSigns.getOrInsert(name, { says: `${name}: ${words}`, odds: 0 }).odds += weight * amount;
  }
  for (const { key, word, amount } of terms) {
    const weight = weights.terms.get(key) ?? 0;
    if (weight !== 0) ofWords.getOrInsert(word, { says: `word: ${word}`, odds: 0 }).odds += weight * amount;
  }
  return [...ofSigns.values(), ...ofWords.values()];
};

/** Matches a term that explains nothing to a reader: a number, a single character, or hiragana. */
const UNHELPFUL = /^word: (?:[\p{N}.,%]+|\p{Script=Hiragana}+|.)$/u;

/**
 * Returns the strongest pieces of evidence that a reader can understand, at most three, each with its log odds; if
 * there is none, the strongest of the others. Without evidence, returns a sentence that says so.
 */
export const strongestReasons = (found: readonly Contribution[]): readonly string[] => {
  const helpful = found.filter(({ says }) => !UNHELPFUL.test(says));
  const strongest = strongestOf(helpful.length > 0 ? helpful : found).map(
    ({ says, odds }) => `${says} (${signedOdds(odds)})`,
  );
  return strongest.length > 0 ? strongest : ['nothing counts for or against Japanese business'];
};
