import type { Entry } from '../../domain/entry/entry.ts';
import { makeEntries } from '../entries.ts';
import { contextOf, type SiteParts } from './site-parts.ts';
import type { SiteView } from './views.ts';

/** The newest entries of a view, as many as `feed.entries` says; those of a silent backlog are not among them. */
export const entriesOf = async (view: SiteView, { config, store }: SiteParts): Promise<readonly Entry[]> => {
  const current = config();
  const stories = await store.stories({ ...view.query, announcedOnly: true, limit: current.feed.entries });
  return makeEntries(stories, contextOf(current), view.language);
};
