import type { SourceStatus, Status } from '../../../../src/domain/source/health/status.ts';
import type { OutletId } from '../../../../src/domain/source/outlet.ts';
import type { SourceId } from '../../../../src/domain/source/source.ts';
import type { HealthKind } from '../../../../src/domain/source/source-state.ts';
import { NOON } from '../../../make.ts';

/** A source with something in every field. */
export const statusOf = (id: string, kind: HealthKind): SourceStatus => ({
  source: id as SourceId,
  outlet: { id: id as OutletId, name: `Outlet ${id}` },
  language: 'ja',
  enabled: true,
  health: { kind, since: NOON, why: `it is ${kind}`, whatToDo: `repair ${kind}` },
  lastSuccessAt: NOON,
  nextPollAt: NOON.add({ minutes: 15 }),
  newestItemAt: NOON,
  articlesADay: Array.from({ length: 30 }, (_, day) => day),
  requests: { total: 8, notModified: 6, failed: 0 },
  endpoint: { host: 'a.example', place: 1, of: 2 },
});

export const makeStatus = (sources: readonly SourceStatus[], rest: Partial<Status> = {}): Status => ({
  at: NOON,
  startedAt: NOON,
  sources,
  articlesAnHour: Array.from({ length: 48 }, () => 1),
  isCounted: true,
  store: { articles: 12_345, stories: 10_000, bytes: 25_000_000 },
  memoryBytes: 120_000_000,
  problems: { config: [], store: [], clock: [], edition: [], installation: [] },
  ...rest,
});
