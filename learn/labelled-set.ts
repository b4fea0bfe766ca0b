import { existsSync, readFileSync } from 'node:fs';
import type { Article, ArticleId } from '../src/domain/article/article.ts';
import type { OutletId } from '../src/domain/source/outlet.ts';
import type { SourceId } from '../src/domain/source/source.ts';
import { tagArticle } from '../src/domain/tag/tag-article.ts';
import { realDictionary } from '../test/domain/tag/real-dictionary.ts';

export const SHARED = new URL('../../shared/', import.meta.url);

/** A set of labelled articles, with the story and the part of each article. A part is held out as a whole. */
export type LabelledSet = {
  readonly name: string;
  readonly articles: readonly Article[];
  readonly story: readonly string[];
  readonly part: readonly number[];
  /** The pairs with an unsure label, as `pairName` writes them. */
  readonly unsure: ReadonlySet<string>;
  readonly lookAlikes: readonly (readonly [number, number])[];
  /** The name of the set's world. Articles of two worlds never report the same story. */
  readonly world: string;
  /** True if the articles were written for tests, not by outlets. */
  readonly isWritten: boolean;
};

/** Number of parts that are held out in turn. No two blocks of Japanese days are in one part. */
export const FOLDS = 6;

/** The time within which two articles can be one story, in milliseconds. */
export const WINDOW_MS = 72 * 3_600_000;

export const isAvailable = existsSync(new URL('data/stories-ja.jsonl', SHARED));

const read = (path: string): string => readFileSync(new URL(path, SHARED), 'utf8');

/** Makes a function that tags an article by the shipped config. */
export const createTagger = (): ((article: Article) => Article) => {
  const dictionary = realDictionary();
  return (article) => ({ ...article, tags: tagArticle(article, dictionary) });
};

export type Line = {
  readonly id: string;
  readonly title: string;
  readonly summary?: string;
  readonly outlet?: string;
  /** The address of the feed. */
  readonly source?: string;
  readonly url?: string;
  readonly language?: 'en' | 'ja';
  readonly firstSeenAt?: string;
  readonly date?: string;
  readonly publishedAt?: string;
  readonly story?: string;
  readonly family?: string;
  /** The section of the outlet. */
  readonly section?: string;
};

/**
 * Returns the day (`2026-01-04`) on which a line's article was first seen, else published, as the line writes it.
 * Returns an empty text if the line has neither.
 */
export const dayOf = ({ firstSeenAt, publishedAt }: Line): string =>
  (firstSeenAt ?? publishedAt ?? '').slice(0, 10);

/** Headlines, and labels that say which headlines report one story. */
export type LabelledStories = {
  readonly name: string;
  readonly lines: readonly Line[];
  readonly labels: {
    readonly clusters: readonly (readonly string[])[];
    readonly unsure?: readonly (readonly [string, string])[];
    readonly hard_negatives?: readonly (readonly [string, string])[];
  };
};

/** Makes an article without tags from a line. */
export const articleOf = (line: Line): Article => {
  const when = line.firstSeenAt ?? line.publishedAt ?? '';
  const moment = Temporal.Instant.from(when.length === 10 ? `${when}T00:00:00+09:00` : when);
  const outlet = line.outlet ?? `outlet of ${line.id}`;
  return {
    id: line.id as ArticleId,
    revision: 1,
    source: 'bench' as SourceId,
    outlet: { id: outlet as OutletId, name: outlet },
    language: line.language ?? 'ja',
    link: line.url ?? `https://example.test/${line.id}`,
    canonicalUrl: line.url ?? `https://example.test/${line.id}`,
    title: line.title,
    ...(line.summary ? { summary: line.summary } : {}),
    authors: [],
    categories: [],
    republish: 'excerpt',
    published: moment,
    firstSeenAt: moment,
    tags: [],
    relevance: { score: 1, reasons: [] },
  };
};

export const readLines = (path: string): readonly Line[] =>
  read(path)
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as Line);

export const readLabels = (name: string): unknown => JSON.parse(read(`data/${name}.labels.json`));

export const pairName = (i: number, j: number): string => (i < j ? `${i} ${j}` : `${j} ${i}`);
