import type { Clock, Digest, Pause } from '../domain/ambient.ts';
import { defined } from '../domain/defined.ts';
import { normaliseDocument } from '../domain/item/normalise-document.ts';
import type { Outlet } from '../domain/source/outlet.ts';
import type { FetchResult } from '../domain/source/poll/fetch-result.ts';
import { type HostRests, hostRestUntil, restHost } from '../domain/source/poll/host-rest.ts';
import type { FetchHead, PollContent } from '../domain/source/poll/poll-answer.ts';
import type { PollTask } from '../domain/source/poll/poll-task.ts';
import type { Source } from '../domain/source/source.ts';
import { inTurns } from '../domain/steps.ts';
import type { Asked, FeedParser, Fetcher, UnderWay } from './ports.ts';

export type AskContext = {
  readonly fetcher: Fetcher;
  readonly parser: FeedParser;
  /** The hosts that asked for a pause. An answer may add a host. */
  readonly memory: { rests: HostRests };
  readonly outlets: readonly Outlet[];
  readonly now: Clock;
  readonly digest: Digest;
  readonly underWay: Pick<UnderWay, 'begin'>;
  readonly pause: Pause;
};

/** Size above which a document is marked as under way, in bytes. A smaller document takes little time and memory. */
const HEAVY_BYTES = 250_000;

/**
 * Runs the first half of a poll: sends one request and reads the answer. Sends nothing while the host asks for a pause.
 * Every behaviour of an outlet becomes a `PollAnswer`, never an exception.
 */
export const askSource = async (
  source: Source,
  task: PollTask,
  context: AskContext,
  signal: AbortSignal,
): Promise<Asked> => {
  const { memory, now, fetcher } = context;
  const startedAt = now();
  const { url, validators } = task;
  const until = hostRestUntil(memory.rests, url, startedAt);
  if (until !== undefined) return { answer: { kind: 'resting', at: startedAt, until } };
  const restMs = (redirect: string): number => {
    const at = now();
    return hostRestUntil(memory.rests, redirect, at)?.since(at).total('milliseconds') ?? 0;
  };
  const { userAgent } = source;
  const headers = headersFor(url, source);
  const result = await fetcher.fetch({ url, validators, headers, restMs, ...defined({ userAgent }) }, signal);
  const at = now();
  memory.rests = restHost(memory.rests, source.endpoints[task.endpoint] ?? '', result, at);
  if (result.kind === 'fetched' && result.body.length > HEAVY_BYTES) await context.underWay.begin(source.id);
  const content = await readContent(result, source, task, { ...context, firstSeenAt: at });
  const durationMs = startedAt.until(now()).total('milliseconds');
  return { answer: { kind: 'asked', at, durationMs, head: headOf(result), content } };
};

/**
 * Returns the source's own headers if the URL is at the origin of one of its endpoints, else no headers. Headers may be
 * secrets, and an endpoint that has moved is asked at its new address, which may be on another site.
 */
const headersFor = (url: string, { headers, endpoints }: Source): Source['headers'] => {
  const origin = URL.parse(url)?.origin;
  return endpoints.some((endpoint) => URL.parse(endpoint)?.origin === origin) ? headers : {};
};

const headOf = (result: FetchResult): FetchHead => {
  if (result.kind !== 'fetched') return result;
  const { body: _, ...head } = result;
  return head;
};

/** Turns the result of a request into the candidates of a document, `unchanged` or a failure. */
const readContent = async (
  result: FetchResult,
  source: Source,
  task: PollTask,
  context: AskContext & { readonly firstSeenAt: Temporal.Instant },
): Promise<PollContent> => {
  if (result.kind === 'failed') return { kind: 'failed', failure: result.failure };
  if (result.kind === 'not-modified' || result.bodyHash === task.bodyHash) return { kind: 'unchanged' };
  const parsed = await context.parser.parse(result.body, {
    url: result.url,
    zone: source.timezone,
    known: new Set(task.known),
    most: task.most,
    ...defined({ contentType: result.contentType }),
  });
  if (parsed.kind === 'unreadable') {
    return { kind: 'unreadable', failure: { kind: parsed.reason, detail: parsed.detail } };
  }
  const normalised = normaliseDocument(parsed.items, source, {
    outlets: context.outlets,
    firstSeenAt: context.firstSeenAt,
    firstPoll: task.isFirst,
    afterPause: task.isAfterPause === true,
    digest: context.digest,
    waiting: new Set(task.waiting),
    ...defined({ feedLink: parsed.feed.link, lastSuccessAt: task.lastSuccessAt }),
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
