import type { Entry } from '../../domain/entry/entry.ts';
import { entryContext, makeEntries } from '../entries.ts';
import type { SiteRoom } from './site-parts.ts';
import type { SiteView } from './views.ts';

/** A feed would rather come late than without older stories: its reader asks again in an hour. */
const PATIENCE_MS = 60_000;

/** The newest entries of a view, as many as `feed.entries` says; those of a silent backlog are not among them. */
export const entriesOf = async (
  view: SiteView,
  { config, store, search }: SiteRoom,
): Promise<readonly Entry[]> => {
  const current = config();
  const limit = current.feed.entries;
  const stories =
    view.words === undefined
      ? await store.stories({ ...view.query, announcedOnly: true, limit })
      : (await search.find({ words: view.words, order: 'newest', announcedOnly: true, limit }, PATIENCE_MS))
          .stories;
  return makeEntries(stories, entryContext(current), view.language);
};
