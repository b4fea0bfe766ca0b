import type { Article } from '../src/domain/article/article.ts';
import { stemsOf } from '../src/domain/folding/read/term/stems.ts';
import { normaliseTitle } from '../src/domain/folding/read/title/normalise-title.ts';
import type { LoosePair } from './collect-examples.ts';
import { readEnglishWorld } from './unrelated-pairs.ts';

/** Days of which nothing is labelled. */
const UNTIL = Temporal.Instant.from('2026-01-04T00:00:00Z');
const WITHIN_MS = 36 * 3_600_000;

/** On labelled days nineteen in twenty pairs of two outlets with so much of their titles in common are one story. */
const LEAST_OVERLAP = 0.5;
const LEAST_STEMS = 4;

/** Pairs of English titles that are nearly the same, of two outlets: taken for one story, as few of them are not. */
export const findNearCopies = (tag: (article: Article) => Article): readonly LoosePair[] => {
  const early = readEnglishWorld(tag)
    .articles.filter(({ published }) => Temporal.Instant.compare(published, UNTIL) < 0)
    .map((article) => ({ article, stems: new Set(stemsOf(normaliseTitle(article.title))) }))
    .filter(({ stems }) => stems.size >= LEAST_STEMS);
  return early.flatMap((a, i) =>
    early.slice(i + 1).flatMap((b): LoosePair[] => {
      const shared = [...a.stems].filter((stem) => b.stems.has(stem)).length;
      const isNear = shared / (a.stems.size + b.stems.size - shared) >= LEAST_OVERLAP;
      const apartMs = Math.abs(a.article.published.epochMilliseconds - b.article.published.epochMilliseconds);
      return isNear && apartMs <= WITHIN_MS && a.article.outlet.id !== b.article.outlet.id
        ? [{ articles: [a.article, b.article], isOneStory: true, parts: [] }]
        : [];
    }),
  );
};
