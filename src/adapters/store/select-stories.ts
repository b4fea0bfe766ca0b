import type { StoryQuery } from '../../pipeline/ports.ts';
import { labelOf, microseconds } from './format/row.ts';
import type { Labels } from './memory/labels.ts';
import type { Order } from './memory/order.ts';

type Parts = {
  /** By `published`, oldest first. */
  readonly order: Order;
  readonly labels: Labels;
  /** In microseconds. */
  readonly publishedOf: (n: number) => number;
  readonly isAnnounced: (n: number) => boolean;
};

/** The numbers of the stories that a query asks for, newest first. */
export const selectStories = (
  { order, labels, publishedOf, isAnnounced }: Parts,
  query: StoryQuery,
): number[] => {
  const wanted = wantedLabels(query).map(labels.numberOf);
  const found: number[] = [];
  if (wanted.includes(undefined)) return found;
  const sought = wanted.flatMap((label) => label ?? []);
  const until = query.until === undefined ? Number.POSITIVE_INFINITY : microseconds(query.until);
  const from = query.from === undefined ? Number.NEGATIVE_INFINITY : microseconds(query.from);
  // Once as many were met as wear the rarest label, no older story can wear it.
  const most = Math.min(...sought.map(labels.uses), Number.POSITIVE_INFINITY);
  const first = order.before((n) => publishedOf(n) >= from);
  let position = order.before((n) => publishedOf(n) >= until) - 1;
  for (let met = 0; position >= first && found.length < query.limit && met < most; position -= 1) {
    const n = order.at(position);
    if (!sought.every((label) => labels.has(n, label))) continue;
    met += 1;
    if (query.announcedOnly && !isAnnounced(n)) continue;
    found.push(n);
  }
  return found;
};

const wantedLabels = (query: StoryQuery): string[] => [
  ...(query.company === undefined ? [] : [labelOf.company(query.company)]),
  ...(query.topic === undefined ? [] : [labelOf.topic(query.topic)]),
  ...(query.outlet === undefined ? [] : [labelOf.outlet(query.outlet)]),
  ...(query.language === undefined ? [] : [labelOf.language(query.language)]),
];
