import type { SourceStatus } from '../../../domain/source/health/status.ts';
import type { HealthKind } from '../../../domain/source/source-state.ts';
import type { Reader } from '../../language/reader.ts';
import { barChart } from './bar-chart.ts';
import { type Html, html } from './html.ts';
import { prose } from './prose.ts';
import { dateAndTime } from './show-time.ts';
import { languageMark } from './story-item.ts';

/** A shape for each health: not everybody can distinguish green from red. */
const MARKS: Readonly<Record<HealthKind, string>> = {
  ok: '✓',
  new: '+',
  quiet: '–',
  stale: '△',
  flooding: '≋',
  moved: '→',
  blocked: '■',
  gone: '×',
  broken: '!',
};

const DAYS_CHART = { barWidth: 4, height: 24 };

/** The row of a source in the table of sources. */
export const sourceRow = (status: SourceStatus, reader: Reader): Html => html`<tr id="${status.source}">
<th scope="row"><a href="${reader.link(`/outlets/${status.outlet.id}`)}">${status.outlet.name}</a> ${languageMark(status.language, reader)} <code class="source-id">${status.source}</code></th>
<td data-label="Health">${status.enabled ? health(status, reader) : 'disabled'}</td>
<td data-label="Last success">${moment(status.lastSuccessAt, reader)}</td>
<td data-label="Next poll">${moment(status.nextPollAt, reader)}</td>
<td data-label="Newest item">${moment(status.newestItemAt, reader)}</td>
<td data-label="Articles a day">${days(status)}${truncated(status)}</td>
<td data-label="Requests">${requests(status)}</td>
<td data-label="Endpoint">${endpoint(status)}</td>
</tr>
`;

/** The mark and the word of a health. */
export const healthWord = (kind: HealthKind): Html =>
  html`<strong class="health ${kind}"><span class="mark" aria-hidden="true">${MARKS[kind]}</span> ${kind}</strong>`;

const health = ({ health: { kind, since, why, whatToDo } }: SourceStatus, { language }: Reader): Html =>
  html`${healthWord(kind)} since ${dateAndTime(since, language)}<p class="why">${prose(why)}</p>${
    whatToDo === undefined ? undefined : html`<p class="do">${prose(whatToDo)}</p>`
  }`;

const moment = (at: Temporal.Instant | undefined, { language }: Reader): Html =>
  at === undefined ? html`–` : dateAndTime(at, language);

const days = ({ articlesADay }: SourceStatus): Html => {
  const total = articlesADay.reduce((sum, count) => sum + count, 0);
  const today = articlesADay.at(-1) ?? 0;
  const about = `Articles a day, ${articlesADay.length} days up to today`;
  return html`${barChart({ about, counts: articlesADay, ...DAYS_CHART })} <span class="place">${today} today, ${average(total / articlesADay.length)} a day</span>`;
};

const truncated = ({ truncated: count }: SourceStatus): Html | undefined =>
  count === undefined
    ? undefined
    : html`<p class="why">The feed lists ${count} more items that were not read (truncated).</p>`;

const average = (count: number): string => (count >= 10 ? String(Math.round(count)) : count.toFixed(1));

/** The number of requests, the share of unchanged answers (304), and new items per request. */
const requests = ({ requests: { total, notModified }, hitRate = 0 }: SourceStatus): string =>
  total === 0
    ? '0'
    : `${total}, ${Math.round((notModified / total) * 100)} % of them 304, ${hitRate.toFixed(1)} new items per request`;

const endpoint = ({ endpoint: { host, place, of } }: SourceStatus): Html =>
  of === 1 ? html`${host}` : html`${host} <span class="place">(${place} of ${of})</span>`;
