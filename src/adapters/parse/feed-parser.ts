import type { FeedParser } from '../../pipeline/ports.ts';
import { createWorkerParser } from './worker-parser.ts';

/** Up to this size a document takes less than a tenth of a second, even one of the smallest items. */
const MAX_BYTES_IN_PLACE = 250_000;

/**
 * Reads feeds: small documents at once, large ones in a thread that is ended after two seconds. What reads them is
 * loaded with the first: a start, and a poll that brings nothing new, need none of it.
 */
export const createFeedParser = (): FeedParser => {
  const worker = createWorkerParser();
  return {
    parse: async (bytes, options) => {
      if (bytes.length > MAX_BYTES_IN_PLACE) return worker.parse(bytes, options);
      try {
        const { parseFeed } = await import('./parse-feed.ts');
        return await parseFeed(bytes, options);
      } catch (error) {
        // One bad feed costs one feed, even where the fault is ours.
        return { kind: 'unreadable', reason: 'not-a-feed', detail: String(error) };
      }
    },
    close: worker.close,
  };
};
