import { z } from 'zod';
import type { EndpointState, SourceState } from '../../domain/source/source-state.ts';
import { moment } from './moment-schema.ts';

const count = z.int().nonnegative();

const endpoint = z.looseObject({
  url: z.string(),
  validators: z.looseObject({
    etag: z.string().exactOptional(),
    lastModified: z.string().exactOptional(),
  }),
  bodyHash: z.string().exactOptional(),
  unconditionalAt: moment.exactOptional(),
  askedAt: moment.exactOptional(),
  succeededAt: moment.exactOptional(),
  failures: count,
  failure: z.looseObject({ kind: z.string(), detail: z.string(), since: moment }).exactOptional(),
  restUntil: moment.exactOptional(),
  restHost: z.string().exactOptional(),
  fetchedAt: moment.exactOptional(),
  newestItemAt: moment.exactOptional(),
  hints: z.looseObject({}).exactOptional(),
  charset: z.string().exactOptional(),
  oddity: z.looseObject({ what: z.string(), since: moment }).exactOptional(),
  redirect: z.looseObject({ to: z.string(), polls: count }).exactOptional(),
  movedTo: z.string().exactOptional(),
  goneAt: moment.exactOptional(),
} satisfies Record<keyof EndpointState, z.ZodType>);

const state = z.looseObject({
  source: z.string(),
  firstPolledAt: moment.exactOptional(),
  lastPolledAt: moment.exactOptional(),
  lastSuccessAt: moment.exactOptional(),
  lastNewAt: moment.exactOptional(),
  newestItemAt: moment.exactOptional(),
  nextPollAt: moment.exactOptional(),
  endpoint: count,
  endpoints: z.array(endpoint),
  health: z
    .looseObject({
      kind: z.enum(['new', 'ok', 'quiet', 'stale', 'flooding', 'blocked', 'moved', 'gone', 'broken']),
      since: moment,
      why: z.string(),
      whatToDo: z.string().exactOptional(),
    })
    .exactOptional(),
  itemHashes: z.array(z.string()),
  truncated: z.looseObject({ waiting: z.array(z.string()), cut: count }).exactOptional(),
  flood: z.looseObject({ at: moment, entries: count, perOutlet: count }).exactOptional(),
  arrivals: z.array(moment),
  rhythm: z.looseObject({ hours: z.array(z.number()), weeks: z.number(), until: moment }).exactOptional(),
  counts: z.looseObject({ requests: count, notModified: count, failed: count, items: count }),
} satisfies Record<keyof SourceState, z.ZodType>);

/** Throws a `ZodError` on anything that is no source state. Fields it does not know are kept. */
export const readState = (value: unknown): SourceState => state.parse(value) as unknown as SourceState;
