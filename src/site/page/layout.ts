import type { FeedSettings } from '../../domain/config.ts';
import { type FeedFormat, type FeedView, feedPath } from '../feed/feed-view.ts';
import { SCRIPT_KEYS } from '../language/catalogue.ts';
import { inLanguage, type Reader } from '../language/reader.ts';
import { LANGUAGE_NAMES } from '../views.ts';
import { SEARCH_FORM } from './part/filters.ts';
import { type Html, html } from './part/html.ts';
import { describe, siteMotto, siteTitle } from './part/view-name.ts';
import { FAVICON_PATH, SCRIPT_PATH, STYLE, STYLE_PATH } from './static-files.ts';

export type PageBase = {
  /** The settings below `feed` in the config. */
  readonly settings: FeedSettings;
  /** The view whose feeds the page offers. */
  readonly view: FeedView;
  readonly reader: Reader;
  /** True if `publish` writes the page as a file, so that no server will answer its searches and filters. */
  readonly isStatic?: boolean;
};

type PageFrame = PageBase & {
  /**
   * The title of the browser's tab, before the title of the site. If absent, the tab has only the title of the site.
   */
  readonly title?: string;
  readonly main: Html;
  /** `meta` elements (Open Graph, Twitter Cards) from which other sites make a preview of a link to the page. */
  readonly card?: Html;
  /**
   * True for the front page, with or without filters, and for a digest of the merged view. Such a page has a large
   * masthead.
   */
  readonly isHome?: boolean;
  readonly words?: string;
  /** True if the page is one file by itself, with its style inside. */
  readonly standalone?: boolean;
};

const FORMATS: readonly { readonly format: FeedFormat; readonly name: string; readonly type: string }[] = [
  { format: 'rss', name: 'RSS', type: 'application/rss+xml' },
  { format: 'atom', name: 'Atom', type: 'application/atom+xml' },
  { format: 'json', name: 'JSON Feed', type: 'application/feed+json' },
];

/** Returns a whole HTML document: masthead, `main`, and a footer with the feeds. */
export const layout = ({
  settings,
  title,
  view,
  reader,
  main,
  card,
  words,
  isHome = false,
  isStatic = false,
  standalone = false,
}: PageFrame): string => {
  const { base, language, link, say } = reader;
  const isServed = !standalone && !isStatic;
  const site = siteTitle(settings, reader);
  const name = html`<a href="${link('/')}"><span class="seal" aria-hidden="true" lang="ja">瓦</span>${site}</a>`;
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<title>${title === undefined ? site : `${title} · ${site}`}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="description" content="${describe(view, settings, reader)}">
<meta name="color-scheme" content="light dark">
${standalone ? html`<style>${STYLE}</style>` : html`<link rel="stylesheet" href="${base}${STYLE_PATH}">`}
${standalone ? undefined : html`<script src="${base}${SCRIPT_PATH}" data-messages="${scriptMessages(reader)}" defer></script>`}
<link rel="icon" href="${base}${FAVICON_PATH}" sizes="32x32">
<link rel="icon" href="${base}/icon.png" type="image/png" sizes="192x192">
<link rel="apple-touch-icon" href="${base}/icon-touch.png">
<link rel="manifest" href="${base}/site.webmanifest">
<meta name="theme-color" content="#fbf9f4" media="(prefers-color-scheme: light)">
<meta name="theme-color" content="#16171a" media="(prefers-color-scheme: dark)">
<link rel="canonical" href="${settings.url}${view.pagePath}">
${card}<link rel="outline" type="text/x-opml" title="${say('site.sources')}" href="${base}/sources.opml">
${FORMATS.map(
  ({ format, name: formatName, type }) =>
    html`<link rel="alternate" type="${type}" title="${view.title} (${formatName})" href="${base}${feedPath(view.path, format)}">
`,
)}${isHome ? smallerFeeds(settings, reader) : undefined}</head>
${isHome ? html`<body class="home">` : html`<body>`}
<a class="skip" href="#main">${say('site.skip')}</a>
<header class="masthead">
${isHome ? html`<h1 class="name">${name}</h1>` : html`<p class="name">${name}</p>`}
<p class="motto">${siteMotto(settings, reader)}</p>
<nav aria-label="${say('site.navigation')}">
<a href="${link('/languages/ja')}">${say('site.newsInJapanese')}</a>
<a href="${link('/languages/en')}">${say('site.newsInEnglish')}</a>
<a href="${link('/edition')}">${say('site.edition')}</a>
<a href="${link('/status')}">${say('site.sources')}</a>
<a href="#subscribe">${say('site.subscribe')}</a>
${
  isServed && isHome
    ? html`<a class="to-search" href="${link('/search')}">${say('search.search')}</a>
`
    : undefined
}${isServed ? languageSwitch(reader, view.pagePath) : undefined}</nav>
${isServed ? searchBox(reader, words) : undefined}</header>
<main id="main">
${main}
</main>
<footer>
<section id="subscribe">
<h2>${say('site.subscribe')}</h2>
<ul class="feeds">
${FORMATS.map(
  ({ format, name: formatName }) =>
    html`<li><a class="feed-link" href="${base}${feedPath(view.path, format)}">${formatName}</a> <code>${settings.url}${feedPath(view.path, format)}</code></li>
`,
)}</ul>
</section>
${standalone ? undefined : directories(reader)}<p class="colophon">${say('site.colophon')}</p>
</footer>
</body>
</html>
`.text;
};

const smallerFeeds = (
  { title }: FeedSettings,
  { base, say }: Reader,
): Html => html`<link rel="alternate" type="application/rss+xml" title="${say('front.topStories')} · ${title}" href="${base}/top.rss">
<link rel="alternate" type="application/rss+xml" title="${say('edition.name')} · ${title}" href="${base}/edition.rss">
`;

/** Returns the messages of the script by name, as JSON: `script.keys` is `keys` there. */
const scriptMessages = ({ say }: Reader): string =>
  JSON.stringify(Object.fromEntries(SCRIPT_KEYS.map((key) => [key.replace('script.', ''), say(key)])));

const directories = ({ link, say }: Reader): Html =>
  html`<nav class="directories" aria-label="${say('directory.directories')}">
<a href="${link('/days')}">${say('directory.days')}</a>
<a href="${link('/topics')}">${say('directory.topics')}</a>
<a href="${link('/companies')}">${say('directory.companies')}</a>
<a href="${link('/outlets')}">${say('directory.outlets')}</a>
<a href="${link('/archive')}">${say('directory.archive')}</a>
</nav>
`;

const searchBox = ({ base, field, say }: Reader, words = ''): Html =>
  html`<search><form class="search" id="${SEARCH_FORM}" action="${base}/search">${field}
<label for="q">${say('search.search')}</label>
<input id="q" name="q" type="search" value="${words}" placeholder="${say('search.placeholder')}" autocomplete="off" enterkeyhint="search" maxlength="200">
<button>${say('search.search')}</button>
</form></search>
`;

/**
 * Returns a link to this page in the other language. The link has no path, because a requested path such as `//host`
 * would name another host.
 */
const languageSwitch = ({ language }: Reader, pagePath: string): Html => {
  const other = language === 'ja' ? 'en' : 'ja';
  const [, query] = pagePath.split('?', 2);
  return html`<a class="switch" href="${inLanguage(query === undefined ? '' : `?${query}`, other)}" lang="${other}" hreflang="${other}">${LANGUAGE_NAMES[other]}</a>
`;
};
