import { jstDay, rangeOfDay } from '../../domain/clock/jst-day.ts';
import type { Story } from '../../domain/story/story.ts';
import type { CompanyCode } from '../../domain/tag/company.ts';
import { companyCodes } from '../../domain/tag/tag.ts';
import type { Resource } from '../../serve/ports.ts';
import { entryContext } from '../entry-context.ts';
import type { Names } from '../feed/feed-view.ts';
import industries from '../language/industries.en.json' with { type: 'json' };
import { companyIn, type Reader } from '../language/reader.ts';
import type { SiteContext } from '../site-context.ts';
import type { SiteView } from '../views.ts';
import { htmlPage } from './html-page.ts';
import { layout } from './layout.ts';
import { barChart } from './part/bar-chart.ts';
import { days } from './part/days.ts';
import { type Html, html, joined } from './part/html.ts';
import { prose } from './part/prose.ts';
import { readView, type ViewPage } from './view-page.ts';

const DAYS = 30;

/** Maximum number of stories that are counted, the newest first. */
const MOST_STORIES = 1000;

const OTHERS_SHOWN = 8;

export const companyPage = async (view: SiteView, site: SiteContext): Promise<Resource> => {
  const company = await readCompany(view.query.company as CompanyCode, site);
  return htmlPage(renderCompany({ ...(await readView(view, site)), company }), site.reader);
};

const readCompany = async (code: CompanyCode, { config, store, now, reader }: SiteContext) => {
  const current = config();
  const today = jstDay(now());
  const { from } = rangeOfDay(today.subtract({ days: DAYS - 1 }));
  const stories = await store.stories({ company: code, from, limit: MOST_STORIES });
  const ofCode = current.companies.filter((company) => company.code === code);
  const perDay = Map.groupBy(stories, ({ published }) => jstDay(published).until(today).days);
  const { companies } = entryContext(current);
  return {
    code,
    /** The industry in Japanese, as the stock exchange writes it; undefined if `companies.csv` has none. */
    industry: ofCode.find(({ until }) => until === undefined)?.industry,
    formerNames: ofCode
      .filter(({ until }) => until !== undefined)
      .flatMap((former) => companyIn('ja', former) ?? []),
    /** Number of stories by JST day, oldest first; the last day is today. */
    storiesADay: Array.from({ length: DAYS }, (_, day) => perDay.get(DAYS - 1 - day)?.length ?? 0),
    others: companiesWith(code, stories).map(([other, count]) => {
      return { code: other, name: companyIn(reader.language, companies(other)) ?? other, stories: count };
    }),
  };
};

type ShownCompany = Awaited<ReturnType<typeof readCompany>>;

const companiesWith = (code: CompanyCode, stories: readonly Story[]) => {
  const counts = new Map<CompanyCode, number>();
  for (const { articles } of stories) {
    const codes = articles.flatMap(({ tags }) => companyCodes(tags));
    for (const other of new Set(codes)) if (other !== code) counts.set(other, (counts.get(other) ?? 0) + 1);
  }
  return [...counts].toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).slice(0, OTHERS_SHOWN);
};

const CHART = { barWidth: 10, height: 48 };

const renderCompany = (shown: ViewPage & { readonly company: ShownCompany }): string => {
  const { view, page, nextPollAt, company, reader } = shown;
  const names = ownFirst(view.names, reader);
  const name = names.map(({ text }) => text).join(' ');
  return layout({
    ...shown,
    title: `${name} (${company.code})`,
    main: html`<header class="view"><h1>${inBothLanguages(names)}</h1>
<p>${about(company, reader)}</p></header>
${chart(company, reader)}${others(company, reader)}${days(page, reader, nextPollAt)}`,
  });
};

const ownFirst = (names: Names = [], { language }: Reader): Names =>
  names.toSorted((a, b) => Number(b.language === language) - Number(a.language === language));

const inBothLanguages = (names: Names): Html =>
  joined(
    names.map(({ text, language }) => html`<span lang="${language}">${text}</span>`),
    ' ',
  );

const about = ({ code, industry, formerNames }: ShownCompany, reader: Reader): Html =>
  html`${reader.say('company.code', { code })}${industryIn(industry, reader)}${
    formerNames.length === 0
      ? undefined
      : html` · ${reader.sayHtml('company.formerly', { names: html`<span lang="ja">${formerNames.join('、')}</span>` })}`
  }`;

const IN_ENGLISH: ReadonlyMap<string, string> = new Map(Object.entries(industries));

/** What the stock exchange writes for a company without an industry. */
const NO_INDUSTRY = '-';

const industryIn = (industry: string | undefined, { language }: Reader): Html | undefined => {
  if (industry === undefined || industry === NO_INDUSTRY) return undefined;
  const name = language === 'en' ? IN_ENGLISH.get(industry) : undefined;
  return name === undefined ? html` · <span lang="ja">${industry}</span>` : html` · ${name}`;
};

const chart = ({ storiesADay }: ShownCompany, { say }: Reader): Html => {
  const days = storiesADay.length;
  const count = storiesADay.reduce((sum, count) => sum + count, 0);
  return html`<figure class="a-day">
<figcaption>${say('company.stories', { count, days, today: storiesADay.at(-1) ?? 0 })}</figcaption>
${barChart({ about: say('company.chart', { days }), counts: storiesADay, ...CHART })}
</figure>
`;
};

const others = ({ others: companies }: ShownCompany, reader: Reader): Html | undefined =>
  companies.length === 0
    ? undefined
    : html`<nav class="with" aria-label="${reader.say('company.others')}"><span>${reader.say('company.oftenWith')}</span>
${companies.map(
  ({ code, name, stories }) =>
    html`<a href="${reader.link(`/companies/${code}`)}">${prose(name)} <span class="count">${stories}</span></a>
`,
)}</nav>
`;
