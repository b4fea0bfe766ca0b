import type { Brand } from '../brand.ts';
import type { ConfigPlace } from '../config-place.ts';

export type TopicKey = Brand<string, 'TopicKey'>;

/** A subject that stories are filed under, from `config/topics.yaml`. */
export type Topic = {
  readonly key: TopicKey;
  readonly label: { readonly en: string; readonly ja: string };
  readonly cues: { readonly en: readonly string[]; readonly ja: readonly string[] };
  /** Words that speak for the topic only together: two of them do as one cue does. */
  readonly hints: { readonly en: readonly string[]; readonly ja: readonly string[] };
  /** Words that speak against the topic where they stand. */
  readonly notCues: { readonly en: readonly string[]; readonly ja: readonly string[] };
  /** Where it is configured. */
  readonly place?: ConfigPlace;
};
