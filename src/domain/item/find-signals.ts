import type { TagDictionary } from '../tag/dictionary.ts';
import { isWholeWord } from '../tag/is-whole-word.ts';
import type { SignalKind } from './relevance-cues.ts';

/** The words of each kind that a text holds, as they stand there, each once. */
export type Signals = (kind: SignalKind) => readonly string[];

/** Finds the words of a text that tell for or against relevance. */
export const findSignals = (text: string, dictionary: TagDictionary): Signals => {
  const found = new Map<SignalKind, Set<string>>();
  for (const { name, start, end } of dictionary.findSignals.find(text)) {
    const signal = dictionary.signals[name];
    if (signal === undefined || !isWholeWord(text, start, end, signal.word)) continue;
    for (const kind of signal.values)
      found.set(kind, (found.get(kind) ?? new Set()).add(text.slice(start, end)));
  }
  return (kind) => [...(found.get(kind) ?? [])];
};
