import { z } from 'zod';
import { errorText } from '../domain/error-text.ts';
import type { PollAnswer } from '../domain/source/poll/poll-answer.ts';
import type { PollTask } from '../domain/source/poll/poll-task.ts';
import type { SourceId } from '../domain/source/source.ts';

/** A poll for any process: what to ask, and the host that must be free. */
export type PollJob = {
  readonly task: PollTask;
  readonly host: string;
  /** Hosts that asked for a pause, and until when. */
  readonly rests: readonly (readonly [host: string, until: Temporal.Instant])[];
};

/** What came of a poll. */
export type AnswerJob = {
  readonly source: SourceId;
  readonly request: Pick<PollTask, 'url' | 'endpoint' | 'isFirst'>;
  readonly answer: PollAnswer;
  /** How often the job was tried before. */
  readonly retries: number;
};

export type Decoded<Job> =
  | { readonly kind: 'read'; readonly job: Job }
  | { readonly kind: 'unreadable'; readonly reason: string };

/** The key that marks a moment in JSON. Texts of feeds are never objects, so none can be read as a moment. */
const INSTANT = '$instant';

/**
 * Data of a job as JSON that PostgreSQL takes: moments are marked, and texts hold no NUL and no half of a surrogate pair,
 * which `jsonb` refuses.
 */
export const toPlain = (value: unknown): unknown => {
  if (value instanceof Temporal.Instant) return { [INSTANT]: value.toString() };
  if (typeof value === 'string') return value.replaceAll('\u0000', '').toWellFormed();
  if (Array.isArray(value)) return value.map(toPlain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, held]) => (held === undefined ? [] : [[key, toPlain(held)]])),
  );
};

const fromPlain = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(fromPlain);
  if (typeof value !== 'object' || value === null) return value;
  if (INSTANT in value) return Temporal.Instant.from(String(value[INSTANT]));
  return Object.fromEntries(Object.entries(value).map(([key, held]) => [key, fromPlain(held)]));
};

const moment = z.instanceof(Temporal.Instant);
const failure = z.looseObject({ kind: z.string(), detail: z.string() });
const article = z.looseObject({
  id: z.string(),
  source: z.string(),
  title: z.string(),
  link: z.string(),
  canonicalUrl: z.string(),
  outlet: z.looseObject({ id: z.string(), name: z.string() }),
  published: moment,
  firstSeenAt: moment,
  statedAt: moment.optional(),
});
const content = z.discriminatedUnion('kind', [
  z.looseObject({
    kind: z.literal('read'),
    feed: z.looseObject({ charset: z.string() }),
    hashes: z.array(z.string()),
    truncated: z.looseObject({ waiting: z.array(z.string()), cut: z.number() }).optional(),
    arrived: z.array(z.looseObject({ candidate: article, silent: z.boolean() })),
    rejections: z.array(z.looseObject({ reason: z.string(), detail: z.string() })),
  }),
  z.looseObject({ kind: z.literal('unchanged') }),
  z.looseObject({ kind: z.literal('unreadable'), failure }),
  z.looseObject({ kind: z.literal('failed'), failure }),
]);
const answered = z.looseObject({
  source: z.string(),
  request: z.looseObject({ url: z.string(), endpoint: z.number(), isFirst: z.boolean() }),
  retries: z.number(),
  answer: z.discriminatedUnion('kind', [
    z.looseObject({
      kind: z.literal('asked'),
      at: moment,
      durationMs: z.number(),
      head: z.looseObject({ kind: z.string(), url: z.string(), freshness: z.looseObject({}) }),
      content,
    }),
    z.looseObject({ kind: z.literal('resting'), at: moment, until: moment }),
  ]),
});
const asked = z.looseObject({
  task: z.looseObject({
    source: z.string(),
    endpoint: z.number(),
    url: z.string(),
    validators: z.looseObject({}),
    isFirst: z.boolean(),
    known: z.array(z.string()),
    waiting: z.array(z.string()),
  }),
  host: z.string(),
  rests: z.array(z.tuple([z.string(), moment])),
});

/** A job as it was read from the queue, checked: another version of Kawaraban may have written it. */
const readJob = <Job>(schema: z.ZodType, data: unknown): Decoded<Job> => {
  try {
    const read = schema.safeParse(fromPlain(data));
    return read.success
      ? { kind: 'read', job: read.data as Job }
      : { kind: 'unreadable', reason: z.prettifyError(read.error) };
  } catch (error) {
    return { kind: 'unreadable', reason: errorText(error) };
  }
};

export const readPollJob = (data: unknown): Decoded<PollJob> => readJob(asked, data);

export const readAnswerJob = (data: unknown): Decoded<AnswerJob> => readJob(answered, data);
