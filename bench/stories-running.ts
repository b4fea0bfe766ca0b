import type { Article, ArticleId } from '../src/domain/article/article.ts';
import { createFolder, type FoldSettings } from '../src/domain/story/fold-articles.ts';
import { announceStory, bearStory } from '../src/domain/story/grow-story.ts';
import type { LabelledSet } from './stories-data.ts';
import { addTallies, ratesOf, tallySet } from './stories-score.ts';
import { foldInOrder } from './stories-stream.ts';

export const SHUFFLES = 3;
const POLLS_AN_HOUR = 12;
const POLL_MS = 5 * 60_000;

/** How much the F1 of pairs changes when each article arrives up to an hour later than it did. */
export const measureOrder = (sets: readonly LabelledSet[], settings: FoldSettings): string => {
  const f1 = (arrived: readonly LabelledSet[]): number =>
    ratesOf(addTallies(arrived.map((set) => tallySet(set, foldInOrder(set.articles, settings))))).f1;
  const inOrder = f1(sets);
  const shuffled = Array.from({ length: SHUFFLES }, (_, k) =>
    f1(sets.map((set) => shuffleWithinAnHour(set, k))),
  );
  return `order: F1 ${inOrder.toFixed(3)} as they came, ${shuffled.map((value) => value.toFixed(3)).join(', ')} shuffled within an hour`;
};

/** The set as it might have arrived, each article up to an hour later than it did, in polls of five minutes. */
export const shuffleWithinAnHour = (set: LabelledSet, shuffle: number): LabelledSet => ({
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

/**
 * How many articles a second are tagged and folded while `count` stand in the window; titles are repeated with other
 * names. Memory is that of the folder: what the process has grown by when the window is full.
 */
export const measureSpeed = (
  articles: readonly Article[],
  count: number,
  settings: FoldSettings,
  tag: (article: Article) => Article,
): string => {
  const now = Temporal.Instant.from('2026-08-04T00:00:00Z');
  const nth = (n: number): Article => {
    const article = articles[n % articles.length] as Article;
    const round = Math.floor(n / articles.length);
    const published = now.subtract({ seconds: Math.max(0, count - n) * 2 });
    // Another round of the same titles is made other news by its first words.
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
  const before = process.memoryUsage().rss;
  const folder = createFolder(settings);
  for (let n = 0; n < count; n += BATCH)
    folder.load(
      Array.from({ length: BATCH }, (_, k) => nth(n + k)).map((article) =>
        announceStory(bearStory(article, { article: article.id, reason: 'first', detail: '' }, 'bench'), now),
      ),
    );
  const arrive = (from: number, to: number): void => {
    for (let n = from; n < to; n += BATCH) {
      const poll = Array.from({ length: BATCH }, (_, k) => tag(nth(count + n + k)));
      const placements = folder.place(poll, now);
      folder.accept(
        placements.map(({ article, join }) => announceStory(bearStory(article, join, 'bench'), now)),
      );
    }
  };
  const memory = (process.memoryUsage().rss - before) / 2 ** 20;
  // A daemon that has run for a minute has its code compiled.
  arrive(0, WARMING);
  const [from, cpuFrom] = [performance.now(), process.cpuUsage()];
  arrive(WARMING, WARMING + TIMED);
  const seconds = (performance.now() - from) / 1000;
  // On a machine that others use too, the processor's seconds say more than the clock's.
  const { user, system } = process.cpuUsage(cpuFrom);
  const cpuSeconds = (user + system) / 1e6;
  return `speed: ${Math.round(TIMED / seconds)} articles/s (${Math.round(TIMED / cpuSeconds)} per second of processor) with ${count} in the window, ${Math.round(memory)} MB more`;
};
