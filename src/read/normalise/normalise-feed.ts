import { defined } from '../../domain/defined.ts';
import type { RawFeed } from '../../domain/item/raw-item.ts';
import { chooseLink, linksOf } from './choose-link.ts';
import type { Surroundings } from './make-raw-item.ts';
import { firstDate, positive, type ReadFeed, texts, unique } from './read-canonical.ts';

export const normaliseFeed = (
  feed: ReadFeed,
  format: RawFeed['format'],
  charset: string,
  { url, zone }: Surroundings,
): RawFeed => {
  const links = feed.links ?? [];
  return defined({
    title: feed.title,
    link: chooseLink(links, url),
    language: feed.language,
    updated: firstDate(feed.updated, zone),
    selfUrl: linksOf(links, 'self', url)[0],
    hubUrls: unique(linksOf(links, 'hub', url)),
    ttlMinutes: positive(feed.ttl),
    skipHours: texts(feed.hours)
      .map(Number)
      .filter((hour) => Number.isInteger(hour) && hour >= 0 && hour <= 24)
      // RSS 0.91 counts hours from 1 to 24.
      .map((hour) => hour % 24),
    skipDays: texts(feed.days),
    updatePeriodMinutes: updatePeriod(feed),
    format,
    charset,
  });
};

const PERIOD_MINUTES: ReadonlyMap<string, number> = new Map(
  Object.entries({ hourly: 60, daily: 1440, weekly: 10_080, monthly: 43_200, yearly: 525_600 }),
);

/**
 * Returns sy:updatePeriod (by default daily) divided by sy:updateFrequency (by default 1), in minutes; undefined
 * for an unknown period, and if neither a period nor a valid frequency is given.
 */
const updatePeriod = (feed: ReadFeed): number | undefined => {
  const period = texts(feed.period)[0]?.toLowerCase();
  const frequency = positive(texts(feed.frequency)[0]);
  if (period === undefined && frequency === undefined) return undefined;
  const minutes = PERIOD_MINUTES.get(period ?? 'daily');
  return minutes === undefined ? undefined : minutes / (frequency ?? 1);
};
