import { threadCpuUsage } from 'node:process';
import { parentPort } from 'node:worker_threads';
import { parseFeed } from './parse-feed.ts';
import { type PackedResult, type ParseAnswer, type ParseRequest, packResult } from './parse-message.ts';

/** Sends a result. It needs no request number, because the main thread sends one document at a time. */
const answer = (result: PackedResult): void => tell({ kind: 'answer', result, used: threadCpuUsage() });

const tell = (message: ParseAnswer): void => parentPort?.postMessage(message);

parentPort?.on('message', ({ bytes, options }: ParseRequest) => {
  parseFeed(bytes, options).then(
    (result) => answer(packResult(result)),
    (error: unknown) => answer({ kind: 'unreadable', reason: 'unfinished', detail: String(error) }),
  );
});

tell({ kind: 'ready', used: threadCpuUsage() });
