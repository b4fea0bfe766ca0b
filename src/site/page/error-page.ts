import type { Resource } from '../../serve/ports.ts';
import { isFeedFormat } from '../feed/feed-view.ts';
import type { SiteContext } from '../site-context.ts';
import { type SuggestedView, suggestViews } from '../suggest-views.ts';
import { decodeStep } from '../views.ts';
import { htmlPage, pageBase } from './html-page.ts';
import { layout, type PageBase } from './layout.ts';
import { type Html, html } from './part/html.ts';

/** The answer where there is nothing, with the nearest views: a page, or plain text where a feed was asked for. */
export const nothingAt = (path: string, site: SiteContext): Resource => {
  const { stem, format } = splitFormat(path);
  const suggested = suggestViews(stem.split('/').map(decodeStep).join('/'), site.config());
  if (format === undefined)
    return {
      ...htmlPage(renderNotFound({ ...pageBase(site), path, suggested }), site.reader),
      status: 404,
    };
  const { url } = site.config().feed;
  const feeds = suggested.map((view) => `${url}${view.path}.${format} (${view.name})`);
  const meant = feeds.length === 0 ? '' : ` Did you mean ${feeds.join(' or ')}?`;
  return { ...plainText(`There is no feed at ${path}.${meant}\n`), status: 404 };
};

/** The answer where something failed that should not: a page, or plain text where a feed was asked for. */
export const failedAt = (path: string, site: SiteContext): Resource => {
  const resource =
    splitFormat(path).format === undefined
      ? htmlPage(renderFailed(pageBase(site), path), site.reader)
      : plainText('Something went wrong on this server; the log says why. Try again in a minute.\n');
  return { ...resource, status: 500, maxAgeSeconds: 0 };
};

/** A path without the extension of a feed, and that extension. */
const splitFormat = (path: string): { readonly stem: string; readonly format?: string } => {
  const at = path.lastIndexOf('.');
  const format = path.slice(at + 1);
  return at !== -1 && isFeedFormat(format) ? { stem: path.slice(0, at), format } : { stem: path };
};

const MAX_AGE_SECONDS = 60;

const plainText = (body: string): Resource => ({
  status: 200,
  contentType: 'text/plain; charset=utf-8',
  body,
  maxAgeSeconds: MAX_AGE_SECONDS,
  page: false,
});

type NotFoundPage = PageBase & {
  readonly path: string;
  /** Views that may have been meant, the likeliest first. */
  readonly suggested: readonly SuggestedView[];
};

/** The page of an address where there is nothing; offers what may have been meant. */
export const renderNotFound = (model: NotFoundPage): string =>
  layout({
    ...model,
    view: { ...model.view, pagePath: model.path },
    title: 'Not found',
    main: html`<div class="empty"><h1>Not found</h1>
<p>There is no page at <code>${model.path}</code>. Old stories are removed after a while, and a topic may have been renamed.</p>
${suggestion(model)}<p><a href="${model.reader.link('/')}">To today’s news</a></p></div>`,
  });

const suggestion = ({ reader, suggested }: NotFoundPage): Html | undefined =>
  suggested.length === 0
    ? undefined
    : html`<p>Did you mean ${suggested.map(
        ({ path, name }, index) =>
          html`${index === 0 ? '' : ' or '}<a href="${reader.link(path)}">${name}</a>`,
      )}?</p>
`;

const renderFailed = (base: PageBase, path: string): string =>
  layout({
    ...base,
    view: { ...base.view, pagePath: path },
    title: 'Something went wrong',
    main: html`<div class="empty"><h1>Something went wrong</h1>
<p>This page could not be rendered; the log says why. Try again in a minute. News is still being read and stored.</p>
<p><a href="${base.reader.link('/')}">To today’s news</a></p></div>`,
  });
