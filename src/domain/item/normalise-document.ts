import type { Source } from '../source/source.ts';
import type { Steps } from '../steps.ts';
import { isBacklog } from './date/published-at.ts';
import { type Candidate, type NormaliseContext, normaliseItem } from './normalise-item.ts';
import type { RawItem, Rejection } from './raw-item.ts';

/** A candidate of a poll, not yet compared with stored articles. */
export type Arrived = {
  readonly candidate: Candidate;
  /** True for backlog and for an item that waited. */
  readonly silent: boolean;
  /** True if an earlier poll left the item for later. */
  readonly hasWaited?: true;
};

type NormalisedDocument = {
  readonly arrived: readonly Arrived[];
  readonly rejections: readonly Rejection[];
};

/** Normalises the items of a document, one item in each step. Items that cannot be used become rejections. */
export const normaliseDocument = function* (
  items: readonly RawItem[],
  source: Source,
  context: NormaliseContext,
): Steps<NormalisedDocument> {
  const shared = sharedIds(items);
  const within = { ...context, stamps: sharedStamps(items, context.firstSeenAt) };
  const arrived: Arrived[] = [];
  const rejections: Rejection[] = [];
  for (const item of items) {
    yield;
    const raw = shared.has(item.id) ? withoutId(item) : item;
    const result = normaliseItem(raw, source, within);
    if ('reason' in result) rejections.push(result);
    else {
      const hasWaited = context.waiting?.has(raw.hash) === true;
      const isOld = isBacklog(raw.published ?? raw.updated, context);
      arrived.push({ candidate: result, silent: hasWaited || isOld, ...(hasWaited ? { hasWaited } : {}) });
    }
  }
  return { arrived, rejections };
};

/** Returns the ids that items with different links share: such an id identifies no item. */
const sharedIds = (items: readonly RawItem[]): ReadonlySet<RawItem['id']> => {
  const byId = Map.groupBy(items, ({ id }) => id);
  byId.delete(undefined);
  const isShared = (same: readonly RawItem[]): boolean => new Set(same.map(({ link }) => link)).size > 1;
  return new Set([...byId].filter(([, same]) => isShared(same)).map(([id]) => id));
};

/** Matches the value of a parameter such as `t=1795665550`: a moment in seconds or milliseconds since 1970. */
const STAMP = /^(\d{10})(?:\d{3})?$/;

/** Maximum difference between a stamp and the moment of the poll, in seconds. */
const STAMP_AGE_S = 3600;

/**
 * Returns the parameters (`name=value`) that several links share and whose value is close to the time of the poll
 * (`STAMP_AGE_S`). They bypass caches and name no item.
 */
const sharedStamps = (items: readonly RawItem[], now: Temporal.Instant): ReadonlySet<string> => {
  const seen = new Set<string>();
  const shared = new Set<string>();
  for (const link of new Set(items.map(({ link = '' }) => link)))
    for (const [name, value] of URL.parse(link)?.searchParams ?? []) {
      const seconds = Number(STAMP.exec(value)?.[1] ?? 0);
      if (Math.abs(seconds - now.epochMilliseconds / 1000) >= STAMP_AGE_S) continue;
      const parameter = `${name}=${value}`;
      if (seen.has(parameter)) shared.add(parameter);
      seen.add(parameter);
    }
  return shared;
};

const withoutId = ({ id: _, ...rest }: RawItem): RawItem => rest;
