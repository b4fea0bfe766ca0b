import type { ServerResponse } from 'node:http';

/** Maximum total size of the answers that clients have not received yet, in bytes. */
const MAX_UNREAD_BYTES = 64 * 1024 * 1024;

/**
 * Records that an answer is being sent. Bytes that several clients receive count once, because they take memory once.
 */
export type NoteAnswer = (response: ServerResponse, bytes: Uint8Array) => void;

/**
 * Limits the total size of the answers in progress. Above the limit, the connections of the oldest answers are closed,
 * never the newest.
 */
export const limitUnread = (maxBytes = MAX_UNREAD_BYTES): NoteAnswer => {
  /** The answers in progress, oldest first. */
  const underWay = new Map<ServerResponse, Uint8Array>();
  let total = 0;
  const isUnderWay = (bytes: Uint8Array): boolean => underWay.values().some((others) => others === bytes);

  const release = (response: ServerResponse): void => {
    const bytes = underWay.get(response);
    if (bytes === undefined) return;
    underWay.delete(response);
    if (!isUnderWay(bytes)) total -= bytes.length;
  };

  return (response, bytes) => {
    if (response.closed) return;
    if (!isUnderWay(bytes)) total += bytes.length;
    underWay.set(response, bytes);
    response.once('close', () => release(response));
    for (const oldest of underWay.keys()) {
      if (total <= maxBytes || oldest === response) return;
      release(oldest);
      oldest.destroy();
    }
  };
};
