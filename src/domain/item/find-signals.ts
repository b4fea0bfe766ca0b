import type { TagDictionary } from '../tag/dictionary.ts';
import type { SignalKind } from './relevance-cues.ts';

/** The words of each kind that a text holds, as they stand there, each once. */
export type Signals = (kind: SignalKind) => readonly string[];

const LETTER = /\p{L}/u;
const AMOUNT = /\d$/;

/** Finds the words of a text that tell for or against relevance. */
export const findSignals = (text: string, dictionary: TagDictionary): Signals => {
  const found = new Map<SignalKind, Set<string>>();
  for (const { name, start, end } of dictionary.findSignals.find(text)) {
    const word = text.slice(start, end);
    const before = text.slice(Math.max(0, start - 1), start);
    // One character is a country only where a phrase begins: 米企業, and not 備蓄米.
    if (word.length === 1 && LETTER.test(before)) continue;
    if (isAmount(before, word)) continue;
    for (const kind of dictionary.signals[name] ?? [])
      found.set(kind, (found.get(kind) ?? new Set()).add(word));
  }
  return (kind) => [...(found.get(kind) ?? [])];
};

/** Whether a word is the end of an amount: in 613円高 no currency rises. */
export const isAmount = (before: string, word: string): boolean =>
  AMOUNT.test(before) && /^[円ド]/.test(word);
