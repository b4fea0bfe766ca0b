import type { Brand } from '../brand.ts';
import type { ConfigPlace } from '../config-place.ts';

export type TopicKey = Brand<string, 'TopicKey'>;

/** A subject of stories, from `config/topics.yaml`. */
export type Topic = {
  readonly key: TopicKey;
  readonly label: { readonly en: string; readonly ja: string };
  readonly cues: { readonly en: readonly string[]; readonly ja: readonly string[] };
  /** Words that count half: two hints count like one cue. */
  readonly hints: { readonly en: readonly string[]; readonly ja: readonly string[] };
  /** Words that are evidence against the topic. */
  readonly notCues: { readonly en: readonly string[]; readonly ja: readonly string[] };
  readonly place?: ConfigPlace;
};
