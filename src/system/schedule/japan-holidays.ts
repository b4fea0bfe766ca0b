import holidays from 'japanese-holidays';

/** Returns whether a day is a national holiday of Japan, for any year, including substitute and citizens' holidays. */
export const isJapaneseHoliday = (day: Temporal.PlainDate): boolean =>
  holidaysOf(day.year).has(`${day.month}-${day.day}`);

const known = new Map<number, ReadonlySet<string>>();

const holidaysOf = (year: number): ReadonlySet<string> => {
  const days =
    known.get(year) ??
    new Set(holidays.getHolidaysOf(year, true).map(({ month, date }) => `${month}-${date}`));
  known.set(year, days);
  return days;
};
