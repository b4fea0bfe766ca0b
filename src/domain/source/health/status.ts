import type { OutletId } from '../outlet.ts';
import type { Language, SourceId } from '../source.ts';
import type { Health, HealthKind } from '../source-state.ts';

/** How a source is, for the people who look after it. */
export type SourceStatus = {
  readonly source: SourceId;
  readonly outlet: { readonly id: OutletId; readonly name: string };
  readonly language: Language;
  /** False: the config says not to poll it. */
  readonly enabled: boolean;
  readonly health: Health;
  readonly lastSuccessAt?: Temporal.Instant;
  readonly nextPollAt?: Temporal.Instant;
  readonly newestItemAt?: Temporal.Instant;
  /** Items that the last document lists and no poll has taken in; absent where there are none. */
  readonly truncated?: number;
  /** Articles that were kept, by JST day of publication, 30 days up to and with today, oldest first. */
  readonly articlesADay: readonly number[];
  readonly requests: { readonly total: number; readonly notModified: number; readonly failed: number };
  /** New items a request, by which polling is judged; absent before the first request. */
  readonly hitRate?: number;
  /** The one in use: its host alone, since addresses may hold secrets; `place` counts from 1. */
  readonly endpoint: { readonly host: string; readonly place: number; readonly of: number };
};

/** How the whole is: the page at `/status` and `/status.json`. */
export type Status = {
  readonly at: Temporal.Instant;
  readonly startedAt: Temporal.Instant;
  /** Those that need somebody first. */
  readonly sources: readonly SourceStatus[];
  /** Articles of all sources, in each of 48 hours up to and with this one, oldest first. */
  readonly articlesAnHour: readonly number[];
  /** False while older stories are still being counted. */
  readonly isCounted: boolean;
  readonly store: { readonly articles: number; readonly stories: number; readonly bytes: number };
  /** Of the whole process, resident. */
  readonly memoryBytes: number;
  /** In words; those of the config with file, line and column. */
  readonly problems: {
    readonly config: readonly string[];
    readonly store: readonly string[];
    /** Of this machine's clock. */
    readonly clock: readonly string[];
  };
};

/** The ill come first: an editor comes for them. */
const ORDER: readonly HealthKind[] = [
  'broken',
  'blocked',
  'gone',
  'stale',
  'flooding',
  'moved',
  'quiet',
  'new',
  'ok',
];

const UNHEALTHY: ReadonlySet<HealthKind> = new Set(['broken', 'blocked', 'gone', 'stale', 'flooding']);

/** Whether somebody should look at a source. */
export const needsAttention = ({ enabled, health }: Pick<SourceStatus, 'enabled' | 'health'>): boolean =>
  enabled && UNHEALTHY.has(health.kind);

/** Of the sources that are polled. */
export type HealthCounts = { readonly total: number; readonly well: number; readonly unread: number };

/** How many of the polled sources are well, and how many were not read yet, which is no illness. */
export const countHealth = (sources: readonly Pick<SourceStatus, 'enabled' | 'health'>[]): HealthCounts => {
  const kinds = sources.filter(({ enabled }) => enabled).map(({ health }) => health.kind);
  return {
    total: kinds.length,
    well: kinds.filter((kind) => kind === 'ok' || kind === 'quiet').length,
    unread: kinds.filter((kind) => kind === 'new').length,
  };
};

/** By how much they need somebody, those that are not polled last; within one health as in the config. */
export const unhealthyFirst = (sources: readonly SourceStatus[]): readonly SourceStatus[] =>
  sources.toSorted((a, b) => rank(a) - rank(b));

const rank = ({ enabled, health }: SourceStatus): number =>
  enabled ? ORDER.indexOf(health.kind) : ORDER.length;
