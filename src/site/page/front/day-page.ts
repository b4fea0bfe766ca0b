import { bounded } from '../../../domain/bounded.ts';
import { jstDay, rangeOfDay } from '../../../domain/clock/jst-day.ts';
import { defined } from '../../../domain/defined.ts';
import type { Entry } from '../../../domain/entry/entry.ts';
import { onceFor } from '../../../domain/once-for.ts';
import { RANKED_MS } from '../../../domain/ranking/rank-stories.ts';
import type { Story } from '../../../domain/story/story.ts';
import type { Resource } from '../../../serve/ports.ts';
import { makeEntries } from '../../entries.ts';
import { entryContext } from '../../entry-context.ts';
import type { Reader } from '../../language/reader.ts';
import type { SiteContext } from '../../site-context.ts';
import { htmlPage, pageBase } from '../html-page.ts';
import { layout, type PageBase } from '../layout.ts';
import { headline } from '../part/headline.ts';
import { type Html, html } from '../part/html.ts';
import { longDate, storyTime } from '../part/show-time.ts';
import { outletMark } from '../part/story-item.ts';
import { daysWithStories, nextDayWithStories, readDay } from './days-with-stories.ts';
import { frontSections, sectionLinks } from './front-sections.ts';
import { type Front, makeFront, storiesToRank } from './read-front.ts';

const PER_SECTION = 9;

/**
 * Resolves to the page of a JST day (`2026-11-25`). Its stories are ranked by their importance now, or one day after the
 * end of the day if that is earlier. Undefined if `day` is invalid, or if it has no stories and is not today.
 */
export const dayPage = async (
  site: SiteContext,
  { day }: { readonly day: string },
): Promise<Resource | undefined> => {
  const { config, store, now, reader } = site;
  const date = readDay(day);
  if (date === undefined) return undefined;
  const today = jstDay(now());
  const { from, until } = rangeOfDay(date);
  const stories = await storiesToRank(store, { from, until });
  if (stories.length === 0 && !date.equals(today)) return undefined;
  const [older] = await daysWithStories(store, from.subtract({ nanoseconds: 1 }), 1);
  const newer = await nextDayWithStories(store, date, now());
  const fixedAt = until.add({ milliseconds: RANKED_MS });
  const isFixed = Temporal.Instant.compare(now(), fixedAt) >= 0;
  const make = (): Resource => {
    const at = isFixed ? fixedAt : now();
    const front = makeFront(stories, config(), { now: at, perSection: PER_SECTION, isOfDay: true });
    const left = front.rest.flatMap((outlet) => outlet.stories);
    const others = makeEntries(left, entryContext(config()));
    const page = renderDay({ ...pageBase(site), date, front, others, ...defined({ older, newer }) });
    return htmlPage(page, reader);
  };
  return isFixed ? keepDay([day, older, newer].join(' '), reader, stories, make) : make();
};

type DayPage = PageBase & {
  readonly date: Temporal.PlainDate;
  readonly front: Front;
  /** The entries that are in no other part of the page. */
  readonly others: readonly Entry[];
  /** The last day before `date` that has a story; absent if none has. */
  readonly older?: Temporal.PlainDate;
  /** The first day after `date`, up to today, that has a story; absent if none has. */
  readonly newer?: Temporal.PlainDate;
};

const renderDay = (day: DayPage): string => {
  const { view, date, front, reader } = day;
  const title = longDate(date, reader.language);
  return layout({
    ...day,
    title,
    view: { ...view, pagePath: `/${date.toString()}` },
    main: html`<header class="view"><h1><time datetime="${date.toString()}">${title}</time></h1>
${dayLinks(day)}</header>
${front.lead === undefined ? html`<div class="empty"><p>${reader.say('days.noNews')}</p></div>` : html`${sectionLinks(front, reader)}${frontSections(front, reader, date)}${othersOfDay(day)}`}`,
  });
};

const dayLinks = ({ older, newer, reader }: DayPage): Html => {
  const to = (key: 'days.older' | 'days.newer', date: Temporal.PlainDate | undefined) =>
    date &&
    html`<a href="${reader.link(`/${date.toString()}`)}">${reader.say(key, { day: longDate(date, reader.language) })}</a>
`;
  return html`<nav class="earlier" aria-label="${reader.say('days.days')}">
${to('days.older', older)}${to('days.newer', newer)}<a href="${reader.link('/days')}">${reader.say('days.all')}</a>
</nav>`;
};

const othersOfDay = ({ others, reader }: DayPage): Html | undefined =>
  others.length === 0
    ? undefined
    : html`<section class="sheet"><h2>${reader.say('front.restOfDay')}</h2>
<ul class="all">
${others
  .toSorted((a, b) => Temporal.Instant.compare(b.published, a.published) || (a.id < b.id ? -1 : 1))
  .map(
    (entry) =>
      html`<li>${storyTime(entry, reader.language)} <a href="${reader.link(`/stories/${entry.story}`)}" lang="${entry.language}">${headline(entry.title)}</a> ${outletMark(entry.outlet, reader)}</li>
`,
  )}</ul></section>
`;

/** Maximum number of cached pages of days for each `Reader`. */
const DAYS_KEPT = 31;

type KeptDay = {
  /** Weak, so that the cache does not keep the stories in memory. */
  readonly stories: WeakSet<Story>;
  readonly count: number;
  readonly page: Resource;
};

const keptFor = onceFor((_: Reader) => bounded<string, KeptDay>(DAYS_KEPT));

/**
 * Returns the cached page of a day; `days` names the day and the days that its page links. Makes the page if it is not
 * cached, or if the stories of the day or the config have changed; each config has its own `reader`.
 */
const keepDay = (days: string, reader: Reader, stories: readonly Story[], make: () => Resource): Resource => {
  const kept = keptFor(reader);
  const known = kept.get(days);
  const isSame = known?.count === stories.length && stories.every((story) => known.stories.has(story));
  if (isSame) return known.page;
  const page = make();
  kept.set(days, { stories: new WeakSet(stories), count: stories.length, page });
  return page;
};
