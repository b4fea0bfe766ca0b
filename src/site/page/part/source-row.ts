import type { FailureKind } from '../../../domain/source/failure.ts';
import type { SourceStatus } from '../../../domain/source/health/status.ts';
import type { HealthKind } from '../../../domain/source/source-state.ts';
import japanese from '../../language/health.ja.json' with { type: 'json' };
import { outletIn, type Reader } from '../../language/reader.ts';
import { barChart } from './bar-chart.ts';
import { type Html, html } from './html.ts';
import { english, prose } from './prose.ts';
import { dateAndTime } from './show-time.ts';
import { languageMark } from './story-item.ts';

/** A shape for each health, because not everybody can distinguish green from red. */
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

export const sourceRow = (status: SourceStatus, reader: Reader): Html => {
  const { say } = reader;
  const outlet = html`<a href="${reader.link(`/outlets/${status.outlet.id}`)}">${outletIn(reader.language, status.outlet)}</a>`;
  return html`<tr id="${status.source}">
<th scope="row">${outlet} ${languageMark(status.language, reader)} <code class="source-id">${status.source}</code></th>
<td class="health-cell" data-label="${say('status.health')}">${status.enabled ? health(status, reader) : say('status.off')}</td>
<td data-label="${say('status.lastSuccess')}">${moment(status.lastSuccessAt, reader)}</td>
<td data-label="${say('status.nextPoll')}">${moment(status.nextPollAt, reader)}</td>
<td data-label="${say('status.newestItem')}">${moment(status.newestItemAt, reader)}</td>
<td data-label="${say('status.articlesADay')}">${days(status, reader)}${truncated(status, reader)}</td>
<td class="requests-cell" data-label="${say('status.requests')}">${requests(status, reader)}</td>
<td data-label="${say('status.endpoint')}">${endpoint(status, reader)}</td>
</tr>
`;
};

export const healthWord = (kind: HealthKind, { say }: Reader): Html =>
  html`<strong class="health ${kind}"><span class="mark" aria-hidden="true">${MARKS[kind]}</span> ${say(`health.${kind}`)}</strong>`;

const health = (status: SourceStatus, reader: Reader): Html => {
  const { why, whatToDo } = healthText(status, reader);
  return html`${healthSince(status.health, reader)}<p class="why">${why}</p>${pauseNote(status, reader)}${
    whatToDo === undefined ? undefined : html`<p class="do">${whatToDo}</p>`
  }`;
};

const pauseNote = ({ pause }: SourceStatus, { sayHtml, language }: Reader): Html | undefined =>
  pause &&
  html`<p class="why">${sayHtml('health.pause', { host: html`${pause.host}`, time: dateAndTime(pause.until, language) })}</p>`;

export const healthSince = ({ kind, since }: SourceStatus['health'], reader: Reader): Html =>
  reader.sayHtml('health.since', {
    health: healthWord(kind, reader),
    time: dateAndTime(since, reader.language),
  });

const moment = (at: Temporal.Instant | undefined, { language }: Reader): Html =>
  at === undefined ? html`–` : dateAndTime(at, language);

const days = ({ articlesADay }: SourceStatus, { say }: Reader): Html => {
  const total = articlesADay.reduce((sum, count) => sum + count, 0);
  const today = articlesADay.at(-1) ?? 0;
  const about = say('status.daysChart', { days: articlesADay.length });
  return html`${barChart({ about, counts: articlesADay, ...DAYS_CHART })} <span class="place">${say('status.days', { today, average: average(total / articlesADay.length) })}</span>`;
};

const truncated = ({ truncated: count }: SourceStatus, { say }: Reader): Html | undefined =>
  count === undefined ? undefined : html`<p class="why">${say('status.truncated', { count })}</p>`;

const average = (count: number): string => (count >= 10 ? String(Math.round(count)) : count.toFixed(1));

const requests = (
  { requests: { total, notModified }, hitRate = 0 }: SourceStatus,
  { say }: Reader,
): string =>
  total === 0
    ? '0'
    : say('status.requestsMade', {
        count: total,
        unchanged: Math.round((notModified / total) * 100),
        items: hitRate.toFixed(1),
      });

const endpoint = ({ endpoint: { host, place, of } }: SourceStatus, { say }: Reader): Html =>
  of === 1 ? html`${host}` : html`${host} <span class="place">${say('status.place', { place, of })}</span>`;

type Explanation = { readonly why: string; readonly whatToDo?: string };

const BY_FAILURE: Readonly<Record<FailureKind, Explanation>> = japanese.failures;
const BY_HEALTH: Readonly<Record<HealthKind, Explanation>> = japanese.health;

/**
 * Returns the health of a source in sentences. `SourceStatus.health` is in English. A Japanese page has a fixed
 * sentence for each kind of failure or health, and adds the English sentence, which may name a failed poll. The kinds in
 * `DATED` have it only after a failure, the kinds in `SAID_WHOLE` never.
 */
export const healthText = ({ health, failure, newestItemAt }: SourceStatus, reader: Reader) => {
  const { kind, why, whatToDo } = health;
  if (reader.language === 'en')
    return { why: prose(why), whatToDo: whatToDo === undefined ? undefined : prose(whatToDo) };
  const isFailure = failure !== undefined && FAILING.has(kind);
  const said = isFailure ? BY_FAILURE[failure] : BY_HEALTH[kind];
  const isWhole = SAID_WHOLE.has(isFailure ? failure : kind);
  const newest =
    newestItemAt === undefined || !DATED.has(kind)
      ? undefined
      : reader.sayHtml('health.newest', { time: dateAndTime(newestItemAt, reader.language) });
  const needsDetail = !isWhole && (failure !== undefined || !DATED.has(kind));
  const detail = needsDetail ? html`<br>${english(why)}` : undefined;
  const advice = whatToDo === undefined ? undefined : html`${said.whatToDo ?? english(whatToDo)}`;
  return { why: html`${said.why}${newest}${detail}`, whatToDo: advice };
};

/** The kinds of health that a failure of the endpoint can explain. */
const FAILING: ReadonlySet<HealthKind> = new Set(['new', 'blocked', 'gone', 'broken']);

/** The kinds of failure or health whose English sentence adds nothing to the Japanese one. */
const SAID_WHOLE: ReadonlySet<FailureKind | HealthKind> = new Set(['new', 'gone', 'not-found', 'no-tls']);

/** The kinds of health that the age of the newest item explains. */
const DATED: ReadonlySet<HealthKind> = new Set(['ok', 'quiet', 'stale']);
