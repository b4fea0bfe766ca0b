import { DAY_MS, HOUR_MS, HOURS_A_WEEK, hourOfWeek, JST_OFFSET_HOURS, type Rhythm } from '../poll/rhythm.ts';

/** Before anything is known a source counts as one that brings an item in four hours, with the weight of half a day. */
const UNKNOWN_ITEMS_PER_HOUR = 0.25;
const UNKNOWN_WEIGHT_HOURS = 12;

/** What other days of its kind say about an hour weighs as much as two weeks of that hour itself. */
const LIKE_DAYS_WEIGHT_WEEKS = 2;

/** How many items an hour are to be expected at a moment, in milliseconds since the epoch. */
export type Expectation = (atMs: number) => number;

/** What a rhythm lets us expect; every hour of the week borrows from its neighbours and from days of its kind. */
export const expectationOf = (rhythm: Rhythm | undefined): Expectation => {
  if (rhythm === undefined) return () => UNKNOWN_ITEMS_PER_HOUR;
  const mean = itemsPerWeek(rhythm) / HOURS_A_WEEK;
  const likeWeeks = rhythm.weeks === 0 ? 0 : LIKE_DAYS_WEIGHT_WEEKS;
  const meanWeeks = UNKNOWN_WEIGHT_HOURS / HOURS_A_WEEK;
  return (atMs) => {
    const hour = hourOfWeek(atMs);
    const own = smoothed(rhythm, hour) * rhythm.weeks;
    return (
      (own + likeDays(rhythm, hour) * likeWeeks + mean * meanWeeks) / (rhythm.weeks + likeWeeks + meanWeeks)
    );
  };
};

/** How many items come in a week. */
export const itemsPerWeek = (rhythm: Rhythm): number => {
  const items = rhythm.hours.reduce(
    (sum, count) => sum + count,
    UNKNOWN_ITEMS_PER_HOUR * UNKNOWN_WEIGHT_HOURS,
  );
  return items / (rhythm.weeks + UNKNOWN_WEIGHT_HOURS / HOURS_A_WEEK);
};

/**
 * How many items were to be expected between two moments, counted no further than `enough`.
 * Japan's long holidays count as Sundays.
 */
export const expectedItems = (
  expectation: Expectation,
  fromMs: number,
  toMs: number,
  enough: number,
): number => {
  let expected = 0;
  let at = fromMs;
  let day = { number: Number.NaN, isHoliday: false };
  while (at < toMs && expected < enough) {
    const next = Math.min(toMs, (Math.floor(at / HOUR_MS) + 1) * HOUR_MS);
    const number = Math.floor((at / HOUR_MS + JST_OFFSET_HOURS) / 24);
    if (number !== day.number) day = { number, isHoliday: isLongHoliday(at) };
    const rate = day.isHoliday ? Math.min(expectation(at), expectation(sundayOf(at))) : expectation(at);
    expected += (rate * (next - at)) / HOUR_MS;
    at = next;
  }
  return Math.min(expected, enough);
};

/** Items an hour in an hour of the week, its neighbours counting half: 10:02 one week and 9:58 the next are one habit. */
const smoothed = ({ hours, weeks }: Rhythm, hour: number): number => {
  if (weeks === 0) return 0;
  const before = hours[(hour + HOURS_A_WEEK - 1) % HOURS_A_WEEK] ?? 0;
  const after = hours[(hour + 1) % HOURS_A_WEEK] ?? 0;
  return (before / 4 + (hours[hour] ?? 0) / 2 + after / 4) / weeks;
};

/** The same hour of all working days; of a Saturday or Sunday, that hour alone. */
const likeDays = (rhythm: Rhythm, hour: number): number => {
  if (hour >= WORKING_DAYS * 24) return smoothed(rhythm, hour);
  let sum = 0;
  for (let day = 0; day < WORKING_DAYS; day += 1) sum += smoothed(rhythm, day * 24 + (hour % 24));
  return sum / WORKING_DAYS;
};

const WORKING_DAYS = 5;

/** The same hour of a Sunday. */
const sundayOf = (ms: number): number => ms + (6 - Math.floor(hourOfWeek(ms) / 24)) * DAY_MS;

/** The New Year's days of Japan's offices and papers, and Golden Week. */
const isLongHoliday = (ms: number): boolean => {
  // A day is looked at in each pause of each source: here Date costs a twentieth of Temporal.
  const jst = new Date(ms + JST_OFFSET_HOURS * HOUR_MS);
  const monthAndDay = (jst.getUTCMonth() + 1) * 100 + jst.getUTCDate();
  return monthAndDay >= 1229 || monthAndDay <= 104 || (monthAndDay >= 429 && monthAndDay <= 506);
};
