import { hash } from 'node:crypto';
import { defined } from '../domain/defined.ts';
import type { Failure } from '../domain/source/failure.ts';
import type { FetchResult, Validators } from '../domain/source/poll/fetch-result.ts';
import { decompress } from './decompress.ts';
import type { Exchange } from './exchange.ts';
import { judgeStatus } from './judge-status.ts';
import { readFreshness, readValidators } from './read-headers.ts';

/** The URL that answered in the end, and the one that permanent redirects led to. */
export type Place = { readonly url: string; readonly movedTo?: string };

/** Turns an answer other than a redirect into a document, a 304 or a failure. `sent` are the request's validators. */
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
    return { kind: 'not-modified', ...place, validators: readValidators(headers), freshness };
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
