import type { PageModel } from '../../domain/entry/page-model.ts';
import type { HealthCounts } from '../../domain/source/health/status.ts';
import type { Topic } from '../../domain/tag/topic.ts';
import { basePath, layout } from './layout.ts';
import { days } from './part/days.ts';
import { type FilterChoice, filters } from './part/filters.ts';
import { type Html, html } from './part/html.ts';
import { dateAndTime } from './part/show-time.ts';
import { tagPath } from './part/story-item.ts';
import { nameOf, type ViewPage } from './render-view.ts';

export type HomePage = ViewPage & {
  readonly sources: HealthCounts;
  /** When an article last came. */
  readonly newestAt?: Temporal.Instant;
  readonly filters: FilterChoice;
};

/** One line of links on a wide screen. */
const TOPICS_SHOWN = 10;

/** The page at `/`: what is talked about, the lead story, then the stories by JST day; all of it, or what was chosen. */
export const renderHome = (home: HomePage): string => {
  const { settings, view, page, nextPollAt, sources, newestAt } = home;
  const base = basePath(settings);
  const isNarrowed = Object.keys(home.filters.chosen).length > 0;
  return layout({
    settings,
    view,
    isHome: true,
    ...(isNarrowed ? { title: nameOf(view, settings) } : {}),
    main: html`${topics(page, home.filters.topics, base)}<div class="tools">${filters(home.filters, base)}<p class="state"><a href="${base}/status">${sourcesInWords(sources)}</a>${newestAt === undefined ? undefined : html`; last news ${dateAndTime(newestAt)}`}</p></div>
${days(page, base, nextPollAt)}`,
  });
};

const sourcesInWords = ({ well, unread, total }: HealthCounts): string =>
  `${well} of ${total} sources are well${unread === 0 ? '' : `, ${unread} not read yet`}`;

const topics = (page: PageModel, known: FilterChoice['topics'], base: string): Html | undefined => {
  const common = commonTopics(page, known);
  return common.length === 0
    ? undefined
    : html`<nav class="topics" aria-label="Topics">
${common.map(
  ({
    key,
    label,
  }) => html`<a href="${base}${tagPath({ kind: 'topic', key })}">${label.en} <span lang="ja">${label.ja}</span></a>
`,
)}</nav>
`;
};

/** The topics of most stories on the page. */
const commonTopics = (
  { lead, days: allDays }: PageModel,
  known: FilterChoice['topics'],
): readonly Pick<Topic, 'key' | 'label'>[] => {
  const entries = [...(lead === undefined ? [] : [lead]), ...allDays.flatMap((day) => day.entries)];
  const counts = new Map<string, number>();
  for (const { kind, key } of entries.flatMap(({ tags }) => tags)) {
    if (kind === 'topic') counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return known
    .filter(({ key }) => counts.has(key))
    .toSorted((a, b) => (counts.get(b.key) ?? 0) - (counts.get(a.key) ?? 0) || (a.key < b.key ? -1 : 1))
    .slice(0, TOPICS_SHOWN);
};
