import type { Config } from '../domain/config.ts';
import type { EntryContext } from '../domain/entry/make-entry.ts';
import type { Resource } from '../serve/ports.ts';
import { renderNotFound } from './page/render-not-found.ts';
import { htmlPage, plainText } from './resource/resources.ts';
import { suggestViews } from './suggest-views.ts';
import { decodeStep, mergedView, splitFormat } from './views.ts';

/** The answer where there is nothing, with the nearest views: a page, or plain text where a feed was asked for. */
export const nothingAt = (path: string, config: Config, context: EntryContext): Resource => {
  const { feed: settings } = config;
  const { stem, format } = splitFormat(path);
  const suggested = suggestViews(stem.split('/').map(decodeStep).join('/'), config, context);
  if (format === undefined) {
    const body = renderNotFound({ settings, view: mergedView(config).feed, path, suggested });
    return { ...htmlPage(body), status: 404 };
  }
  const feeds = suggested.map((view) => `${settings.url}${view.path}.${format} (${view.name})`);
  const meant = feeds.length === 0 ? '' : ` Did you mean ${feeds.join(' or ')}?`;
  return { ...plainText(`There is no feed at ${path}.${meant}\n`), status: 404 };
};
