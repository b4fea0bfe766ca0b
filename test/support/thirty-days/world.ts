import type { Outlet } from '../../../src/domain/source/outlet.ts';
import type { Language, Source } from '../../../src/domain/source/source.ts';
import { makeOutlet, makeSource } from '../../make.ts';
import { type FeedItem, rssOf } from '../outlets-server.ts';
import { type Habits, habitsOf } from './habits.ts';
import { DAY_MS, type Moment } from './moment.ts';

/** The text of an outlet's report. */
export type Report = { readonly title: string; readonly summary: string };

/**
 * A report in an outlet's list. Every address of the item contains its token, so that the item can be recognised
 * everywhere.
 */
type Item = Report & { readonly token: string; readonly releasedMs: number };

export type WorldSource = {
  readonly source: Source;
  /** The first day on which the source is in the config, from 0. */
  readonly firstDay: number;
  readonly habits: Habits;
  /** The items of the source, oldest first. */
  readonly items: readonly Item[];
};

export type World = { readonly start: Temporal.Instant; readonly sources: readonly WorldSource[] };

export type WorldSettings = {
  readonly start: Temporal.Instant;
  readonly days: number;
  /** Number of sources that exist from the first day on; one further source begins each day. */
  readonly atStart: number;
  /** The reports of each source, with their language. */
  readonly reports: readonly { readonly language: Language; readonly reports: readonly Report[] }[];
};

/** Age of the oldest items that a new source lists when it is first asked, in days. */
const BACKLOG_DAYS = 2;

/** Makes outlets with all bad habits, whose reports are spread evenly over the days. */
export const makeWorld = ({ start, days, atStart, reports }: WorldSettings): World => ({
  start,
  sources: reports.map((ofSource, index) => {
    const id = `s${index}`;
    const outlet = makeOutlet(id, { name: `Outlet ${index}`, priority: 40 + (index % 5) * 10 });
    const firstDay = Math.max(0, index - atStart + 1);
    const firstMs = start.epochMilliseconds + Math.max(0, firstDay - BACKLOG_DAYS) * DAY_MS;
    const gapMs = (start.epochMilliseconds + days * DAY_MS - firstMs) / Math.max(1, ofSource.reports.length);
    return {
      source: makeSource(id, { outlet, language: ofSource.language }),
      firstDay,
      habits: habitsOf(index),
      items: ofSource.reports.map((report, nth) => ({
        ...report,
        token: `k${String(index).padStart(2, '0')}${String(nth).padStart(4, '0')}`,
        // The sources report at different moments.
        releasedMs: firstMs + Math.floor((nth + ((index * 7) % 10) / 10) * gapMs),
      })),
    };
  }),
});

/** Returns the tokens of all items in a text. */
export const tokensIn = (text: string): ReadonlySet<string> => new Set(text.match(/\bk\d{6}\b/g));

type Listed = FeedItem & { readonly token: string };

/** Returns the answer of a source's endpoint: a document, or a status. */
export const answerOf = (
  { habits, items, source }: WorldSource,
  endpoint: number,
  moment: Moment,
): { readonly status: number; readonly body: string; readonly listed: readonly Listed[] } => {
  const status = habits.status(endpoint, moment);
  if (status !== 200) return { status, body: '', listed: [] };
  const listed = items
    .filter((item) => item.releasedMs <= moment.ms)
    .slice(-habits.listed)
    .filter((item) => !habits.isAway(ageOf(item, moment), numberOf(item)))
    .toReversed()
    .map((item) => listItem(item, source.outlet, habits, endpoint, moment));
  return { status, body: rssOf(source.outlet.name, listed), listed };
};

const listItem = (item: Item, outlet: Outlet, habits: Habits, endpoint: number, moment: Moment): Listed => {
  const age = ageOf(item, moment);
  const link = habits.link(`${outlet.id}.example`, item.token, moment);
  const guid = habits.guid(link, item.token, endpoint, moment);
  const stated = habits.stated(item.releasedMs, moment);
  return {
    token: item.token,
    title: habits.title(item.title, age, numberOf(item)),
    description: habits.text(item.summary, age),
    link,
    ...(guid === undefined ? {} : { guid }),
    ...(stated === undefined ? {} : { published: Temporal.Instant.fromEpochMilliseconds(stated) }),
  };
};

const ageOf = ({ releasedMs }: Item, { ms }: Moment): number => ms - releasedMs;

const numberOf = ({ token }: Item): number => Number(token.slice(3));
