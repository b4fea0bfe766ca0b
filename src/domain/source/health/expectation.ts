import { JST_OFFSET_HOURS } from '../../clock/jst-day.ts';
import { DAY_MS, HOUR_MS, HOURS_A_WEEK, hourOfWeek, type Rhythm } from '../poll/rhythm.ts';

/** Items per hour that are assumed for a source before it is observed. */
const UNKNOWN_ITEMS_PER_HOUR = 0.25;

/**
 * Weight of `UNKNOWN_ITEMS_PER_HOUR` in a source's mean, in observed hours. In an expectation, that mean has the same
 * weight.
 */
const UNKNOWN_WEIGHT_HOURS = 12;

/** Weight of similar days (`likeDays`) in an expectation, in observed weeks. */
const LIKE_DAYS_WEIGHT_WEEKS = 2;

/** Returns the expected items per hour at a time in milliseconds since 1970. */
export type Expectation = (atMs: number) => number;

/** Makes the expectation of a rhythm, smoothed over neighbouring hours and similar days; constant without a rhythm. */
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

/** Returns the expected items per week of a rhythm, drawn towards `UNKNOWN_ITEMS_PER_HOUR`. */
export const itemsPerWeek = (rhythm: Rhythm): number => {
  const items = rhythm.hours.reduce(
    (sum, count) => sum + count,
    UNKNOWN_ITEMS_PER_HOUR * UNKNOWN_WEIGHT_HOURS,
  );
  return items / (rhythm.weeks + UNKNOWN_WEIGHT_HOURS / HOURS_A_WEEK);
};

/**
 * Returns the number of items expected between two moments (milliseconds since 1970), at most `enough`. In Japan's long
 * holidays, an hour counts at most as much as on a Sunday.
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

/** Returns the items per hour, smoothed over the neighbouring hours: an item may come at 9:58, and a week later at 10:02. */
const smoothed = ({ hours, weeks }: Rhythm, hour: number): number => {
  if (weeks === 0) return 0;
  const before = hours[(hour + HOURS_A_WEEK - 1) % HOURS_A_WEEK] ?? 0;
  const after = hours[(hour + 1) % HOURS_A_WEEK] ?? 0;
  return (before / 4 + (hours[hour] ?? 0) / 2 + after / 4) / weeks;
};

/** Returns the items per hour at an hour of the week; for a working day, the mean of all working days at this time. */
const likeDays = (rhythm: Rhythm, hour: number): number => {
  if (hour >= WORKING_DAYS * 24) return smoothed(rhythm, hour);
  let sum = 0;
  for (let day = 0; day < WORKING_DAYS; day += 1) sum += smoothed(rhythm, day * 24 + (hour % 24));
  return sum / WORKING_DAYS;
};

const WORKING_DAYS = 5;

const sundayOf = (ms: number): number => ms + (6 - Math.floor(hourOfWeek(ms) / 24)) * DAY_MS;

/** True in Japan's New Year's holidays and in Golden Week. */
const isLongHoliday = (ms: number): boolean => {
  // The function runs for each day of each pause between items of a source, and `Date` is much faster than `Temporal` here.
  const jst = new Date(ms + JST_OFFSET_HOURS * HOUR_MS);
  const monthAndDay = (jst.getUTCMonth() + 1) * 100 + jst.getUTCDate();
  return monthAndDay >= 1229 || monthAndDay <= 104 || (monthAndDay >= 429 && monthAndDay <= 506);
};
