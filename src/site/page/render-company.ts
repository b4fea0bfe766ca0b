import { basePath, layout } from './layout.ts';
import { barChart } from './part/bar-chart.ts';
import { days } from './part/days.ts';
import { type Html, html } from './part/html.ts';
import { nameOf, names, type ViewPage } from './render-view.ts';

export type CompanyPage = ViewPage & {
  readonly company: {
    readonly code: string;
    /** As the exchange names it, in Japanese. */
    readonly industry?: string;
    /** Names that it bore before. */
    readonly formerNames: readonly string[];
    /** Stories about it, by JST day, oldest first, today last. */
    readonly storiesADay: readonly number[];
    /** Companies that stand in its stories, too, most often first. */
    readonly others: readonly {
      readonly code: string;
      readonly name: string;
      readonly language: 'en' | 'ja';
      readonly stories: number;
    }[];
  };
};

const CHART = { barWidth: 10, height: 48 };

/** The page of a company: who it is, how much is written about it and with whom, and its stories. */
export const renderCompany = ({ settings, view, page, nextPollAt, company }: CompanyPage): string => {
  const base = basePath(settings);
  return layout({
    settings,
    view,
    title: nameOf(view, settings),
    main: html`<header class="view"><h1>${names(view, settings)}</h1>
<p>${about(company)}</p></header>
${chart(company)}${others(company, base)}${days(page, base, nextPollAt)}`,
  });
};

const about = ({ code, industry, formerNames }: CompanyPage['company']): Html =>
  html`Securities code ${code}${industry === undefined ? undefined : html` · <span lang="ja">${industry}</span>`}${
    formerNames.length === 0 ? undefined : html` · formerly <span lang="ja">${formerNames.join('、')}</span>`
  }`;

const chart = ({ storiesADay }: CompanyPage['company']): Html => {
  const total = storiesADay.reduce((sum, count) => sum + count, 0);
  return html`<figure class="a-day">
<figcaption>${total} ${total === 1 ? 'story' : 'stories'} in ${storiesADay.length} days, ${storiesADay.at(-1) ?? 0} today</figcaption>
${barChart({ about: `Stories a day, ${storiesADay.length} days up to today`, counts: storiesADay, ...CHART })}
</figure>
`;
};

const others = ({ others: companies }: CompanyPage['company'], base: string): Html | undefined =>
  companies.length === 0
    ? undefined
    : html`<nav class="with" aria-label="Companies in the same stories"><span>Often with</span>
${companies.map(
  ({ code, name, language, stories }) =>
    html`<a href="${base}/companies/${code}"><span lang="${language}">${name}</span> <span class="count">${stories}</span></a>
`,
)}</nav>
`;
