import type { Article } from '../src/domain/article/article.ts';
import {
  articleOf,
  dayOf,
  FOLDS,
  type LabelledSet,
  type LabelledStories,
  pairName,
  readLabels,
  readLines,
} from './labelled-set.ts';
import { readReplayedStories } from './replayed-stories.ts';

/** The sets of Japanese headlines. Each set is a block of three days. No two sets are in one part. */
const JAPANESE = [
  'stories-ja',
  'stories-ja-b',
  'stories-ja-c',
  'stories-ja-d',
  'stories-ja-e',
  'stories-ja-f',
];

/** The part of each English day. */
const PART_OF_DAY: Readonly<Record<string, number>> = {
  '2026-01-01': 1,
  '2026-01-02': 2,
  '2026-01-03': 5,
  '2026-01-04': 0,
  '2026-01-05': 3,
  '2026-01-06': 4,
};

/** Returns the part of an English day, such as `2026-01-04`; 0 for a day that `PART_OF_DAY` lacks. */
export const partOfEnglishDay = (day: string): number => PART_OF_DAY[day] ?? 0;

/** The sets that were written in two languages. A family of look-alike stories is in one part. */
const BILINGUAL = ['stories-bilingual', 'stories-bilingual-b', 'stories-bilingual-c'];

export const readAllSets = (tag: (article: Article) => Article): readonly LabelledSet[] => [
  ...JAPANESE.map((name, part) => realSet(readLabelled(name), 'japanese', () => part, tag)),
  ...[readLabelled('stories-en'), ...readReplayedStories()].map((stories) =>
    realSet(stories, 'english', partOfEnglishDay, tag),
  ),
  ...BILINGUAL.map((name) => readWrittenSet(name, tag)),
];

const readLabelled = (name: string): LabelledStories => ({
  name,
  lines: readLines(`data/${name}.jsonl`),
  labels: readLabels(name) as LabelledStories['labels'],
});

const realSet = (
  { name, lines, labels }: LabelledStories,
  world: string,
  partOf: (day: string) => number,
  tag: (article: Article) => Article,
): LabelledSet => {
  const at = new Map(lines.map(({ id }, i) => [id, i]));
  const position = (id: string): number => at.get(id) ?? -1;
  const story = lines.map(({ id }) => id);
  labels.clusters.forEach((ids, k) => {
    for (const id of ids) story[position(id)] = `cluster ${k}`;
  });
  const members = Map.groupBy(lines.keys(), (i) => story[i] ?? '');
  const unsure = new Set<string>();
  // Folding joins whole stories, so an unsure pair makes all pairs between the two stories unsure.
  for (const [a, b] of labels.unsure ?? [])
    for (const i of members.get(story[position(a)] ?? '') ?? [])
      for (const j of members.get(story[position(b)] ?? '') ?? []) unsure.add(pairName(i, j));
  const lookAlikes = (labels.hard_negatives ?? []).map(([a, b]) => [position(a), position(b)] as const);
  for (const [i, j] of lookAlikes) unsure.delete(pairName(i, j));
  return {
    name,
    articles: lines.map((line) => tag(articleOf(line))),
    story,
    part: lines.map((line) => partOf(dayOf(line))),
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
  const lookAlikes = family.flatMap((own, i) =>
    [...family.keys()]
      .filter((j) => i < j && own === family[j] && story[i] !== story[j])
      .map((j) => [i, j] as const),
  );
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
