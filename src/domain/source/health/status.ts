import type { Offline } from '../../network/judge-network.ts';
import type { FailureKind } from '../failure.ts';
import type { Outlet } from '../outlet.ts';
import type { Language } from '../source.ts';
import { HEALTH_KINDS, type Health, type SourceState, UNHEALTHY } from '../source-state.ts';
import type { Installation } from './installation.ts';
import type { JudgedSource } from './judge-sources.ts';

export type SourceStatus = Pick<SourceState, 'source' | 'lastSuccessAt' | 'nextPollAt' | 'newestItemAt'> & {
  readonly outlet: Pick<Outlet, 'id' | 'name' | 'nameJa'>;
  readonly language: Language;
  readonly enabled: boolean;
  readonly health: Health;
  readonly pause?: JudgedSource['pause'];
  /** The kind of the current failure of the endpoint in use; absent without a failure. */
  readonly failure?: FailureKind;
  /** Number of items of the last readable document that wait for a later poll or are ignored; absent if none. */
  readonly truncated?: number;
  /** Number of articles dated on each of the last 30 JST days, today last. */
  readonly articlesADay: readonly number[];
  readonly requests: { readonly total: number; readonly notModified: number; readonly failed: number };
  /** Number of new items per request; absent before the first request. */
  readonly hitRate?: number;
  /** The endpoint in use: only the host, because addresses may contain secrets. `place` counts from 1. */
  readonly endpoint: { readonly host: string; readonly place: number; readonly of: number };
};

/** The status of the whole daemon, for `/status` and `/status.json`. */
export type Status = {
  readonly at: Temporal.Instant;
  readonly startedAt: Temporal.Instant;
  /** The sources in the order of `unhealthyFirst`. */
  readonly sources: readonly SourceStatus[];
  /** Number of articles of all sources in each of the last 48 hours, this hour last. */
  readonly articlesAnHour: readonly number[];
  /** False while older articles are not counted yet. */
  readonly isCounted: boolean;
  readonly store: { readonly articles: number; readonly stories: number; readonly bytes: number };
  /** Resident memory of the process, in bytes. */
  readonly memoryBytes: number;
  /** Present while this machine is offline. `why` says why no source can be read. */
  readonly offline?: Offline & { readonly why: string };
  /** Present if the store is in PostgreSQL. */
  readonly installation?: Installation;
  /** Problems as sentences. */
  readonly problems: {
    readonly config: readonly string[];
    readonly store: readonly string[];
    readonly clock: readonly string[];
    /** Editions that could not be mailed. */
    readonly edition: readonly string[];
    readonly installation: readonly string[];
  };
};

export const needsAttention = ({ enabled, health }: Pick<SourceStatus, 'enabled' | 'health'>): boolean =>
  enabled && UNHEALTHY.has(health.kind);

export type HealthCounts = { readonly total: number; readonly healthy: number; readonly unread: number };

/** Counts the enabled sources. `healthy`: the health is `ok` or `quiet`. `unread`: the health is `new`. */
export const countHealth = (sources: readonly Pick<SourceStatus, 'enabled' | 'health'>[]): HealthCounts => {
  const kinds = sources.filter(({ enabled }) => enabled).map(({ health }) => health.kind);
  return {
    total: kinds.length,
    healthy: kinds.filter((kind) => kind === 'ok' || kind === 'quiet').length,
    unread: kinds.filter((kind) => kind === 'new').length,
  };
};

/** Sorts sources by health, unhealthy first and disabled last. Sources of equal health keep their order. */
export const unhealthyFirst = (sources: readonly SourceStatus[]): readonly SourceStatus[] =>
  sources.toSorted((a, b) => rank(a) - rank(b));

const rank = ({ enabled, health }: SourceStatus): number =>
  enabled ? HEALTH_KINDS.indexOf(health.kind) : HEALTH_KINDS.length;
