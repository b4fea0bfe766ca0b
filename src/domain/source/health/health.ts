import { latestOf, notAfter } from '../../clock/jst-day.ts';
import { ageOf, counted, sentence } from '../../explanation.ts';
import { webAddress } from '../../web-address.ts';
import type { FailureKind } from '../failure.ts';
import { MOST_A_DAY, mostNewItems } from '../poll/most-items.ts';
import { DAY_MS, HOUR_MS } from '../poll/rhythm.ts';
import type { Source } from '../source.ts';
import {
  type EndpointState,
  endpointInUse,
  endpointStates,
  type Flood,
  type Health,
  type HealthKind,
  type SourceState,
} from '../source-state.ts';
import { adviceFor } from './advice.ts';
import { isStale, isUnhealthy } from './patience.ts';

/** Judges the health of a source by its state. If the state has a health of the same kind, its `since` is kept. */
export const healthOf = (source: Source, state: SourceState | undefined, now: Temporal.Instant): Health => {
  const found = examine(source, state, now);
  const before = state?.health;
  return before?.kind === found.kind ? { ...found, since: before.since } : found;
};

const examine = (source: Source, state: SourceState | undefined, now: Temporal.Instant): Health => {
  if (state === undefined) return { kind: 'new', since: now, why: 'The source has not been polled yet.' };
  const nowMs = now.epochMilliseconds;
  const endpoints = endpointStates(source, state);
  const index = endpointInUse(source, state);
  const endpoint = endpoints[index];
  if (endpoint !== undefined && isUnhealthy(endpoint, nowMs)) return unhealthy(endpoint, now);
  const lastFailure =
    endpoint?.failure === undefined ? '' : ` The last poll failed: ${endpoint.failure.detail}.`;
  if (state.lastSuccessAt === undefined) return unread(state, endpoint, now);
  if (state.truncated !== undefined && mostNewItems(state, now) === 0) return spent(now);
  const { flood } = state;
  if (flood !== undefined && nowMs - flood.at.epochMilliseconds < FLOOD_MS) return flooding(flood);
  const datedAt = notAfter(now, state.newestItemAt);
  const newestAt = latestOf([datedAt, notAfter(now, state.lastNewAt)]);
  const lastItemAt = newestAt ?? state.firstPolledAt ?? now;
  const listed =
    state.itemHashes.length > 0
      ? 'No usable item of the feed was new or had a date'
      : 'The feed listed no items when it was last read';
  const says = (remark = ''): string =>
    newestAt === undefined
      ? `${listed}.${lastFailure}`
      : `The newest item is ${ageOf(datedAt ?? newestAt, now, 'less than a minute old')}${remark}.${lastFailure}`;
  if (isStale(state, lastItemAt, nowMs))
    return {
      kind: 'stale',
      since: now,
      why: says(', which is unusual for this source'),
      whatToDo:
        'Compare the feed with the outlet’s site: if newer articles are missing from the feed, look for another endpoint.',
    };
  if (endpoint?.oddity !== undefined) {
    const { what, since } = endpoint.oddity;
    return {
      kind: 'broken',
      since,
      why: what,
      whatToDo: 'Open the feed, and check the text and the links of its items.',
    };
  }
  const isOwn = source.endpoints.some((url) => webAddress(url) === endpoint?.movedTo);
  if (endpoint?.movedTo !== undefined && !isOwn)
    return {
      kind: 'moved',
      since: now,
      // While the new URL fails, the move may be an outlet's mistake, so the editor is not advised to write that URL.
      ...(endpoint.failure === undefined
        ? {
            why: `The outlet moved the feed to ${endpoint.movedTo}. Polls use this URL.`,
            whatToDo: `Write ${endpoint.movedTo} instead of ${endpoint.url} in sources.yaml.`,
          }
        : { why: `The outlet moved the feed to ${endpoint.movedTo}.${lastFailure}` }),
    };
  const standIn = standInNote(endpoints, index);
  const isQuiet = newestAt === undefined || nowMs - lastItemAt.epochMilliseconds >= DAY_MS;
  return isQuiet
    ? { kind: 'quiet', since: now, why: says(', as is usual for this source'), ...standIn }
    : { kind: 'ok', since: now, why: says(), ...standIn };
};

/** Time after a flood for which the source counts as flooding, in milliseconds. */
const FLOOD_MS = HOUR_MS;

const flooding = ({ at, entries, perOutlet }: Flood): Health => ({
  kind: 'flooding',
  since: at,
  why: [
    `The outlet reached the number of stories that it may announce in an hour (${perOutlet}):`,
    `${counted(entries, 'story')} of one poll ${entries === 1 ? 'is' : 'are'} stored, but in no feed.`,
  ].join(' '),
  whatToDo:
    'If the outlet regularly publishes this much, raise `feed.perOutlet`; otherwise narrow the rules of the source, or disable the source.',
});

const spent = (now: Temporal.Instant): Health => ({
  kind: 'flooding',
  since: now,
  why: `The source brought ${MOST_A_DAY} new or changed items within 24 hours. Further items wait in its document until these hours are over.`,
  whatToDo:
    'Look at the feed: no outlet publishes this much in a day. If the feed lists old articles, wait; if it is wrong, disable the source.',
});

/** Failures that show that an address is probably wrong. */
const WRONG_ADDRESS: ReadonlySet<FailureKind> = new Set([
  'not-found',
  'blocked',
  'html-page',
  'not-a-feed',
  'bad-url',
  'redirect-loop',
  'too-many-redirects',
  'insecure-redirect',
  'private-address',
  'port-not-allowed',
]);

/** Returns the health of a source that was never read: new, or unhealthy if its address is probably wrong. */
const unread = (state: SourceState, endpoint: EndpointState | undefined, now: Temporal.Instant): Health => {
  const since = state.firstPolledAt ?? now;
  if (endpoint?.failure === undefined) return { kind: 'new', since, why: 'Nothing has been read yet.' };
  const { kind, detail } = endpoint.failure;
  const why = `Nothing has been read yet: ${detail}.`;
  return WRONG_ADDRESS.has(kind)
    ? { ...unhealthy(endpoint, now), why }
    : { kind: 'new', since, why, whatToDo: adviceFor(kind) };
};

const unhealthy = ({ failure, goneAt }: EndpointState, now: Temporal.Instant): Health => {
  const kind = failure?.kind ?? 'gone';
  return {
    kind: healthKindOf(kind),
    since: failure?.since ?? goneAt ?? now,
    why: failure === undefined ? 'The outlet has ended this feed.' : sentence(failure.detail),
    whatToDo: adviceFor(kind),
  };
};

const healthKindOf = (failure: FailureKind): HealthKind => {
  if (failure === 'blocked' || failure === 'rate-limited') return 'blocked';
  if (failure === 'gone' || failure === 'not-found' || failure === 'dns') return 'gone';
  return 'broken';
};

const standInNote = (endpoints: readonly EndpointState[], index: number): { readonly whatToDo?: string } => {
  const first = endpoints[0];
  // A first endpoint that is new in the config is asked at the next poll.
  if (index === 0 || first?.askedAt === undefined) return {};
  const why = first.failure?.detail ?? 'its feed brings nothing new';
  return { whatToDo: `${first.url} is not used (${why}); put the working endpoint first.` };
};
