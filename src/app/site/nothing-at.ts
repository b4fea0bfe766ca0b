import { renderNotFound } from '../../adapters/publish/page/render-not-found.ts';
import type { EntryContext } from '../../domain/entry/make-entry.ts';
import type { Config, Resource } from '../../pipeline/ports.ts';
import { htmlPage, plainText } from './resource/resources.ts';
import { suggestView } from './suggest-view.ts';
import { decodeStep, mergedView, splitFormat } from './views.ts';

/** The answer where there is nothing, with the nearest view: a page, or plain text where a feed was asked for. */
export const nothingAt = (path: string, config: Config, context: EntryContext): Resource => {
  const { feed: settings } = config;
  const { stem, format } = splitFormat(path);
  const suggested = suggestView(stem.split('/').map(decodeStep).join('/'), config, context);
  if (format === undefined) {
    const missing = { settings, view: mergedView(config).feed, path };
    const body = renderNotFound(suggested === undefined ? missing : { ...missing, suggested });
    return { ...htmlPage(body), status: 404 };
  }
  const meant =
    suggested === undefined
      ? ''
      : ` Did you mean ${settings.url}${suggested.path}.${format} (${suggested.name})?`;
  return { ...plainText(`There is no feed at ${path}.${meant}\n`), status: 404 };
};
