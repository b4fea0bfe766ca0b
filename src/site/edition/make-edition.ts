import type { Config } from '../../domain/config.ts';
import { defined } from '../../domain/defined.ts';
import { dueAt, type EditionCalendar } from '../../domain/edition/calendar.ts';
import { chooseStories, isNews, mostImportant, publishedIn } from '../../domain/edition/choose-stories.ts';
import { type DueEdition, dueEdition } from '../../domain/edition/due-edition.ts';
import {
  type Edition,
  type EditionStory,
  editionStories,
  STORIES_IN_EDITION,
  storiesOf,
} from '../../domain/edition/edition.ts';
import { makeEntry } from '../../domain/entry/make-entry.ts';
import { rankingContext } from '../../domain/ranking/ranking-context.ts';
import type { Language } from '../../domain/source/source.ts';
import type { Store } from '../../domain/store/contract.ts';
import type { Story, StoryId } from '../../domain/story/story.ts';
import { entryContext } from '../entry-context.ts';
import type { EditionShelf } from '../ports.ts';

type EditionParts = {
  readonly store: Pick<Store, 'each'>;
  readonly editions: EditionShelf;
  readonly config: Config;
};

type NewsWanted = Pick<DueEdition, 'since' | 'until'> & {
  readonly limit: number;
  /** Stories that are left out, because earlier editions have them. */
  readonly earlier?: ReadonlySet<StoryId>;
  readonly topic?: string;
  /** Selects only stories with an article in this language. Such an article leads the entry. */
  readonly language?: Language;
};

/** Number of stories in memory above which only the most important stories are kept. */
const STORIES_HELD = 1_000;

/**
 * Hours for which an edition without news waits, because polls after an outage may still bring news. The first edition
 * is never made without news.
 */
const WAITS_HOURS = 1;

/**
 * Resolves to at most `limit` announced stories that are news in a range (`isNews`), the lead story first. They are
 * ranked by their importance at the end of the range.
 */
export const readNews = async (
  store: Pick<Store, 'each'>,
  config: Config,
  wanted: NewsWanted,
): Promise<readonly EditionStory[]> => {
  const { topic, language, limit, until, earlier = new Set() } = wanted;
  const ranking = rankingContext(config);
  const labels = defined({ topic, language });
  let held: readonly Story[] = [];
  for await (const stories of store.each({ ...publishedIn(wanted), ...labels, announcedOnly: true })) {
    held = [...held, ...stories.filter((story) => isNews(story, wanted))];
    if (held.length > STORIES_HELD) held = mostImportant(held, ranking, until);
  }
  const context = { ...entryContext(config), ...defined({ language }) };
  return editionStories(
    chooseStories(held, ranking, { until, limit, earlier }).map(({ story, lead, more }) => ({
      entry: makeEntry(
        story,
        context,
        language === undefined || lead.language === language ? lead : undefined,
      ),
      more: more.map((one) => makeEntry(one, context)),
    })),
    language ?? config.page.language,
  );
};

/**
 * Makes and stores the edition that is due; resolves to undefined if no edition is due or the edition waits for news.
 * Rejects if the edition could not be stored.
 */
export const makeDueEdition = async (
  { store, editions, config }: EditionParts,
  now: Temporal.Instant,
  calendar: EditionCalendar,
): Promise<Edition | undefined> => {
  const dates = await editions.names();
  const last = dates.at(-1);
  const before = last === undefined ? undefined : await editions.read(last).catch(() => undefined);
  const date = last === undefined ? undefined : Temporal.PlainDate.from(last);
  const due = dueEdition(now, date && { date, ...defined({ until: before?.until }) }, calendar);
  if (due === undefined) return undefined;
  const earlier = await storiesSince(editions, dates, publishedIn(due).from);
  const stories = await readNews(store, config, { ...due, limit: STORIES_IN_EDITION, earlier });
  const waitsUntil = dueAt(due.date, calendar).add({ hours: WAITS_HOURS });
  const mayBeEmpty = last !== undefined && Temporal.Instant.compare(now, waitsUntil) >= 0;
  if (stories.length === 0 && !mayBeEmpty) return undefined;
  const id = `tag:${config.feed.authority}:edition-${due.date.toString()}`;
  const edition: Edition = { ...due, id, language: config.page.language, stories };
  await editions.keep(due.date.toString(), edition);
  return edition;
};

/** Resolves to the stories of all readable editions that end at or after a moment. */
const storiesSince = async (
  editions: EditionShelf,
  dates: readonly string[],
  moment: Temporal.Instant,
): Promise<ReadonlySet<StoryId>> => {
  const found = new Set<StoryId>();
  for (const date of dates.toReversed()) {
    const edition = await editions.read(date).catch(() => undefined);
    if (edition === undefined) continue;
    if (Temporal.Instant.compare(edition.until, moment) < 0) break;
    for (const story of storiesOf(edition)) found.add(story);
  }
  return found;
};
