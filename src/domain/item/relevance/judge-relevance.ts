import { onceFor } from '../../once-for.ts';
import type { Scope } from '../../source/source.ts';
import type { TagDictionary } from '../../tag/dictionary.ts';
import type { Tag } from '../../tag/tag.ts';
import { findEvidence, type Judgeable, NOTHING_KNOWN } from './find-evidence.ts';
import { ONLY_ABROAD } from './japanese-side.ts';
import { probabilityOf } from './log-odds.ts';
import { type Contribution, strongestReasons, weighEvidence } from './weigh-evidence.ts';
import learned from './weights.json' with { type: 'json' };
import { type RelevanceWeights, weightsFrom } from './weights.ts';

/** The relevance of an item. `score`: its probability, 0 to 1. `reasons`: the strongest evidence, in words. */
export type Relevance = {
  readonly relevant: boolean;
  readonly score: number;
  readonly reasons: readonly string[];
};

/** The default of `relevance.threshold` in the config. Measurements of the weights use it. */
export const DEFAULT_THRESHOLD = 0.5;

const WRITTEN: RelevanceWeights = learned;
const weightsOf = onceFor(weightsFrom);

/**
 * Weight of the scope `business`, in log odds. At a threshold of 0.5, it keeps an item if the other evidence gives a
 * probability of at least 1 in 9 (Japanese) or 1 in 23 (English).
 */
export const BUSINESS_SOURCE = { ja: 2.1, en: 3.1 } as const;

/**
 * Judges whether an item is relevant: its score must be at least `threshold` (0 to 1). In the scopes `japan` and
 * `business`, an English item usually counts as naming Japan. The scope `business` is also evidence, except for an item
 * with the sign `ONLY_ABROAD`.
 */
export const judgeRelevance = (
  item: Judgeable,
  tags: readonly Tag[],
  dictionary: TagDictionary,
  { scope, threshold }: { readonly scope: Scope; readonly threshold: number },
): Relevance => {
  const weights = weightsOf(WRITTEN[item.language]);
  const evidence = findEvidence(item, tags, dictionary, {
    ofJapan: scope !== 'general',
    isWanted: (term) => weights.terms.has(term),
  });
  const scopeSays: readonly Contribution[] =
    scope === 'business' && !evidence.signs.some(({ sign }) => sign === ONLY_ABROAD)
      ? [{ says: 'the source brings business news', odds: BUSINESS_SOURCE[item.language] }]
      : [];
  const weighed = weighEvidence(evidence, weights);
  const found = [...scopeSays, ...(scope === 'business' ? withoutDoubt(weighed) : weighed)];
  const odds = found.reduce((sum, one) => sum + one.odds, weights.base);
  const score = probabilityOf(odds);
  return { relevant: score >= threshold, score, reasons: strongestReasons(found) };
};

/** Removes the evidence `nothing-of-business` if the sum of the other evidence is not negative. */
const withoutDoubt = (weighed: readonly Contribution[]): readonly Contribution[] => {
  const others = weighed.filter(({ says }) => !says.startsWith(NOTHING_KNOWN));
  return others.reduce((sum, { odds }) => sum + odds, 0) < 0 ? weighed : others;
};
