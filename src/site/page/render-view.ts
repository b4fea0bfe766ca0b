import type { FeedSettings } from '../../domain/config.ts';
import type { PageModel } from '../../domain/entry/page-model.ts';
import type { SourceStatus } from '../../domain/source/health/status.ts';
import type { FeedView } from '../feed/feed-view.ts';
import { basePath, layout } from './layout.ts';
import { days } from './part/days.ts';
import { type Html, html } from './part/html.ts';
import { dateAndTime } from './part/show-time.ts';
import { healthWord } from './part/source-row.ts';

export type ViewPage = {
  readonly settings: FeedSettings;
  readonly view: FeedView;
  readonly page: PageModel;
  readonly nextPollAt?: Temporal.Instant;
  /** Of an outlet: its sources that need somebody. */
  readonly ill?: readonly Pick<SourceStatus, 'source' | 'health'>[];
};

/** The page of a topic, company, outlet or language. */
export const renderView = ({ settings, view, page, nextPollAt, ill = [] }: ViewPage): string =>
  layout({
    settings,
    view,
    title: nameOf(view, settings),
    main: html`${heading(view, settings)}${ill.map((one) => illness(one, basePath(settings)))}${days(page, basePath(settings), nextPollAt)}`,
  });

/** Why less may stand here than the outlet has, and where more is said of it. */
const illness = ({ source, health }: Pick<SourceStatus, 'source' | 'health'>, base: string): Html =>
  html`<p class="ill">Source <a href="${base}/status#${source}">${source}</a>: ${healthWord(health.kind)} since ${dateAndTime(health.since)}.</p>
`;

/** What a view is called below the masthead. */
export const heading = (view: FeedView, settings: FeedSettings): Html =>
  html`<header class="view"><h1>${names(view, settings)}</h1>
${view.names === undefined ? html`<p>${view.description}</p>` : undefined}</header>
`;

/** Each name in its language, the page's own first. */
export const names = (view: FeedView, settings: FeedSettings): Html =>
  view.names === undefined
    ? html`${nameOf(view, settings)}`
    : html`${view.names.map(({ text, language }, index) => html`${index === 0 ? '' : ' '}<span lang="${language}">${text}</span>`)}`;

/** In a reader's list of feeds a view's title must name the site; on a page the masthead does. */
export const nameOf = ({ title }: FeedView, settings: FeedSettings): string => {
  const suffix = ` · ${settings.title}`;
  return title.endsWith(suffix) ? title.slice(0, -suffix.length) : title;
};
