import { parentPort } from 'node:worker_threads';
import { parseFeed } from './parse-feed.ts';
import { type ParseAnswer, type ParseRequest, packResult } from './parse-message.ts';

/** Answers the main thread. This thread reads one feed at a time and answers each request. */
const answer = (message: ParseAnswer): void => parentPort?.postMessage(message);

parentPort?.on('message', ({ bytes, options }: ParseRequest) => {
  parseFeed(bytes, options).then(
    (result) => answer({ kind: 'answer', result: packResult(result) }),
    (error: unknown) =>
      answer({ kind: 'answer', result: { kind: 'unreadable', reason: 'not-a-feed', detail: String(error) } }),
  );
});

answer({ kind: 'ready' });
