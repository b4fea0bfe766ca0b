import type { FeedSettings } from '../../domain/config.ts';
import { countHealth, needsSomebody, type Status } from '../../domain/source/health/status.ts';
import type { FeedView } from '../feed/feed-view.ts';
import { basePath, layout } from './layout.ts';
import { barChart } from './part/bar-chart.ts';
import { type Html, html } from './part/html.ts';
import { prose } from './part/prose.ts';
import { clockTime, dateAndTime } from './part/show-time.ts';
import { healthWord, sourceRow } from './part/source-row.ts';

export type StatusPage = {
  readonly settings: FeedSettings;
  /** The merged feed's. */
  readonly view: FeedView;
  readonly status: Status;
};

const HOURS_CHART = { barWidth: 12, height: 60 };

/** The page at `/status`: what needs somebody, the whole in figures, then a row a source. */
export const renderStatus = ({ settings, view, status }: StatusPage): string => {
  const base = basePath(settings);
  return layout({
    settings,
    view: { ...view, pagePath: '/status', description: 'How the sources of this feed are' },
    title: 'Sources',
    main: html`<header class="view"><h1>Sources</h1>
<p>${overview(status)}</p></header>
${needs(status)}${problemList('The config has problems; the last good one is in force', status.problems.config)}${problemList('The clock is not believed', status.problems.clock)}${problemList('The store has problems', status.problems.store)}${figures(status)}${hours(status)}<table class="status">
<caption>Those that need somebody stand first. The same as <a href="${base}/status.json">JSON</a>; what is configured is on <a href="${base}/config">its own page</a>.</caption>
<thead><tr><th scope="col">Source</th><th scope="col">Health</th><th scope="col">Last success</th><th scope="col">Next poll</th><th scope="col">Newest item</th><th scope="col">Articles a day</th><th scope="col">Requests</th><th scope="col">Endpoint</th></tr></thead>
<tbody>
${status.sources.map((source) => sourceRow(source, base))}</tbody>
</table>`,
  });
};

const overview = ({ sources }: Status): string => {
  const { total, well, unread } = countHealth(sources);
  const off = sources.length - total;
  const more = [
    ...(unread === 0 ? [] : [`${unread} not read yet.`]),
    ...(off === 0 ? [] : [`${off} switched off.`]),
  ];
  return [`${well} of ${total} are well.`, ...more].join(' ');
};

/** The ill ones in a line each: who, what, since when, and what to do. */
const needs = ({ sources }: Status): Html => {
  const ill = sources.filter(needsSomebody);
  const read = countHealth(sources).unread === 0 ? '' : ' that was read';
  return ill.length === 0
    ? html`<p class="all-well"><span class="mark" aria-hidden="true">✓</span> No source${read} needs you.</p>
`
    : html`<section class="problems"><h2>${ill.length === 1 ? '1 source needs you' : `${ill.length} sources need you`}</h2><ul>
${ill.map(
  ({ source, outlet, health }) =>
    html`<li>${healthWord(health.kind)} <a href="#${source}">${outlet.name}</a> <code>${source}</code> since ${dateAndTime(health.since)}. ${prose(health.whatToDo ?? health.why)}</li>
`,
)}</ul></section>
`;
};

const problemList = (heading: string, problems: readonly string[]): Html | undefined =>
  problems.length === 0
    ? undefined
    : html`<section class="problems"><h2>${heading}</h2><ul>
${problems.map(
  (problem) => html`<li>${problem}</li>
`,
)}</ul></section>
`;

const figures = ({ store, memoryBytes, startedAt, sources }: Status): Html => {
  const total = sources.reduce((sum, { requests }) => sum + requests.total, 0);
  const unchanged = sources.reduce((sum, { requests }) => sum + requests.notModified, 0);
  return html`<dl class="figures">
<div><dt>Stories</dt><dd>${grouped(store.stories)}</dd></div>
<div><dt>Articles</dt><dd>${grouped(store.articles)}</dd></div>
<div><dt>Store</dt><dd>${megabytes(store.bytes)}</dd></div>
<div><dt>Memory</dt><dd>${megabytes(memoryBytes)}</dd></div>
<div><dt>Requests</dt><dd>${grouped(total)}</dd></div>
<div><dt>Unchanged (304)</dt><dd>${percent(unchanged, total)}</dd></div>
<div><dt>Running since</dt><dd>${dateAndTime(startedAt)}</dd></div>
</dl>
`;
};

const hours = ({ articlesAnHour, at, isCounted }: Status): Html => {
  const total = articlesAnHour.reduce((sum, count) => sum + count, 0);
  const first = at.subtract({ hours: articlesAnHour.length - 1 });
  const most = Math.max(0, ...articlesAnHour);
  return html`<figure class="hours">
<figcaption>Articles an hour: ${grouped(total)} in ${articlesAnHour.length} hours, at most ${most} in one, ${articlesAnHour.at(-1) ?? 0} in this one.${isCounted ? '' : ' Older ones are still being counted.'}</figcaption>
${barChart({ about: `Articles an hour, ${articlesAnHour.length} hours up to now`, counts: articlesAnHour, ...HOURS_CHART })}
<p class="axis"><span>${dateAndTime(hourOf(first))}</span><span>${clockTime(hourOf(at))}</span></p>
</figure>
`;
};

const hourOf = (moment: Temporal.Instant): Temporal.Instant =>
  moment.round({ smallestUnit: 'hour', roundingMode: 'floor' });

const grouped = (count: number): string => count.toLocaleString('en');

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB`;

const percent = (part: number, total: number): string =>
  total === 0 ? '–' : `${Math.round((part / total) * 100)} %`;
