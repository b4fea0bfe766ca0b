/** When a source's items come: counts for each hour of the week in JST (hour 0 is Monday 00:00), old weeks fading. */
export type Rhythm = {
  /** 168 numbers of items. */
  readonly hours: readonly number[];
  /** How many weeks the counts stand for; 0 where nothing is known. */
  readonly weeks: number;
  /** The counts hold what came until this moment. */
  readonly until: Temporal.Instant;
};

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;
const WEEK_MS = 7 * DAY_MS;
const HOURS_A_WEEK = 168;

/** Japan is nine hours ahead of UTC, all year. */
const JST_OFFSET_HOURS = 9;

/** 1970-01-01 was a Thursday: three days after a Monday. */
const EPOCH_HOUR_OF_WEEK = 72;

/** Counts lose half their weight in eight weeks: a month's habits show, last year's do not. */
const HALF_LIFE_WEEKS = 8;

/** How far back the dates of a new source's backlog are believed to show its rhythm. */
const BACKLOG_WEEKS = 8;

/** Before anything is known a source counts as one that brings an item in four hours, with the weight of half a day. */
const UNKNOWN_ITEMS_PER_HOUR = 0.25;
const UNKNOWN_WEIGHT_HOURS = 12;

/** What other days of its kind say about an hour weighs as much as two weeks of that hour itself. */
const LIKE_DAYS_WEIGHT_WEEKS = 2;

/** The rhythm after a poll that brought items at these moments, newest last. */
export const learnRhythm = (
  rhythm: Rhythm | undefined,
  arrivals: readonly Temporal.Instant[],
  now: Temporal.Instant,
): Rhythm => {
  const moments = arrivals.map((moment) => moment.epochMilliseconds);
  const nowMs = now.epochMilliseconds;
  const from =
    rhythm?.until.epochMilliseconds ?? Math.max(moments[0] ?? nowMs, nowMs - BACKLOG_WEEKS * WEEK_MS);
  const elapsedWeeks = Math.max(0, (nowMs - from) / WEEK_MS);
  const kept = 0.5 ** (elapsedWeeks / HALF_LIFE_WEEKS);
  const hours = Array.from({ length: HOURS_A_WEEK }, (_, hour) => (rhythm?.hours[hour] ?? 0) * kept);
  for (const moment of moments) {
    const hour = hourOfWeek(moment);
    if (moment >= from && moment <= nowMs) hours[hour] = (hours[hour] ?? 0) + 1;
  }
  return {
    hours: hours.map(rounded),
    weeks: rounded((rhythm?.weeks ?? 0) * kept + elapsedWeeks),
    until: now,
  };
};

/** How many items an hour are to be expected at the moment. */
export const itemsPerHour = (rhythm: Rhythm | undefined, atMs: number): number => {
  if (rhythm === undefined) return UNKNOWN_ITEMS_PER_HOUR;
  return expectedInHour(rhythm, hourOfWeek(atMs));
};

/** How many items come in a week. */
export const itemsPerWeek = (rhythm: Rhythm): number => meanPerHour(rhythm) * HOURS_A_WEEK;

/**
 * How many items were to be expected between two moments, counted no further than `enough`.
 * Japan's long holidays count as Sundays.
 */
export const expectedItems = (
  rhythm: Rhythm | undefined,
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
    const usual = itemsPerHour(rhythm, at);
    const rate = day.isHoliday ? Math.min(usual, itemsPerHour(rhythm, sundayOf(at))) : usual;
    expected += (rate * (next - at)) / HOUR_MS;
    at = next;
  }
  return Math.min(expected, enough);
};

const expectedInHour = (rhythm: Rhythm, hour: number): number => {
  const mean = meanPerHour(rhythm);
  const own = smoothed(rhythm, hour);
  const like = likeDays(hour).map((other) => smoothed(rhythm, other));
  const likeMean = like.reduce((sum, rate) => sum + rate, 0) / like.length;
  const unknownWeeks = UNKNOWN_WEIGHT_HOURS / HOURS_A_WEEK;
  const weight = rhythm.weeks + LIKE_DAYS_WEIGHT_WEEKS + unknownWeeks;
  const likeWeight = rhythm.weeks === 0 ? 0 : LIKE_DAYS_WEIGHT_WEEKS;
  return (own * rhythm.weeks + likeMean * likeWeight + mean * (weight - rhythm.weeks - likeWeight)) / weight;
};

const meanPerHour = (rhythm: Rhythm): number => {
  const items = rhythm.hours.reduce((sum, count) => sum + count, 0);
  return (
    (items + UNKNOWN_ITEMS_PER_HOUR * UNKNOWN_WEIGHT_HOURS) /
    (rhythm.weeks * HOURS_A_WEEK + UNKNOWN_WEIGHT_HOURS)
  );
};

/** Items an hour in an hour of the week, its neighbours counting half: 10:02 one week and 9:58 the next are one habit. */
const smoothed = ({ hours, weeks }: Rhythm, hour: number): number => {
  if (weeks === 0) return 0;
  const at = (other: number) => hours[(other + HOURS_A_WEEK) % HOURS_A_WEEK] ?? 0;
  return (at(hour - 1) / 4 + at(hour) / 2 + at(hour + 1) / 4) / weeks;
};

/** The same hour of all working days; of a Saturday or Sunday, that hour alone. */
const likeDays = (hour: number): readonly number[] =>
  hour >= 5 * 24 ? [hour] : [0, 1, 2, 3, 4].map((day) => day * 24 + (hour % 24));

const hourOfWeek = (ms: number): number =>
  (Math.floor(ms / HOUR_MS) + JST_OFFSET_HOURS + EPOCH_HOUR_OF_WEEK) % HOURS_A_WEEK;

/** The same hour of a Sunday. */
const sundayOf = (ms: number): number => ms + (6 - Math.floor(hourOfWeek(ms) / 24)) * DAY_MS;

/** The New Year's days of Japan's offices and papers, and Golden Week. */
const isLongHoliday = (ms: number): boolean => {
  const { month, day } = Temporal.Instant.fromEpochMilliseconds(Math.floor(ms)).toZonedDateTimeISO(
    'Asia/Tokyo',
  );
  const monthAndDay = month * 100 + day;
  return monthAndDay >= 1229 || monthAndDay <= 104 || (monthAndDay >= 429 && monthAndDay <= 506);
};

/** Three decimals are enough, and short in the store. */
const rounded = (value: number): number => Math.round(value * 1000) / 1000;
