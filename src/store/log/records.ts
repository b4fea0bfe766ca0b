import { z } from 'zod';
import type { Article } from '../../domain/article/article.ts';
import type { ImageDetails } from '../../domain/item/choose-image.ts';
import type { Drop } from '../../domain/item/drop.ts';
import type { EndpointState, SourceState } from '../../domain/source/source-state.ts';
import type { Story } from '../../domain/story/story.ts';

/** A moment, stored as a text of ISO 8601. */
export const moment = z.string().transform((text, context) => {
  try {
    return Temporal.Instant.from(text);
  } catch {
    context.addIssue('not a time in ISO 8601');
    return z.NEVER;
  }
});

const texts = z.array(z.string());

const evidence = z.array(z.looseObject({ words: z.string(), where: z.string() }));

const tag = z.discriminatedUnion('kind', [
  z.looseObject({ kind: z.literal('company'), code: z.string(), evidence }),
  z.looseObject({ kind: z.literal('topic'), key: z.string(), evidence }),
]);

// `satisfies` makes a new field of the domain type a compile error here, so that no field is left unparsed.
const article = z.looseObject({
  id: z.string().min(1),
  revision: z.int().positive(),
  source: z.string(),
  outlet: z.looseObject({ id: z.string(), name: z.string() }),
  language: z.enum(['en', 'ja']),
  guid: z.string().exactOptional(),
  link: z.string(),
  canonicalUrl: z.string(),
  otherKeys: texts.exactOptional(),
  title: z.string(),
  formerTitles: texts.exactOptional(),
  summary: z.string().exactOptional(),
  content: z.string().exactOptional(),
  authors: texts,
  categories: texts,
  image: z.string().exactOptional(),
  imageDetails: z
    .looseObject({
      width: z.int().positive().exactOptional(),
      height: z.int().positive().exactOptional(),
      alt: z.string().exactOptional(),
    } satisfies Record<keyof ImageDetails, z.ZodType>)
    .exactOptional(),
  republish: z.enum(['headline', 'excerpt', 'full']),
  statedAt: moment.exactOptional(),
  published: moment,
  firstSeenAt: moment,
  tags: z.array(tag),
  relevance: z.looseObject({ score: z.number(), reasons: texts }),
} satisfies Record<keyof Article, z.ZodType>);

const join = z.looseObject({
  article: z.string(),
  reason: z.enum(['first', 'same-url', 'same-title', 'same-event', 'by-hand']),
  detail: z.string(),
  score: z.number().exactOptional(),
});

const story = z.looseObject({
  id: z.string().min(1),
  entryId: z.string(),
  articles: z.tuple([article], article),
  joins: z.tuple([join], join),
  published: moment,
  updated: moment,
  announcedAt: moment.exactOptional(),
  topAt: moment.exactOptional(),
  related: texts,
} satisfies Record<keyof Story, z.ZodType>);

/** Reads a story; throws a `ZodError` if the value is not a story. Unknown fields are kept. */
export const readStory = (value: unknown): Story => story.parse(value) as unknown as Story;

const count = z.int().nonnegative();

const endpoint = z.looseObject({
  url: z.string(),
  validators: z.looseObject({
    etag: z.string().exactOptional(),
    lastModified: z.string().exactOptional(),
  }),
  bodyHash: z.string().exactOptional(),
  validatorsRefusedAt: moment.exactOptional(),
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
  day: z.looseObject({ since: moment, items: count }).exactOptional(),
  arrivals: z.array(moment),
  rhythm: z.looseObject({ hours: z.array(z.number()), weeks: z.number(), until: moment }).exactOptional(),
  counts: z.looseObject({ requests: count, notModified: count, failed: count, items: count }),
} satisfies Record<keyof SourceState, z.ZodType>);

/** Reads a source state; throws a `ZodError` if the value is not a source state. Unknown fields are kept. */
export const readState = (value: unknown): SourceState => state.parse(value) as unknown as SourceState;

const drop = z.looseObject({
  keys: z.array(z.string()),
  source: z.string(),
  title: z.string(),
  link: z.string(),
  at: moment,
  reason: z.string(),
} satisfies Record<keyof Drop, z.ZodType>);

/** Reads a drop; throws a `ZodError` if the value is not a drop. Unknown fields are kept. */
export const readDrop = (value: unknown): Drop => drop.parse(value) as unknown as Drop;
