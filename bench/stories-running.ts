import { foldInOrder } from '../learn/fold-in-order.ts';
import type { LabelledSet } from '../learn/labelled-set.ts';
import { addTallies, ratesOf, tallySet } from '../learn/tally.ts';
import type { Article, ArticleId } from '../src/domain/article/article.ts';
import { createFolding, type Folding } from '../src/domain/folding/fold-articles.ts';
import type { FoldSettings } from '../src/domain/folding/fold-settings.ts';
import { announceStory, createStory } from '../src/domain/story/grow-story.ts';
import { processMs } from './process-costs.ts';

const SHUFFLES = 3;
const POLLS_AN_HOUR = 12;
const POLL_MS = 5 * 60_000;

/** Returns text about the change of the F1 of pairs if each article arrives up to an hour later. */
export const measureOrder = (sets: readonly LabelledSet[], settings: FoldSettings): string => {
  const f1 = (arrived: readonly LabelledSet[]): number =>
    ratesOf(addTallies(arrived.map((set) => tallySet(set, foldInOrder(set.articles, settings))))).f1;
  const inOrder = f1(sets);
  const shuffled = Array.from({ length: SHUFFLES }, (_, k) =>
    f1(sets.map((set) => shuffleWithinAnHour(set, k))),
  );
  return `order: F1 ${inOrder.toFixed(3)} as they came, ${shuffled.map((value) => value.toFixed(3)).join(', ')} shuffled within an hour`;
};

const shuffleWithinAnHour = (set: LabelledSet, shuffle: number): LabelledSet => ({
  ...set,
  articles: set.articles.map((article, i) => ({
    ...article,
    firstSeenAt: article.firstSeenAt.add({
      milliseconds: ((i * 7919 + shuffle * 104_729) % POLLS_AN_HOUR) * POLL_MS,
    }),
  })),
});

const WARMING = 1000;
const TIMED = 2000;
const BATCH = 50;
const NOW = Temporal.Instant.from('2026-08-04T00:00:00Z');

/** Returns a function that makes the nth article. Dates are two seconds apart before number `count`, then always NOW. */
const repeatTitles =
  (articles: readonly Article[], count: number) =>
  (n: number): Article => {
    const article = articles[n % articles.length] as Article;
    const round = Math.floor(n / articles.length);
    const published = NOW.subtract({ seconds: Math.max(0, count - n) * 2 });
    // Titles of later rounds begin with other words, so that they count as different news.
    const title =
      round === 0
        ? article.title
        : `${articles[(n * 31 + round) % articles.length]?.title.slice(0, 12)} ${article.title.slice(6)}`;
    return {
      ...article,
      id: `${n}` as ArticleId,
      canonicalUrl: `https://example.test/${n}`,
      title,
      published,
      firstSeenAt: published,
    };
  };

/** Tags and folds articles in polls of fifty. Each article becomes a story of its own, even if folding would join it. */
const arrive = (
  folding: Folding,
  nth: (n: number) => Article,
  tag: (article: Article) => Article,
  from: number,
  to: number,
): void => {
  for (let n = from; n < to; n += BATCH) {
    const poll = Array.from({ length: BATCH }, (_, k) => tag(nth(n + k)));
    const placements = folding.place(poll, NOW);
    folding.accept(
      placements.map(({ article, join }) => announceStory(createStory(article, join, 'bench'), NOW)),
    );
  }
};

/**
 * Returns the processor time and the elapsed time of some work, in seconds. On a machine with other work, only the
 * processor time is meaningful.
 */
const timed = (work: () => void): { readonly seconds: number; readonly cpuSeconds: number } => {
  const [startedMs, usedMs] = [performance.now(), processMs()];
  work();
  return { seconds: (performance.now() - startedMs) / 1000, cpuSeconds: (processMs() - usedMs) / 1000 };
};

/**
 * Returns text with two measurements: the number of articles that are tagged and folded in a second, while the window
 * holds between 1,000 and 3,000 articles more than `count`, and the growth of the memory while the first `count`
 * articles are loaded.
 */
export const measureSpeed = (
  articles: readonly Article[],
  count: number,
  settings: FoldSettings,
  tag: (article: Article) => Article,
): string => {
  const nth = repeatTitles(articles, count);
  const before = process.memoryUsage().rss;
  const folding = createFolding(settings);
  for (let n = 0; n < count; n += BATCH)
    folding.accept(
      Array.from({ length: BATCH }, (_, k) => nth(n + k)).map((article) =>
        announceStory(
          createStory(article, { article: article.id, reason: 'first', detail: '' }, 'bench'),
          NOW,
        ),
      ),
    );
  const memory = (process.memoryUsage().rss - before) / 2 ** 20;
  // As in a daemon that has run for a minute, the code is compiled before the measurement.
  arrive(folding, nth, tag, count, count + WARMING);
  const { seconds, cpuSeconds } = timed(() =>
    arrive(folding, nth, tag, count + WARMING, count + WARMING + TIMED),
  );
  return `speed: ${Math.round(TIMED / seconds)} articles/s (${Math.round(TIMED / cpuSeconds)} per second of processor) with ${count} in the window, ${Math.round(memory)} MB more`;
};

/** Returns text with the time to tag and fold `count` articles into an empty window, and the growth of the memory. */
export const measureFill = (
  articles: readonly Article[],
  count: number,
  settings: FoldSettings,
  tag: (article: Article) => Article,
): string => {
  const before = process.memoryUsage().rss;
  const folding = createFolding(settings);
  const { seconds, cpuSeconds } = timed(() => arrive(folding, repeatTitles(articles, count), tag, 0, count));
  const memory = (process.memoryUsage().rss - before) / 2 ** 20;
  return `fill: ${count} articles in ${seconds.toFixed(1)} s (${cpuSeconds.toFixed(1)} s of processor), ${Math.round(memory)} MB more`;
};
