import { defined } from '../../domain/defined.ts';
import { hideSecrets } from '../../domain/hide-secrets.ts';
import { explainOffline } from '../../domain/network/judge-network.ts';
import { installationProblems } from '../../domain/source/health/installation.ts';
import { type JudgedSource, judgeSources } from '../../domain/source/health/judge-sources.ts';
import {
  countHealth,
  needsAttention,
  type SourceStatus,
  type Status,
  unhealthyFirst,
} from '../../domain/source/health/status.ts';
import { makeTally, type Tally } from '../../domain/source/health/tally.ts';
import { DAY_MS } from '../../domain/source/poll/rhythm.ts';
import type { Source } from '../../domain/source/source.ts';
import {
  countTruncated,
  endpointInUse,
  endpointStates,
  type Health,
  hitRateOf,
} from '../../domain/source/source-state.ts';
import type { Store } from '../../domain/store/contract.ts';
import type { Resource } from '../../serve/ports.ts';
import { withoutFolders } from '../clean-text.ts';
import { outletIn, type Reader } from '../language/reader.ts';
import type { SiteContext } from '../site-context.ts';
import { htmlPage, pageBase } from './html-page.ts';
import { layout, type PageBase } from './layout.ts';
import { type Html, html } from './part/html.ts';
import { offlineBox, problemList } from './part/problems.ts';
import { dateAndTime } from './part/show-time.ts';
import { healthText, healthWord, sourceRow } from './part/source-row.ts';
import { figures, hours, processList } from './part/status-figures.ts';
import { file } from './static-files.ts';

export const statusPage = async (site: SiteContext): Promise<Resource> => {
  const page = htmlPage(renderStatus({ ...pageBase(site), status: await readStatus(site) }), site.reader);
  return { ...page, maxAgeSeconds: 0 };
};

/** Resolves to the content of `/status` as JSON. */
export const statusJson = async (site: SiteContext): Promise<Resource> => ({
  ...file('application/json', `${JSON.stringify(await readStatus(site), undefined, 2)}\n`, 0),
  page: true,
});

const HOURS_SHOWN = 48;

const DAYS_COUNTED = 30;

const readStatus = async (site: SiteContext): Promise<Status> => {
  const { config, folders, configProblems, clockProblem, editionProblem, store, isWhole, now } = site;
  const offline = site.offline?.();
  const installation = site.installation?.();
  const [ofClock, ofEdition] = [clockProblem?.(), editionProblem?.()];
  const at = now();
  const tally = makeTally(await store.articleCounts(at.subtract({ milliseconds: DAYS_COUNTED * DAY_MS })));
  const { articles, stories, bytes, problems } = store.health();
  const { sources } = config();
  const judge = judgeSources(sources, (id) => store.state(id), at);
  return {
    at,
    startedAt: at.subtract({ milliseconds: Math.round(process.uptime() * 1000) }),
    sources: unhealthyFirst(sources.map((source) => statusOf(source, judge(source), { store, tally, at }))),
    articlesAnHour: tally.hourly(at, HOURS_SHOWN),
    isCounted: isWhole(),
    store: { articles, stories, bytes },
    memoryBytes: process.memoryUsage.rss(),
    ...defined({
      offline: offline && { ...offline, why: hideSecrets(explainOffline(offline)) },
      installation,
    }),
    problems: {
      installation: installation === undefined ? [] : installationProblems(installation),
      config: configProblems().map((problem) => hideSecrets(withoutFolders(problem, folders))),
      clock: ofClock === undefined ? [] : [ofClock],
      edition: ofEdition === undefined ? [] : [hideSecrets(withoutFolders(ofEdition, folders))],
      store: problems.map((problem) => hideSecrets(withoutFolders(problem, folders))),
    },
  };
};

type Counted = { readonly store: Store; readonly tally: Tally; readonly at: Temporal.Instant };

const statusOf = (
  source: Source,
  { health, nextPollAt, pause }: JudgedSource,
  { store, tally, at }: Counted,
): SourceStatus => {
  const { id, outlet, language, enabled, endpoints } = source;
  const state = store.state(id);
  const { requests, notModified, failed } = state?.counts ?? { requests: 0, notModified: 0, failed: 0 };
  const index = endpointInUse(source, state);
  const url = endpoints[index] ?? endpoints[0];
  return {
    source: id,
    outlet: { id: outlet.id, name: outlet.name, ...defined({ nameJa: outlet.nameJa }) },
    language,
    enabled,
    health: withoutSecrets(health),
    ...defined({
      lastSuccessAt: state?.lastSuccessAt,
      pause,
      nextPollAt: enabled ? nextPollAt : undefined,
      newestItemAt: state?.newestItemAt,
      truncated: state?.truncated && countTruncated(state.truncated),
      failure: state && endpointStates(source, state)[index]?.failure?.kind,
    }),
    articlesADay: tally.daily(id, at, DAYS_COUNTED),
    requests: { total: requests, notModified, failed },
    ...defined({ hitRate: hitRateOf(state) }),
    endpoint: { host: URL.parse(url)?.host ?? url, place: index + 1, of: endpoints.length },
  };
};

const withoutSecrets = ({ why, whatToDo, ...health }: Health): Health => ({
  ...health,
  why: hideSecrets(why),
  ...defined({ whatToDo: whatToDo === undefined ? undefined : hideSecrets(whatToDo) }),
});

export const renderStatus = (page: PageBase & { readonly status: Status }): string => {
  const { view, status, reader } = page;
  const { say } = reader;
  const { config, clock, edition, store, installation } = status.problems;
  const problems = [
    problemList(say('status.processProblems'), installation),
    problemList(say('status.configProblems'), config),
    problemList(say('status.clockProblems'), clock),
    problemList(say('status.storeProblems'), store),
    problemList(say('status.editionProblems'), edition),
  ];
  return layout({
    ...page,
    view: { ...view, pagePath: '/status', description: say('status.description') },
    title: say('site.sources'),
    main: html`<header class="view"><h1>${say('site.sources')}</h1>
<p>${overview(status, reader)}</p></header>
${offlineBox(status.offline, reader)}${needs(status, reader)}${problems}${figures(status, reader)}${hours(status, reader)}${processList(
  status.installation,
  reader,
)}${table(status, reader)}`,
  });
};

const COLUMNS = [
  'source',
  'health',
  'lastSuccess',
  'nextPoll',
  'newestItem',
  'articlesADay',
  'requests',
  'endpoint',
] as const;

const table = ({ sources }: Status, reader: Reader): Html => html`<table class="status">
<caption>${reader.sayHtml('status.caption', {
  json: html`<a href="${reader.base}/status.json">JSON</a>`,
  config: html`<a href="${reader.link('/config')}">${reader.say('config.configuration')}</a>`,
})}</caption>
<thead><tr>${COLUMNS.map((column) => html`<th scope="col">${reader.say(`status.${column}`)}</th>`)}</tr></thead>
<tbody>
${sources.map((source) => sourceRow(source, reader))}</tbody>
</table>`;

const overview = ({ sources }: Status, { say, space }: Reader): string => {
  const { total, healthy, unread } = countHealth(sources);
  const off = sources.length - total;
  const more = [
    ...(unread === 0 ? [] : [say('status.unread', { count: unread })]),
    ...(off === 0 ? [] : [say('status.disabled', { count: off })]),
  ];
  return [say('status.overview', { healthy, total }), ...more].join(space);
};

/**
 * Lists the sources that need attention. If none does, returns a sentence, or undefined if the page shows other
 * problems.
 */
const needs = ({ sources, offline, problems }: Status, reader: Reader): Html | undefined => {
  const unhealthy = sources.filter(needsAttention);
  const isTroubled = offline !== undefined || Object.values(problems).some(({ length }) => length > 0);
  if (isTroubled && unhealthy.length === 0) return undefined;
  const { total, unread } = countHealth(sources);
  if (unread === total)
    return html`<p class="all-ok">${reader.say(total === 0 ? 'status.noneEnabled' : 'status.noneRead')}</p>
`;
  return unhealthy.length === 0
    ? html`<p class="all-ok"><span class="mark" aria-hidden="true">✓</span> ${reader.say('status.fine')}</p>
`
    : html`<section class="problems"><h2>${reader.say('status.attention', { count: unhealthy.length })}</h2><ul>
${unhealthy.map((status) => need(status, reader))}</ul></section>
`;
};

const need = (status: SourceStatus, reader: Reader): Html => {
  const { source, outlet, health } = status;
  const { why, whatToDo = why } = healthText(status, reader);
  return html`<li>${reader.sayHtml('status.need', {
    health: healthWord(health.kind, reader),
    outlet: html`<a href="#${source}">${outletIn(reader.language, outlet)}</a>`,
    source: html`<code>${source}</code>`,
    time: dateAndTime(health.since, reader.language),
    advice: whatToDo,
  })}</li>
`;
};
