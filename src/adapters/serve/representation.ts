import { createHash } from 'node:crypto';
import type { Resource } from '../../pipeline/ports.ts';
import type { Validators } from './conditional.ts';
import { type Encoding, encode, isWorthEncoding } from './encodings.ts';
import { resourceHeaders } from './headers.ts';

/** A resource in one coding, ready to be sent: names and values of headers alternate. */
type Representation = Validators & {
  readonly status: number;
  readonly bytes: Uint8Array;
  readonly headers: readonly string[];
  readonly notModifiedHeaders: readonly string[];
};

export type Representations = (
  path: string,
  resource: Resource,
  encoding: Encoding,
) => Promise<Representation>;

/** Compresses and hashes each resource once for each coding; a later request costs a map look-up. */
export const createRepresentations = (
  lastModified: (path: string, etag: string, statedSeconds: number) => number,
): Representations => {
  const kept = new WeakMap<Resource, Map<Encoding, Promise<Representation>>>();
  return (path, resource, encoding) => {
    const ofResource = kept.get(resource) ?? new Map<Encoding, Promise<Representation>>();
    kept.set(resource, ofResource);
    const known = ofResource.get(encoding);
    if (known !== undefined) return known;
    const made = represent(path, resource, encoding, lastModified);
    ofResource.set(encoding, made);
    return made;
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
  const validators = { etag, ...(modifiedSeconds === undefined ? {} : { modifiedSeconds }) };
  const bytes = await encode(plain, encoding);
  return {
    ...validators,
    status: resource.status,
    bytes,
    headers: resourceHeaders(resource, validators, encoding, bytes.length),
    notModifiedHeaders: resourceHeaders(resource, validators, encoding),
  };
};
