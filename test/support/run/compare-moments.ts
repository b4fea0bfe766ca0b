import { expect } from 'vitest';

const KINDS = [
  Temporal.Instant,
  Temporal.PlainDate,
  Temporal.PlainDateTime,
  Temporal.PlainTime,
  Temporal.PlainYearMonth,
  Temporal.ZonedDateTime,
  Temporal.Duration,
] as const;

// Compares moments and days by their values. Without this tester, `toMatchObject` finds any two of them equal, because
// their values are not properties.
expect.addEqualityTesters([
  (one: unknown, other: unknown): boolean | undefined => {
    const kind = KINDS.find((known) => one instanceof known);
    if (kind === undefined) return undefined;
    return other instanceof kind && String(one) === String(other);
  },
]);
