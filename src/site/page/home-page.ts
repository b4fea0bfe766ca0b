import { defined } from '../../domain/defined.ts';
import type { Entry } from '../../domain/entry/entry.ts';
import type { PageModel } from '../../domain/entry/page-model.ts';
import { countHealth, type HealthCounts } from '../../domain/source/health/status.ts';
import type { Topic } from '../../domain/tag/topic.ts';
import type { Resource } from '../../serve/ports.ts';
import type { Reader } from '../language/reader.ts';
import type { SiteContext } from '../site-context.ts';
import type { SiteView } from '../views.ts';
import { htmlPage } from './html-page.ts';
import { layout } from './layout.ts';
import { days } from './part/days.ts';
import { type FilterChoice, filters } from './part/filters.ts';
import { type Html, html } from './part/html.ts';
import { dateAndTime } from './part/show-time.ts';
import { tagPath } from './part/story-item.ts';
import { nameOf, readHealth, readView, type ViewPage } from './view-page.ts';

/** The front page: topics, the lead story, then the stories by JST day; everything, or what was chosen. */
export const homePage = async (view: SiteView, site: SiteContext): Promise<Resource> => {
  const { topics, outlets } = site.config();
  const shown = await readView(view, site);
  const newest = entriesOn(shown.page).map(({ published }) => published);
  return htmlPage(
    renderHome({
      ...shown,
      sources: countHealth(readHealth(site)),
      filters: { chosen: view.filters ?? {}, topics, outlets },
      ...defined({ newestAt: newest.toSorted((a, b) => Temporal.Instant.compare(b, a))[0] }),
    }),
    site.reader,
  );
};

type HomePage = ViewPage & {
  readonly sources: HealthCounts;
  /** When the newest story on the page was published. */
  readonly newestAt?: Temporal.Instant;
  readonly filters: FilterChoice;
};

/** Maximum number of topics: one line of links on a wide screen. */
const TOPICS_SHOWN = 10;

export const renderHome = (home: HomePage): string => {
  const { settings, view, page, nextPollAt, reader, isStatic = false } = home;
  const isNarrowed = Object.keys(home.filters.chosen).length > 0;
  return layout({
    ...home,
    isHome: true,
    ...(isNarrowed ? { title: nameOf(view, settings) } : {}),
    main: html`${topics(page, home.filters.topics, reader)}<div class="tools">${isStatic ? undefined : filters(home.filters, reader)}${state(home)}</div>
${days(page, reader, nextPollAt)}`,
  });
};

const state = ({ sources, newestAt, reader }: HomePage): Html =>
  html`<p class="state"><a href="${reader.link('/status')}">${sourcesInWords(sources)}</a>${
    newestAt === undefined ? undefined : html` Updated ${dateAndTime(newestAt, reader.language)}`
  }</p>`;

const sourcesInWords = ({ healthy, unread, total }: HealthCounts): string =>
  `${healthy === total ? `All ${total}` : `${healthy} of ${total}`} sources OK${unread === 0 ? '' : `, ${unread} not polled yet`}.`;

const topics = (page: PageModel, known: FilterChoice['topics'], reader: Reader): Html | undefined => {
  const common = commonTopics(page, known);
  return common.length === 0
    ? undefined
    : html`<nav class="topics" aria-label="Topics">
${common.map(
  ({
    key,
    label,
  }) => html`<a href="${reader.link(tagPath({ kind: 'topic', key }))}">${label.en} <span lang="ja">${label.ja}</span></a>
`,
)}</nav>
`;
};

/** The topics of most stories on the page. */
const commonTopics = (
  page: PageModel,
  known: FilterChoice['topics'],
): readonly Pick<Topic, 'key' | 'label'>[] => {
  const counts = new Map<string, number>();
  for (const { kind, key } of entriesOn(page).flatMap(({ tags }) => tags)) {
    if (kind === 'topic') counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return known
    .filter(({ key }) => counts.has(key))
    .toSorted((a, b) => (counts.get(b.key) ?? 0) - (counts.get(a.key) ?? 0) || (a.key < b.key ? -1 : 1))
    .slice(0, TOPICS_SHOWN);
};

const entriesOn = ({ lead, days: all }: PageModel): readonly Entry[] => [
  ...(lead === undefined ? [] : [lead]),
  ...all.flatMap(({ entries }) => entries),
];
