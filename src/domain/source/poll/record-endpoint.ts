import { latestOf, notAfter } from '../../clock/jst-day.ts';
import { defined } from '../../defined.ts';
import { counted } from '../../explanation.ts';
import { webAddress } from '../../web-address.ts';
import type { Failure } from '../failure.ts';
import { pollHints } from '../health/freshness.ts';
import type { EndpointState } from '../source-state.ts';
import { hostToRest, MAX_REST_MS, retryAfterMs } from './host-rest.ts';
import { asksOldUrl, isUnconditional } from './plan-request.ts';
import type { DocumentRecord, FetchHead, ReadDocument } from './poll-answer.ts';
import { DAY_MS } from './rhythm.ts';

/** Number of successful polls in a row with the same permanent redirect after which its target is used. */
const REDIRECT_POLLS = 3;

/** Statuses of a refused request: malformed, a failed condition, headers too large. The validators may be the cause. */
const REFUSED_REQUEST: ReadonlySet<number> = new Set([400, 412, 431]);

/** Milliseconds for which no validators are stored after a refused request: the server may refuse new ones, too. */
const REFUSED_VALIDATORS_MS = DAY_MS;

/** Time after which the next read document ends the oddity of a changed charset, in milliseconds. */
const ODD_CHARSET_MS = DAY_MS;

/** Minimum share of items without a link, from 0 to 1, that is an oddity of the feed. */
const TOO_MANY_WITHOUT_LINK = 0.5;

/** Returns the state of an endpoint after a request. */
export const recordEndpoint = (
  before: EndpointState,
  result: FetchHead,
  document: DocumentRecord | undefined,
  now: Temporal.Instant,
): EndpointState => {
  const { restUntil: _until, restHost: _host, ...rested } = before;
  const hadValidators = !isUnconditional(before, now);
  const asked = { ...rested, askedAt: now, ...(hadValidators ? {} : { unconditionalAt: now }) };
  if (result.kind === 'failed') {
    const areRefused = hadValidators && REFUSED_REQUEST.has(result.status ?? 0);
    const refused = areRefused ? { validators: {}, validatorsRefusedAt: now } : {};
    return { ...failed(asked, result.failure, result, now), ...refused };
  }
  // The validators of an unreadable document are not kept, because a later 304 would count as a success.
  if (document?.readable === false) return failed(asked, document.failure, result, now);
  const { failure: _failure, redirect: _redirect, movedTo, ...healthy } = asked;
  const place = defined({ movedTo: asksOldUrl(before) ? undefined : movedTo });
  const moved = redirected(before, place, result.movedTo);
  const succeeded = { ...healthy, ...moved, failures: 0, succeededAt: now };
  // The validators of a 304 are not stored: if they differ from ours, they are those of a version that we have not read.
  if (result.kind === 'not-modified') return succeeded;
  const { bodyHash: _body, ...changed } = succeeded;
  // While items wait, the next poll must read the document again, which a 304 or an equal body hash would prevent.
  const recognised = isTakenInWhole(document)
    ? { validators: hasRefused(before, now) ? {} : result.validators, bodyHash: result.bodyHash }
    : { validators: {} };
  const fetched = { ...changed, ...recognised, fetchedAt: now };
  return document === undefined ? fetched : read(fetched, document, now);
};

const hasRefused = ({ validatorsRefusedAt }: EndpointState, now: Temporal.Instant): boolean =>
  validatorsRefusedAt !== undefined &&
  now.epochMilliseconds - validatorsRefusedAt.epochMilliseconds < REFUSED_VALIDATORS_MS;

const isTakenInWhole = (document: ReadDocument | undefined): boolean =>
  document?.truncated === undefined || document.truncated.waiting.length === 0;

const failed = (
  asked: EndpointState,
  failure: Failure,
  head: FetchHead,
  now: Temporal.Instant,
): EndpointState => {
  // An answer (410, 429, 503) of the old address of a moved feed does not concern the new address, which is asked next.
  const isLeft = asked.movedTo !== undefined && head.url === webAddress(asked.url);
  return {
    ...asked,
    failures: asked.failures + 1,
    failure: { ...((isLeft && asked.failure) || failure), since: asked.failure?.since ?? now },
    ...(isLeft ? {} : afterRefusal(asked, failure, head, now)),
  };
};

/**
 * Returns the pause or the end of requests that a failure causes; empty without such an effect. A 503 pauses the URL, a
 * 429 of the configured host also this host (`hostToRest`). A first 410 is only "likely to be permanent" (RFC 9110
 * §15.5.11), so the URL is asked again after a day; a second 410 in a row ends the requests.
 */
const afterRefusal = (
  endpoint: EndpointState,
  { kind }: Failure,
  { url, freshness }: FetchHead,
  now: Temporal.Instant,
): Pick<EndpointState, 'goneAt' | 'restUntil' | 'restHost'> => {
  const restUntil = now.add({ milliseconds: retryAfterMs(freshness) });
  switch (kind) {
    case 'gone':
      return endpoint.failure?.kind === 'gone'
        ? { goneAt: now }
        : { restUntil: now.add({ milliseconds: MAX_REST_MS }) };
    case 'unavailable':
      return { restUntil };
    case 'rate-limited':
      return { restUntil, ...defined({ restHost: hostToRest(endpoint.url, url) }) };
    default:
      return {};
  }
};

/**
 * Counts permanent redirects in a row to one URL (RFC 9110 §15.4.2, §15.4.9). After `REDIRECT_POLLS`, that URL is used
 * instead of `place`. A redirect to the endpoint's own URL moves nothing, because two feeds may redirect to each other
 * in turn.
 */
const redirected = (
  { url, redirect }: EndpointState,
  place: Pick<EndpointState, 'movedTo'>,
  to: string | undefined,
): Pick<EndpointState, 'redirect' | 'movedTo'> => {
  if (to === undefined) return place;
  const polls = redirect?.to === to ? redirect.polls + 1 : 1;
  if (polls < REDIRECT_POLLS) return { ...place, redirect: { to, polls } };
  return to === webAddress(url) ? {} : { movedTo: to };
};

const read = (fetched: EndpointState, document: ReadDocument, now: Temporal.Instant): EndpointState => {
  const { oddity: before, ...plain } = fetched;
  const { feed } = document;
  const what = oddityOf(fetched, document);
  // Known items are not read again, so a document without a new item does not show whether links are missing.
  const isKept =
    before?.what.startsWith(CHARSET_CHANGED) === true
      ? now.epochMilliseconds - before.since.epochMilliseconds < ODD_CHARSET_MS
      : document.newItems === 0;
  const former = isKept ? before : undefined;
  const oddity = what === undefined ? former : { what, since: before?.what === what ? before.since : now };
  return {
    ...plain,
    charset: feed.charset,
    hints: pollHints(feed),
    ...defined({ newestItemAt: newestOf(plain, document, now) }),
    ...defined({ oddity }),
  };
};

/**
 * Returns the newest date of an item so far, at most `now`; undefined without dates. A date in the future counts only in
 * a document with new items, because its item may be listed for years.
 */
export const newestOf = (
  before: Pick<EndpointState, 'newestItemAt'>,
  { newestItemAt, newItems }: Pick<ReadDocument, 'newestItemAt' | 'newItems'>,
  now: Temporal.Instant,
): Temporal.Instant | undefined => {
  const counts =
    newestItemAt === undefined || Temporal.Instant.compare(newestItemAt, now) <= 0 || newItems > 0;
  return latestOf([notAfter(now, before.newestItemAt), counts ? notAfter(now, newestItemAt) : undefined]);
};

const CHARSET_CHANGED = 'The charset changed';

const oddityOf = (
  { charset: before }: EndpointState,
  { feed: { charset }, hashes, withoutLink = 0 }: ReadDocument,
): string | undefined => {
  if (before !== undefined && before !== charset) return `${CHARSET_CHANGED} from ${before} to ${charset}.`;
  return hashes.length > 0 && withoutLink / hashes.length >= TOO_MANY_WITHOUT_LINK
    ? `${withoutLink} of ${counted(hashes.length, 'item')} ${withoutLink === 1 ? 'has' : 'have'} no link.`
    : undefined;
};
