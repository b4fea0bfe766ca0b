import { jstDay } from '../../domain/clock/jst-day.ts';
import { defined } from '../../domain/defined.ts';
import { groupByDay } from '../../domain/entry/page-model.ts';
import type { Offline } from '../../domain/network/judge-network.ts';
import { RANKED_MS } from '../../domain/ranking/rank-stories.ts';
import { countHealth, type HealthCounts } from '../../domain/source/health/status.ts';
import type { Story } from '../../domain/story/story.ts';
import type { Resource } from '../../serve/ports.ts';
import { entriesOf } from '../entries.ts';
import type { Reader } from '../language/reader.ts';
import type { SiteContext } from '../site-context.ts';
import type { SiteView } from '../views.ts';
import { daysWithStories } from './front/days-with-stories.ts';
import { frontSections, restOfOutlets, sectionLinks } from './front/front-sections.ts';
import { type Front, makeFront, shownStories, storiesToRank } from './front/read-front.ts';
import { htmlPage } from './html-page.ts';
import { layout } from './layout.ts';
import { days } from './part/days.ts';
import { type FilterChoice, filters } from './part/filters.ts';
import { type Html, html } from './part/html.ts';
import { offlineBox } from './part/problems.ts';
import { dateAndTime, longDate } from './part/show-time.ts';
import { nameOf } from './part/view-name.ts';
import { readHealth, readView, type ViewPage, viewBase } from './view-page.ts';

const PER_SECTION = 6;

/** With fewer ranked stories than this number, the page also lists the remaining and earlier stories by day. */
const FULL = 30;

const DAYS_LINKED = 7;

/** Maximum number of stories that follow by day below the sections. */
const EARLIER = 60;

/** Resolves to the front page; with filters, to the page of the selected stories by day. */
export const homePage = async (view: SiteView, site: SiteContext): Promise<Resource> => {
  const { topics, outlets } = site.config();
  const isNarrowed = Object.keys(view.filters ?? {}).length > 0;
  return htmlPage(
    renderHome({
      ...(isNarrowed ? await readView(view, site) : await readFrontPage(view, site)),
      ...defined({ offline: site.offline?.() }),
      sources: countHealth(readHealth(site)),
      today: jstDay(site.now()),
      filters: { chosen: view.filters ?? {}, topics, outlets },
    }),
    site.reader,
  );
};

type HomePage = ViewPage & {
  readonly sources: HealthCounts;
  /** Absent if `page` has the stories that filters select. */
  readonly front?: Front;
  /** The moment at which the newest ranked story was published. */
  readonly newestAt?: Temporal.Instant;
  readonly linkedDays?: readonly Temporal.PlainDate[];
  /** The current day in Japan. */
  readonly today: Temporal.PlainDate;
  readonly filters: FilterChoice;
  readonly offline?: Offline;
};

const readFrontPage = async (view: SiteView, site: SiteContext) => {
  const { stories, at } = await latestStories(site);
  const front = makeFront(stories, site.config(), { now: at, perSection: PER_SECTION, isOfDay: false });
  const isShown = new Set(shownStories(front));
  const earlier =
    stories.length >= FULL
      ? []
      : (await entriesOf(view, site, 'newest')).filter(({ story }) => !isShown.has(story));
  const linkedDays = await daysWithStories(site.store, site.now(), DAYS_LINKED);
  return {
    ...viewBase(view, site),
    linkedDays,
    front,
    page: { days: groupByDay(earlier.slice(0, EARLIER)) },
    ...defined({ newestAt: stories[0]?.published }),
  };
};

/**
 * Resolves to the stories that are ranked, and the end of their 24 hours: now, or the date of the newest announced story
 * if the last 24 hours have none.
 */
const latestStories = async ({ store, now }: SiteContext) => {
  const until = (end: Temporal.Instant): Promise<readonly Story[]> =>
    storiesToRank(store, { from: end.subtract({ milliseconds: RANKED_MS }), announcedOnly: true });
  const at = now();
  const stories = await until(at);
  if (stories.length > 0) return { stories, at };
  const [newest] = await store.stories({ announcedOnly: true, limit: 1 });
  if (newest === undefined) return { stories, at };
  return { stories: await until(newest.published), at: newest.published };
};

export const renderHome = (home: HomePage): string => {
  const { settings, view, page, front, nextPollAt, reader, today, isStatic = false } = home;
  return layout({
    ...home,
    isHome: true,
    ...(front === undefined ? { title: nameOf(view, settings, reader) } : {}),
    main: html`${offlineBox(home.offline, reader)}${front && sectionLinks(front, reader)}<div class="tools">${isStatic ? undefined : filters(home.filters, reader)}${state(home)}</div>
${front?.lead && frontSections(front, reader, today)}
${front && page.days.length === 0 ? restOfOutlets(front, reader) : undefined}
${front?.lead === undefined || page.days.length > 0 ? days(page, reader, nextPollAt) : undefined}
${earlierDays(home)}`,
  });
};

const state = ({ sources, newestAt, reader }: HomePage): Html =>
  html`<p class="state"><a href="${reader.link('/status')}">${sourcesInWords(sources, reader)}</a>${
    newestAt === undefined
      ? undefined
      : html` ${reader.sayHtml('front.newest', { time: dateAndTime(newestAt, reader.language) })}`
  }</p>`;

const sourcesInWords = ({ healthy, unread, total }: HealthCounts, { say }: Reader): string => {
  if (total === 0) return say('status.noneEnabled');
  if (healthy === total) return say('front.sourcesAll', { count: total });
  const unpolled = unread === 0 ? '' : say('front.unread', { unread });
  return say('front.sourcesSome', { healthy, count: total, unread: unpolled });
};

const earlierDays = ({ linkedDays, reader }: HomePage): Html | undefined =>
  linkedDays === undefined || linkedDays.length === 0
    ? undefined
    : html`<nav class="earlier" aria-label="${reader.say('days.days')}">
${linkedDays.map(
  (date) => html`<a href="${reader.link(`/${date.toString()}`)}">${longDate(date, reader.language)}</a>
`,
)}<a href="${reader.link('/days')}">${reader.say('days.all')}</a>
</nav>
`;
