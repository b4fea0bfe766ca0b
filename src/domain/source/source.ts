import type { Brand } from '../brand.ts';
import type { ConfigPlace } from '../config-place.ts';
import type { Rule, TitleRule } from '../item/rule/rule.ts';
import type { TopicKey } from '../tag/topic.ts';
import { DEFAULT_PRIORITY, type Outlet, type OutletId } from './outlet.ts';

export type SourceId = Brand<string, 'SourceId'>;

export type Language = 'en' | 'ja';

/** What a source brings, and so how strictly its items are judged: `business` the least, `general` the most. */
export type Scope = 'business' | 'japan' | 'general';

/** The part of an article that may be published in our feeds. */
export type Republish = 'headline' | 'excerpt' | 'full';

export type Source = {
  readonly id: SourceId;
  readonly outlet: Outlet;
  /** True if items of the source may belong to other outlets, which the items name. */
  readonly aggregator: boolean;
  readonly language: Language;
  readonly scope: Scope;
  /** The URLs of the source, the preferred one first. */
  readonly endpoints: readonly [string, ...string[]];
  /** The IANA time zone of dates without a zone. */
  readonly timezone: string;
  readonly priority: number;
  readonly userAgent?: string;
  /** Extra request headers, with `${ENV}` already replaced. The values may be secrets: never log or show a value. */
  readonly headers: Readonly<Record<string, string>>;
  /** Minimum interval between polls, in milliseconds. */
  readonly everyMs?: number;
  readonly include: readonly Rule[];
  readonly exclude: readonly Rule[];
  readonly titleRules: readonly TitleRule[];
  readonly topics: readonly TopicKey[];
  readonly republish: Republish;
  readonly enabled: boolean;
  readonly place: ConfigPlace;
};

/** True if a source is an outlet's own feed. False for an aggregator and for an unknown source. */
export const speaksFor = (
  source: Pick<Source, 'outlet' | 'aggregator'> | undefined,
  outlet: OutletId,
): boolean => source !== undefined && !source.aggregator && source.outlet.id === outlet;

/** Names the speaker of an article. Articles of one speaker count together toward each limit of an outlet. */
export type SpeakerOf = (article: {
  readonly source: SourceId;
  readonly outlet: { readonly id: OutletId };
}) => string;

/**
 * Makes the function that names speakers. The speaker of an article is its outlet. An aggregator has speakers of its
 * own: one for each configured outlet that it names, and one for all other outlets, because it can invent outlets.
 */
export const speakersIn = ({
  sources,
  outlets,
}: {
  readonly sources: readonly Source[];
  readonly outlets: readonly Outlet[];
}): SpeakerOf => {
  const aggregators = new Set(sources.filter(({ aggregator }) => aggregator).map(({ id }) => id));
  const listed = new Set(outlets.map(({ id }) => id));
  return ({ source, outlet: { id } }) =>
    aggregators.has(source) ? `${listed.has(id) ? id : ''} by ${source}` : id;
};

/** Makes a source without rules and with the strictest scope, for documents and headlines without a configured source. */
export const plainSource = (id: string, language: Language): Source => ({
  id: id as SourceId,
  outlet: { id: id as OutletId, name: id, priority: DEFAULT_PRIORITY, paywall: false },
  aggregator: false,
  language,
  scope: 'general',
  endpoints: [`https://${id}.invalid/`],
  timezone: 'Asia/Tokyo',
  priority: DEFAULT_PRIORITY,
  headers: {},
  include: [],
  exclude: [],
  titleRules: [],
  topics: [],
  republish: 'excerpt',
  enabled: true,
  place: { file: id, line: 1, column: 1 },
});
