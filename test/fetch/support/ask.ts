import type { FetchRequest, FetchResult } from '../../../src/domain/source/poll/fetch-result.ts';
import { createFetcher, type FetcherOptions } from '../../../src/fetch/create-fetcher.ts';
import type { Fetcher } from '../../../src/intake/ports.ts';

export const makeFetcher = (options: Partial<FetcherOptions> = {}): Fetcher =>
  createFetcher({
    version: '1.2.3',
    contact: 'https://kawaraban.example/about',
    timeoutMs: 20_000,
    maxBytes: 1_000_000,
    allowPrivateAddresses: true,
    ports: [80, 443],
    ...options,
  });

/** One fetch with a fetcher of its own. */
export const ask = async (
  url: string,
  request: Partial<FetchRequest> = {},
  options: Partial<FetcherOptions> = {},
  signal: AbortSignal = new AbortController().signal,
): Promise<FetchResult> =>
  makeFetcher(options).fetch({ url, validators: {}, headers: {}, ...request }, signal);

/** What a failed fetch is called; `undefined` where it did not fail. */
export const failureOf = (result: FetchResult): string | undefined =>
  result.kind === 'failed' ? result.failure.kind : undefined;

/** The text of a fetched body; what happened instead where there is none. */
export const textOf = (result: FetchResult): string => {
  if (result.kind === 'fetched') return Buffer.from(result.body).toString();
  return result.kind === 'failed' ? `failed: ${result.failure.kind}` : result.kind;
};
