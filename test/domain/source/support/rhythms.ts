import { randomFrom } from './random.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** A day as the people of an outlet live it, in JST. */
type Workday = {
  /** Midnight in JST, in milliseconds. */
  readonly startMs: number;
  /** 1 is Monday. */
  readonly weekday: number;
  /** Golden Week or New Year, when Japan's offices and papers rest. */
  readonly isHoliday: boolean;
  readonly random: () => number;
};

/** How an outlet publishes: the moments of one day, in milliseconds, in any order. */
export type PublishingRhythm = {
  readonly name: string;
  /** In words, for the table. */
  readonly habit: string;
  readonly ofDay: (day: Workday) => readonly number[];
};

export const RHYTHMS: readonly PublishingRhythm[] = [
  {
    name: 'wire service',
    habit: '10 items an hour from 7 to 23, 1 by night; less than half on weekends and holidays',
    ofDay: (day) => byTheHour(day, (hour) => (isAwake(hour) ? 10 : 1) * (isOff(day) ? 0.4 : 1)),
  },
  {
    name: 'business site',
    habit: '3 items an hour from 6 to 22 on working days, 1 on others, none by night',
    ofDay: (day) => byTheHour(day, (hour) => (hour >= 6 && hour < 22 ? (isOff(day) ? 1 : 3) : 0)),
  },
  {
    name: 'overseas site',
    habit: '1 to 2 items an hour, most of them from 21 to 9 JST, half on weekends',
    ofDay: (day) => byTheHour(day, (hour) => (hour >= 21 || hour < 9 ? 2 : 1) * (day.weekday > 5 ? 0.5 : 1)),
  },
  {
    name: 'daily paper',
    habit: 'an edition of 25 at 5:00, none on Sundays and at New Year',
    ofDay: (day) => (day.weekday === 7 || isNewYear(day) ? [] : batch(day, 5 * HOUR, 10 * MINUTE, 25)),
  },
  {
    name: 'market data',
    habit: '9:00, 11:30 and 15:30 on working days',
    ofDay: (day) =>
      isOff(day) ? [] : [9, 11.5, 15.5].flatMap((hour) => batch(day, hour * HOUR, 5 * MINUTE, 1)),
  },
  {
    name: 'ministry',
    habit: 'some 5 releases on the half hours from 10 to 17 on working days',
    ofDay: (day) =>
      isOff(day)
        ? []
        : Array.from({ length: 15 }, (_, slot) => slot)
            .filter(() => day.random() < 1 / 3)
            .flatMap((slot) => batch(day, (10 + slot / 2) * HOUR, 2 * MINUTE, 1)),
  },
  {
    name: 'trade journal',
    habit: '1 item an hour from 10 to 18 on working days',
    ofDay: (day) => byTheHour(day, (hour) => (!isOff(day) && hour >= 10 && hour < 18 ? 1 : 0)),
  },
  {
    name: 'weekly magazine',
    habit: 'an issue of 8 on Mondays at 10:00, none in Golden Week and at New Year',
    ofDay: (day) => (day.weekday === 1 && !day.isHoliday ? batch(day, 10 * HOUR, 30 * MINUTE, 8) : []),
  },
  {
    name: 'irregular blog',
    habit: 'an item every third day, by chance',
    ofDay: (day) => byTheHour(day, (hour) => (hour >= 8 ? 1 / 48 : 0)),
  },
  {
    name: 'monthly blog',
    habit: 'an item a month, between the 8th and the 14th',
    ofDay: (day) => {
      const { day: date, month } = jstDate(day.startMs);
      const chosen = 8 + Math.floor(randomFrom(month * 7919)() * 7);
      return date === chosen ? batch(day, 13 * HOUR, 4 * HOUR, 1) : [];
    },
  },
];

/** All moments from one moment to another, oldest first. */
export const momentsOf = (
  rhythm: PublishingRhythm,
  fromMs: number,
  toMs: number,
  seed: number,
): readonly number[] => {
  const random = randomFrom(seed);
  const moments: number[] = [];
  // Midnight in JST is 15:00 UTC.
  for (let startMs = Math.floor((fromMs + 9 * HOUR) / DAY) * DAY - 9 * HOUR; startMs < toMs; startMs += DAY) {
    const { month, day, dayOfWeek } = jstDate(startMs);
    const date = month * 100 + day;
    const isHoliday = date >= 1229 || date <= 103 || date === 429 || (date >= 503 && date <= 506);
    moments.push(...rhythm.ofDay({ startMs, weekday: dayOfWeek, isHoliday, random }));
  }
  return moments.filter((at) => at >= fromMs && at < toMs).toSorted((a, b) => a - b);
};

const jstDate = (ms: number) => Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO('Asia/Tokyo');

const isAwake = (hour: number): boolean => hour >= 7 && hour < 23;

const isOff = ({ weekday, isHoliday }: Workday): boolean => weekday > 5 || isHoliday;

const isNewYear = ({ startMs }: Workday): boolean => {
  const { month, day } = jstDate(startMs);
  return month === 1 && day === 2;
};

/** Items at random times, with an average number per hour. */
const byTheHour = ({ startMs, random }: Workday, itemsIn: (hour: number) => number): readonly number[] => {
  const moments: number[] = [];
  for (let hour = 0; hour < 24; hour += 1) {
    const perHour = itemsIn(hour);
    if (perHour <= 0) continue;
    const gap = () => -Math.log(1 - random()) / perHour;
    for (let at = gap(); at < 1; at += gap()) moments.push(startMs + (hour + at) * HOUR);
  }
  return moments;
};

/** A number of items at nearly the same time of day. */
const batch = (
  { startMs, random }: Workday,
  at: number,
  spread: number,
  count: number,
): readonly number[] => {
  const began = startMs + at + (random() - 0.5) * spread;
  return Array.from({ length: count }, () => began + random() * MINUTE);
};
