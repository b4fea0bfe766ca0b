import { existsSync, readFileSync } from 'node:fs';
import type { Article, ArticleId } from '../src/domain/article/article.ts';
import type { OutletId } from '../src/domain/source/outlet.ts';
import type { SourceId } from '../src/domain/source/source.ts';
import { tagArticle } from '../src/domain/tag/tag-article.ts';
import { realDictionary } from '../test/domain/tag/real-dictionary.ts';

const root = new URL('..', import.meta.url);
const shared = new URL('../shared/', root);

/** A set of labelled articles. `part` says which fold holds each out: a block of days, a day, or a family of stories. */
export type LabelledSet = {
  readonly name: string;
  readonly articles: readonly Article[];
  readonly story: readonly string[];
  readonly part: readonly number[];
  /** `small large` positions of pairs whose label is unsure. */
  readonly unsure: ReadonlySet<string>;
  readonly lookAlikes: readonly (readonly [number, number])[];
  /** Name of its world: reports of two worlds never report the same story. */
  readonly world: string;
  /** Invented for learning, not read in feeds. */
  readonly isWritten: boolean;
};

/** Number of parts that are held out in turn; each block of Japanese days is one. */
export const FOLDS = 6;

/** Articles further apart are never one story. */
export const WINDOW_MS = 72 * 3_600_000;

export const isAvailable = existsSync(new URL('data/stories-ja.jsonl', shared));

const read = (path: string, base: URL): string => readFileSync(new URL(path, base), 'utf8');

/** The tagger as it is configured: folding is measured with the companies that it finds. */
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
  /** The day, where no moment is known. */
  readonly date?: string;
  readonly publishedAt?: string;
  readonly story?: string;
  readonly family?: string;
};

type Labels = {
  readonly clusters: readonly (readonly string[])[];
  readonly unsure?: readonly (readonly [string, string])[];
  readonly hard_negatives?: readonly (readonly [string, string])[];
};

/** An article as it would be made of a line of a labelled set, without tags. */
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
  read(path, shared)
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as Line);

/** The headlines of six blocks of three days, each a part of its own. */
const JAPANESE = [
  'stories-ja',
  'stories-ja-b',
  'stories-ja-c',
  'stories-ja-d',
  'stories-ja-e',
  'stories-ja-f',
];

/** Real English days, each held out by itself. */
const ENGLISH = { name: 'stories-en', partOfDay: ['2026-01-04', '2026-01-05', '2026-01-06'] };
const ENGLISH_PARTS = [0, 3, 4];

/** Written in two languages; families of look-alike stories stay in one part. */
const BILINGUAL = ['stories-bilingual', 'stories-bilingual-b', 'stories-bilingual-c'];

export const readAllSets = (tag: (article: Article) => Article): readonly LabelledSet[] => [
  ...JAPANESE.map((name, part) => readRealSet(name, 'japanese', () => part, tag)),
  readRealSet(ENGLISH.name, 'english', (day) => ENGLISH_PARTS[ENGLISH.partOfDay.indexOf(day)] ?? 0, tag),
  ...BILINGUAL.map((name) => readWrittenSet(name, tag)),
];

const readRealSet = (
  name: string,
  world: string,
  partOf: (day: string) => number,
  tag: (article: Article) => Article,
): LabelledSet => {
  const lines = readLines(`data/${name}.jsonl`);
  const labels = JSON.parse(read(`data/${name}.labels.json`, shared)) as Labels;
  const at = new Map(lines.map(({ id }, i) => [id, i]));
  const position = (id: string): number => at.get(id) ?? -1;
  const story = lines.map(({ id }) => id);
  labels.clusters.forEach((ids, k) => {
    for (const id of ids) story[position(id)] = `cluster ${k}`;
  });
  const members = Map.groupBy(lines.keys(), (i) => story[i] ?? '');
  const unsure = new Set<string>();
  // As stories are joined whole, doubt about a pair is doubt about all pairs of the two stories.
  for (const [a, b] of labels.unsure ?? [])
    for (const i of members.get(story[position(a)] ?? '') ?? [])
      for (const j of members.get(story[position(b)] ?? '') ?? []) unsure.add(pairName(i, j));
  const lookAlikes = (labels.hard_negatives ?? []).map(([a, b]) => [position(a), position(b)] as const);
  for (const [i, j] of lookAlikes) unsure.delete(pairName(i, j));
  return {
    name,
    articles: lines.map((line) => tag(articleOf(line))),
    story,
    part: lines.map(({ firstSeenAt, publishedAt }) =>
      partOf((firstSeenAt ?? publishedAt ?? '').slice(0, 10)),
    ),
    unsure,
    lookAlikes,
    world,
    isWritten: false,
  };
};

const readWrittenSet = (name: string, tag: (article: Article) => Article): LabelledSet => {
  const lines = readLines(`data/${name}.jsonl`);
  const families = [...new Set(lines.map(({ family, story }) => family ?? story ?? ''))];
  const family = lines.map((line) => families.indexOf(line.family ?? line.story ?? ''));
  const story = lines.map((line) => line.story ?? line.id);
  const lookAlikes: (readonly [number, number])[] = [];
  lines.forEach((_, i) => {
    lines.forEach((__, j) => {
      if (i < j && family[i] === family[j] && story[i] !== story[j]) lookAlikes.push([i, j]);
    });
  });
  return {
    name,
    articles: lines.map((line) => tag(articleOf(line))),
    story,
    part: family.map((f) => f % FOLDS),
    unsure: new Set<string>(),
    lookAlikes,
    world: name,
    isWritten: true,
  };
};

export const pairName = (i: number, j: number): string => (i < j ? `${i} ${j}` : `${j} ${i}`);
