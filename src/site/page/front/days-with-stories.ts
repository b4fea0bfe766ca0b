import { jstDay, rangeOfDay } from '../../../domain/clock/jst-day.ts';
import type { Store } from '../../../domain/store/contract.ts';

type Days = Pick<Store, 'stories' | 'count'>;

/** Resolves to at most `most` JST days with stored stories, up to the day of `now`, newest first. */
export const daysWithStories = async (
  store: Days,
  now: Temporal.Instant,
  most: number,
): Promise<readonly Temporal.PlainDate[]> => {
  const dates: Temporal.PlainDate[] = [];
  let { until } = rangeOfDay(jstDay(now));
  while (dates.length < most) {
    const [newest] = await store.stories({ until, limit: 1 });
    if (newest === undefined) break;
    const date = jstDay(newest.published);
    dates.push(date);
    until = rangeOfDay(date).from;
  }
  return dates;
};

/** Resolves to the first day after a date, up to today, that has a stored story; undefined if none has. */
export const nextDayWithStories = async (
  store: Days,
  date: Temporal.PlainDate,
  now: Temporal.Instant,
): Promise<Temporal.PlainDate | undefined> => {
  const after = (days: number) => date.add({ days });
  const hasStories = async (first: number, last: number): Promise<boolean> => {
    const range = { from: rangeOfDay(after(first)).from, until: rangeOfDay(after(last)).until };
    return first <= last && (await store.count(range, 1)) > 0;
  };
  // The next story may be years later, so the range is halved again and again instead of counted day by day.
  let [first, last] = [1, date.until(jstDay(now)).days];
  if (!(await hasStories(first, last))) return undefined;
  while (first < last) {
    const middle = Math.floor((first + last) / 2);
    if (await hasStories(first, middle)) last = middle;
    else first = middle + 1;
  }
  return after(first);
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
