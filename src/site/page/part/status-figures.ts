import type { Installation, InstallationProcess } from '../../../domain/source/health/installation.ts';
import type { Status } from '../../../domain/source/health/status.ts';
import type { Reader } from '../../language/reader.ts';
import { barChart } from './bar-chart.ts';
import { type Html, html } from './html.ts';
import { clockTime, dateAndTime } from './show-time.ts';

const HOURS_CHART = { barWidth: 12, height: 60 };

/** Returns the figures of the store, of the process and of all requests. */
export const figures = ({ store, memoryBytes, startedAt, sources }: Status, reader: Reader): Html => {
  const { say, number } = reader;
  const total = sources.reduce((sum, { requests }) => sum + requests.total, 0);
  const unchanged = sources.reduce((sum, { requests }) => sum + requests.notModified, 0);
  return html`<dl class="figures">
<div><dt>${say('status.stories')}</dt><dd>${number(store.stories)}</dd></div>
<div><dt>${say('status.articles')}</dt><dd>${number(store.articles)}</dd></div>
<div><dt>${say('status.store')}</dt><dd>${megabytes(store.bytes)}</dd></div>
<div><dt>${say('status.memory')}</dt><dd>${megabytes(memoryBytes)}</dd></div>
<div><dt>${say('status.requests')}</dt><dd>${number(total)}</dd></div>
<div><dt>${say('status.unchanged')}</dt><dd>${percent(unchanged, total, reader)}</dd></div>
<div><dt>${say('status.runningSince')}</dt><dd>${dateAndTime(startedAt, reader.language)}</dd></div>
</dl>
`;
};

/** Returns a chart of the articles of all sources per hour. */
export const hours = ({ articlesAnHour, at, isCounted }: Status, reader: Reader): Html => {
  const { say } = reader;
  const count = articlesAnHour.reduce((sum, count) => sum + count, 0);
  const first = at.subtract({ hours: articlesAnHour.length - 1 });
  const most = Math.max(0, ...articlesAnHour);
  const more = isCounted ? '' : `${reader.space}${say('status.counting')}`;
  return html`<figure class="hours">
<figcaption>${say('status.hours', { hours: articlesAnHour.length, count, most, now: articlesAnHour.at(-1) ?? 0 })}${more}</figcaption>
${barChart({ about: say('status.hoursChart', { hours: articlesAnHour.length }), counts: articlesAnHour, ...HOURS_CHART })}
<p class="axis"><span>${dateAndTime(hourOf(first), reader.language)}</span><span>${clockTime(hourOf(at))}</span></p>
</figure>
`;
};

const hourOf = (moment: Temporal.Instant): Temporal.Instant =>
  moment.round({ smallestUnit: 'hour', roundingMode: 'floor' });

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB`;

const percent = (part: number, total: number, { say }: Reader): string =>
  total === 0 ? '–' : say('status.percent', { count: Math.round((part / total) * 100) });

const COLUMNS = ['process', 'role', 'config', 'since', 'lastSeen'] as const;

/**
 * Returns a table of the processes of an installation, with numbers of polls if this process leads; undefined without
 * an installation.
 */
export const processList = (installation: Installation | undefined, reader: Reader): Html | undefined => {
  if (installation === undefined) return undefined;
  const { say } = reader;
  const { processes, polls } = installation;
  const counts = polls === undefined ? '' : say('status.polls', polls);
  return html`<table class="status processes">
<caption>${say('status.processes')}${reader.space}${counts}</caption>
<thead><tr>${COLUMNS.map((column) => html`<th scope="col">${say(`status.${column}`)}</th>`)}</tr></thead>
<tbody>
${processes.map((one) => row(one, reader))}</tbody>
</table>`;
};

const row = (
  { id, role, isLeader, isThis, config, since, lastSeenAt }: InstallationProcess,
  reader: Reader,
): Html => {
  const { say, language } = reader;
  const leads = isLeader ? ` ${say('status.leads')}` : '';
  const isOwn = isThis ? ` ${say('status.thisProcess')}` : '';
  return html`<tr><th scope="row"><code>${id}</code></th><td><code>${role}</code>${leads}${isOwn}</td><td><code>${config}</code></td><td>${dateAndTime(since, language)}</td><td>${dateAndTime(
    lastSeenAt,
    language,
  )}</td></tr>
`;
};
