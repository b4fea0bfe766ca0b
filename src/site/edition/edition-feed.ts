import type { Config, FeedSettings } from '../../domain/config.ts';
import type { Edition } from '../../domain/edition/edition.ts';
import { EDITION_WORDS, editionName, noNews } from '../../domain/edition/edition-text.ts';
import type { Entry } from '../../domain/entry/entry.ts';
import type { OutletId } from '../../domain/source/outlet.ts';
import type { StoryId } from '../../domain/story/story.ts';
import type { Resource } from '../../serve/ports.ts';
import { feedAnswer } from '../feed/feed-resource.ts';
import { type FeedView, isFeedFormat } from '../feed/feed-view.ts';
import type { Shelf } from '../ports.ts';
import type { SiteContext } from '../site-context.ts';
import { editionHtml } from './edition-html.ts';

const EDITIONS_SHOWN = 30;

export const editionView = ({ feed }: Pick<Config, 'feed'>): FeedView => ({
  path: '/edition',
  pagePath: '/edition',
  title: `${EDITION_WORDS.en.name} · ${feed.title}`,
  description: 'The most important stories since the previous edition',
});

export const editionPath = (date: string): string => `/edition/${date}`;

/**
 * Resolves to the newest editions as a feed in a format (`rss`, `atom`, `json`), with an entry for each edition;
 * undefined for any other format.
 */
export const editionFeed = async (
  { config, editions }: SiteContext,
  { format }: { readonly format: string },
): Promise<Resource | undefined> => {
  if (!isFeedFormat(format)) return undefined;
  const { feed } = config();
  const entries = (await newestEditions(editions)).map((edition) => entryOf(edition, feed));
  return feedAnswer(format, editionView(config()), entries, feed);
};

/** Resolves to at most `EDITIONS_SHOWN` editions, the newest first, without those that cannot be read. */
const newestEditions = async (editions: Shelf<Edition>): Promise<readonly Edition[]> => {
  const dates = (await editions.names()).toReversed().slice(0, EDITIONS_SHOWN);
  const found = await Promise.all(dates.map((date) => editions.read(date).catch(() => undefined)));
  return found.filter((edition) => edition !== undefined);
};

const entryOf = (edition: Edition, settings: FeedSettings): Entry => {
  const { id, date, until, language, stories } = edition;
  const [lead] = stories;
  const name = editionName(edition);
  return {
    id,
    // A feed uses the story only for an entry without a safe id or link; an edition has both.
    story: date.toString() as StoryId,
    title: lead === undefined ? name : `${name}: ${lead.title}`,
    link: `${settings.url}${editionPath(date.toString())}`,
    language,
    outlet: { id: 'edition' as OutletId, name: settings.title, home: settings.url, isListed: false },
    summary: lead === undefined ? noNews(edition) : stories.map(({ title }) => title).join('\n'),
    contentHtml: editionHtml(edition).text,
    published: until,
    reportedAt: until,
    updated: until,
    tags: [],
    alsoReportedBy: [],
    related: [],
  };
};
