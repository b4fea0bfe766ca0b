import type { FeedSettings } from '../../domain/config.ts';
import type { Entry } from '../../domain/entry/entry.ts';
import type { FeedView } from '../feed/feed-view.ts';
import { basePath, layout } from './layout.ts';
import { type Html, html } from './part/html.ts';
import { datedStoryItem } from './part/story-item.ts';

export type SearchPage = {
  readonly settings: FeedSettings;
  /** The search's own, with its feeds; the merged feed's where nothing was asked. */
  readonly view: FeedView;
  readonly words: string;
  /** The best first. */
  readonly entries: readonly Entry[];
  /** How many stories were found; counted no further than `most`. */
  readonly total: number;
  readonly most: number;
  /** False while older stories are still being read into the index. */
  readonly isWhole: boolean;
};

/** The page at `/search`: what was found, or how to find something. */
export const renderSearch = (found: SearchPage): string => {
  const { settings, view, words, entries } = found;
  const base = basePath(settings);
  return layout({
    settings,
    view,
    words,
    title: words === '' ? 'Search' : `${words} · Search`,
    main: html`<header class="view"><h1>${words === '' ? 'Search' : html`Search: <q>${words}</q>`}</h1>
<p role="status">${words === '' ? HOW_TO : summary(found)}</p></header>
${entries.length === 0 ? undefined : html`<h2 class="unseen">Stories found</h2>`}
<div class="stories results">
${entries.map((entry) => datedStoryItem(entry, base))}</div>`,
  });
};

const HOW_TO =
  'Write words of headlines, names of companies, topics or outlets, or securities codes, in Japanese or in English.';

const summary = ({ total, most, entries, isWhole }: SearchPage): Html => {
  const more = isWhole
    ? undefined
    : ' Older stories are still being read: ask again in a few seconds for all of them.';
  if (total === 0)
    return html`No story has all of these words. Try fewer, or those of the other language.${more}`;
  const shown = entries.length < total ? `; the best ${entries.length} are shown` : '';
  const count = `${total.toLocaleString('en')}${total === most ? ' or more' : ''}`;
  return html`${count} ${total === 1 ? 'story has' : 'stories have'} all of these words${shown}.${more}`;
};
