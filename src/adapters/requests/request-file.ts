import { z } from 'zod';

/** Of the files' format; a command and a daemon of different versions must not guess. */
export const VERSION = 1;

/** So long a command waits for its request to be taken up; an older one has nobody who waits for it. */
export const PATIENCE_MS = 10_000;

/** Only who may read the store may see what is asked of it. */
export const PRIVATE_FILE = 0o600;
export const PRIVATE_FOLDER = 0o700;

export const requestsFolder = 'requests';

/** A name for a request that nobody else uses, in the order of asking. */
export const makeId = (nowMs: number, pid: number, chance: string): string => `${nowMs}-${pid}-${chance}`;

export const requestName = (id: string): string => `${id}.json`;
export const answerName = (id: string): string => `${id}.answer.jsonl`;
export const temporaryName = (id: string): string => `${id}.tmp`;

/** What a command left that was killed while it wrote its request. */
export const isOldTemporary = (name: string, nowMs: number): boolean =>
  name.endsWith('.tmp') && nowMs - Number.parseInt(name, 10) > PATIENCE_MS;

/** The id in a request's name; undefined for any other name. */
export const idOfRequest = (name: string): string | undefined => /^([\w-]+)\.json$/.exec(name)?.[1];

/** The id in an answer's name; undefined for any other name. */
export const idOfAnswer = (name: string): string | undefined => /^([\w-]+)\.answer\.jsonl$/.exec(name)?.[1];

const request = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('poll'),
    sources: z.array(z.string()).readonly(),
    all: z.boolean(),
    json: z.boolean(),
  }),
  z.strictObject({ kind: z.literal('replay'), verbose: z.boolean(), json: z.boolean() }),
  z.strictObject({ kind: z.literal('compact') }),
  z.strictObject({ kind: z.literal('clock') }),
]);

export const requestFile = z.strictObject({
  version: z.literal(VERSION),
  /** Absolute path of the config folder that the command was given. */
  config: z.string(),
  request,
});

export type RequestFile = z.infer<typeof requestFile>;

/** A line of an answer: `taken` comes first, `ended` last. */
export const answerLine = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('taken') }),
  z.object({ kind: z.literal('result'), text: z.string() }),
  z.object({ kind: z.literal('problem'), text: z.string() }),
  z.object({ kind: z.literal('progress'), done: z.number(), total: z.number() }),
  z.object({ kind: z.literal('ended'), outcome: z.enum(['done', 'failed', 'usage']) }),
]);

export type AnswerLine = z.infer<typeof answerLine>;
