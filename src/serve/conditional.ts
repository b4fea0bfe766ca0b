/** The validators of an answer (RFC 9110 §8.8). */
export type Validators = {
  readonly etag: string;
  /** In whole seconds since 1970. */
  readonly modifiedSeconds?: number;
};

/**
 * True where the answer is 304 (RFC 9110 §13.2.2): `If-None-Match` names the entity tag, in a list, weakly, or as `*`.
 * Without that header `If-Modified-Since` counts. An invalid date is ignored.
 */
export const isNotModified = (
  ifNoneMatch: string | undefined,
  ifModifiedSince: string | undefined,
  { etag, modifiedSeconds }: Validators,
): boolean => {
  if (ifNoneMatch !== undefined) {
    if (ifNoneMatch === etag || ifNoneMatch.trim() === '*') return true;
    // Entity tags may contain commas, so the list is split at quotes.
    return Array.from(ifNoneMatch.matchAll(/"[^"]*"/g), ([tag]) => tag).includes(etag);
  }
  if (ifModifiedSince === undefined || modifiedSeconds === undefined) return false;
  const since = Date.parse(ifModifiedSince);
  return !Number.isNaN(since) && since >= modifiedSeconds * 1000;
};
