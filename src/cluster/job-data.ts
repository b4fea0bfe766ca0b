import { z } from 'zod';
import { errorText } from '../domain/error-text.ts';
import type { ImageDetails } from '../domain/item/choose-image.ts';
import type { Arrived } from '../domain/item/normalise-document.ts';
import type { Candidate } from '../domain/item/normalise-item.ts';
import type { RawFeed } from '../domain/item/raw-item.ts';
import type { Freshness, Validators } from '../domain/source/poll/fetch-result.ts';
import type { PollAnswer } from '../domain/source/poll/poll-answer.ts';
import type { PollTask } from '../domain/source/poll/poll-task.ts';
import type { SourceId } from '../domain/source/source.ts';

export type PollJob = {
  readonly task: PollTask;
  readonly host: string;
  /** Hosts that asked for a pause, each with the end of the pause. */
  readonly rests: readonly (readonly [host: string, until: Temporal.Instant])[];
};

/** The source and the request that an answer belongs to. */
export type AnswerOrigin = {
  readonly source: SourceId;
  readonly request: Pick<PollTask, 'url' | 'endpoint' | 'isFirst'>;
};

export type AnswerJob = AnswerOrigin & {
  readonly answer: PollAnswer;
  /** Number of earlier tries of the poll. */
  readonly retries: number;
};

export type Decoded<Job> =
  | { readonly kind: 'read'; readonly job: Job }
  | { readonly kind: 'unreadable'; readonly reason: string; readonly data: unknown };

/** The key that marks a moment in JSON. A text of a feed is never an object, so a text cannot look like a moment. */
const INSTANT = '$instant';

/** Returns plain data for a `jsonb` column: moments are marked, U+0000 is removed, lone surrogates become U+FFFD. */
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

type Fields<Data> = Record<keyof Data, z.ZodType>;

const moment = z.instanceof(Temporal.Instant);
const text = z.string();
const texts = z.array(text);
const count = z.int().nonnegative();
const failure = z.looseObject({ kind: text, detail: text });

// `satisfies` makes a new field of the domain type a compile error here, so that no field is left unchecked.
const article = z.looseObject({
  id: text.min(1),
  revision: z.int().positive(),
  source: text,
  outlet: z.looseObject({ id: text, name: text }),
  language: z.enum(['en', 'ja']),
  guid: text.exactOptional(),
  link: text,
  canonicalUrl: text,
  otherKeys: texts.exactOptional(),
  title: text,
  formerTitles: texts.exactOptional(),
  summary: text.exactOptional(),
  content: text.exactOptional(),
  authors: texts,
  categories: texts,
  image: text.exactOptional(),
  imageDetails: z
    .looseObject({
      width: z.int().positive().exactOptional(),
      height: z.int().positive().exactOptional(),
      alt: text.exactOptional(),
    } satisfies Fields<ImageDetails>)
    .exactOptional(),
  republish: z.enum(['headline', 'excerpt', 'full']),
  statedAt: moment.exactOptional(),
  published: moment,
  firstSeenAt: moment,
} satisfies Fields<Candidate>);
const feed = z.looseObject({
  title: text.exactOptional(),
  link: text.exactOptional(),
  language: text.exactOptional(),
  updated: moment.exactOptional(),
  selfUrl: text.exactOptional(),
  hubUrls: texts,
  ttlMinutes: z.number().exactOptional(),
  skipHours: z.array(z.number()),
  skipDays: texts,
  updatePeriodMinutes: z.number().exactOptional(),
  format: z.enum(['rss', 'rdf', 'atom', 'json']),
  charset: text,
} satisfies Fields<RawFeed>);
const validators = z.looseObject({
  etag: text.exactOptional(),
  lastModified: text.exactOptional(),
} satisfies Fields<Validators>);
const freshness = z.looseObject({
  maxAgeMs: z.number().exactOptional(),
  expiresAt: moment.exactOptional(),
  retryAfterMs: z.number().exactOptional(),
} satisfies Fields<Freshness>);
const address = { url: text, freshness, movedTo: text.exactOptional() };
const head = z.discriminatedUnion('kind', [
  z.looseObject({
    ...address,
    kind: z.literal('fetched'),
    bodyHash: text,
    contentType: text.exactOptional(),
    status: z.int(),
    validators,
    bytes: count,
  }),
  z.looseObject({ ...address, kind: z.literal('not-modified') }),
  z.looseObject({ ...address, kind: z.literal('failed'), failure, status: z.int().exactOptional() }),
]);
const content = z.discriminatedUnion('kind', [
  z.looseObject({
    kind: z.literal('read'),
    feed,
    hashes: texts,
    truncated: z.looseObject({ waiting: texts, cut: count }).exactOptional(),
    arrived: z.array(
      z.looseObject({
        candidate: article,
        silent: z.boolean(),
        hasWaited: z.literal(true).exactOptional(),
      } satisfies Fields<Arrived>),
    ),
    rejections: z.array(z.looseObject({ reason: text, detail: text })),
  }),
  z.looseObject({ kind: z.literal('unchanged') }),
  z.looseObject({ kind: z.literal('unreadable'), failure }),
  z.looseObject({ kind: z.literal('failed'), failure }),
]);
const origin = {
  source: text,
  request: z.looseObject({ url: text, endpoint: count, isFirst: z.boolean() }),
};
const answered = z.looseObject({
  ...origin,
  retries: count,
  answer: z.discriminatedUnion('kind', [
    z.looseObject({
      kind: z.literal('asked'),
      at: moment,
      durationMs: z.number(),
      head,
      content,
    }),
    z.looseObject({ kind: z.literal('resting'), at: moment, until: moment }),
  ]),
});
const asked = z.looseObject({
  task: z.looseObject({
    source: text,
    endpoint: count,
    url: text,
    validators,
    bodyHash: text.exactOptional(),
    isFirst: z.boolean(),
    isAfterPause: z.literal(true).exactOptional(),
    lastSuccessAt: moment.exactOptional(),
    known: texts,
    waiting: texts,
    most: count,
  } satisfies Fields<PollTask>),
  host: text,
  rests: z.array(z.tuple([text, moment])),
});

/** Decodes and checks a job from the queue. Another version of Kawaraban may have written the job. */
const readJob = <Job>(schema: z.ZodType, data: unknown): Decoded<Job> => {
  try {
    const read = schema.safeParse(fromPlain(data));
    return read.success
      ? { kind: 'read', job: read.data as Job }
      : { kind: 'unreadable', reason: describeIssues(read.error.issues), data };
  } catch (error) {
    return { kind: 'unreadable', reason: errorText(error), data };
  }
};

/** Maximum number of issues that a message names, because each of hundreds of items may have one. */
const MOST_NAMED = 3;

const describeIssues = (issues: readonly z.core.$ZodIssue[]): string =>
  [
    ...issues.slice(0, MOST_NAMED).map(({ path, message }) => `${path.join('.')}: ${message}`),
    ...(issues.length > MOST_NAMED ? [`and ${issues.length - MOST_NAMED} more`] : []),
  ].join('; ');

/** Says that a poll or an answer is unreadable, why, and what to do. */
export const explainUnreadable = (what: string, reason: string): string =>
  `${what} cannot be read (${reason}), most likely because a process runs another version of Kawaraban: run the same version in all processes`;

export const readPollJob = (data: unknown): Decoded<PollJob> => readJob(asked, data);

export const readAnswerJob = (data: unknown): Decoded<AnswerJob> => readJob(answered, data);

/** Returns the source and the request of an answer; undefined if one of them is unreadable. */
export const readOrigin = (data: unknown): AnswerOrigin | undefined =>
  z.object(origin).safeParse(data).data as AnswerOrigin | undefined;
