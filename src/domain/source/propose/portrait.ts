import { defined } from '../../defined.ts';
import type { RawFeed } from '../../item/raw-item.ts';
import { type FeedLanguage, languageOfTexts } from './language-of-texts.ts';

/** A description of a feed, for an editor who decides whether to add it. */
export type Portrait = {
  readonly format: RawFeed['format'];
  readonly charset: string;
  readonly title?: string;
  readonly items: number;
  readonly newestAt?: Temporal.Instant;
  /** Items per day over the time that the document covers; absent if too few items have dates. */
  readonly itemsADay?: number;
  /** The language of the items. */
  readonly language: FeedLanguage;
};

type Dated = {
  readonly title?: string;
  readonly published?: Temporal.Instant;
  readonly updated?: Temporal.Instant;
};

/** Minimum number of dates from which items per day are computed. */
const MIN_DATES = 3;

const DAY_MS = 86_400_000;

/** Describes a feed document by its own statements and its items. */
export const portrayFeed = (feed: RawFeed, items: readonly Dated[], now: Temporal.Instant): Portrait => {
  const dates = items
    .flatMap(({ published, updated }) => published ?? updated ?? [])
    .map((moment) => moment.epochMilliseconds)
    .filter((ms) => ms <= now.epochMilliseconds + DAY_MS)
    .toSorted((a, b) => a - b);
  const [oldest, newest] = [dates[0], dates.at(-1)];
  const isRhythm =
    dates.length >= MIN_DATES && oldest !== undefined && newest !== undefined && newest > oldest;
  return {
    format: feed.format,
    charset: feed.charset,
    ...defined({ title: feed.title }),
    items: items.length,
    ...defined({
      newestAt: newest === undefined ? undefined : Temporal.Instant.fromEpochMilliseconds(newest),
    }),
    ...(isRhythm ? { itemsADay: ((dates.length - 1) * DAY_MS) / (newest - oldest) } : {}),
    language: languageOfTexts(
      items.flatMap(({ title }) => title ?? []),
      feed.title,
      feed.language,
    ),
  };
};
