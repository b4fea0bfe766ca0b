import { defined } from '../domain/defined.ts';
import type { RawFeed, RawItem } from '../domain/item/raw-item.ts';
import type { Failure } from '../domain/source/failure.ts';
import type { Source } from '../domain/source/source.ts';
import type { FeedParser, Fetcher } from '../intake/ports.ts';

export type World = { readonly fetcher: Fetcher; readonly parser: FeedParser };

export type FeedAnswer =
  | {
      readonly kind: 'feed';
      /** The target of permanent redirects, else the address that was asked. */
      readonly url: string;
      readonly movedTo?: string;
      readonly feed: RawFeed;
      readonly items: readonly RawItem[];
    }
  | {
      readonly kind: 'no-feed';
      /** The URL of the document, after redirects. */
      readonly url: string;
      readonly body: Uint8Array;
      readonly contentType?: string;
      readonly failure: Failure;
    }
  | { readonly kind: 'failed'; readonly url: string; readonly failure: Failure };

/** Asks an address without validators (RFC 9110 §8.8), and parses the answer as a feed. */
export const askFeed = async (
  url: string,
  as: Pick<Source, 'headers' | 'userAgent' | 'timezone'>,
  { fetcher, parser }: World,
  signal: AbortSignal,
): Promise<FeedAnswer> => {
  const { headers, userAgent, timezone } = as;
  const result = await fetcher.fetch({ url, validators: {}, headers, ...defined({ userAgent }) }, signal);
  if (result.kind === 'failed') return { kind: 'failed', url: result.url, failure: result.failure };
  if (result.kind === 'not-modified') return { kind: 'failed', url, failure: NOT_ASKED_FOR };
  const { body, contentType, movedTo } = result;
  const type = contentType === undefined ? {} : { contentType };
  const parsed = await parser.parse(body, { url: result.url, zone: timezone, ...type });
  if (parsed.kind === 'parsed') {
    const { feed, items } = parsed;
    return { kind: 'feed', url: movedTo ?? url, feed, items, ...defined({ movedTo }) };
  }
  const failure: Failure = { kind: parsed.reason, detail: parsed.detail };
  return parsed.reason === 'html-page' || parsed.reason === 'not-a-feed'
    ? { kind: 'no-feed', url: result.url, body, failure, ...type }
    : { kind: 'failed', url: result.url, failure };
};

const NOT_ASKED_FOR: Failure = {
  kind: 'bad-answer',
  detail: 'the server answered 304 to an unconditional request',
};
