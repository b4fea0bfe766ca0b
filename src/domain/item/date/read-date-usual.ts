const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const RFC_822 =
  /^(?:[A-Z][a-z]{2}, )?(\d{2}) ([A-Z][a-z]{2}) (\d{4}) (\d{2}:\d{2}:\d{2}) (?:GMT|([+-]\d{2})(\d{2}))$/;
const RFC_3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})$/;

/** Reads only the two forms that the specifications require, which is fast; undefined for any other text. */
export const readUsualDate = (text: string): Temporal.Instant | undefined => {
  if (RFC_3339.test(text)) return instantOf(text);
  const [, day, name, year, clock, hours, minutes] = RFC_822.exec(text) ?? [];
  const month = MONTHS.indexOf(name ?? '') + 1;
  if (month === 0) return undefined;
  const offset = hours === undefined ? 'Z' : `${hours}:${minutes}`;
  return instantOf(`${year}-${String(month).padStart(2, '0')}-${day}T${clock}${offset}`);
};

const instantOf = (text: string): Temporal.Instant | undefined => {
  try {
    // Milliseconds are enough, and finer parts would be lost between threads.
    return Temporal.Instant.from(text).round({ smallestUnit: 'millisecond', roundingMode: 'floor' });
  } catch {
    // `readDate` handles 24:00 and the like.
    return undefined;
  }
};
