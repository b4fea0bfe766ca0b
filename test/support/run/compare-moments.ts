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

// Compares moments and days by what they are: without this, `toMatchObject` takes any two for equal, since their values
// are no properties of theirs.
expect.addEqualityTesters([
  (one: unknown, other: unknown): boolean | undefined => {
    const kind = KINDS.find((known) => one instanceof known);
    if (kind === undefined) return undefined;
    return other instanceof kind && String(one) === String(other);
  },
]);
