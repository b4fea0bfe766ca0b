import type { FeedSettings } from '../../domain/config.ts';
import type { FeedView } from '../feed/feed-view.ts';
import { basePath, layout } from './layout.ts';
import { type Html, html } from './part/html.ts';
import { dateAndTime } from './part/show-time.ts';

/** A key of the config and what is in force, in words. */
export type Setting = { readonly key: string; readonly value: string };

export type DescribedSource = {
  readonly id: string;
  readonly outlet: string;
  /** `sources.yaml:31` */
  readonly place: string;
  readonly settings: readonly Setting[];
};

export type DescribedConfig = {
  /** Of `kawaraban.yaml`, and how much the other files hold. */
  readonly settings: readonly Setting[];
  readonly sources: readonly DescribedSource[];
};

export type ConfigPage = {
  readonly settings: FeedSettings;
  /** The merged feed's. */
  readonly view: FeedView;
  readonly config: DescribedConfig;
  /** When it came into force; absent where it is read once. */
  readonly since?: Temporal.Instant;
  /** Of a later edit that is wrong, each with file, line and column. */
  readonly problems: readonly string[];
};

/** The page at `/config`: what is in force, and what is wrong with an edit that is not. */
export const renderConfig = ({ settings, view, config, since, problems }: ConfigPage): string =>
  layout({
    settings,
    view: { ...view, pagePath: '/config', description: 'What this site is configured to do' },
    title: 'Configuration',
    main: html`<header class="view"><h1>Configuration</h1>
<p>${since === undefined ? 'In force.' : html`In force since ${dateAndTime(since)}.`} Values of headers, passwords and keys are not shown. How the sources do is on <a href="${basePath(settings)}/status">the page of sources</a>.</p></header>
${wrong(problems)}<section class="sheet"><h2>Settings</h2>
${list(config.settings)}</section>
<section class="sheet"><h2>Sources</h2>
${config.sources.map(
  ({
    id,
    outlet,
    place,
    settings: own,
  }) => html`<details class="source"><summary><strong>${id}</strong> ${outlet} <code class="where">${place}</code></summary>
${list(own)}</details>
`,
)}</section>`,
  });

const wrong = (problems: readonly string[]): Html =>
  problems.length === 0
    ? html`<p class="all-well"><span class="mark" aria-hidden="true">✓</span> The files say nothing that is wrong.</p>
`
    : html`<section class="problems"><h2>The last edit is wrong and not in force</h2><ul>
${problems.map(
  (problem) => html`<li>${problem}</li>
`,
)}</ul></section>
`;

const list = (settings: readonly Setting[]): Html => html`<dl class="settings">
${settings.map(
  ({ key, value }) => html`<div><dt><code>${key}</code></dt><dd>${value}</dd></div>
`,
)}</dl>
`;
