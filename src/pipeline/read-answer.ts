import { type Arrived, normaliseDocument } from '../domain/item/normalise-document.ts';
import type { RawFeed, Rejection } from '../domain/item/raw-item.ts';
import type { Failure } from '../domain/source/failure.ts';
import type { FetchResult } from '../domain/source/fetch-result.ts';
import type { Outlet } from '../domain/source/outlet.ts';
import type { Source } from '../domain/source/source.ts';
import type { EndpointState, SourceState } from '../domain/source/source-state.ts';
import type { Digest, FeedParser } from './ports.ts';

export type Answer =
  | {
      readonly kind: 'read';
      readonly feed: RawFeed;
      readonly hashes: readonly string[];
      readonly arrived: readonly Arrived[];
      readonly rejections: readonly Rejection[];
    }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'unreadable'; readonly failure: Failure }
  | { readonly kind: 'failed'; readonly failure: Failure };

export type ReadContext = {
  readonly parser: FeedParser;
  readonly digest: Digest;
  readonly outlets: readonly Outlet[];
  readonly firstSeenAt: Temporal.Instant;
};

/** From an answer to articles that wait to be judged: decode, parse, normalise. An unchanged body costs no parsing. */
export const readAnswer = async (
  result: FetchResult,
  source: Source,
  state: SourceState | undefined,
  endpoint: EndpointState | undefined,
  context: ReadContext,
): Promise<Answer> => {
  if (result.kind === 'failed') return { kind: 'failed', failure: result.failure };
  if (result.kind === 'not-modified' || result.bodyHash === endpoint?.bodyHash) return { kind: 'unchanged' };
  const parsed = await context.parser.parse(result.body, {
    url: result.url,
    zone: source.timezone,
    known: new Set(state?.itemHashes),
    ...(result.contentType === undefined ? {} : { contentType: result.contentType }),
  });
  if (parsed.kind === 'unreadable') {
    return { kind: 'unreadable', failure: { kind: parsed.reason, detail: parsed.detail } };
  }
  const { arrived, rejections } = normaliseDocument(parsed.items, source, {
    outlets: context.outlets,
    firstSeenAt: context.firstSeenAt,
    firstPoll: endpoint?.succeededAt === undefined,
    digest: context.digest,
    ...(parsed.feed.link === undefined ? {} : { feedLink: parsed.feed.link }),
  });
  return {
    kind: 'read',
    feed: parsed.feed,
    hashes: parsed.hashes,
    arrived,
    rejections: [...parsed.rejections, ...rejections],
  };
};
