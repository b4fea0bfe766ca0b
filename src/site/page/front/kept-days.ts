import { bounded } from '../../../domain/bounded.ts';
import { onceFor } from '../../../domain/once-for.ts';
import type { Story } from '../../../domain/story/story.ts';
import type { Resource } from '../../../serve/ports.ts';
import type { Reader } from '../../language/reader.ts';

/** Maximum number of pages of days that are kept for a reader: a month. */
const DAYS_KEPT = 31;

type KeptDay = {
  /** The stories that the page was made of; they are not kept in memory for it. */
  readonly stories: WeakSet<Story>;
  readonly count: number;
  /** The addresses of the days beside it. */
  readonly beside: string;
  readonly page: Resource;
};

const keptFor = onceFor((_: Reader) => bounded<string, KeptDay>(DAYS_KEPT));

type DayParts = { readonly stories: readonly Story[]; readonly beside: string };

/**
 * The page of a day whose ranking is fixed: made again only where a story of the day or a day beside it has changed. The
 * reader is another one after each change of the config.
 */
export const keepDay = (
  day: string,
  reader: Reader,
  { stories, beside }: DayParts,
  make: () => Resource,
): Resource => {
  const kept = keptFor(reader);
  const known = kept.get(day);
  const isSame =
    known?.beside === beside &&
    known.count === stories.length &&
    stories.every((story) => known.stories.has(story));
  if (known !== undefined && isSame) return known.page;
  const page = make();
  kept.set(day, { stories: new WeakSet(stories), count: stories.length, beside, page });
  return page;
};
