import type { Source } from '../../../domain/source/source.ts';
import type { HealthKind, SourceState } from '../../../domain/source/source-state.ts';
import type { FeedSettings, FeedView } from '../../../pipeline/ports.ts';
import { type Html, html } from './html.ts';
import { layout } from './layout.ts';
import { dateAndTime } from './show-time.ts';
import { languageMark } from './story-item.ts';

export type StatusPage = {
  readonly settings: FeedSettings;
  /** The merged feed's. */
  readonly view: FeedView;
  readonly sources: readonly { readonly source: Source; readonly state?: SourceState }[];
  /** What is wrong with the store or the config, in words. */
  readonly problems: readonly string[];
};

/** A shape for each health, since not everybody tells green from red. */
const MARKS: Readonly<Record<HealthKind, string>> = {
  ok: '✓',
  new: '+',
  quiet: '–',
  stale: '△',
  moved: '→',
  blocked: '■',
  gone: '×',
  broken: '!',
};

/** The ill come first: an editor comes for them. */
const ORDER: readonly HealthKind[] = ['broken', 'blocked', 'gone', 'stale', 'moved', 'quiet', 'new', 'ok'];

/** The page at `/status`: a row a source, those that need somebody first. */
export const renderStatus = ({ settings, view, sources, problems }: StatusPage): string => {
  const sorted = sources.toSorted((a, b) => rank(a.state) - rank(b.state));
  const well = sources.filter(({ state }) => ['ok', 'quiet'].includes(healthOf(state))).length;
  return layout({
    settings,
    view: { ...view, pagePath: '/status', description: 'How the sources of this feed are' },
    title: 'Sources',
    main: html`<header class="view"><h1>Sources</h1>
<p>${well} of ${sources.length} are well. A source that nobody needs to look at is <em>ok</em> or <em>quiet</em>.</p></header>
${problemList(problems)}<table class="status">
<thead><tr><th scope="col">Source</th><th scope="col">Health</th><th scope="col">Last success</th><th scope="col">Next poll</th><th scope="col">Newest item</th><th scope="col">Requests</th><th scope="col">Endpoint</th></tr></thead>
<tbody>
${sorted.map(({ source, state }) => row(source, state))}</tbody>
</table>`,
  });
};

const problemList = (problems: readonly string[]): Html | undefined =>
  problems.length === 0
    ? undefined
    : html`<section class="problems"><h2>Needs you</h2><ul>
${problems.map(
  (problem) => html`<li>${problem}</li>
`,
)}</ul></section>
`;

const healthOf = (state: SourceState | undefined): HealthKind => state?.health?.kind ?? 'new';

const rank = (state: SourceState | undefined): number => ORDER.indexOf(healthOf(state));

const row = (source: Source, state: SourceState | undefined): Html => html`<tr>
<th scope="row">${source.outlet.name} ${languageMark(source.language)} <code>${source.id}</code></th>
<td data-label="Health">${health(state)}</td>
<td data-label="Last success">${moment(state?.lastSuccessAt)}</td>
<td data-label="Next poll">${moment(state?.nextPollAt)}</td>
<td data-label="Newest item">${moment(state?.newestItemAt)}</td>
<td data-label="Requests">${requests(state)}</td>
<td data-label="Endpoint">${endpoint(source, state)}</td>
</tr>
`;

const health = (state: SourceState | undefined): Html => {
  const kind = healthOf(state);
  const known = state?.health;
  return html`<strong class="health ${kind}"><span class="mark" aria-hidden="true">${MARKS[kind]}</span> ${kind}</strong>${
    known === undefined
      ? undefined
      : html` since ${dateAndTime(known.since)}<p class="why">${known.why}</p>${known.whatToDo === undefined ? undefined : html`<p class="do">${known.whatToDo}</p>`}`
  }`;
};

const moment = (at: Temporal.Instant | undefined): Html => (at === undefined ? html`–` : dateAndTime(at));

/** How many requests, and the share that cost the outlet nothing. */
const requests = (state: SourceState | undefined): string => {
  const { requests: total, notModified } = state?.counts ?? { requests: 0, notModified: 0 };
  return total === 0 ? '0' : `${total}, ${Math.round((notModified / total) * 100)}% of them 304`;
};

/** The host alone: addresses may hold secrets in their query. */
const endpoint = (source: Source, state: SourceState | undefined): Html => {
  const index = state?.endpoint ?? 0;
  const url = source.endpoints[index] ?? source.endpoints[0];
  const count = source.endpoints.length;
  const place = count === 1 ? undefined : html` <span class="place">(${index + 1} of ${count})</span>`;
  return html`${URL.parse(url)?.host ?? url}${place}`;
};
