import type { FeedSettings } from '../../domain/config.ts';
import type { FeedView } from '../feed/feed-view.ts';
import { basePath, layout } from './layout.ts';
import { type Html, html } from './part/html.ts';

type MissingPage = {
  readonly settings: FeedSettings;
  readonly view: FeedView;
  readonly path: string;
  /** Views that may have been meant, the likeliest first. */
  readonly suggested: readonly { readonly path: string; readonly name: string }[];
};

/** The page of an address where there is nothing; offers what may have been meant, and the merged feed's view. */
export const renderNotFound = (model: MissingPage): string =>
  layout({
    settings: model.settings,
    view: { ...model.view, pagePath: model.path },
    title: 'Nothing here',
    main: html`<div class="empty"><h1>Nothing here</h1>
<p>There is no page at <code>${model.path}</code>. A story that is older than this site keeps, or a topic that was renamed, has no page any more.</p>
${suggestion(model)}<p><a href="${basePath(model.settings)}/">To today’s news</a></p></div>`,
  });

const suggestion = ({ settings, suggested }: MissingPage): Html | undefined =>
  suggested.length === 0
    ? undefined
    : html`<p>Did you mean ${suggested.map(
        ({ path, name }, index) =>
          html`${index === 0 ? '' : ' or '}<a href="${basePath(settings)}${path}">${name}</a>`,
      )}?</p>
`;
