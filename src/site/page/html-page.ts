import type { Resource } from '../../serve/ports.ts';
import type { Reader } from '../language/reader.ts';
import type { SiteContext } from '../site-context.ts';
import { mergedView, type SiteView } from '../views.ts';
import type { PageBase } from './layout.ts';

const MAX_AGE_SECONDS = 60;

export const htmlPage = (body: string, { language, images, isAsked }: Reader): Resource => ({
  status: 200,
  contentType: 'text/html; charset=utf-8',
  body,
  maxAgeSeconds: MAX_AGE_SECONDS,
  page: true,
  language,
  images,
  isNegotiated: !isAsked,
});

/**
 * Returns the data that `layout` needs for every page. A page without a view of its own offers the feeds of the merged
 * view.
 */
export const pageBase = (
  { config, reader, isStatic = false }: Pick<SiteContext, 'config' | 'reader' | 'isStatic'>,
  view: SiteView = mergedView(config()),
): PageBase => ({ settings: config().feed, view: view.feed, reader, isStatic });
