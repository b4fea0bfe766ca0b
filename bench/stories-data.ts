import { existsSync, readFileSync } from 'node:fs';
import type { Article, ArticleId } from '../src/domain/article/article.ts';
import type { OutletId } from '../src/domain/source/outlet.ts';
import type { SourceId } from '../src/domain/source/source.ts';
import { tagArticle } from '../src/domain/tag/tag-article.ts';
import { realDictionary } from '../test/domain/tag/real-dictionary.ts';

const root = new URL('..', import.meta.url);
const shared = new URL('../shared/', root);

/** A set of labelled articles. `part` says which are held out together: a block of days, or a family of stories. */
export type LabelledSet = {
  readonly name: string;
  readonly bilingual: boolean;
  readonly articles: readonly Article[];
  readonly story: readonly string[];
  readonly part: readonly number[];
  /** `small large` positions of pairs whose label is unsure. */
  readonly unsure: ReadonlySet<string>;
  readonly lookAlikes: readonly (readonly [number, number])[];
};

export const PARTS = 4;

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
  readonly url?: string;
  readonly language?: 'en' | 'ja';
  readonly firstSeenAt?: string;
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

/** The headlines of four blocks of days, each a part of its own. */
const JAPANESE = ['stories-ja', 'stories-ja-b', 'stories-ja-c', 'stories-ja-d'];

export const readJapaneseSets = (tag: (article: Article) => Article): readonly LabelledSet[] =>
  JAPANESE.map((name, part) => {
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
      bilingual: false,
      articles: lines.map((line) => tag(articleOf(line))),
      story,
      part: lines.map(() => part),
      unsure,
      lookAlikes,
    };
  });

/** Written bilingual sets; families of look-alike stories stay in one part. */
export const readBilingualSets = (tag: (article: Article) => Article): readonly LabelledSet[] =>
  ['stories-bilingual', 'stories-bilingual-b'].map((name) => {
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
      bilingual: true,
      articles: lines.map((line) => tag(articleOf(line))),
      story,
      part: family.map((f) => f % PARTS),
      unsure: new Set<string>(),
      lookAlikes,
    };
  });

export const pairName = (i: number, j: number): string => (i < j ? `${i} ${j}` : `${j} ${i}`);
