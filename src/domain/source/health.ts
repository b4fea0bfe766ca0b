import { adviceFor } from './advice.ts';
import { endpointInUse, endpointStates } from './endpoint-states.ts';
import type { FailureKind } from './failure.ts';
import { isIll, isStale } from './patience.ts';
import { DAY_MS } from './rhythm.ts';
import type { Source } from './source.ts';
import type { EndpointState, Health, HealthKind, SourceState } from './source-state.ts';

/**
 * How a source is: judged from what its polls came to, never from one stumble.
 * `since` stays while the kind stays.
 */
export const healthOf = (source: Source, state: SourceState | undefined, now: Temporal.Instant): Health => {
  const found = examine(source, state, now);
  const before = state?.health;
  return before?.kind === found.kind ? { ...found, since: before.since } : found;
};

const examine = (source: Source, state: SourceState | undefined, now: Temporal.Instant): Health => {
  if (state === undefined) return { kind: 'new', since: now, why: 'It has not been polled yet.' };
  const nowMs = now.epochMilliseconds;
  const endpoints = endpointStates(source, state);
  const index = endpointInUse(source, state);
  const endpoint = endpoints[index];
  if (endpoint !== undefined && isIll(endpoint, nowMs)) return illness(endpoint, now);
  const stumble = endpoint?.failure === undefined ? '' : ` The last poll failed: ${endpoint.failure.detail}.`;
  if (state.lastSuccessAt === undefined) {
    return { kind: 'new', since: state.firstPolledAt ?? now, why: `Nothing was read yet.${stumble}` };
  }
  const lastItemAt = latest(state.newestItemAt, state.lastNewAt, now) ?? state.firstPolledAt ?? now;
  const silence = `The newest item is ${age(lastItemAt, now)} old`;
  if (isStale(state, lastItemAt, nowMs)) {
    return {
      kind: 'stale',
      since: now,
      why: `${silence}, which is longer than this source is used to.${stumble}`,
      whatToDo:
        'Look at the outlet’s site: if it goes on publishing there, this feed is dead; find another endpoint.',
    };
  }
  if (endpoint?.oddity !== undefined) {
    const { what, since } = endpoint.oddity;
    return {
      kind: 'broken',
      since,
      why: what,
      whatToDo: 'Look at what the feed says and whether its articles read well.',
    };
  }
  if (endpoint?.movedTo !== undefined) {
    return {
      kind: 'moved',
      since: now,
      why: `The outlet moved the feed to ${endpoint.movedTo}, which is asked now.`,
      whatToDo: `Write ${endpoint.movedTo} instead of ${endpoint.url}.`,
    };
  }
  const standIn = standInNote(endpoints, index);
  const isQuiet = nowMs - lastItemAt.epochMilliseconds >= DAY_MS;
  return isQuiet
    ? { kind: 'quiet', since: now, why: `${silence}, as is usual for this source.${stumble}`, ...standIn }
    : { kind: 'ok', since: now, why: `${silence}.${stumble}`, ...standIn };
};

const illness = ({ failure, goneAt }: EndpointState, now: Temporal.Instant): Health => {
  const kind = failure?.kind ?? 'gone';
  return {
    kind: healthKindOf(kind),
    since: failure?.since ?? goneAt ?? now,
    why: failure?.detail ?? 'The outlet has ended this feed.',
    whatToDo: adviceFor(kind),
  };
};

const healthKindOf = (failure: FailureKind): HealthKind => {
  if (failure === 'blocked' || failure === 'rate-limited') return 'blocked';
  if (failure === 'gone' || failure === 'not-found' || failure === 'dns') return 'gone';
  return 'broken';
};

/** News still comes, but not by the way the editor put first. */
const standInNote = (endpoints: readonly EndpointState[], index: number): { readonly whatToDo?: string } => {
  const first = endpoints[0];
  if (index === 0 || first === undefined) return {};
  const why = first.failure?.detail ?? 'it brings nothing new';
  return { whatToDo: `${first.url} is not used (${why}); put the endpoint that works first.` };
};

const latest = (
  a: Temporal.Instant | undefined,
  b: Temporal.Instant | undefined,
  now: Temporal.Instant,
): Temporal.Instant | undefined =>
  [a, b]
    .filter((moment) => moment !== undefined)
    .map((moment) => (Temporal.Instant.compare(moment, now) > 0 ? now : moment))
    .reduce<Temporal.Instant | undefined>(
      (late, moment) => (late === undefined || Temporal.Instant.compare(moment, late) > 0 ? moment : late),
      undefined,
    );

const age = (from: Temporal.Instant, to: Temporal.Instant): string => {
  const hours = Math.floor((to.epochMilliseconds - from.epochMilliseconds) / 3_600_000);
  return hours < 48 ? `${hours} hours` : `${Math.floor(hours / 24)} days`;
};
