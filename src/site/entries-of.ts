import type { Entry } from '../domain/entry/entry.ts';
import { entryContext, makeEntries } from './entries.ts';
import type { SiteRoom } from './site-parts.ts';
import type { SiteView } from './views.ts';

/** The entries of a view that were announced last, as many as `feed.entries` says; those of a silent backlog are not among them. */
export const entriesOf = async (view: SiteView, { config, store }: SiteRoom): Promise<readonly Entry[]> => {
  const current = config();
  const limit = current.feed.entries;
  const stories = await store.stories({ ...view.query, announcedOnly: true, order: 'announced', limit });
  return makeEntries(stories, entryContext(current), view.language);
};
