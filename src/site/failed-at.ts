import type { Config } from '../domain/config.ts';
import type { Resource } from '../serve/ports.ts';
import { renderFailed } from './page/render-failed.ts';
import { htmlPage, plainText } from './resource/resources.ts';
import { mergedView, splitFormat } from './views.ts';

/** The answer where something failed that should not: a page, or plain text where a feed was asked for. */
export const failedAt = (path: string, config: Config): Resource => {
  const resource =
    splitFormat(path).format === undefined
      ? htmlPage(renderFailed(config.feed, { ...mergedView(config).feed, pagePath: path }))
      : plainText('Something went wrong here; the log says what. Ask again in a minute.\n');
  return { ...resource, status: 500, maxAgeSeconds: 0 };
};
