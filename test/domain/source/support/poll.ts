import type { Failure, FailureKind } from '../../../../src/domain/source/failure.ts';
import type { FetchResult, Freshness, Validators } from '../../../../src/domain/source/poll/fetch-result.ts';
import { type PollRecord, recordPoll } from '../../../../src/domain/source/poll/record-poll.ts';
import type { SourceState } from '../../../../src/domain/source/source-state.ts';
import { makeSource, NOON } from '../../../make.ts';

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

export const URL_A = 'https://a.example/feed';
export const URL_B = 'https://b.example/feed';

export const LIMITS = { minIntervalMs: 2 * MINUTE_MS, maxIntervalMs: DAY_MS };

export const later = (ms: number, from: Temporal.Instant = NOON): Temporal.Instant =>
  from.add({ milliseconds: ms });

export const fetched = (
  validators: Validators = {},
  rest: { bodyHash?: string; url?: string; freshness?: Freshness; movedTo?: string } = {},
): FetchResult => ({
  kind: 'fetched',
  body: new Uint8Array([1]),
  bodyHash: 'h1',
  status: 200,
  url: URL_A,
  freshness: {},
  bytes: 1,
  ...rest,
  validators,
});

export const notModified = (rest: { freshness?: Freshness; movedTo?: string } = {}): FetchResult => ({
  kind: 'not-modified',
  url: URL_A,
  freshness: {},
  ...rest,
});

export const failed = (
  kind: FailureKind,
  rest: { freshness?: Freshness; url?: string; status?: number } = {},
): FetchResult => ({
  kind: 'failed',
  failure: { kind, detail: kind } satisfies Failure,
  url: URL_A,
  freshness: {},
  ...rest,
});

type Document = Extract<NonNullable<PollRecord['document']>, { readable: true }>;

export const document = (
  rest: Partial<Omit<Document, 'feed'>> & { readonly feed?: Partial<Document['feed']> } = {},
): Document => ({
  readable: true,
  hashes: ['i1'],
  newItems: 1,
  ...rest,
  feed: { format: 'rss', charset: 'utf-8', hubUrls: [], skipHours: [], skipDays: [], ...rest.feed },
});

/** The state after a poll of the first endpoint at noon with chance 0, unless `rest` says otherwise. */
export const poll = (
  state: SourceState | undefined,
  result: FetchResult,
  rest: Partial<PollRecord> = {},
): SourceState =>
  recordPoll({
    source: makeSource('kaku', { endpoints: [URL_A, URL_B] }),
    state,
    endpoint: 0,
    result,
    limits: LIMITS,
    now: NOON,
    chance: 0,
    ...rest,
  });

/** A state after one good poll at noon. */
export const polledOnce = (validators: Validators = { etag: '"1"' }): SourceState =>
  poll(undefined, fetched(validators), { document: document() });
