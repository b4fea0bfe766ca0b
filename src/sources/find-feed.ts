import type { RawFeed, RawItem } from '../domain/item/raw-item.ts';
import type { Failure } from '../domain/source/failure.ts';
import { endpointKey } from '../domain/source/propose/same-endpoint.ts';
import { askFeed, type FeedAnswer, type World } from './ask-feed.ts';
import type { FeedLink, FindLinks, PageLinks } from './ports.ts';

type SearchWorld = World & { readonly findLinks: FindLinks };

export type FoundFeed = {
  readonly kind: 'found';
  /**
   * The address to poll: the target of permanent redirects, else the address that was asked. An address with a user name
   * is never replaced.
   */
  readonly url: string;
  readonly feed: RawFeed;
  readonly items: readonly RawItem[];
  /** The page that led to the feed; absent if the address itself has the feed. */
  readonly page?: PageLinks & { readonly url: string };
  /** The feeds that the page names and that were not asked. */
  readonly others: readonly FeedLink[];
  /** True if the feed was found at a usual path, not by a link of the page. */
  readonly isGuess: boolean;
};

export type FeedSearch =
  | FoundFeed
  | { readonly kind: 'none'; readonly url: string; readonly tried: number }
  | Extract<FeedAnswer, { readonly kind: 'failed' }>;

/** Usual paths of feeds. `feed` is tried below the page's address first, then all paths at the root of the site. */
const COMMON_PATHS = [
  'feed',
  'rss',
  'rss.xml',
  'feed.xml',
  'atom.xml',
  'index.xml',
  'index.rdf',
  'feed.json',
];

/** Maximum number of addresses that a search tries after the page, so that it does not burden a server. */
const MOST_TRIED = 20;

const OF_COMMENTS = /comments?\b|コメント/i;

/**
 * Finds the feed at an address, or behind the page there. Tries first the feeds that the page declares or links, then
 * the usual paths, at most `MOST_TRIED` in all. Stops at the first feed; an abort is a failure.
 */
export const findFeed = async (url: string, world: SearchWorld, signal: AbortSignal): Promise<FeedSearch> => {
  const start = await askFeed(url, AS_ANYBODY, world, signal);
  if (start.kind === 'failed') return start;
  if (start.kind === 'feed') return { ...start, kind: 'found', others: [], isGuess: false };
  const page = { ...world.findLinks(start.body, start), url: start.url };
  const named = inOrder([...page.declared, ...page.linked]);
  const asked = new Set([endpointKey(url), endpointKey(page.url)]);
  let tried = 0;
  for (const link of [...named, ...commonPlaces(page.url)]) {
    const key = endpointKey(link.url);
    if (asked.has(key)) continue;
    if (tried === MOST_TRIED || signal.aborted) break;
    asked.add(key);
    tried += 1;
    const answer = await askFeed(link.url, AS_ANYBODY, world, signal);
    if (answer.kind !== 'feed') continue;
    const others = named.filter((other) => !asked.has(endpointKey(other.url)));
    return { ...answer, kind: 'found', page, others, isGuess: !named.includes(link) };
  }
  if (signal.aborted) return { kind: 'failed', url: page.url, failure: STOPPED };
  return { kind: 'none', url: page.url, tried };
};

const STOPPED: Failure = { kind: 'stopped', detail: 'the search for a feed was stopped' };

const AS_ANYBODY = { headers: {}, timezone: 'Asia/Tokyo' };

/** Sorts feeds of articles before feeds of comments. */
const inOrder = (links: readonly FeedLink[]): readonly FeedLink[] => {
  const isOfComments = ({ url, title }: FeedLink) => OF_COMMENTS.test(`${url} ${title ?? ''}`);
  return [...links.filter((link) => !isOfComments(link)), ...links.filter(isOfComments)];
};

const commonPlaces = (page: string): readonly FeedLink[] => {
  const folder = page.replace(/[?#].*$/, '').replace(/\/?$/, '/');
  const atRoot = COMMON_PATHS.map((path) => new URL(`/${path}`, page).href);
  return [new URL('feed', folder).href, ...atRoot].map((url) => ({ url }));
};
