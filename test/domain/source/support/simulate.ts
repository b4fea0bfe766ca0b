import type { FetchResult } from '../../../../src/domain/source/poll/fetch-result.ts';
import { planRequest } from '../../../../src/domain/source/poll/plan-request.ts';
import { recordPoll } from '../../../../src/domain/source/poll/record-poll.ts';
import type { HealthKind, SourceState } from '../../../../src/domain/source/source-state.ts';
import { makeSource } from '../../../make.ts';
import { randomFrom } from './random.ts';
import { DAY, MINUTE } from './rhythms.ts';

/** What a poll meets instead of the usual answer. */
export type Met = Pick<Parameters<typeof recordPoll>[0], 'result' | 'document'>;

export type SimulationOptions = {
  readonly minIntervalMs?: number;
  readonly maxIntervalMs?: number;
  readonly seed?: number;
  readonly endpoints?: readonly [string, ...string[]];
  /** What the server at this URL does other than usual; undefined where all is as usual. */
  readonly fault?: (nowMs: number, url: string, usual: Met) => Met | undefined;
};

export type Simulated = {
  readonly requests: number;
  /** From publication to the poll that found it, in milliseconds, of each item that came while we polled. */
  readonly delays: readonly number[];
  /** Moments at which the source was called stale. */
  readonly alarms: readonly number[];
  /** The kinds of health that it went through. */
  readonly kinds: readonly HealthKind[];
  readonly state: SourceState | undefined;
};

/** Number of items that a feed lists. */
const LISTED = 30;

/** The daemon looks for due sources once a minute. */
const TICK = MINUTE;

/** Polls one outlet as the daemon would, for a given time; the outlet publishes at the given moments. */
export const simulate = (
  moments: readonly number[],
  fromMs: number,
  toMs: number,
  options: SimulationOptions = {},
): Simulated => {
  const { minIntervalMs = 2 * MINUTE, maxIntervalMs = DAY, seed = 1, fault } = options;
  const source = makeSource('kaku', { endpoints: options.endpoints ?? [FEED_URL] });
  const chance = randomFrom(seed);
  const delays: number[] = [];
  const alarms: number[] = [];
  const kinds: HealthKind[] = [];
  let seen = 0;
  let requests = 0;
  let state: SourceState | undefined;
  for (let nowMs = fromMs; nowMs < toMs; ) {
    const now = Temporal.Instant.fromEpochMilliseconds(nowMs);
    const plan = planRequest(source, state, now);
    if (plan.kind === 'rest') break;
    const isFirst = state?.lastSuccessAt === undefined;
    const from = seen;
    let upTo = from;
    while (upTo < moments.length && (moments[upTo] ?? 0) <= nowMs) upTo += 1;
    const fresh = moments.slice(isFirst ? Math.max(0, upTo - LISTED) : from, upTo);
    requests += 1;
    const usual = answerWith(fresh, plan.url, requests);
    const met = fault?.(nowMs, plan.url, usual) ?? usual;
    if (met === usual) {
      if (!isFirst) delays.push(...fresh.map((at) => nowMs - at));
      seen = upTo;
    }
    const next = recordPoll({
      source,
      state,
      endpoint: plan.endpoint,
      ...met,
      limits: { minIntervalMs, maxIntervalMs },
      now,
      chance: chance(),
    });
    if (next.health !== undefined && next.health.kind !== kinds.at(-1)) kinds.push(next.health.kind);
    if (next.health?.kind === 'stale' && state?.health?.kind !== 'stale') alarms.push(nowMs);
    state = next;
    nowMs = Math.ceil((next.nextPollAt?.epochMilliseconds ?? toMs) / TICK) * TICK;
  }
  return { requests, delays, alarms, kinds, state };
};

export const FEED_URL = 'https://kaku.example/feed.xml';

const answerWith = (fresh: readonly number[], url: string, nth: number): Met => {
  if (fresh.length === 0) return { result: { kind: 'not-modified', url, freshness: {} } };
  const result: FetchResult = {
    kind: 'fetched',
    body: new Uint8Array(),
    bodyHash: String(nth),
    status: 200,
    url,
    validators: { etag: `"${nth}"` },
    freshness: {},
    bytes: 0,
  };
  const newItemDates = fresh.map((at) => Temporal.Instant.fromEpochMilliseconds(Math.floor(at)));
  const newestItemAt = newItemDates.at(-1);
  return {
    result,
    document: {
      readable: true,
      feed: { format: 'rss', charset: 'utf-8', hubUrls: [], skipHours: [], skipDays: [] },
      hashes: fresh.map(String),
      newItems: fresh.length,
      newItemDates,
      ...(newestItemAt === undefined ? {} : { newestItemAt }),
    },
  };
};

export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
