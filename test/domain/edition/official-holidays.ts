/**
 * The national holidays of Japan as the Cabinet Office lists them (syukujitsu.csv): the citizens' holiday of 22 September
 * 2026, and the substitutes of 6 May 2026 and 22 March 2027 are among them.
 */
export const OFFICIAL_HOLIDAYS: Readonly<Record<2026 | 2027, readonly string[]>> = {
  2026: [
    '2026-01-01',
    '2026-01-12',
    '2026-02-11',
    '2026-02-23',
    '2026-03-20',
    '2026-04-29',
    '2026-05-03',
    '2026-05-04',
    '2026-05-05',
    '2026-05-06',
    '2026-07-20',
    '2026-08-11',
    '2026-09-21',
    '2026-09-22',
    '2026-09-23',
    '2026-10-12',
    '2026-11-03',
    '2026-11-23',
  ],
  2027: [
    '2027-01-01',
    '2027-01-11',
    '2027-02-11',
    '2027-02-23',
    '2027-03-21',
    '2027-03-22',
    '2027-04-29',
    '2027-05-03',
    '2027-05-04',
    '2027-05-05',
    '2027-07-19',
    '2027-08-11',
    '2027-09-20',
    '2027-09-23',
    '2027-10-11',
    '2027-11-03',
    '2027-11-23',
  ],
};

const ALL: ReadonlySet<string> = new Set(Object.values(OFFICIAL_HOLIDAYS).flat());

export const isOfficialHoliday = (day: Temporal.PlainDate): boolean => ALL.has(day.toString());
