import type { Evidence } from './find-evidence.ts';
import type { Weights } from './weights.ts';

/** What a piece of evidence adds to the log odds of being relevant; less than 0 speaks against it. */
export type Contribution = { readonly says: string; readonly odds: number };

/**
 * Weighs the signs, those of one name together, and each word of the text by the sum of its terms; what weighs nothing is
 * left out.
 */
export const weighEvidence = ({ signs, terms }: Evidence, weights: Weights): readonly Contribution[] => {
  const found = new Map<string, { readonly says: string; odds: number }>();
  const add = (key: string, says: string, odds: number): void => {
    if (odds === 0) return;
    const known = found.get(key);
    if (known === undefined) found.set(key, { says, odds });
    else known.odds += odds;
  };
  for (const { sign, amount, words } of signs) {
    const name = sign.replace(/:.*$/s, '');
    add(name, `${name}: ${words}`, weightOf(weights.signs, sign) * amount);
  }
  for (const { key, word, amount } of terms)
    add(`word ${word}`, `word: ${word}`, weightOf(weights.terms, key) * amount);
  return [...found.values()];
};

/** A word such as `constructor` is no key of its own of a table that was read from a file. */
const weightOf = (table: Readonly<Record<string, number>>, key: string): number =>
  Object.hasOwn(table, key) ? (table[key] ?? 0) : 0;

const MOST_REASONS = 3;

/** A number, a single letter or an ending of a verb: it counts, and tells a person nothing. */
const UNTELLING = /^word: (?:[\p{N}.,%]+|\p{Script=Hiragana}+|.)$/u;

/** The three strongest pieces of evidence in words that tell a person something, each with its log odds; never none. */
export const strongestReasons = (found: readonly Contribution[]): readonly string[] => {
  const telling = found.filter(({ says }) => !UNTELLING.test(says));
  const strongest = (telling.length > 0 ? telling : found)
    .toSorted((a, b) => Math.abs(b.odds) - Math.abs(a.odds))
    .slice(0, MOST_REASONS)
    .map(({ says, odds }) => `${says} (${odds < 0 ? '−' : '+'}${Math.abs(odds).toFixed(1)})`);
  return strongest.length > 0 ? strongest : ['nothing in it is known to speak for business or against it'];
};
