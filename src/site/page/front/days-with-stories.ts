import { jstDay, rangeOfDay } from '../../../domain/clock/jst-day.ts';
import type { Store } from '../../../domain/store/contract.ts';

type Days = Pick<Store, 'stories' | 'count'>;

/** Resolves to at most `most` JST days with announced stories, up to the day of `now`, newest first. */
export const daysWithStories = async (
  store: Days,
  now: Temporal.Instant,
  most: number,
): Promise<readonly Temporal.PlainDate[]> => {
  const dates: Temporal.PlainDate[] = [];
  let { until } = rangeOfDay(jstDay(now));
  while (dates.length < most) {
    const [newest] = await store.stories({ until, announcedOnly: true, limit: 1 });
    if (newest === undefined) break;
    const date = jstDay(newest.published);
    dates.push(date);
    until = rangeOfDay(date).from;
  }
  return dates;
};

/** Resolves to the first day after a date, up to today, that has an announced story; undefined if none has. */
export const nextDayWithStories = async (
  store: Days,
  date: Temporal.PlainDate,
  now: Temporal.Instant,
): Promise<Temporal.PlainDate | undefined> => {
  const today = jstDay(now);
  let next = date.add({ days: 1 });
  while (Temporal.PlainDate.compare(next, today) <= 0) {
    if ((await store.count({ ...rangeOfDay(next), announcedOnly: true }, 1)) > 0) return next;
    next = next.add({ days: 1 });
  }
  return undefined;
};

/** First and last year of a day in an address. The store can compare moments up to 2112. */
const YEARS = { first: 1970, last: 2100 };

/** Returns the day of a text such as `2026-11-25`; undefined if the text is not a day in `YEARS`. */
export const readDay = (text: string): Temporal.PlainDate | undefined => {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return undefined;
  try {
    const day = Temporal.PlainDate.from(text, { overflow: 'reject' });
    return day.year >= YEARS.first && day.year <= YEARS.last ? day : undefined;
  } catch {
    return undefined;
  }
};
