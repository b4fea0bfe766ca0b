import type { FeedSettings } from '../../domain/config.ts';
import type { FeedView } from '../feed/feed-view.ts';
import { basePath, layout } from './layout.ts';
import { html } from './part/html.ts';

/** The page of an address that could not be shown; offers the merged feed's view. */
export const renderFailed = (settings: FeedSettings, view: FeedView): string =>
  layout({
    settings,
    view,
    title: 'Something went wrong',
    main: html`<div class="empty"><h1>Something went wrong</h1>
<p>This page could not be made; the log says why. Load it again in a minute. News goes on being read and stored.</p>
<p><a href="${basePath(settings)}/">To today’s news</a></p></div>`,
  });
