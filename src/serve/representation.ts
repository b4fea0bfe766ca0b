import { createHash } from 'node:crypto';
import { defined } from '../domain/defined.ts';
import type { Validators } from './conditional.ts';
import { type Encoding, encode, isWorthEncoding } from './encodings.ts';
import type { Resource } from './ports.ts';
import { resourceHeaders } from './response-headers.ts';

/** A resource in one coding, ready to be sent: names and values of headers alternate. */
export type Representation = Validators & {
  readonly status: number;
  readonly bytes: Uint8Array;
  readonly headers: string[];
  readonly notModifiedHeaders: string[];
};

/** Each resource is compressed and hashed once for each coding; a later request costs a map look-up. */
export type Representations = {
  readonly get: (path: string, resource: Resource, encoding: Encoding) => Promise<Representation>;
  /** The same, where it is ready. */
  readonly atHand: (resource: Resource, encoding: Encoding) => Representation | undefined;
};

export const createRepresentations = (
  lastModified: (path: string, etag: string, statedSeconds: number) => number,
): Representations => {
  type Kept = { readonly coming: Promise<Representation>; ready?: Representation };
  const kept = new WeakMap<Resource, Map<Encoding, Kept>>();
  return {
    atHand: (resource, encoding) => kept.get(resource)?.get(encoding)?.ready,
    get: (path, resource, encoding) => {
      const ofResource = kept.get(resource) ?? new Map<Encoding, Kept>();
      kept.set(resource, ofResource);
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
  // A strong entity tag names bytes, so each coding has its own (RFC 9110 §8.8.3.3).
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
