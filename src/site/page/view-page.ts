import type { FeedSettings } from '../../domain/config.ts';
import { defined } from '../../domain/defined.ts';
import { makePage, type PageModel } from '../../domain/entry/page-model.ts';
import { healthOf } from '../../domain/source/health/health.ts';
import { scheduleSources } from '../../domain/source/health/judge-sources.ts';
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
import { healthSince } from './part/source-row.ts';
import { describe, nameOf } from './part/view-name.ts';

type SourceHealth = Pick<SourceStatus, 'source' | 'enabled' | 'health'>;

export type ViewPage = PageBase & {
  readonly page: PageModel;
  readonly nextPollAt?: Temporal.Instant;
};

/** Resolves to the page of the top stories, or of a topic, outlet or language. */
export const viewPage = async (view: SiteView, site: SiteContext): Promise<Resource> => {
  const { outlet } = view.query;
  const sources = outlet === undefined ? [] : readHealth(site, outlet).filter(needsAttention);
  return htmlPage(renderView({ ...(await readView(view, site)), unhealthy: sources }), site.reader);
};

/**
 * Resolves to what the page of a view shows: the lead story and the other entries by day, and the next poll if one is
 * scheduled.
 */
export const readView = async (view: SiteView, site: SiteContext): Promise<ViewPage> => ({
  ...viewBase(view, site),
  page: makePage(await entriesOf(view, site, 'newest'), entryContext(site.config()).outlets, site.now()),
});

/** Returns the data of a view's page, except the entries. */
export const viewBase = (view: SiteView, site: SiteContext): Omit<ViewPage, 'page'> => {
  const { config, store, offline, now } = site;
  const { sources } = config();
  const schedule = scheduleSources(sources, (id) => store.state(id), now());
  const [nextPollAt] = sources
    .flatMap((source) => (source.enabled ? (schedule(source).nextPollAt ?? []) : []))
    .toSorted((a, b) => Temporal.Instant.compare(a, b));
  return {
    ...pageBase(site, view),
    ...defined({ nextPollAt: offline?.()?.nextTryAt ?? nextPollAt }),
  };
};

/** Returns the health of each source, or of each source of one outlet. */
export const readHealth = ({ config, store, now }: SiteContext, outletId?: string): readonly SourceHealth[] =>
  config()
    .sources.filter(({ outlet }) => outletId === undefined || outlet.id === outletId)
    .map((source) => ({
      source: source.id,
      enabled: source.enabled,
      health: healthOf(source, store.state(source.id), now()),
    }));

type RenderedView = ViewPage & {
  /** The sources of the view's outlet that need attention; empty if the view has no outlet. */
  readonly unhealthy?: readonly SourceHealth[];
};

export const renderView = (shown: RenderedView): string => {
  const { settings, view, page, nextPollAt, reader, unhealthy = [] } = shown;
  return layout({
    ...shown,
    title: nameOf(view, settings, reader),
    main: html`${heading(view, settings, reader)}${unhealthy.map((one) => healthNote(one, reader))}${days(page, reader, nextPollAt)}`,
  });
};

const healthNote = ({ source, health }: SourceHealth, reader: Reader): Html =>
  html`<p class="unhealthy">${reader.sayHtml('view.unhealthy', {
    source: html`<a href="${reader.link(`/status#${source}`)}">${source}</a>`,
    health: healthSince(health, reader),
  })}</p>
`;

/** Returns the name of a view as a heading, with a description if the view has no names of its own. */
export const heading = (view: FeedView, settings: FeedSettings, reader: Reader): Html =>
  html`<header class="view"><h1>${nameOf(view, settings, reader)}</h1>
${view.names === undefined ? html`<p>${describe(view, settings, reader)}</p>` : undefined}</header>
`;
