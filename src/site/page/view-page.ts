import type { FeedSettings } from '../../domain/config.ts';
import { defined } from '../../domain/defined.ts';
import { makePage, type PageModel } from '../../domain/entry/page-model.ts';
import { healthOf } from '../../domain/source/health/health.ts';
import { needsAttention, type SourceStatus } from '../../domain/source/health/status.ts';
import type { Resource } from '../../serve/ports.ts';
import { entriesOf } from '../entries.ts';
import { entryContext } from '../entry-context.ts';
import type { FeedView } from '../feed/feed-view.ts';
import type { Reader } from '../language/reader.ts';
import type { SiteContext } from '../site-context.ts';
import type { SiteView } from '../views.ts';
import { htmlPage, pageBase } from './html-page.ts';
import { layout, type PageBase } from './layout.ts';
import { days } from './part/days.ts';
import { type Html, html } from './part/html.ts';
import { dateAndTime } from './part/show-time.ts';
import { healthWord } from './part/source-row.ts';

type SourceHealth = Pick<SourceStatus, 'source' | 'enabled' | 'health'>;

/** What every page of a view shows. */
export type ViewPage = PageBase & {
  readonly page: PageModel;
  readonly nextPollAt?: Temporal.Instant;
};

/** The page of a topic, outlet or language. */
export const viewPage = async (view: SiteView, site: SiteContext): Promise<Resource> => {
  const { outlet } = view.query;
  const sources = outlet === undefined ? [] : readHealth(site, outlet).filter(needsAttention);
  return htmlPage(renderView({ ...(await readView(view, site)), unhealthy: sources }), site.reader);
};

/** The entries of a view by day, and when the next source is polled. */
export const readView = async (view: SiteView, site: SiteContext): Promise<ViewPage> => {
  const { config, store, now } = site;
  const { sources } = config();
  const [nextPollAt] = sources
    .flatMap(({ id, enabled }) => (enabled ? (store.state(id)?.nextPollAt ?? []) : []))
    .toSorted((a, b) => Temporal.Instant.compare(a, b));
  return {
    ...pageBase(site, view),
    page: makePage(await entriesOf(view, site), entryContext(config()).outlets, now()),
    ...defined({ nextPollAt }),
  };
};

/** The health of each source, or of those of one outlet. */
export const readHealth = ({ config, store, now }: SiteContext, outletId?: string): readonly SourceHealth[] =>
  config()
    .sources.filter(({ outlet }) => outletId === undefined || outlet.id === outletId)
    .map((source) => ({
      source: source.id,
      enabled: source.enabled,
      health: healthOf(source, store.state(source.id), now()),
    }));

type RenderedView = ViewPage & {
  /** The sources of an outlet that need attention. */
  readonly unhealthy?: readonly Pick<SourceHealth, 'source' | 'health'>[];
};

export const renderView = (shown: RenderedView): string => {
  const { settings, view, page, nextPollAt, reader, unhealthy = [] } = shown;
  return layout({
    ...shown,
    title: nameOf(view, settings),
    main: html`${heading(view, settings)}${unhealthy.map((one) => healthNote(one, reader))}${days(page, reader, nextPollAt)}`,
  });
};

/** Why the page may lack some of the outlet's news, and where more is said of it. */
const healthNote = ({ source, health }: Pick<SourceHealth, 'source' | 'health'>, reader: Reader): Html =>
  html`<p class="unhealthy">Source <a href="${reader.link(`/status#${source}`)}">${source}</a>: ${healthWord(health.kind)} since ${dateAndTime(health.since, reader.language)}.</p>
`;

/** What a view is called below the masthead. */
export const heading = (view: FeedView, settings: FeedSettings): Html =>
  html`<header class="view"><h1>${names(view, settings)}</h1>
${view.names === undefined ? html`<p>${view.description}</p>` : undefined}</header>
`;

/** The names of a view, each marked with its language. */
export const names = (view: FeedView, settings: FeedSettings): Html =>
  view.names === undefined
    ? html`${nameOf(view, settings)}`
    : html`${view.names.map(({ text, language }, index) => html`${index === 0 ? '' : ' '}<span lang="${language}">${text}</span>`)}`;

/** A view's title without the site's: a list of feeds needs the site's name, a page has it in the masthead. */
export const nameOf = ({ title }: FeedView, settings: FeedSettings): string => {
  const suffix = ` · ${settings.title}`;
  return title.endsWith(suffix) ? title.slice(0, -suffix.length) : title;
};
