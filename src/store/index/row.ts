import { hash } from 'node:crypto';
import { SEARCHED_LENGTH, searchedText, termsOf } from '../../domain/search/terms.ts';
import type { StoryQuery } from '../../domain/store/contract.ts';
import type { Story, StoryId } from '../../domain/story/story.ts';

export type StoryRow = {
  readonly id: StoryId;
  readonly n: bigint;
  /** The latest moment at which an article was first seen, in microseconds since 1970 like `announced`. */
  readonly gained: number;
  readonly announced: number | null;
  /** Labels that queries filter by: `c:7203`, `t:earnings`, `o:nikkei`, `l:ja`, `top`. */
  readonly labels: readonly string[];
  /** Search terms of the titles, separated by spaces. `body` has the terms that occur only in the texts. */
  readonly title: string;
  readonly body: string;
};

/** Number of characters of each report's text that are indexed even if a story has many reports. */
const MIN_SEARCHED_LENGTH = 500;

/**
 * Returns the values that the index stores for a story; PostgreSQL stores all of them except `n`. They depend only on
 * the stored story, never on the config.
 */
export const rowOf = (story: Story): StoryRow => {
  const labels = new Set<string>();
  let gained = 0;
  for (const { firstSeenAt, outlet, language, tags } of story.articles) {
    gained = Math.max(gained, microseconds(firstSeenAt));
    labels.add(labelOf.outlet(outlet.id)).add(labelOf.language(language));
    for (const tag of tags)
      labels.add(tag.kind === 'company' ? labelOf.company(tag.code) : labelOf.topic(tag.key));
  }
  if (story.topAt !== undefined) labels.add(TOP_LABEL);
  const title = termsOf(story.articles.map((article) => article.title).join('\n'));
  const share = Math.max(MIN_SEARCHED_LENGTH, SEARCHED_LENGTH / story.articles.length);
  const body = termsOf(story.articles.map((article) => searchedText(article).slice(0, share)).join('\n'));
  return {
    id: story.id,
    n: (withinRange(story.published) << TIE_BITS) + tieOf(story.id),
    gained,
    announced: story.announcedAt === undefined ? null : microseconds(story.announcedAt),
    labels: [...labels],
    title: token([...title].join(' ')),
    body: token([...body].filter((term) => !title.has(term)).join(' ')),
  };
};

export const TOP_LABEL = 'top';

export const labelOf = {
  company: (code: string): string => `c:${code}`,
  topic: (key: string): string => `t:${key}`,
  outlet: (id: string): string => `o:${id}`,
  language: (language: string): string => `l:${language}`,
};

export const labelsOf = (
  filter: Pick<StoryQuery, 'company' | 'topic' | 'outlet' | 'language' | 'topOnly'>,
): readonly string[] => [
  ...(filter.topOnly === true ? [TOP_LABEL] : []),
  ...KINDS.flatMap((kind) => (filter[kind] === undefined ? [] : labelOf[kind](filter[kind]))),
];

const KINDS = ['company', 'topic', 'outlet', 'language'] as const;

/**
 * Returns terms, separated by spaces, in a form that FTS5's tokenizer does not split. The tokenizer accepts only
 * letters and digits among the ASCII characters.
 */
export const token = (terms: string): string => terms.replace(/[^\p{L}\p{N}\p{M} ]/gu, '＆');

/** Returns a label as a token that no text contains. */
export const labelToken = (label: string): string => `＃${label.replace(/[^\p{L}\p{N}]/gu, '＆')}`;

/** How many of the lowest bits of a story's number distinguish the stories of one microsecond. */
export const TIE_BITS = 11n;

const MAX_TIE = 0x7ffn;

/** Returns the low bits of a story's number, made of the first two characters of its id. */
const tieOf = (id: string): bigint =>
  MAX_TIE - (BigInt(id.charCodeAt(0) & 0x7f) << 4n) - BigInt((id.charCodeAt(1) & 0x7f) >> 3);

/** Returns the lowest number that a story can have if it is published at this moment or later. */
export const firstNumber = (moment: Temporal.Instant): bigint => withinRange(moment) << TIE_BITS;

/**
 * Maximum distance of a moment from 1970, in microseconds, so that story numbers fit into 64 bits: the years 1827 to
 * 2112. A moment outside this range counts as the nearest moment inside.
 */
const LAST_US = ((2n ** 63n) >> TIE_BITS) - 2n ** 32n;

const withinRange = (moment: Temporal.Instant): bigint => {
  const us = BigInt(microseconds(moment));
  if (us > LAST_US) return LAST_US;
  return us < -LAST_US ? -LAST_US : us;
};

/** Returns a moment in microseconds since 1970; exact in a double until the year 2255. */
export const microseconds = (moment: Temporal.Instant): number => Number(moment.epochNanoseconds / 1000n);

/**
 * Returns the hash of a key as 16 hex digits. Among a million keys, the chance of a collision is about 1 in 40 million.
 */
export const hashOfKey = (key: string): string => hash('sha256', key, 'hex').slice(0, 16);

/** Returns the 16 hex digits of a hash that SQLite stores as a signed integer. */
export const hexOfKey = (key: bigint): string => BigInt.asUintN(64, key).toString(16).padStart(16, '0');

/** Returns a hash as SQLite stores it: a signed 64-bit integer. */
export const keyNumber = (hash: string): bigint => BigInt.asIntN(64, BigInt(`0x${hash}`));

const HOUR_US = 3_600_000_000;

/** Returns the hour that contains a moment, in hours since 1970. */
export const hourOf = (moment: Temporal.Instant): number => Math.floor(microseconds(moment) / HOUR_US);
