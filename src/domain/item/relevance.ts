import type { Language, Scope } from '../source/source.ts';
import type { TagDictionary } from '../tag/dictionary.ts';
import type { Tag } from '../tag/tag.ts';
import type { SignalKind } from './relevance-cues.ts';

export type Relevance = {
  readonly relevant: boolean;
  readonly score: number;
  readonly reasons: readonly string[];
};

export type Judgeable = {
  readonly title: string;
  readonly summary?: string;
  readonly categories: readonly string[];
  readonly language: Language;
};

/**
 * Judges whether an item belongs in the feed, from 0 to 1. Sources of scope `business` always do; `japan`
 * asks for business, `general` for Japan and business. Every reason names the words behind it.
 */
export const judgeRelevance = (
  item: Judgeable,
  scope: Scope,
  tags: readonly Tag[],
  dictionary: TagDictionary,
  threshold: number,
): Relevance => {
  if (scope === 'business') return { relevant: true, score: 1, reasons: ['the source is all business'] };
  const found = new Map<SignalKind, string[]>();
  for (const text of [item.title, item.summary ?? '', ...item.categories])
    for (const { name, start, end } of dictionary.findSignals.find(text))
      for (const kind of dictionary.signals[name] ?? [])
        found.set(kind, [...(found.get(kind) ?? []), text.slice(start, end)]);
  const count = (kind: SignalKind): number => new Set(found.get(kind)).size;
  const companies = tags.filter((tag) => tag.kind === 'company').length;
  const topics = tags.filter((tag) => tag.kind === 'topic').length;
  const against = count('sport') + count('crime') + count('weather') + count('celebrity');
  const business = count('business') + companies + topics - against;
  const japan = count('japan') + companies + (item.language === 'ja' ? 1 : 0) - count('abroad') / 2;
  const share = (points: number): number => Math.min(1, Math.max(0, points / 2));
  const score = scope === 'japan' ? share(business) : Math.min(share(business), share(japan));
  const reasons = [...found].map(([kind, words]) => `${kind}: ${[...new Set(words)].join(', ')}`);
  return { relevant: score >= threshold, score, reasons };
};
