/** A day found in a text. The rest of the text may contain a time and a zone. */
type FoundDay = { readonly day: Temporal.PlainDate; readonly rest: string };

const MONTHS = 'jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec'.split('|');
const MONTH = `(${MONTHS.join('|')})[a-z]*\\.?`;

/** The year before the first year of an era. */
const ERAS: Readonly<Record<string, number>> = {
  令和: 2018,
  平成: 1988,
  昭和: 1925,
  大正: 1911,
  明治: 1867,
  r: 2018,
  h: 1988,
  s: 1925,
};

type Form = {
  readonly pattern: RegExp;
  /** Returns year, month and day from the groups of the pattern. */
  readonly read: (groups: readonly string[]) => readonly [number, number, number];
};

const number = (text: string | undefined): number => (text === '元' ? 1 : Number(text));

/** Reads a year. If it has fewer than four digits, 2000 is added below 50, and 1900 from 50 on (after RFC 2822 §4.3). */
const year = (text: string | undefined): number => {
  const value = number(text);
  return (text?.length ?? 0) > 3 ? value : value + (value < 50 ? 2000 : 1900);
};

/** Returns the number of a month from its English name or its digits; 0 for other text. */
export const month = (name: string | undefined): number =>
  /^\d/.test(name ?? '') ? Number(name) : MONTHS.indexOf((name ?? '').slice(0, 3).toLowerCase()) + 1;

const yearMonthDay: Form['read'] = ([y, m, d]) => [year(y), number(m), number(d)];

/** The first form that matches is used. */
const FORMS: readonly Form[] = [
  {
    // 2024年11月30日, 令和6年11月30日; not 2024年11月 15:00, which has no day
    pattern:
      /(令和|平成|昭和|大正|明治)?\s*(\d{1,4}|元)\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})(?!\d|\s*[:時])\s*日?/,
    read: ([era, y, m, d]) => [era ? (ERAS[era] ?? 0) + number(y) : year(y), number(m), number(d)],
  },
  {
    // R6.11.30
    pattern: /(?<![a-z])([rhs])\s?(\d{1,2}|元)[./-](\d{1,2})[./-](\d{1,2})(?!\d)/i,
    read: ([era, y, m, d]) => [(ERAS[(era ?? '').toLowerCase()] ?? 0) + number(y), number(m), number(d)],
  },
  // 2024-11-30, 2024/11/30, 2024.11.30
  { pattern: /(?<!\d)(\d{4})\s?[-/.]\s?(\d{1,2})\s?[-/.]\s?(\d{1,2})(?!\d)/, read: yearMonthDay },
  {
    // 30 Nov 2024, 30-Nov-24, 30 11月 2024; not 11月 2024, which has no day
    pattern: new RegExp(
      `(?<!\\d|\\d:)(\\d{1,2})(?:st|nd|rd|th)?(?:[\\s,-]*${MONTH}|[\\s,-]+(\\d{1,2})月)[\\s,-]*'?(\\d{4}|\\d{2})(?![\\d:])`,
      'i',
    ),
    read: ([d, name, m, y]) => [year(y), month(name ?? m), number(d)],
  },
  {
    // November 30, 2024
    pattern: new RegExp(`(?<![a-z])${MONTH}\\s*(\\d{1,2})(?:st|nd|rd|th)?\\s*,?\\s+(\\d{4})(?![\\d:])`, 'i'),
    read: ([name, d, y]) => [number(y), month(name), number(d)],
  },
  {
    // 2024 Nov 30, 2024-Nov-30
    pattern: new RegExp(`(?<!\\d)(\\d{4})[\\s,-]+${MONTH}[\\s,-]*(\\d{1,2})(?:st|nd|rd|th)?(?![\\d:])`, 'i'),
    read: ([y, name, d]) => [number(y), month(name), number(d)],
  },
  // 20241130, 20241130T150405
  { pattern: /(?<!\d)((?:19|20)\d{2})(\d{2})(\d{2})(?=\D|$|\d{4}(?:\d{2})?(?:\D|$))/, read: yearMonthDay },
  {
    // 11/30/2024; 30/11/2024 if the first number is above 12; 30.11.2024
    pattern: /(?<!\d)(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?!\d)/,
    read: ([a, sign, b, y]) =>
      number(a) > 12 || sign === '.' ? [number(y), number(b), number(a)] : [number(y), number(a), number(b)],
  },
  // 24/11/30
  { pattern: /(?<!\d)(\d{2})\/(\d{1,2})\/(\d{1,2})(?!\d)/, read: yearMonthDay },
  // 2024-11, 2024
  { pattern: /^(\d{4})-(\d{2})$/, read: ([y, m]) => [number(y), number(m), 1] },
  { pattern: /^((?:19|20)\d{2})年?$/, read: ([y]) => [number(y), 1, 1] },
];

/** Matches asctime and other forms in which the year follows the time: `Sat Nov 30 15:04:05 JST 2024`. */
const ASCTIME = new RegExp(
  `(?<![a-z])${MONTH}\\s+(\\d{1,2})\\s+(\\d{1,2}:\\d{2}(?::\\d{2})?)\\s+(.*?)\\s*(?<![\\d+-])(\\d{4})(?!\\d)`,
  'i',
);

/**
 * Finds a day in a text. A text that is only `2024`, `2024年` or `2024-11` means the first day of that year or month.
 * Undefined if the text has no date or the day does not exist.
 */
export const readDay = (text: string): FoundDay | undefined => {
  const asctime = ASCTIME.exec(text);
  if (asctime !== null) {
    const [whole, name, d, clock, zone, y] = asctime;
    return found(
      [number(y), month(name), number(d)],
      `${clock} ${zone} ${text.slice(asctime.index + whole.length)}`,
    );
  }
  for (const { pattern, read } of FORMS) {
    const match = pattern.exec(text);
    if (match === null) continue;
    const [whole, ...groups] = match;
    return found(
      read(groups),
      `${text.slice(0, match.index)} ${text.slice(match.index + whole.length)}`.trim(),
    );
  }
  return undefined;
};

const found = ([year, month, day]: readonly [number, number, number], rest: string): FoundDay | undefined => {
  try {
    return { day: Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' }), rest };
  } catch {
    // A day that does not exist, such as 31 November, is not corrected.
    return undefined;
  }
};
