import { defined } from '../../defined.ts';
import type { RawFeed } from '../../item/raw-item.ts';
import { type FeedLanguage, languageOfTexts } from './language-of-texts.ts';

/** What a feed looks like to somebody who wonders whether to read it. */
export type Portrait = {
  readonly format: RawFeed['format'];
  readonly charset: string;
  readonly title?: string;
  readonly items: number;
  readonly newestAt?: Temporal.Instant;
  /** Of the span that the document covers; absent where its items do not say when they are of. */
  readonly itemsADay?: number;
  /** A language that Kawaraban reads, or the tag of another. */
  readonly language: FeedLanguage;
};

type Dated = {
  readonly title?: string;
  readonly published?: Temporal.Instant;
  readonly updated?: Temporal.Instant;
};

/** Fewer dates than this show no rhythm. */
const MIN_DATES = 3;

const DAY_MS = 86_400_000;

/** Describes a feed document by what it says and what its items are. */
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
