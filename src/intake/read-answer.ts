import type { Digest, Pause } from '../domain/ambient.ts';
import { defined } from '../domain/defined.ts';
import { type Arrived, normaliseDocument } from '../domain/item/normalise-document.ts';
import type { RawFeed, Rejection } from '../domain/item/raw-item.ts';
import type { Failure } from '../domain/source/failure.ts';
import type { Outlet } from '../domain/source/outlet.ts';
import type { FetchResult } from '../domain/source/poll/fetch-result.ts';
import type { Source } from '../domain/source/source.ts';
import type { EndpointState, SourceState, Truncated } from '../domain/source/source-state.ts';
import { inTurns } from './in-turns.ts';
import type { FeedParser } from './ports.ts';

export type Answer =
  | {
      readonly kind: 'read';
      readonly feed: RawFeed;
      readonly hashes: readonly string[];
      readonly truncated?: Truncated;
      readonly arrived: readonly Arrived[];
      readonly rejections: readonly Rejection[];
    }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'unreadable'; readonly failure: Failure }
  | { readonly kind: 'failed'; readonly failure: Failure };

/**
 * Maximum number of new items that a poll takes in from one document, the newest first: a hundred times what an outlet
 * brings between two polls. They are judged and folded on the main thread, so ten thousand would delay everything else.
 */
const MOST_NEW_ITEMS = 500;

/** The source that was asked, and what is stored about it. */
type AskedSource = {
  readonly source: Source;
  readonly state: SourceState | undefined;
  readonly endpoint: EndpointState | undefined;
};

type ReadContext = {
  readonly parser: FeedParser;
  readonly digest: Digest;
  readonly outlets: readonly Outlet[];
  readonly firstSeenAt: Temporal.Instant;
  readonly pause: Pause;
};

/**
 * Turns an answer into articles that wait to be judged: decode, parse, normalise. An unchanged body costs no parsing.
 * Items beyond `MOST_NEW_ITEMS` wait in the document for the next polls.
 */
export const readAnswer = async (
  result: FetchResult,
  { source, state, endpoint }: AskedSource,
  context: ReadContext,
): Promise<Answer> => {
  if (result.kind === 'failed') return { kind: 'failed', failure: result.failure };
  if (result.kind === 'not-modified' || result.bodyHash === endpoint?.bodyHash) return { kind: 'unchanged' };
  const parsed = await context.parser.parse(result.body, {
    url: result.url,
    zone: source.timezone,
    known: new Set(state?.itemHashes),
    most: MOST_NEW_ITEMS,
    ...defined({ contentType: result.contentType }),
  });
  if (parsed.kind === 'unreadable') {
    return { kind: 'unreadable', failure: { kind: parsed.reason, detail: parsed.detail } };
  }
  const normalised = normaliseDocument(parsed.items, source, {
    outlets: context.outlets,
    firstSeenAt: context.firstSeenAt,
    firstPoll: endpoint?.succeededAt === undefined,
    digest: context.digest,
    waiting: new Set(state?.truncated?.waiting),
    ...defined({ feedLink: parsed.feed.link }),
  });
  const { arrived, rejections } = await inTurns(normalised, context.pause);
  const isWhole = parsed.left.length + parsed.cut === 0;
  return {
    kind: 'read',
    feed: parsed.feed,
    hashes: parsed.hashes,
    ...defined({ truncated: isWhole ? undefined : { waiting: parsed.left, cut: parsed.cut } }),
    arrived,
    rejections,
  };
};
