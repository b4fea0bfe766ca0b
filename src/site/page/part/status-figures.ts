import type { Status } from '../../../domain/source/health/status.ts';
import type { Reader } from '../../language/reader.ts';
import { barChart } from './bar-chart.ts';
import { type Html, html } from './html.ts';
import { clockTime, dateAndTime } from './show-time.ts';

const HOURS_CHART = { barWidth: 12, height: 60 };

/** The size of the store and of the process, and how many requests were made. */
export const figures = ({ store, memoryBytes, startedAt, sources }: Status, reader: Reader): Html => {
  const total = sources.reduce((sum, { requests }) => sum + requests.total, 0);
  const unchanged = sources.reduce((sum, { requests }) => sum + requests.notModified, 0);
  return html`<dl class="figures">
<div><dt>Stories</dt><dd>${grouped(store.stories)}</dd></div>
<div><dt>Articles</dt><dd>${grouped(store.articles)}</dd></div>
<div><dt>Store</dt><dd>${megabytes(store.bytes)}</dd></div>
<div><dt>Memory</dt><dd>${megabytes(memoryBytes)}</dd></div>
<div><dt>Requests</dt><dd>${grouped(total)}</dd></div>
<div><dt>Unchanged (304)</dt><dd>${percent(unchanged, total)}</dd></div>
<div><dt>Running since</dt><dd>${dateAndTime(startedAt, reader.language)}</dd></div>
</dl>
`;
};

/** Articles of all sources per hour, as a chart. */
export const hours = ({ articlesAnHour, at, isCounted }: Status, reader: Reader): Html => {
  const total = articlesAnHour.reduce((sum, count) => sum + count, 0);
  const first = at.subtract({ hours: articlesAnHour.length - 1 });
  const most = Math.max(0, ...articlesAnHour);
  const more = isCounted ? '' : ' Older articles are still being counted.';
  return html`<figure class="hours">
<figcaption>Articles per hour, last ${articlesAnHour.length} h: ${grouped(total)} in total, peak ${most}, ${articlesAnHour.at(-1) ?? 0} this hour.${more}</figcaption>
${barChart({ about: `Articles per hour, ${articlesAnHour.length} hours up to now`, counts: articlesAnHour, ...HOURS_CHART })}
<p class="axis"><span>${dateAndTime(hourOf(first), reader.language)}</span><span>${clockTime(hourOf(at))}</span></p>
</figure>
`;
};

const hourOf = (moment: Temporal.Instant): Temporal.Instant =>
  moment.round({ smallestUnit: 'hour', roundingMode: 'floor' });

const grouped = (count: number): string => count.toLocaleString('en');

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB`;

const percent = (part: number, total: number): string =>
  total === 0 ? '–' : `${Math.round((part / total) * 100)} %`;
