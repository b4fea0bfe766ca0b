import type { Article } from '../src/domain/article/article.ts';
import { conceptNames } from '../src/domain/folding/read/facts.ts';
import type { BackgroundCounts } from '../src/domain/folding/read/term/background.ts';
import type { GlossaryPair } from '../src/domain/folding/read/term/glossary.ts';
import { stemsOf } from '../src/domain/folding/read/term/stems.ts';
import { plainTitle } from '../src/domain/folding/read/title/split-title.ts';

/** Minimum number of titles with a bigram, stem or concept; rarer ones are left out. */
const LEAST_COUNT = 3;

/** For each bigram, stem and concept, counts the titles that contain it. Rare ones are left out; counts are rounded. */
export const countBackground = (
  articles: readonly Article[],
  glossary: readonly GlossaryPair[],
): BackgroundCounts => {
  const bigrams = new Map<string, number>();
  const stems = new Map<string, number>();
  const concepts = new Map<string, number>();
  const namesOf = conceptNames(glossary);
  for (const article of articles) {
    const title = plainTitle(article);
    if (article.language === 'en') count(stems, stemsOf(title));
    else count(bigrams, bigramsOf(title));
    count(concepts, namesOf(article));
  }
  return {
    titles: articles.length,
    bigrams: byCount(bigrams, ''),
    stems: byCount(stems, ' '),
    concepts: byCount(concepts, '|'),
  };
};

const count = (counts: Map<string, number>, things: Iterable<string>): void => {
  for (const thing of new Set(things)) counts.set(thing, (counts.get(thing) ?? 0) + 1);
};

const bigramsOf = (title: string): readonly string[] =>
  [...title.matchAll(/(?=([\p{L}\p{N}%]{2}))/gu)]
    .map(([, pair = '']) => pair)
    .filter((pair) => pair.length === 2);

/** Groups things by their rounded counts, so that one line contains many things. Rare things are left out. */
const byCount = (counts: ReadonlyMap<string, number>, between: string): Readonly<Record<string, string>> => {
  const lines = Map.groupBy(
    [...counts].filter(([, n]) => n >= LEAST_COUNT),
    ([, n]) => roundCount(n),
  );
  return Object.fromEntries(
    [...lines]
      .sort(([a], [b]) => a - b)
      .map(([n, things]) => [
        String(n),
        things
          .map(([thing]) => thing)
          .sort()
          .join(between),
      ]),
  );
};

const STEP = 1.25;

const roundCount = (n: number): number => Math.round(STEP ** Math.round(Math.log(n) / Math.log(STEP)));
