import type { EntryTag } from '../../../domain/entry/entry.ts';
import type { PageModel } from '../../../domain/entry/page-model.ts';
import { days } from './days.ts';
import { type Html, html } from './html.ts';
import { basePath, layout } from './layout.ts';
import type { ViewPage } from './render-view.ts';
import { dateAndTime } from './show-time.ts';
import { tagPath } from './story-item.ts';

export type HomePage = ViewPage & {
  readonly sources: { readonly well: number; readonly total: number };
  /** When an article last came. */
  readonly newestAt?: Temporal.Instant;
};

/** One line of links on a wide screen. */
const TOPICS_SHOWN = 10;

/** The page at `/`: what is talked about, the lead story, then the stories by JST day. */
export const renderHome = ({ settings, view, page, nextPollAt, sources, newestAt }: HomePage): string => {
  const base = basePath(settings);
  return layout({
    settings,
    view,
    main: html`${topics(page, base)}<p class="state"><a href="${base}/status">${sources.well} of ${sources.total} sources are well</a>${newestAt === undefined ? undefined : html`; the last news came on ${dateAndTime(newestAt)}`}.</p>
${days(page, base, nextPollAt)}`,
  });
};

const topics = (page: PageModel, base: string): Html | undefined => {
  const common = commonTopics(page);
  return common.length === 0
    ? undefined
    : html`<nav class="topics" aria-label="Topics">
${common.map(
  (tag) => html`<a href="${base}${tagPath(tag)}">${tag.label}</a>
`,
)}</nav>
`;
};

/** The topics of most stories on the page, in English where a story has brought the label. */
const commonTopics = ({ lead, days: allDays }: PageModel): readonly EntryTag[] => {
  const entries = [...(lead === undefined ? [] : [lead]), ...allDays.flatMap((day) => day.entries)];
  const counts = new Map<string, { readonly tag: EntryTag; readonly count: number }>();
  for (const { language, tags } of entries) {
    for (const tag of tags.filter(({ kind }) => kind === 'topic')) {
      const known = counts.get(tag.key);
      const kept = known === undefined || language === 'en' ? tag : known.tag;
      counts.set(tag.key, { tag: kept, count: (known?.count ?? 0) + 1 });
    }
  }
  return [...counts.values()]
    .toSorted((a, b) => b.count - a.count || (a.tag.key < b.tag.key ? -1 : 1))
    .slice(0, TOPICS_SHOWN)
    .map(({ tag }) => tag);
};
