import type { FetchResult } from '../../../../src/domain/source/fetch-result.ts';
import { planRequest } from '../../../../src/domain/source/plan-request.ts';
import { recordPoll } from '../../../../src/domain/source/record-poll.ts';
import type { SourceState } from '../../../../src/domain/source/source-state.ts';
import { makeSource } from '../../../make.ts';
import { randomFrom } from './random.ts';
import { DAY, MINUTE } from './rhythms.ts';

export type Simulated = {
  readonly requests: number;
  /** From publication to the poll that found it, in milliseconds, of each item that came while we polled. */
  readonly delays: readonly number[];
  /** Moments at which the source was called stale. */
  readonly alarms: readonly number[];
  readonly state: SourceState | undefined;
};

/** A feed lists so many items. */
const LISTED = 30;

/** The daemon looks for due sources once a minute. */
const TICK = MINUTE;

/** Polls one outlet, that publishes at these moments, for as long as told, as the daemon would. */
export const simulate = (
  moments: readonly number[],
  fromMs: number,
  toMs: number,
  { minIntervalMs = 2 * MINUTE, maxIntervalMs = DAY, seed = 1 } = {},
): Simulated => {
  const source = makeSource('kaku');
  const chance = randomFrom(seed);
  const delays: number[] = [];
  const alarms: number[] = [];
  let seen = 0;
  let requests = 0;
  let state: SourceState | undefined;
  for (let nowMs = fromMs; nowMs < toMs; ) {
    const now = Temporal.Instant.fromEpochMilliseconds(nowMs);
    const plan = planRequest(source, state, now);
    if (plan.kind === 'rest') break;
    const isFirst = seen === 0 && requests === 0;
    const from = seen;
    while (seen < moments.length && (moments[seen] ?? 0) <= nowMs) seen += 1;
    const fresh = moments.slice(isFirst ? Math.max(0, seen - LISTED) : from, seen);
    if (!isFirst) delays.push(...fresh.map((at) => nowMs - at));
    requests += 1;
    const next = recordPoll({
      source,
      state,
      endpoint: 0,
      ...answerWith(fresh, requests),
      limits: { minIntervalMs, maxIntervalMs },
      now,
      chance: chance(),
    });
    if (next.health?.kind === 'stale' && state?.health?.kind !== 'stale') alarms.push(nowMs);
    state = next;
    nowMs = Math.ceil((next.nextPollAt?.epochMilliseconds ?? toMs) / TICK) * TICK;
  }
  return { requests, delays, alarms, state };
};

const answerWith = (
  fresh: readonly number[],
  nth: number,
): Pick<Parameters<typeof recordPoll>[0], 'result' | 'document'> => {
  const url = 'https://kaku.example/feed.xml';
  if (fresh.length === 0) return { result: { kind: 'not-modified', url, validators: {}, freshness: {} } };
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
