import type { PageModel } from '../../../domain/entry/page-model.ts';
import type { FeedSettings, FeedView } from '../../../pipeline/ports.ts';
import { days } from './days.ts';
import { html } from './html.ts';
import { basePath, layout } from './layout.ts';

export type ViewPage = {
  readonly settings: FeedSettings;
  readonly view: FeedView;
  readonly page: PageModel;
  readonly nextPollAt?: Temporal.Instant;
};

/** The page of a topic, company, outlet or language. */
export const renderView = ({ settings, view, page, nextPollAt }: ViewPage): string =>
  layout({
    settings,
    view,
    title: view.title,
    main: html`<header class="view"><h1>${view.title}</h1>
<p>${view.description}</p></header>
${days(page, basePath(settings), nextPollAt)}`,
  });
