import type { FeedParser } from '../../pipeline/ports.ts';
import { parseFeed } from './parse-feed.ts';

/** Reads feeds. */
export const createFeedParser = (): FeedParser => ({ parse: parseFeed, close: async () => {} });
