import type { Config } from '../../domain/config.ts';
import { defined } from '../../domain/defined.ts';
import { makePage } from '../../domain/entry/page-model.ts';
import { healthOf } from '../../domain/source/health/health.ts';
import { countHealth, needsSomebody } from '../../domain/source/health/status.ts';
import type { Store } from '../../domain/store/contract.ts';
import type { CompanyCode } from '../../domain/tag/company.ts';
import type { Resource } from '../../serve/ports.ts';
import { entryContext } from '../entries.ts';
import { entriesOf } from '../entries-of.ts';
import { renderCompany } from '../page/render-company.ts';
import { renderHome } from '../page/render-home.ts';
import { renderView } from '../page/render-view.ts';
import type { SiteRoom } from '../site-parts.ts';
import type { SiteView } from '../views.ts';
import { companyFigures } from './company-figures.ts';
import { htmlPage } from './resources.ts';

/** A view as a page; the merged view's is the home page. */
export const viewPage = async (view: SiteView, site: SiteRoom): Promise<Resource> => {
  const { config, store, now } = site;
  const current = config();
  const { feed: settings } = current;
  const entries = await entriesOf(view, site);
  const model = makePage(entries, entryContext(current).outlets, now());
  const nextPollAt = nextPoll(current, store);
  const shown = {
    settings,
    view: view.feed,
    page: model,
    ...defined({ nextPollAt }),
  };
  const { company } = view.query;
  if (company !== undefined) {
    return htmlPage(renderCompany({ ...shown, company: await companyFigures(company as CompanyCode, site) }));
  }
  if (view.filters === undefined) return htmlPage(renderView({ ...shown, ill: illOf(view, site) }));
  const sources = current.sources.map((source) => ({
    enabled: source.enabled,
    health: healthOf(source, store.state(source.id), now()),
  }));
  const newestAt = entries[0]?.published;
  const home = {
    ...shown,
    sources: countHealth(sources),
    filters: { chosen: view.filters, topics: current.topics, outlets: current.outlets },
  };
  return htmlPage(renderHome(newestAt === undefined ? home : { ...home, newestAt }));
};

const illOf = ({ query: { outlet } }: SiteView, { config, store, now }: SiteRoom) =>
  config()
    .sources.filter((source) => source.outlet.id === outlet)
    .map((source) => ({
      source: source.id,
      enabled: source.enabled,
      health: healthOf(source, store.state(source.id), now()),
    }))
    .filter(needsSomebody);

const nextPoll = ({ sources }: Config, store: Store): Temporal.Instant | undefined =>
  sources
    .filter(({ enabled }) => enabled)
    .flatMap(({ id }) => store.state(id)?.nextPollAt ?? [])
    .toSorted((a, b) => Temporal.Instant.compare(a, b))
    .at(0);
