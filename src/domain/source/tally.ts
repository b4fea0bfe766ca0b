import type { Article, ArticleId } from '../article/article.ts';
import { HOUR_MS } from './rhythm.ts';
import type { SourceId } from './source.ts';

/** How many articles came, by source and hour of `published`. */
export type Tally = {
  /** Counts an article, however often it is told, once. */
  readonly add: (article: Pick<Article, 'id' | 'source' | 'published'>) => void;
  /** Of a source, on each of so many JST days up to and with the day of `until`, oldest first. */
  readonly daily: (source: SourceId, until: Temporal.Instant, days: number) => readonly number[];
  /** Of all sources, in each of so many hours up to and with the hour of `until`, oldest first. */
  readonly hourly: (until: Temporal.Instant, hours: number) => readonly number[];
  readonly forgetBefore: (moment: Temporal.Instant) => void;
};

const HOURS_A_DAY = 24;

/** Japan has had no summer time since 1951, so that its days are whole hours away from those of UTC. */
const JST_OFFSET_HOURS = 9;

export const createTally = (): Tally => {
  const counted = new Map<ArticleId, number>();
  const bySource = new Map<SourceId, Map<number, number>>();

  const sum = (hours: ReadonlyMap<number, number> | undefined, from: number, until: number): number => {
    let total = 0;
    for (let hour = from; hour < until; hour += 1) total += hours?.get(hour) ?? 0;
    return total;
  };

  return {
    add: ({ id, source, published }) => {
      if (counted.has(id)) return;
      const hour = hourOf(published);
      counted.set(id, hour);
      const hours = bySource.get(source) ?? new Map<number, number>();
      bySource.set(source, hours);
      hours.set(hour, (hours.get(hour) ?? 0) + 1);
    },
    daily: (source, until, days) => {
      const today = Math.floor((hourOf(until) + JST_OFFSET_HOURS) / HOURS_A_DAY);
      return Array.from({ length: days }, (_, index) => {
        const from = (today - days + 1 + index) * HOURS_A_DAY - JST_OFFSET_HOURS;
        return sum(bySource.get(source), from, from + HOURS_A_DAY);
      });
    },
    hourly: (until, hours) => {
      const first = hourOf(until) - hours + 1;
      return Array.from({ length: hours }, (_, index) => {
        let total = 0;
        for (const ofSource of bySource.values()) total += ofSource.get(first + index) ?? 0;
        return total;
      });
    },
    forgetBefore: (moment) => {
      const first = hourOf(moment);
      for (const [id, hour] of counted) if (hour < first) counted.delete(id);
      for (const hours of bySource.values())
        for (const hour of hours.keys()) if (hour < first) hours.delete(hour);
    },
  };
};

const hourOf = (moment: Temporal.Instant): number => Math.floor(moment.epochMilliseconds / HOUR_MS);
