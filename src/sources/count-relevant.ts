import type { Digest } from '../domain/ambient.ts';
import type { Config } from '../domain/config.ts';
import { normaliseDocument } from '../domain/item/normalise-document.ts';
import type { RawItem } from '../domain/item/raw-item.ts';
import { plainSource } from '../domain/source/plain-source.ts';
import type { Relevant } from '../domain/source/propose/choose-scope.ts';
import type { Language, Scope } from '../domain/source/source.ts';
import { atOnce } from '../domain/steps.ts';
import type { TagDictionary } from '../domain/tag/dictionary.ts';
import { judgeCandidate } from '../intake/judge-candidate.ts';

/** Counts the items of a document that the current config would keep under each scope. */
export const countRelevant = (
  items: readonly RawItem[],
  language: Language,
  {
    dictionary,
    config,
    now,
    digest,
  }: {
    readonly dictionary: TagDictionary;
    readonly config: Config;
    readonly now: Temporal.Instant;
    readonly digest: Digest;
  },
): Relevant => {
  const source = plainSource('trial', language);
  const context = { outlets: [], firstSeenAt: now, firstPoll: true, digest };
  const { arrived } = atOnce(normaliseDocument(items, source, context));
  const kept = (scope: Scope): number =>
    arrived.filter(
      ({ candidate }) =>
        judgeCandidate(candidate, { ...source, scope }, dictionary, config.relevance.threshold).kind ===
        'kept',
    ).length;
  return { of: arrived.length, japan: kept('japan'), general: kept('general') };
};
