import type { Brand } from '../brand.ts';
import type { ConfigPlace } from '../config-place.ts';
import type { Rule, TitleRule } from '../item/rule/rule.ts';
import type { TopicKey } from '../tag/topic.ts';
import type { Outlet, OutletId } from './outlet.ts';

export type SourceId = Brand<string, 'SourceId'>;

export type Language = 'en' | 'ja';

/** `business`: keep all; `japan`: keep what is about business; `general`: keep Japanese business. */
export type Scope = 'business' | 'japan' | 'general';

/** How much of an article may stand in our feeds. */
export type Republish = 'headline' | 'excerpt' | 'full';

/** One configured way to an outlet's news. */
export type Source = {
  readonly id: SourceId;
  readonly outlet: Outlet;
  /** Its items may name other outlets, and are believed; every other source brings its own outlet's news alone. */
  readonly aggregator: boolean;
  readonly language: Language;
  readonly scope: Scope;
  /** Ordered: the next is used while an earlier one is dead. */
  readonly endpoints: readonly [string, ...string[]];
  /** IANA zone of dates that name none. */
  readonly timezone: string;
  readonly priority: number;
  readonly userAgent?: string;
  /** Extra request headers, `${ENV}` already filled in: never log or show the values. */
  readonly headers: Readonly<Record<string, string>>;
  /** The least interval between polls. */
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
 * Whether a source hands on an outlet's own feed. An aggregator speaks for no outlet, however much it brings of it;
 * neither does a source that is not configured any more.
 */
export const speaksFor = (
  source: Pick<Source, 'outlet' | 'aggregator'> | undefined,
  outlet: OutletId,
): boolean => source !== undefined && !source.aggregator && source.outlet.id === outlet;
