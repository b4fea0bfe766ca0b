import type { Offline } from '../../network/judge-network.ts';
import type { FailureKind } from '../failure.ts';
import type { Outlet } from '../outlet.ts';
import type { Language } from '../source.ts';
import type { Health, HealthKind, SourceState } from '../source-state.ts';
import type { Installation } from './installation.ts';

/** The status of a source, for its editors. */
export type SourceStatus = Pick<SourceState, 'source' | 'lastSuccessAt' | 'nextPollAt' | 'newestItemAt'> & {
  readonly outlet: Pick<Outlet, 'id' | 'name' | 'nameJa'>;
  readonly language: Language;
  /** False if the config switches the source off. */
  readonly enabled: boolean;
  readonly health: Health;
  /** The kind of failure of the last poll of the endpoint in use; absent after a success. */
  readonly failure?: FailureKind;
  /** Number of items of the last document that no poll has taken in; absent if all were taken in. */
  readonly truncated?: number;
  /** Number of articles kept on each of the last 30 JST days of publication, today last. */
  readonly articlesADay: readonly number[];
  readonly requests: { readonly total: number; readonly notModified: number; readonly failed: number };
  /** New items per request, as a measure for the timing of polls; absent before the first request. */
  readonly hitRate?: number;
  /** The endpoint in use: only the host, because addresses may contain secrets. `place` counts from 1. */
  readonly endpoint: { readonly host: string; readonly place: number; readonly of: number };
};

/** The status of the whole daemon, for `/status` and `/status.json`. */
export type Status = {
  readonly at: Temporal.Instant;
  readonly startedAt: Temporal.Instant;
  /** The sources. Sources that need attention come first. */
  readonly sources: readonly SourceStatus[];
  /** Number of articles of all sources in each of the last 48 hours, this hour last. */
  readonly articlesAnHour: readonly number[];
  /** False while older stories are being counted. */
  readonly isCounted: boolean;
  readonly store: { readonly articles: number; readonly stories: number; readonly bytes: number };
  /** Resident memory of the process, in bytes. */
  readonly memoryBytes: number;
  /** Present while this machine is offline. `why` explains the failure in words. */
  readonly offline?: Offline & { readonly why: string };
  /** Present if several processes work together. */
  readonly installation?: Installation;
  /** Problems as sentences. Problems of the config include file, line and column. */
  readonly problems: {
    readonly config: readonly string[];
    readonly store: readonly string[];
    /** Problems of this machine's clock. */
    readonly clock: readonly string[];
    /** Editions that could not be mailed. */
    readonly edition: readonly string[];
    /** Problems of the installation: missing processes, and processes with another config. */
    readonly installation: readonly string[];
  };
};

/** The order of sources on the status page: unhealthy sources first. */
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

export const needsAttention = ({ enabled, health }: Pick<SourceStatus, 'enabled' | 'health'>): boolean =>
  enabled && UNHEALTHY.has(health.kind);

/** Numbers of polled sources: of all sources, of healthy sources, and of sources that were never read. */
export type HealthCounts = { readonly total: number; readonly healthy: number; readonly unread: number };

/** Counts the polled sources by health. Only `ok` and `quiet` are healthy; a source that was never read is in `unread`. */
export const countHealth = (sources: readonly Pick<SourceStatus, 'enabled' | 'health'>[]): HealthCounts => {
  const kinds = sources.filter(({ enabled }) => enabled).map(({ health }) => health.kind);
  return {
    total: kinds.length,
    healthy: kinds.filter((kind) => kind === 'ok' || kind === 'quiet').length,
    unread: kinds.filter((kind) => kind === 'new').length,
  };
};

/**
 * Sorts sources by health: unhealthy sources first, sources that are not polled last. Sources of equal health stay in
 * the order of the config.
 */
export const unhealthyFirst = (sources: readonly SourceStatus[]): readonly SourceStatus[] =>
  sources.toSorted((a, b) => rank(a) - rank(b));

const rank = ({ enabled, health }: SourceStatus): number =>
  enabled ? ORDER.indexOf(health.kind) : ORDER.length;
