import { DAY_MS } from '../../domain/source/rhythm.ts';
import { createTally, type Tally } from '../../domain/source/tally.ts';
import type { Story } from '../../domain/story/story.ts';
import type { Clock, Log, Store } from '../../pipeline/ports.ts';
import { messageOf } from '../log-polls.ts';
import { patience } from '../patience.ts';
import { readQuietly } from '../read-quietly.ts';

/** Of the chart of a source. */
export const DAYS_COUNTED = 30;

export type ArticleCounts = {
  /** Waits at most so long for the first count, then answers from what was counted. */
  readonly counted: (patienceMs: number) => Promise<{ readonly tally: Tally; readonly isWhole: boolean }>;
  /** Stories that were stored, new or changed. */
  readonly take: (stories: readonly Story[]) => void;
};

type CountParts = {
  readonly store: Pick<Store, 'stories'>;
  readonly log: Log;
  readonly now: Clock;
  /** All of the last days is counted from now on. */
  readonly onCounted: () => void;
};

/** Counts the articles of the last days. Nothing is counted before somebody asks; then in the background, newest first. */
export const countArticles = ({ store, log, now, onCounted }: CountParts): ArticleCounts => {
  const tally = createTally();
  let counting: Promise<void> | undefined;
  let isWhole = false;

  const first = (): Temporal.Instant => now().subtract({ milliseconds: DAYS_COUNTED * DAY_MS });
  const add = ({ articles }: Story): void => {
    for (const article of articles) tally.add(article);
  };
  const count = async (): Promise<void> => {
    const from = first();
    try {
      await readQuietly(store, (story) => {
        add(story);
        return Temporal.Instant.compare(story.published, from) >= 0;
      });
      isWhole = true;
      onCounted();
    } catch (error) {
      // What cannot be read now may be readable when somebody asks next.
      counting = undefined;
      log.error('status.count-failed', { reason: messageOf(error) });
    }
  };

  return {
    counted: async (patienceMs) => {
      counting ??= count();
      if (!isWhole) await Promise.race([counting, patience(patienceMs)]);
      tally.forgetBefore(first());
      return { tally, isWhole };
    },
    take: (stories) => {
      if (counting !== undefined) stories.forEach(add);
    },
  };
};
