import type { Entry } from '../../domain/entry/entry.ts';
import { type EntryContext, nameOutlet } from '../../domain/entry/make-entry.ts';
import type { OutletId } from '../../domain/source/outlet.ts';
import type { Language } from '../../domain/source/source.ts';
import type { Resource } from '../../serve/ports.ts';
import { makeEntries } from '../entries.ts';
import { entryContext } from '../entry-context.ts';
import { outletIn, type Reader } from '../language/reader.ts';
import { searchPath } from '../search/search-view.ts';
import { MOST_COUNTED, type Suggestions, suggestSearches } from '../search/suggest-searches.ts';
import { type FoundBy, whyFound } from '../search/why-found.ts';
import type { SiteContext } from '../site-context.ts';
import type { SiteView } from '../views.ts';
import { htmlPage, pageBase } from './html-page.ts';
import { layout } from './layout.ts';
import { searchFilters } from './part/filters.ts';
import { marked } from './part/headline.ts';
import { type Html, html, joined } from './part/html.ts';
import { prose } from './part/prose.ts';
import { foundStoryItem, shownSummary, tagName, tagPath, target } from './part/story-item.ts';

const SHOWN = 60;

/** Resolves to the page of a search. If the address has neither words nor filters, the page explains the search. */
export const searchPage = async (view: SiteView, site: SiteContext): Promise<Resource> => {
  const shown = await readSearch(view, site);
  const page = htmlPage(renderSearch(shown), site.reader);
  return shown.isWhole ? page : { ...page, maxAgeSeconds: 0 };
};

const readSearch = async (view: SiteView, site: SiteContext) => {
  const { config, store, isWhole } = site;
  const { words = '', filters = {}, query } = view;
  const { topics, outlets } = config();
  const isAsked = words !== '' || Object.keys(filters).length > 0;
  const order = query.words === undefined ? 'newest' : 'best';
  const stories = isAsked ? await store.stories({ ...query, order, limit: SHOWN }) : [];
  const context = entryContext(config());
  const total = isAsked ? await store.count(query, MOST_COUNTED) : 0;
  return {
    ...pageBase(site, view),
    words,
    /** False if the address has neither words nor filters. */
    isAsked,
    filters: { chosen: filters, topics, outlets },
    results: stories.flatMap((story) =>
      makeEntries([story], context, view.feed.language).map((entry) => {
        const shown = { ...entry, summary: shownSummary(entry) };
        return { entry, found: whyFound(story, shown, query.words ?? []) };
      }),
    ),
    outlets: context.outlets,
    total,
    suggestions: isAsked && total === 0 ? await suggestSearches(view, site) : NO_SUGGESTIONS,
    isWhole: isWhole(),
  };
};

const NO_SUGGESTIONS: Suggestions = { meant: [], parts: [], unfiltered: [] };

type SearchPage = Awaited<ReturnType<typeof readSearch>>;

const renderSearch = (page: SearchPage): string => {
  const { words, results, filters, outlets, isAsked, isStatic = false, reader } = page;
  const { say, sayHtml } = reader;
  const title = say('search.search');
  const how = say('search.how');
  return layout({
    ...page,
    title: words === '' ? title : `${words} · ${title}`,
    main: html`<header class="view"><h1>${words === '' ? title : sayHtml('search.for', { words: html`<q>${words}</q>` })}</h1>
<p role="status">${isAsked ? summary(page) : how}</p>
${suggested(page)}${isAsked && results.length === 0 ? html`<p>${how}</p>` : undefined}</header>
${isStatic ? undefined : searchFilters(filters, searchPath(words, {}), reader)}${results.length === 0 ? undefined : html`<h2 class="unseen">${say('search.found')}</h2>`}
<div class="stories results">
${results.map(({ entry, found }) =>
  foundStoryItem(entry, reader, { ...found, reasons: foundBy(found.by, entry, outlets, reader) }),
)}</div>`,
  });
};

const suggested = ({ suggestions, reader: { say, sayHtml, link, number } }: SearchPage): Html =>
  html`${(['meant', 'unfiltered', 'parts'] as const).map((kind) => {
    const searches = suggestions[kind].map(
      ({ words, path, count }) => html`<a href="${link(path)}">${words}</a> (${number(count)})`,
    );
    return searches.length === 0
      ? undefined
      : html`<p class="meant">${sayHtml(`search.${kind}`, { searches: joined(searches, say('list.comma')) })}</p>
`;
  })}`;

const summary = (page: SearchPage): string => {
  const { words, total: count, results, isWhole, reader } = page;
  const { say, space } = reader;
  const { from = '', to } = page.filters.chosen;
  const shown = results.length;
  const total =
    count === MOST_COUNTED ? say('search.resultsAtLeast', { count }) : say('search.results', { count });
  const order = words === '' ? 'newestShown' : 'bestShown';
  const nothing = to !== undefined && from > to ? say('search.noDays') : say('search.nothing');
  const found = count === 0 ? nothing : total;
  return [
    shown < count ? say(`search.${order}`, { total, shown }) : found,
    ...(isWhole ? [] : [say('search.indexing')]),
  ].join(space);
};

type Outlets = EntryContext['outlets'];

const foundBy = (
  reasons: readonly FoundBy[],
  { tags, language }: Pick<Entry, 'tags' | 'language'>,
  outlets: Outlets,
  reader: Reader,
): Html | undefined => {
  if (reasons.length === 0) return undefined;
  const labelOf = (kind: string, key: string): Html => {
    const tag = tags.find((one) => one.kind === kind && one.key === key);
    return tag === undefined ? html`${key}` : tagName(tag, language, reader);
  };
  return html`<ul class="found">
${reasons.map(
  (reason) => html`<li>${inWords(reason, labelOf, outlets, reader)}</li>
`,
)}</ul>
`;
};

const inWords = (
  reason: FoundBy,
  labelOf: (kind: string, key: string) => Html,
  outlets: Outlets,
  { language, link, sayHtml }: Reader,
): Html => {
  switch (reason.kind) {
    case 'company':
    case 'topic': {
      const { kind, key } = reason;
      const name = html`<a href="${link(tagPath({ kind, key }))}"><mark>${labelOf(kind, key)}</mark></a>`;
      return sayHtml(`found.${kind}`, { name });
    }
    case 'outlet': {
      const shown = prose(outletIn(language, outlets.get(reason.key as OutletId) ?? { name: reason.key }));
      return sayHtml('found.outlet', {
        name: html`<a href="${link(`/outlets/${reason.key}`)}"><mark>${shown}</mark></a>`,
      });
    }
    case 'report': {
      const { title, link: address, language: own } = reason.article;
      const shown = marked(title, { start: 0, end: title.length }, reason.marks);
      return html`${outletOf(reason, outlets, language)}: <a href="${target(address)}" lang="${own}">${shown}</a>`;
    }
    case 'text': {
      const { article, text, marks } = reason;
      const outlet = outletOf(reason, outlets, language);
      if (text === undefined) return sayHtml('found.text', { outlet });
      const shown = marked(text, { start: 0, end: text.length }, marks);
      return html`${outlet}: <span lang="${article.language}">${shown}</span>`;
    }
  }
};

const outletOf = (
  { article }: Extract<FoundBy, { readonly article: unknown }>,
  outlets: Outlets,
  language: Language,
): Html => prose(nameOutlet(article, language, outlets));
