import { hash } from 'node:crypto';
import { termsOf } from '../../domain/search/terms.ts';
import type { Story, StoryId } from '../../domain/story/story.ts';

/** What the index keeps of a story. */
export type StoryRow = {
  readonly id: StoryId;
  readonly n: bigint;
  /** Microseconds since 1970 of its last article's first sight; `announced` likewise. */
  readonly gained: number;
  readonly announced: number | null;
  /** What queries may ask for: `c:7203`, `t:earnings`, `o:nikkei`, `l:ja`. */
  readonly labels: readonly string[];
  /** Terms, separated by spaces. */
  readonly title: string;
  readonly body: string;
};

/** Characters of the summaries of a story that a search finds: more than a feed usually gives of ten reports. */
const MOST_SEARCHED = 2_000;

export const rowOf = (story: Story): StoryRow => {
  const labels = new Set<string>();
  let gained = 0;
  for (const { firstSeenAt, outlet, language, tags } of story.articles) {
    gained = Math.max(gained, microseconds(firstSeenAt));
    labels.add(labelOf.outlet(outlet.id)).add(labelOf.language(language));
    for (const tag of tags)
      labels.add(tag.kind === 'company' ? labelOf.company(tag.code) : labelOf.topic(tag.key));
  }
  const title = termsOf(story.articles.map((article) => article.title).join('\n'));
  const body = termsOf(
    story.articles
      .map(({ summary = '' }) => summary)
      .join('\n')
      .slice(0, MOST_SEARCHED),
  );
  return {
    id: story.id,
    n: (BigInt(microseconds(story.published)) << TIE_BITS) + tieOf(story.id),
    gained,
    announced: story.announcedAt === undefined ? null : microseconds(story.announcedAt),
    labels: [...labels],
    title: [...title].map(token).join(' '),
    body: [...body]
      .filter((term) => !title.has(term))
      .map(token)
      .join(' '),
  };
};

export const labelOf = {
  company: (code: string): string => `c:${code}`,
  topic: (key: string): string => `t:${key}`,
  outlet: (id: string): string => `o:${id}`,
  language: (language: string): string => `l:${language}`,
};

/** A term as the index's tokenizer takes it for one: of ASCII it knows letters and digits alone. */
export const token = (term: string): string => term.replace(/[^\p{L}\p{N}\p{M}]/gu, '＆');

/** A label as a word that no text has. */
export const labelToken = (label: string): string => `＃${label.replace(/[^\p{L}\p{N}]/gu, '＆')}`;

/** Low bits of a story's number, which order stories of one microsecond. */
export const TIE_BITS = 11n;

const MOST_TIE = 0x7ffn;

/** Two letters of the id, so that stories of one moment seldom want the same number. */
const tieOf = (id: string): bigint =>
  MOST_TIE - (BigInt(id.charCodeAt(0) & 0x7f) << 4n) - BigInt((id.charCodeAt(1) & 0x7f) >> 3);

/** The least number of a story published at the moment or later. */
export const firstNumber = (moment: Temporal.Instant): bigint => BigInt(microseconds(moment)) << TIE_BITS;

/** Exact in a double until the year 2255. */
export const microseconds = (moment: Temporal.Instant): number => Number(moment.epochNanoseconds / 1000n);

/** 16 hex digits: of a million keys two are the same once in 40 million stores. */
export const hashOfKey = (key: string): string => hash('sha256', key, 'hex').slice(0, 16);

/** The 16 hex digits of a hash as SQLite keeps it. */
export const hexOfKey = (key: bigint): string => BigInt.asUintN(64, key).toString(16).padStart(16, '0');

/** The hash as SQLite keeps it, a signed integer of 64 bits. */
export const keyNumber = (hash: string): bigint => BigInt.asIntN(64, BigInt(`0x${hash}`));

const HOUR_US = 3_600_000_000;

/** Hours since 1970. */
export const hourOf = (moment: Temporal.Instant): number => Math.floor(microseconds(moment) / HOUR_US);
