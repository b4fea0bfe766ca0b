import type { Source } from '../source/source.ts';
import { type Candidate, type NormaliseContext, normaliseItem } from './normalise-item.ts';
import { isBacklog } from './published-at.ts';
import type { RawItem, Rejection } from './raw-item.ts';

/** An article of this poll that has not been compared with what is stored. */
export type Arrived = {
  readonly candidate: Candidate;
  /** It belongs to a new source's backlog: stored, and not published. */
  readonly silent: boolean;
};

export type NormalisedDocument = {
  readonly arrived: readonly Arrived[];
  readonly rejections: readonly Rejection[];
};

/** Normalises a document's items; each bad one costs itself alone. */
export const normaliseDocument = (
  items: readonly RawItem[],
  source: Source,
  context: NormaliseContext,
): NormalisedDocument => {
  const shared = sharedIds(items);
  const arrived: Arrived[] = [];
  const rejections: Rejection[] = [];
  for (const item of items) {
    const raw = item.id !== undefined && shared.has(item.id) ? withoutId(item) : item;
    const result = normaliseItem(raw, source, context);
    if ('reason' in result) rejections.push(result);
    else {
      const silent = isBacklog(raw.published ?? raw.updated, context.firstSeenAt, context.firstPoll);
      arrived.push({ candidate: result, silent });
    }
  }
  return { arrived, rejections };
};

/** Ids that name several pages in one document name none of them. */
const sharedIds = (items: readonly RawItem[]): ReadonlySet<string> => {
  const linkOf = new Map<string, string | undefined>();
  const shared = new Set<string>();
  for (const { id, link } of items) {
    if (id === undefined) continue;
    if (linkOf.has(id) && linkOf.get(id) !== link) shared.add(id);
    linkOf.set(id, link);
  }
  return shared;
};

const withoutId = ({ id: _, ...rest }: RawItem): RawItem => rest;
