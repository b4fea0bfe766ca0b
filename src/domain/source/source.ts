import type { Brand } from '../brand.ts';
import type { ConfigPlace } from '../config-place.ts';
import type { Rule, TitleRule } from '../item/rule/rule.ts';
import type { TopicKey } from '../tag/topic.ts';
import { DEFAULT_PRIORITY, type Outlet, type OutletId } from './outlet.ts';

export type SourceId = Brand<string, 'SourceId'>;

export type Language = 'en' | 'ja';

/** Which items of a source are kept. `business`: all; `japan`: those about business; `general`: those about Japanese business. */
export type Scope = 'business' | 'japan' | 'general';

/** How much of an article may be published in our feeds. */
export type Republish = 'headline' | 'excerpt' | 'full';

/** A configured feed of an outlet. */
export type Source = {
  readonly id: SourceId;
  readonly outlet: Outlet;
  /** True if its items may name other outlets; the items of any other source belong to its own outlet. */
  readonly aggregator: boolean;
  readonly language: Language;
  readonly scope: Scope;
  /** The URLs of the feed, in order: the next one is used while the earlier ones fail. */
  readonly endpoints: readonly [string, ...string[]];
  /** IANA time zone of dates that name none. */
  readonly timezone: string;
  readonly priority: number;
  readonly userAgent?: string;
  /** Extra request headers, with `${ENV}` already replaced. The values may be secrets: never log or show them. */
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

/**
 * Whether a source is an outlet's own feed. An aggregator is not the feed of any outlet; a source that is not
 * configured any more does not count either.
 */
export const speaksFor = (
  source: Pick<Source, 'outlet' | 'aggregator'> | undefined,
  outlet: OutletId,
): boolean => source !== undefined && !source.aggregator && source.outlet.id === outlet;

/** A source without rules and with the strictest scope (`general`), for documents or headlines of no configured source. */
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
