import { hash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { defined } from '../domain/defined.ts';
import type { Failure } from '../domain/source/failure.ts';
import type { FetchResult, Validators } from '../domain/source/poll/fetch-result.ts';
import { decompress } from './decompress.ts';
import type { Exchange } from './exchange.ts';
import { readFreshness, readValidators } from './read-headers.ts';

/** The URL that gave the last answer, and the URL that permanent redirects led to. */
type Place = { readonly url: string; readonly movedTo?: string };

/**
 * Turns an answer into a document, a 304 or a failure. The caller has followed redirects. `sent` has the validators of
 * the request.
 */
export const judgeAnswer = (
  { status, headers, body: raw }: Extract<Exchange, { kind: 'answered' }>,
  sent: Validators,
  place: Place,
  maxBytes: number,
): FetchResult => {
  const freshness = readFreshness(headers, Date.now());
  const fail = (failure: Failure): FetchResult => ({ kind: 'failed', failure, status, ...place, freshness });
  if (status === 304) {
    const isConditional = sent.etag !== undefined || sent.lastModified !== undefined;
    if (!isConditional)
      return fail({ kind: 'bad-answer', detail: 'the server answered 304 to an unconditional request' });
    return { kind: 'not-modified', ...place, freshness };
  }
  const unpacked = decompress(raw, headers['content-encoding'], maxBytes);
  const failure = judgeStatus(status, headers, unpacked.kind === 'body' ? unpacked.body : raw);
  if (failure !== undefined) return fail(failure);
  if (unpacked.kind === 'failed') return fail(unpacked.failure);
  const { body } = unpacked;
  if (body.length === 0) return fail({ kind: 'empty', detail: 'the body is empty' });
  const contentType = headers['content-type'];
  return {
    kind: 'fetched',
    body,
    bodyHash: hash('sha256', body, 'base64url'),
    ...defined({ contentType }),
    status,
    ...place,
    validators: readValidators(headers),
    freshness,
    bytes: raw.length,
  };
};

/** Pattern of phrases in the challenge pages that a bot protection sends in place of a feed. */
const CHALLENGE = new RegExp(
  [
    'just a moment\\.\\.\\.',
    'challenge-platform',
    'cf[-_]chl',
    'attention required! \\| cloudflare',
    '_incapsula_',
    'datadome',
    'px-captcha',
    'perimeterx',
    'captcha',
    'enable javascript and cookies',
    'ddos protection by',
    'access denied',
  ].join('|'),
  'i',
);

/** Number of bytes, from the start of a body, that are searched for HTML and for phrases of a challenge page. */
const SEARCHED_BYTES = 16 * 1024;

/** Returns the failure that status, headers or a challenge page show; undefined for a document (200, 203). */
const judgeStatus = (status: number, headers: IncomingHttpHeaders, body: Uint8Array): Failure | undefined => {
  if (headers['cf-mitigated'] !== undefined) return blocked(status, ' through Cloudflare');
  switch (status) {
    case 200:
    case 203:
      return isChallenge(body) ? blocked(status, ' with a challenge page') : undefined;
    case 401:
    case 403:
    case 451:
      return blocked(status);
    case 204:
    case 205:
      return { kind: 'empty', detail: `the server answered ${status} (no content)` };
    case 404:
      return { kind: 'not-found', detail: 'the server answered 404' };
    case 410:
      return { kind: 'gone', detail: 'the server answered 410: gone for good' };
    case 429:
      return {
        kind: 'rate-limited',
        detail: `the server answered 429: too many requests${retryNote(headers)}`,
      };
    case 503:
      if (isChallenge(body)) return blocked(status, ' with a challenge page');
      return { kind: 'unavailable', detail: `the server answered 503${retryNote(headers)}` };
    default:
      return status < 400
        ? { kind: 'bad-answer', detail: `the server answered ${status} instead of 200` }
        : { kind: 'http-error', detail: `the server answered ${status}` };
  }
};

const blocked = (status: number, how = ''): Failure => ({
  kind: 'blocked',
  detail: `the server refuses the request${how} (status ${status})`,
});

/** Returns a note about `Retry-After`, which is a number of seconds or a date (RFC 9110 §10.2.3); empty without it. */
const retryNote = ({ 'retry-after': after }: IncomingHttpHeaders): string =>
  after === undefined || after === ''
    ? ''
    : `, retry after ${after.slice(0, 40)}${/^\d+$/.test(after) ? ' seconds' : ''}`;

/** Returns whether a body begins as an HTML page and has a phrase of a challenge page in its first `SEARCHED_BYTES`. */
const isChallenge = (body: Uint8Array): boolean => {
  const beginning = Buffer.from(body.subarray(0, SEARCHED_BYTES)).toString('latin1');
  return /^[\s\xef\xbb\xbf]*<(?:!doctype html|html)/i.test(beginning) && CHALLENGE.test(beginning);
};
