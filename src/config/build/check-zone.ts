import { didYouMean } from '../../domain/did-you-mean.ts';

/** Names that people write for a time zone, and the zone that they mean. */
const MEANT: Readonly<Record<string, string>> = {
  jst: 'Asia/Tokyo',
  japan: 'Asia/Tokyo',
  tokyo: 'Asia/Tokyo',
};

/** The problem with the name of a time zone (IANA), or undefined. */
export const zoneProblem = (written: string): string | undefined => {
  if (isZone(written)) return undefined;
  const meant = MEANT[written.toLowerCase()] ?? didYouMean(written, Intl.supportedValuesOf('timeZone'));
  const what = `timezone: "${written}" is not the name of a time zone`;
  return meant === undefined
    ? `${what}; write one such as Asia/Tokyo, America/New_York or UTC`
    : `${what}; did you mean "${meant}"?`;
};

/** Making a formatter takes a quarter of a millisecond, and most sources have one zone. */
const known = new Map<string, boolean>();

const isZone = (name: string): boolean => {
  const answer = known.get(name) ?? isZoneToIntl(name);
  known.set(name, answer);
  return answer;
};

const isZoneToIntl = (name: string): boolean => {
  // An offset knows no summer time, and a short name such as CST or IST means several zones.
  if (name !== 'UTC' && !/^[A-Z]\w*\//i.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
};
