import type { TagDictionary } from '../tag/dictionary.ts';
import type { SignalKind } from './relevance-cues.ts';

/** The words of each kind that texts hold, as they stand there, each once. */
export type Signals = Readonly<Record<SignalKind, readonly string[]>>;

export const findSignals = (texts: readonly string[], dictionary: TagDictionary): Signals => {
  const found = new Map<SignalKind, Set<string>>();
  for (const text of texts)
    for (const { name, start, end } of dictionary.findSignals.find(text))
      for (const kind of dictionary.signals[name] ?? [])
        found.set(kind, (found.get(kind) ?? new Set()).add(text.slice(start, end)));
  const of = (kind: SignalKind): readonly string[] => [...(found.get(kind) ?? [])];
  return {
    business: of('business'),
    japan: of('japan'),
    abroad: of('abroad'),
    sport: of('sport'),
    crime: of('crime'),
    weather: of('weather'),
    celebrity: of('celebrity'),
  };
};
