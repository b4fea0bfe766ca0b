import type { Resource } from '../../serve/ports.ts';
import type { SiteContext } from '../site-context.ts';
import { mergedView, type SiteView } from '../views.ts';
import type { PageBase } from './layout.ts';

const MAX_AGE_SECONDS = 60;

/** A page as an answer. */
export const htmlPage = (body: string): Resource => ({
  status: 200,
  contentType: 'text/html; charset=utf-8',
  body,
  maxAgeSeconds: MAX_AGE_SECONDS,
  page: true,
});

/** What every page needs; a page without a view of its own offers the feeds of the merged one. */
export const pageBase = (
  { config, isStatic = false }: Pick<SiteContext, 'config' | 'isStatic'>,
  view: SiteView = mergedView(config()),
): PageBase => ({ settings: config().feed, view: view.feed, isStatic });
