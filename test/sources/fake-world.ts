import type { FetchRequest, FetchResult } from '../../src/domain/source/poll/fetch-result.ts';
import { makeDictionary } from '../../src/domain/tag/dictionary.ts';
import { findFeedLinks } from '../../src/read/find-feed-links.ts';
import { parseFeed } from '../../src/read/parse-feed.ts';
import type { SourceTools } from '../../src/sources/describe-source.ts';
import { makeConfig } from '../daemon/support/make-config.ts';
import { NOON } from '../make.ts';

/** What an address answers: a document, or another result of the request. */
export type Answer = string | Pick<Extract<FetchResult, { kind: 'failed' }>, 'kind' | 'failure'> | Moved;
type Moved = { readonly kind: 'moved'; readonly to: string; readonly body: string };

const NOT_FOUND: Answer = {
  kind: 'failed',
  failure: { kind: 'not-found', detail: 'the server answered 404' },
};

const DICTIONARY = makeDictionary(makeConfig());

/** The tools with which feeds are looked at, at noon, in a network of these addresses; `asked` are the requests. */
export const makeWorld = (pages: Readonly<Record<string, Answer>>, rest: Partial<SourceTools> = {}) => {
  const asked: FetchRequest[] = [];
  const fetch = async (request: FetchRequest): Promise<FetchResult> => {
    asked.push(request);
    const { url } = request;
    const answer = pages[url] ?? NOT_FOUND;
    if (typeof answer !== 'string' && answer.kind === 'failed') return { ...answer, url, freshness: {} };
    const [body, moved] = typeof answer === 'string' ? [answer, {}] : [answer.body, { movedTo: answer.to }];
    const contentType = body.includes('<html') ? 'text/html' : 'application/xml';
    return {
      kind: 'fetched',
      body: new TextEncoder().encode(body),
      ...{ bodyHash: 'h', bytes: body.length, contentType, status: 200 },
      ...{ url: 'movedTo' in moved ? moved.movedTo : url, validators: {}, freshness: {} },
      ...moved,
    };
  };
  const config = rest.config ?? makeConfig();
  const tools: SourceTools = {
    config,
    fetcher: { fetch, post: async () => undefined, reach: async () => undefined },
    parser: { parse: parseFeed, close: async () => undefined },
    dictionary: DICTIONARY,
    digest: (text) => `digest of ${text}`,
    findLinks: findFeedLinks,
    inTurn: (_, work) => work(),
    taken: new Set(),
    now: () => NOON,
    ...rest,
  };
  return { tools, asked, urls: () => asked.map(({ url }) => url) };
};

export const NEVER = new AbortController().signal;
