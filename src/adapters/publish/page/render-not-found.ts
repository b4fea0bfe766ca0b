import type { FeedSettings, FeedView } from '../../../pipeline/ports.ts';
import { html } from './html.ts';
import { basePath, layout } from './layout.ts';

/** The page of an address where there is nothing; offers the merged feed's view. */
export const renderNotFound = (model: {
  readonly settings: FeedSettings;
  readonly view: FeedView;
  readonly path: string;
}): string =>
  layout({
    settings: model.settings,
    view: { ...model.view, pagePath: model.path },
    title: 'Nothing here',
    main: html`<div class="empty"><h1>Nothing here</h1>
<p>There is no page at <code>${model.path}</code>. A story that is older than this site keeps, or a topic that was renamed, has no page any more.</p>
<p><a href="${basePath(model.settings)}/">To today's news</a></p></div>`,
  });
