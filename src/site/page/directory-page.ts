import { rangeOfDay } from '../../domain/clock/jst-day.ts';
import type { LabelKind } from '../../domain/store/contract.ts';
import type { CompanyCode } from '../../domain/tag/company.ts';
import type { Resource } from '../../serve/ports.ts';
import { archiveMonths, archivePath } from '../archive/render-archive.ts';
import { entryContext } from '../entry-context.ts';
import { feedPath } from '../feed/feed-view.ts';
import { companyIn, outletIn } from '../language/reader.ts';
import type { SiteContext } from '../site-context.ts';
import { daysWithStories } from './front/days-with-stories.ts';
import { htmlPage, pageBase } from './html-page.ts';
import { layout } from './layout.ts';
import { html } from './part/html.ts';
import { longDate } from './part/show-time.ts';

/** Number of days whose stories are counted for topics, outlets and companies. */
const DAYS_COUNTED = 30;

const MOST_COMPANIES = 500;

/** Maximum number of days in the directory of days: a year and a leap day. */
const MOST_DAYS = 366;

/** Maximum number of stories that are counted for a day. */
const MOST_STORIES = 100_000;

type Item = { readonly href: string; readonly name: string; readonly stories?: number };

/** The items of each directory, by the name in its path. */
const DIRECTORIES = {
  topics: async (site) => {
    const { config, reader } = site;
    const counts = await countsOf('topic', site);
    return config().topics.map(({ key, label }) => ({
      href: reader.link(`/topics/${key}`),
      name: label[reader.language],
      stories: counts.get(key) ?? 0,
    }));
  },
  companies: async (site) => {
    const { config, reader } = site;
    const { companies } = entryContext(config());
    const items = [...(await countsOf('company', site))].flatMap(([key, stories]): Item[] => {
      const name = companyIn(reader.language, companies(key as CompanyCode));
      return name === undefined ? [] : [{ href: reader.link(`/companies/${key}`), name, stories }];
    });
    return items.slice(0, MOST_COMPANIES);
  },
  outlets: async (site) => {
    const { config, reader } = site;
    const counts = await countsOf('outlet', site);
    const items = config().outlets.map((outlet) => ({
      href: reader.link(`/outlets/${outlet.id}`),
      name: outletIn(reader.language, outlet),
      stories: counts.get(outlet.id) ?? 0,
    }));
    return items.toSorted((a, b) => b.stories - a.stories);
  },
  days: async ({ store, now, reader }) => {
    const dates = await daysWithStories(store, now(), MOST_DAYS);
    const items = dates.map(async (date) => ({
      href: reader.link(`/${date.toString()}`),
      name: longDate(date, reader.language),
      stories: await store.count(rangeOfDay(date), MOST_STORIES),
    }));
    return Promise.all(items);
  },
  archive: async (site) =>
    (await archiveMonths(site)).toReversed().map((month) => ({
      href: `${site.reader.base}${feedPath(archivePath(month), 'atom')}`,
      name: month.toString(),
    })),
} satisfies Readonly<Record<string, (site: SiteContext) => Promise<readonly Item[]>>>;

/** The message about each directory. */
const ABOUT = {
  topics: 'directory.lastDays',
  companies: 'directory.lastDays',
  outlets: 'directory.lastDays',
  days: 'directory.aDay',
  archive: 'directory.months',
} as const;

type DirectoryName = keyof typeof DIRECTORIES;

export const DIRECTORY_NAMES = Object.keys(DIRECTORIES) as readonly DirectoryName[];

/** Counts the stories of the last `DAYS_COUNTED` days by label. The label with the most stories comes first. */
const countsOf = async (kind: LabelKind, { store, now }: SiteContext) => {
  const since = now().subtract({ hours: 24 * DAYS_COUNTED });
  return new Map((await store.labelCounts(kind, since)).map(({ key, stories }) => [key, stories]));
};

/** Makes the page of a directory, such as all topics. */
export const directoryPage =
  (name: DirectoryName) =>
  async (site: SiteContext): Promise<Resource> => {
    const { reader } = site;
    const items: readonly Item[] = await DIRECTORIES[name](site);
    const about = reader.say(ABOUT[name], { count: DAYS_COUNTED });
    const base = pageBase(site);
    const title = reader.say(`directory.${name}`);
    const page = layout({
      ...base,
      title,
      view: { ...base.view, pagePath: `/${name}`, description: about },
      main: html`<header class="view"><h1>${title}</h1>
<p>${items.length === 0 ? reader.say('directory.empty') : about}</p></header>
<ul class="directory">
${items.map(
  ({ href, name: of, stories }) =>
    html`<li><a href="${href}">${of}</a>${stories === undefined ? undefined : html` <span class="count">${reader.number(stories)}</span>`}</li>
`,
)}</ul>`,
    });
    return htmlPage(page, reader);
  };
