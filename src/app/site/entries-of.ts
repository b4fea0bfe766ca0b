import type { Entry } from '../../domain/entry/entry.ts';
import { DATED_BEFORE, latestAnnounced } from '../../domain/story/latest-announced.ts';
import type { Story } from '../../domain/story/story.ts';
import type { Store } from '../../pipeline/ports.ts';
import { entryContext, makeEntries } from '../entries.ts';
import type { SiteRoom } from './site-parts.ts';
import type { SiteView } from './views.ts';

/** A feed would rather come late than without older stories: its reader asks again in an hour. */
export const FEED_PATIENCE_MS = 60_000;

/** The entries of a view that were announced last, as many as `feed.entries` says; those of a silent backlog are not among them. */
export const entriesOf = async (
  view: SiteView,
  { config, store, search }: SiteRoom,
): Promise<readonly Entry[]> => {
  const current = config();
  const limit = current.feed.entries;
  const stories =
    view.words === undefined
      ? await latestOf(view.query, limit, store)
      : (
          await search.find(
            { words: view.words, order: 'newest', announcedOnly: true, limit },
            FEED_PATIENCE_MS,
          )
        ).stories;
  return makeEntries(stories, entryContext(current), view.language);
};

/** What was announced last is dated at most a day before what is newest by its date. */
const latestOf = async (
  query: SiteView['query'],
  limit: number,
  store: Pick<Store, 'stories'>,
): Promise<readonly Story[]> => {
  const newest = await store.stories({ ...query, announcedOnly: true, limit });
  const oldest = newest.at(-1);
  if (oldest === undefined || newest.length < limit) return newest;
  const late = await store.stories({
    ...query,
    from: oldest.published.subtract(DATED_BEFORE),
    until: oldest.published,
    announcedOnly: true,
    limit: Number.MAX_SAFE_INTEGER,
  });
  return latestAnnounced([...newest, ...late], limit);
};
