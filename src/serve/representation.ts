import { createHash } from 'node:crypto';
import { bounded } from '../domain/bounded.ts';
import { defined } from '../domain/defined.ts';
import { onceFor } from '../domain/once-for.ts';
import { type Encoding, encode, isWorthEncoding } from './encodings.ts';
import type { Resource } from './ports.ts';
import { resourceHeaders, type Validators } from './response-headers.ts';

/** A resource in one coding, ready to send. Names and values of its headers alternate. */
export type Representation = Validators & {
  readonly status: number;
  readonly bytes: Uint8Array;
  readonly headers: string[];
  readonly notModifiedHeaders: string[];
};

/** Compresses and hashes each resource object once for each coding. */
export type Representations = {
  readonly get: (path: string, resource: Resource, encoding: Encoding) => Promise<Representation>;
  readonly atHand: (resource: Resource, encoding: Encoding) => Representation | undefined;
};

export const createRepresentations = (
  lastModified: (path: string, etag: string, statedSeconds: number) => number,
): Representations => {
  type Kept = { readonly coming: Promise<Representation>; ready?: Representation };
  const keptOf = onceFor((_resource: Resource) => new Map<Encoding, Kept>());
  return {
    atHand: (resource, encoding) => keptOf(resource).get(encoding)?.ready,
    get: (path, resource, encoding) => {
      const ofResource = keptOf(resource);
      const known = ofResource.get(encoding);
      if (known !== undefined) return known.coming;
      const coming = represent(path, resource, encoding, lastModified).then((ready) => {
        made.ready = ready;
        return ready;
      });
      const made: Kept = { coming };
      ofResource.set(encoding, made);
      return coming;
    },
  };
};

const represent = async (
  path: string,
  resource: Resource,
  wanted: Encoding,
  lastModified: (path: string, etag: string, statedSeconds: number) => number,
): Promise<Representation> => {
  const plain = Buffer.from(resource.body);
  const encoding = isWorthEncoding(resource.contentType, plain) ? wanted : 'identity';
  const hash = createHash('sha256').update(plain).digest('base64url').slice(0, 22);
  // A strong entity tag identifies bytes, so each coding has its own tag (RFC 9110 §8.8.3.3).
  const etag = encoding === 'identity' ? `"${hash}"` : `"${hash}-${encoding}"`;
  const stated = resource.lastModified?.epochMilliseconds;
  const modifiedSeconds =
    stated === undefined ? undefined : lastModified(path, hash, Math.floor(stated / 1000));
  const validators = { etag, ...defined({ modifiedSeconds }) };
  const bytes = await encode(plain, encoding);
  return {
    ...validators,
    status: resource.status,
    bytes,
    headers: resourceHeaders(resource, validators, encoding, bytes.length),
    notModifiedHeaders: resourceHeaders(resource, validators, encoding),
  };
};

/** Maximum number of paths whose `Last-Modified` is cached. */
const PATHS_KEPT = 2000;

/**
 * Makes a function that returns the `Last-Modified` of a path, in seconds since 1970. While the path is cached, the
 * date never goes back, and changes only with the bytes.
 */
export const createLastModified = (nowSeconds: () => number) => {
  const seen = bounded<string, { readonly etag: string; readonly seconds: number }>(PATHS_KEPT);
  return (path: string, etag: string, statedSeconds: number): number => {
    const before = seen.get(path) ?? { etag, seconds: statedSeconds };
    const later = statedSeconds > before.seconds ? statedSeconds : Math.max(before.seconds, nowSeconds());
    const seconds = before.etag === etag ? before.seconds : later;
    seen.set(path, { etag, seconds });
    return seconds;
  };
};
