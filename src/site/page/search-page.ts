import type { Entry } from '../../domain/entry/entry.ts';
import type { Resource } from '../../serve/ports.ts';
import { makeEntries } from '../entries.ts';
import { entryContext } from '../entry-context.ts';
import type { SiteContext } from '../site-context.ts';
import type { SiteView } from '../views.ts';
import { htmlPage, pageBase } from './html-page.ts';
import { layout, type PageBase } from './layout.ts';
import { type Html, html } from './part/html.ts';
import { datedStoryItem } from './part/story-item.ts';

const SHOWN = 60;

/** Counting stops here: to count more would take longer than to find the best. */
const MOST_COUNTED = 1_000;

/** The page of a search; for a view without words, how to search. */
export const searchPage = async (view: SiteView, site: SiteContext): Promise<Resource> => {
  const { config, store, isWhole } = site;
  const { words = '', query } = view;
  const stories = words === '' ? [] : await store.stories({ ...query, order: 'best', limit: SHOWN });
  const page = htmlPage(
    renderSearch({
      ...pageBase(site, view),
      words,
      entries: makeEntries(stories, entryContext(config())),
      total: words === '' ? 0 : store.count(query, MOST_COUNTED),
      isWhole: isWhole(),
    }),
    site.reader,
  );
  return isWhole() ? page : { ...page, maxAgeSeconds: 0 };
};

type SearchPage = PageBase & {
  readonly words: string;
  /** The best first. */
  readonly entries: readonly Entry[];
  /** How many stories were found; counted no further than `MOST_COUNTED`. */
  readonly total: number;
  /** False while older stories are still being read into the index. */
  readonly isWhole: boolean;
};

const renderSearch = (found: SearchPage): string => {
  const { words, entries, reader } = found;
  return layout({
    ...found,
    title: words === '' ? 'Search' : `${words} · Search`,
    main: html`<header class="view"><h1>${words === '' ? 'Search' : html`Search: <q>${words}</q>`}</h1>
<p role="status">${words === '' ? HOW_TO : summary(found)}</p></header>
${entries.length === 0 ? undefined : html`<h2 class="unseen">Stories found</h2>`}
<div class="stories results">
${entries.map((entry) => datedStoryItem(entry, reader))}</div>`,
  });
};

const HOW_TO =
  'Enter words from headlines, names of companies, topics or outlets, or securities codes, in Japanese or English.';

const summary = ({ total, entries, isWhole }: SearchPage): Html => {
  const more = isWhole ? undefined : ' Older stories are still being indexed: search again in a few seconds.';
  if (total === 0) return html`No results. Try fewer words, or search in the other language.${more}`;
  const shown = entries.length < total ? `; the best ${entries.length} are shown` : '';
  const count = `${total.toLocaleString('en')}${total === MOST_COUNTED ? ' or more' : ''}`;
  return html`${count} ${total === 1 ? 'result' : 'results'}${shown}.${more}`;
};
