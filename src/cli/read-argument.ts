import { InvalidArgumentError } from 'commander';
import { isHost } from '../domain/web-address.ts';
import type { Since } from './command/digest.ts';

// Each exported function reads an argument. If it is invalid, the function throws an error that says what to write.

export const readDay = (text: string): Temporal.PlainDate => {
  try {
    const day = Temporal.PlainDate.from(text);
    if (day.toString() === text) return day;
  } catch {}
  throw new InvalidArgumentError('Write an existing day in the form 2026-11-24.');
};

/** Maximum of a count of days or stories: a century of days, which date arithmetic can handle. */
const MOST_DAYS = 36_600;

/** Reads a whole number from 1 to `MOST_DAYS`. */
export const readCount = (text: string): number => {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1 || count > MOST_DAYS) {
    throw new InvalidArgumentError(`Write a whole number from 1 to ${MOST_DAYS}.`);
  }
  return count;
};

/**
 * Reads a host name or an address to listen on. An empty text is refused, because Node would listen on every address.
 */
export const readHost = (text: string): string => {
  if (!isHost(text)) {
    throw new InvalidArgumentError(
      'Write a host name or an address, such as 127.0.0.1 or ::1; a port belongs in --port.',
    );
  }
  return text;
};

const MOST_PORT = 65_535;

/** Reads a port; 0 means any free port. */
export const readPort = (text: string): number => {
  const port = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!(port <= MOST_PORT)) throw new InvalidArgumentError(`Write a whole number from 0 to ${MOST_PORT}.`);
  return port;
};

const AGO = /^(\d{1,5})([mhd])$/;

const WITHOUT_ZONE = /^[\d-]+(?:[T ][\d:.]+)?$/i;

const MINUTES: Readonly<Record<string, number>> = { m: 1, h: 60, d: 24 * 60 };

/** Reads a length of time before now, such as `24h`, or a time. A time without a zone is in Japanese time. */
export const readSince = (text: string): Since => {
  const moment = sinceMoment(text);
  if (Temporal.Instant.compare(moment, Temporal.Now.instant()) > 0)
    throw new InvalidArgumentError('Write a time that has passed, or a duration before now, such as 24h.');
  return { written: text, moment };
};

const sinceMoment = (text: string): Temporal.Instant => {
  const [, count, unit = ''] = AGO.exec(text) ?? [];
  try {
    if (count === undefined) return momentOf(text);
    const minutes = Number(count) * (MINUTES[unit] ?? Number.NaN);
    return Temporal.Now.instant().subtract({ minutes });
  } catch {
    throw new InvalidArgumentError(
      'Write a duration before now, such as 24h, 90m or 3d, or a time in Japan, such as 2026-11-24 or 2026-11-24T07:00; 2026-11-24T07:00Z is in UTC.',
    );
  }
};

const momentOf = (text: string): Temporal.Instant => {
  if (WITHOUT_ZONE.test(text))
    return Temporal.PlainDateTime.from(text).toZonedDateTime('Asia/Tokyo').toInstant();
  // `Instant.from` needs an offset, which a time with a named zone may lack.
  return text.includes('[') ? Temporal.ZonedDateTime.from(text).toInstant() : Temporal.Instant.from(text);
};
