import type { Encoding } from './encodings.ts';
import type { Resource } from './ports.ts';

const YEAR_SECONDS = 31_536_000;

/**
 * Returns a Content-Security-Policy: a page loads only files of this host. Images may also come from the origins and
 * schemes in `pictures`, each of which follows a space.
 */
const contentSecurityPolicy = (pictures: string): string =>
  `default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'${pictures}; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`;

const POLICY = contentSecurityPolicy('');
const POLICY_WITH_PICTURES = contentSecurityPolicy(' https:');

/**
 * Returns the headers of an answer, names and values alternating. Without `length`, returns the headers of a 304 (RFC
 * 9110 §15.4.5).
 */
export const resourceHeaders = (
  resource: Resource,
  { etag, modifiedSeconds }: Validators,
  encoding: Encoding,
  length?: number,
): string[] => [
  'ETag',
  etag,
  'Cache-Control',
  cacheControl(resource.maxAgeSeconds),
  'Vary',
  resource.isNegotiated === true ? 'Accept-Encoding, Accept-Language' : 'Accept-Encoding',
  'X-Content-Type-Options',
  'nosniff',
  ...(modifiedSeconds === undefined ? [] : ['Last-Modified', new Date(modifiedSeconds * 1000).toUTCString()]),
  ...(resource.page ? [] : ['Access-Control-Allow-Origin', '*']),
  ...(resource.retryAfterSeconds === undefined ? [] : ['Retry-After', String(resource.retryAfterSeconds)]),
  ...(resource.links === undefined ? [] : ['Link', resource.links.map(formatLink).join(', ')]),
  ...(length === undefined ? [] : [...bodyHeaders(resource, encoding), 'Content-Length', String(length)]),
];

const bodyHeaders = (resource: Resource, encoding: Encoding): readonly string[] => [
  'Content-Type',
  resource.contentType,
  ...(resource.language === undefined ? [] : ['Content-Language', resource.language]),
  ...(encoding === 'identity' ? [] : ['Content-Encoding', encoding]),
  ...(resource.page
    ? [
        'Content-Security-Policy',
        resource.images ? POLICY_WITH_PICTURES : POLICY,
        'Referrer-Policy',
        'no-referrer',
      ]
    : []),
];

const cacheControl = (maxAgeSeconds: number): string => {
  if (maxAgeSeconds === 0) return 'no-cache';
  return `public, max-age=${maxAgeSeconds}${maxAgeSeconds >= YEAR_SECONDS ? ', immutable' : ''}`;
};

const formatLink = ({ rel, href }: { readonly rel: string; readonly href: string }): string =>
  `<${href}>; rel="${rel}"`;

/** The validators of an answer (RFC 9110 §8.8). */
export type Validators = {
  readonly etag: string;
  /** Moment of the last change, in whole seconds since 1970. */
  readonly modifiedSeconds?: number;
};

/**
 * Returns true if the answer in the client's cache is current (RFC 9110 §13.2.2). `If-Modified-Since` counts only
 * without `If-None-Match`; an invalid date is ignored.
 */
export const isNotModified = (
  ifNoneMatch: string | undefined,
  ifModifiedSince: string | undefined,
  { etag, modifiedSeconds }: Validators,
): boolean => {
  if (ifNoneMatch !== undefined) {
    if (ifNoneMatch === '*') return true;
    // Entity tags may contain commas, so the list is split at quotes.
    return Array.from(ifNoneMatch.matchAll(/"[^"]*"/g), ([tag]) => tag).includes(etag);
  }
  if (ifModifiedSince === undefined || modifiedSeconds === undefined) return false;
  return Date.parse(ifModifiedSince) >= modifiedSeconds * 1000;
};
