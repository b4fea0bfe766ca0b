import { jstDay } from '../../domain/clock/jst-day.ts';
import type { Config } from '../../domain/config.ts';
import { didYouMean, nearestWords } from '../../domain/did-you-mean.ts';
import type { StoryQuery } from '../../domain/store/contract.ts';
import type { Resource } from '../../serve/ports.ts';
import { type FeedView, isFeedFormat } from '../feed/feed-view.ts';
import { nameIn } from '../language/reader.ts';
import { labelsByName, mayBeMeant, nameKey } from '../search/needs-of.ts';
import type { SiteContext } from '../site-context.ts';
import { decodeSegment, viewAt } from '../views.ts';
import { readDay } from './front/days-with-stories.ts';
import { htmlPage, pageBase } from './html-page.ts';
import { layout, type PageBase } from './layout.ts';
import { type Html, html, joined } from './part/html.ts';
import { file } from './static-files.ts';

/** Returns the 404 answer with similar views: a page, or plain text if a feed was requested. */
export const nothingAt = (path: string, query: URLSearchParams, site: SiteContext): Resource => {
  const { stem, format } = splitFormat(path);
  const asked = askedOf(query);
  const suggested = suggestViews(stem.split('/').map(decodeSegment).join('/'), site.config());
  if (format === undefined) {
    const why = whyNothing(path, site);
    const page = renderNotFound({ ...pageBase(site), path, asked, suggested, why });
    return { ...htmlPage(page, site.reader), status: 404 };
  }
  const { url } = site.config().feed;
  const feeds = suggested.map(
    (view) => `${url}${view.path}.${format} (${nameIn('en', view.names) ?? view.title})`,
  );
  const meant = feeds.length === 0 ? '' : ` Did you mean ${feeds.join(' or ')}?`;
  return { ...plainText(`This site has no feed at ${path}${asked}.${meant}\n`), status: 404 };
};

/** Matches the address of a day or of its edition. */
const DAY = /^(?:\/edition)?\/(\d{4}-\d\d-\d\d)$/;

const whyNothing = (path: string, { now }: SiteContext) => {
  // Every search has a page unless a filter has an unknown value.
  if (path === '/search') return 'page.noSuchFilter';
  const [, written] = DAY.exec(path) ?? [];
  if (written === undefined) return 'page.nothingAt';
  const day = readDay(written);
  const isPast = day !== undefined && Temporal.PlainDate.compare(day, jstDay(now())) <= 0;
  return isPast ? 'page.nothingAt' : 'page.noSuchDay';
};

/** Returns the query of an address in one line, without `lang`. */
const askedOf = (query: URLSearchParams): string => {
  const asked = [...query].filter(([key]) => key !== 'lang').map(([key, value]) => `${key}=${value}`);
  return asked.length === 0 ? '' : `?${asked.join('&').replaceAll(/\s+/g, ' ')}`;
};

/** Returns the 500 answer: a page, or plain text if a feed was requested. */
export const failedAt = (path: string, site: SiteContext): Resource => {
  const { say } = site.reader;
  const page = { ...pageBase(site), path };
  const resource =
    splitFormat(path).format === undefined
      ? htmlPage(renderError(page, say('page.failed'), say('page.failedWhy')), site.reader)
      : plainText('Something went wrong on this server; the log says why. Try again in a minute.\n');
  return { ...resource, status: 500, maxAgeSeconds: 0 };
};

const splitFormat = (path: string): { readonly stem: string; readonly format?: string } => {
  const at = path.lastIndexOf('.');
  const format = path.slice(at + 1);
  return at !== -1 && isFeedFormat(format) ? { stem: path.slice(0, at), format } : { stem: path };
};

const MAX_AGE_SECONDS = 60;

const plainText = (body: string): Resource => file('text/plain; charset=utf-8', body, MAX_AGE_SECONDS);

type ErrorPage = PageBase & { readonly path: string };

type NotFoundPage = ErrorPage & {
  readonly asked: string;
  readonly suggested: readonly FeedView[];
  readonly why: ReturnType<typeof whyNothing>;
};

/** Returns the page for an unknown address, with links to similar views. */
export const renderNotFound = (model: NotFoundPage): string => {
  const { say, sayHtml } = model.reader;
  const asked = html`<code>${model.path}${model.asked}</code>`;
  return renderError(model, say('page.notFound'), sayHtml(model.why, { path: asked }), suggestion(model));
};

const renderError = (base: ErrorPage, title: string, why: string | Html, more?: Html): string => {
  const { say, link } = base.reader;
  return layout({
    ...base,
    view: { ...base.view, pagePath: base.path },
    title,
    main: html`<div class="empty"><h1>${title}</h1>
<p>${why}</p>
${more}<p><a href="${link('/')}">${say('page.home')}</a></p></div>`,
  });
};

const suggestion = ({ reader, suggested }: NotFoundPage): Html | undefined => {
  const { language, link, say, sayHtml } = reader;
  if (suggested.length === 0) return undefined;
  const pages = suggested.map(
    ({ path, title, names }) => html`<a href="${link(path)}">${nameIn(language, names) ?? title}</a>`,
  );
  return html`<p>${sayHtml('page.didYouMean', { pages: joined(pages, say('list.or')) })}</p>
`;
};

/** Maximum length of a key that is looked up, in characters, so that requests of scanners cost little. */
const LONGEST = 60;

const MOST_SUGGESTED = 3;

/** The kind of label that a key names, by the first segment of the path. */
const KINDS = { topics: 'topic', companies: 'company', outlets: 'outlet', languages: 'language' } as const;

const SECTIONS = Object.keys(KINDS) as readonly (keyof typeof KINDS)[];

type Label = Pick<StoryQuery, (typeof KINDS)[keyof typeof KINDS]>;

const LANGUAGES: ReadonlyMap<string, readonly Label[]> = new Map([
  ['en', [{ language: 'en' }]],
  ['ja', [{ language: 'ja' }]],
]);

/**
 * Returns up to `MOST_SUGGESTED` views similar to an unknown path, by key (`/company/7023`) or by name
 * (`/companies/toyota`).
 */
const suggestViews = (path: string, config: Config): readonly FeedView[] => {
  const [, first = '', key = '', ...rest] = path.split('/');
  const section = didYouMean(first, SECTIONS);
  if (rest.length > 0 || key.length > LONGEST || section === undefined) return [];
  const written = nameKey(key).replace(/^the /, '');
  const keys = new Map<string, readonly string[]>();
  const labelled: ReadonlyMap<string, readonly Label[]> =
    section === 'languages' ? LANGUAGES : labelsByName(config);
  for (const [spelt, labels] of labelled) {
    const name = spelt.replace(/^the /, '');
    if (!mayBeMeant(name, written)) continue;
    const meant = labels.flatMap((label) => label[KINDS[section]] ?? []);
    if (meant.length > 0) keys.set(name, meant);
  }
  // Names and codes with swapped characters are suggested before those with a wrong character.
  const isSwapped = (name: string): number => Number(lettersOf(name) === lettersOf(written));
  const near = nearestWords(written, keys.keys()).toSorted((a, b) => isSwapped(b) - isSwapped(a));
  const paths = new Set(
    near.flatMap((name) => keys.get(name) ?? []).map((one) => `/${section}/${encodeURIComponent(one)}`),
  );
  return [...paths].flatMap((one) => viewAt(one, config)?.feed ?? []).slice(0, MOST_SUGGESTED);
};

const lettersOf = (text: string): string => text.split('').sort().join('');
