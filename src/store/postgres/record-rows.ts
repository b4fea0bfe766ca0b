import { stemmer } from 'stemmer';
import { keysToKeep } from '../../domain/article/identity-keys.ts';
import type { Drop } from '../../domain/item/drop.ts';
import type { Story } from '../../domain/story/story.ts';
import { dropNumber } from '../index/indexer.ts';
import { hashOfKey, hourOf, keyNumber, labelToken, microseconds, rowOf } from '../index/row.ts';

/** Maximum length of a search term in characters: PostgreSQL refuses a term of more than 2 kB. */
const TERM_LENGTH = 200;

/** Maximum size of the terms of a story in bytes: PostgreSQL refuses more than 1 MB. */
const WORDS_BYTES = 500_000;

/** Returns JSON that `jsonb` accepts: U+0000 and lone surrogates, which `jsonb` refuses, become U+FFFD. */
export const jsonOf = (value: unknown): string => {
  const text = JSON.stringify(value);
  return REFUSED.test(text) ? JSON.stringify(JSON.parse(text, cleaned)) : text;
};

const REFUSED = /\\u(?:0000|d[89a-f])/;

const cleaned = (_: string, value: unknown): unknown =>
  typeof value === 'string' ? value.toWellFormed().replaceAll('\0', '\u{fffd}') : value;

/**
 * Returns a search term as it is stored. Cuts it to `TERM_LENGTH` characters, and reduces an English word to its stem.
 * Half a surrogate pair at the cut becomes U+FFFD.
 */
export const stemOf = (term: string): string => stemmer(term.slice(0, TERM_LENGTH).toWellFormed());

/** Returns a moment in microseconds since 1970, as the tables of stories and drops contain it. */
export const stored = (moment: Temporal.Instant): string => String(moment.epochNanoseconds / 1000n);

/** Returns the hash of a key as PostgreSQL stores it: a signed 64-bit integer. */
export const storedHash = (key: string): string => String(keyNumber(hashOfKey(key)));

/** Returns the row of a story for the table `stories`, as JSON text. */
export const storyRow = (story: Story): string => {
  const { id, gained, announced, labels, title, body } = rowOf(story);
  const columns = {
    ...{ id, published: stored(story.published), gained, announced, labels },
    words: wordsOf(title, body, labels),
  };
  return `${jsonOf(columns).slice(0, -1)},"document":${jsonOf(story)}}`;
};

/** Returns the rows of `articles` and `keys`, and the articles' ids. The last story with an article or key counts. */
export const articleRows = (stories: readonly Story[]) => {
  const articles = new Map<string, object>();
  const keys = new Map<string, object>();
  for (const { id: story, articles: held } of stories) {
    for (const article of held) {
      const { id, source, published } = article;
      articles.set(id, { id, story, source, hour: hourOf(published) });
      for (const hash of keysToKeep(article).map(storedHash)) keys.set(hash, { hash, article: id });
    }
  }
  return { articles: [...articles.values()], keys: [...keys.values()], ids: [...articles.keys()] };
};

/** Returns the rows of `drops`, with ascending numbers, and the rows of the keys that lead to the drops. */
export const dropRows = (drops: readonly Drop[], seq: number) => {
  const keys = new Map<string, object>();
  const rows = drops.map((drop, at) => {
    const n = String(dropNumber(seq, at));
    for (const hash of drop.keys.map(storedHash)) keys.set(hash, { hash, dropped: n });
    return `{"n":"${n}","at":${microseconds(drop.at)},"document":${jsonOf(drop)}}`;
  });
  return { rows, keys: [...keys.values()] };
};

/**
 * Returns the terms of a story as a `tsvector`, up to `WORDS_BYTES`: terms of titles weigh A, labels B, texts C. All
 * terms have the position 1, because the rank depends on weights and not on distances.
 */
const wordsOf = (title: string, body: string, labels: readonly string[]): string => {
  const parts: string[] = [];
  let bytes = 0;
  const add = (terms: Iterable<string>, weight: 'A' | 'B' | 'C'): void => {
    for (const term of new Set(terms)) {
      if (term === '') continue;
      // The terms come from `token` and `labelToken`, which leave no character that needs escaping.
      const part = `'${term}':1${weight}`;
      bytes += Buffer.byteLength(part);
      if (bytes > WORDS_BYTES) return;
      parts.push(part);
    }
  };
  add(title.split(' ').map(stemOf), 'A');
  add(labels.map(labelToken), 'B');
  add(body.split(' ').map(stemOf), 'C');
  return parts.join(' ');
};
