import { z } from 'zod';
import type { Article } from '../../domain/article/article.ts';
import type { Story } from '../../domain/story/story.ts';
import { moment } from './moment-schema.ts';

const texts = z.array(z.string());

const evidence = z.array(z.looseObject({ words: z.string(), where: z.string() }));

const tag = z.discriminatedUnion('kind', [
  z.looseObject({ kind: z.literal('company'), code: z.string(), evidence }),
  z.looseObject({ kind: z.literal('topic'), key: z.string(), evidence }),
]);

// `satisfies` makes a field that the domain gains an error here, so that no moment stays a text.
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
  related: texts,
} satisfies Record<keyof Story, z.ZodType>);

/** Throws a `ZodError` on anything that is no story. Fields it does not know are kept. */
export const readStory = (value: unknown): Story => story.parse(value) as unknown as Story;
