import type { Bulletin } from '../read/event/bulletin.ts';
import { HOUR_MS, type Profile } from '../read/profile.ts';
import { relate } from './compare-facts.ts';

/** Maximum number of minutes between the moments in two reports of one earthquake. */
const ONE_QUAKE_MINUTES = 10;
/**
 * Maximum number of minutes between the moments in two reports of one bulletin that is not about an earthquake or a
 * typhoon.
 */
const ONE_LIST_MINUTES = 20;

/** Time in milliseconds after which a typhoon's course is a new forecast. */
const COURSE_LASTS_MS = 8 * HOUR_MS;

/**
 * True if two bulletins of one kind with different titles are about different times, earthquakes or places, or if only
 * one lifts a warning.
 */
export const areOtherBulletins = (a: Profile, b: Profile): boolean => {
  const [x, y] = [a.bulletin, b.bulletin];
  if (x === undefined || y === undefined || x.subject !== y.subject || a.title === b.title) return false;
  if (x.subject === 'typhoon') return Math.abs(a.publishedMs - b.publishedMs) >= COURSE_LASTS_MS;
  if (areMomentsApart(x, y)) return true;
  switch (x.subject) {
    case 'quake':
      return (
        (x.intensity !== undefined && y.intensity !== undefined && x.intensity !== y.intensity) ||
        (x.isFixedForm && y.isFixedForm && a.publisher === b.publisher)
      );
    case 'warning':
      return x.isLifted !== y.isLifted || arePlacesApart(a, b, x, y);
    case 'heat':
      return arePlacesApart(a, b, x, y);
    case 'other':
      return false;
  }
};

const areMomentsApart = ({ subject, moment: x }: Bulletin, { moment: y }: Bulletin): boolean => {
  if (x === undefined || y === undefined) return false;
  if (x.day !== undefined && y.day !== undefined && x.day !== y.day) return true;
  const limit = subject === 'quake' ? ONE_QUAKE_MINUTES : ONE_LIST_MINUTES;
  return Math.abs(x.minute - y.minute) > limit;
};

const arePlacesApart = (a: Profile, b: Profile, x: Bulletin, y: Bulletin): boolean =>
  relate(a.places, b.places).disjoint || relate(x.towns, y.towns).disjoint;
