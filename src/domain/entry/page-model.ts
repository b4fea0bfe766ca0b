import { jstDay } from '../clock/jst-day.ts';
import { defined } from '../defined.ts';
import { hasWeight, type Outlet, type OutletId } from '../source/outlet.ts';
import type { Entry } from './entry.ts';

/** Length of the range from which `chooseLeadStory` chooses, in milliseconds. */
const LEAD_WINDOW_MS = 24 * 60 * 60 * 1000;

type PageDay = {
  /** The day in JST. */
  readonly date: Temporal.PlainDate;
  /** The entries of the day, the newest first, then by id. */
  readonly entries: readonly Entry[];
};

/** The content of a page or a digest: the lead story, and the other stories by day. Without news, it is empty. */
export type PageModel = {
  readonly lead?: Entry;
  /** The days with entries, the newest first. The lead story is left out. */
  readonly days: readonly PageDay[];
};

/** Arranges entries as a page. `until` is the end (exclusive) of the range that the page covers. */
export const makePage = (
  entries: readonly Entry[],
  outlets: ReadonlyMap<OutletId, Outlet>,
  until: Temporal.Instant,
): PageModel => {
  const lead = chooseLeadStory(entries, outlets, until);
  const others = lead === undefined ? entries : entries.filter(({ id }) => id !== lead.id);
  return { ...defined({ lead }), days: groupByDay(others) };
};

/**
 * Chooses the entry with the most outlets of weight; if several have the most, the newest. It chooses from the entries
 * of the 24 hours before `until` or, without any, of the 24 hours before the newest entry. Undefined without entries.
 */
export const chooseLeadStory = (
  entries: readonly Entry[],
  outlets: ReadonlyMap<OutletId, Outlet>,
  until: Temporal.Instant,
): Entry | undefined => {
  const sorted = newestFirst(entries);
  const newest = sorted[0];
  if (newest === undefined) return undefined;
  const lastDayBefore = (end: Temporal.Instant) =>
    sorted.filter(({ published }) => end.epochMilliseconds - published.epochMilliseconds <= LEAD_WINDOW_MS);
  const recent = lastDayBefore(until);
  const candidates = recent.length > 0 ? recent : lastDayBefore(newest.published);
  const weights = candidates.map((entry) => countMajorOutlets(entry, outlets));
  return candidates[weights.indexOf(Math.max(...weights))];
};

const newestFirst = (entries: readonly Entry[]): readonly Entry[] =>
  entries.toSorted((a, b) => Temporal.Instant.compare(b.published, a.published) || (a.id < b.id ? -1 : 1));

/** Groups entries by JST day, the newest day and the newest entry first. */
export const groupByDay = (entries: readonly Entry[]): readonly PageDay[] => {
  const days = Map.groupBy(newestFirst(entries), ({ published }) => jstDay(published).toString());
  return Array.from(days, ([date, ofDay]) => ({ date: Temporal.PlainDate.from(date), entries: ofDay }));
};

const countMajorOutlets = (entry: Entry, outlets: ReadonlyMap<OutletId, Outlet>): number => {
  const ids = new Set([entry.outlet.id, ...entry.alsoReportedBy.map(({ outlet }) => outlet.id)]);
  return [...ids].filter((id) => hasWeight(id, outlets)).length;
};
