import type { IncomingHttpHeaders } from 'node:http';
import { hideSecrets } from '../domain/hide-secrets.ts';
import { type Failed, failed } from './name-failure.ts';

type UrlResult = { readonly kind: 'url'; readonly url: URL } | Failed;

/**
 * Reads an absolute http(s) URL, or a URL relative to `base`; fails with `bad-url` if the text is neither. The fragment
 * is dropped, because it is not sent to servers.
 */
export const readWebUrl = (text: string, base?: URL): UrlResult => {
  const url = URL.parse(text, base);
  if (url === null || !/^https?:$/.test(url.protocol)) {
    return failed('bad-url', `${JSON.stringify(hideSecrets(text).slice(0, 200))} is not a web address`);
  }
  url.hash = '';
  return { kind: 'url', url };
};

/** Returns a URL without user name and password, so that it can be shown and stored. */
export const shownUrl = (url: URL): string => {
  if (url.username === '' && url.password === '') return url.href;
  const shown = new URL(url);
  shown.username = '';
  shown.password = '';
  return shown.href;
};

export const portOf = (url: URL): number => {
  if (url.port !== '') return Number(url.port);
  return url.protocol === 'https:' ? 443 : 80;
};

const FOLLOWED = new Set([301, 302, 303, 307, 308]);

export const isRedirect = (status: number): boolean => FOLLOWED.has(status);

/**
 * Returns whether a redirect is permanent. After a permanent redirect, later requests should use the new URL (RFC 9110
 * §15.4.2, §15.4.9).
 */
export const isPermanent = (status: number): boolean => status === 301 || status === 308;

/**
 * Returns the URL that a redirect of `from` leads to, with the credentials of `from` if both have the same origin, else
 * without credentials. Fails without a valid `Location`, or if https leads to http.
 */
export const redirectTarget = (from: URL, headers: IncomingHttpHeaders): UrlResult => {
  const { location } = headers;
  if (location === undefined) {
    return failed('bad-answer', 'the server redirects without a Location header');
  }
  const target = readWebUrl(asAscii(location), from);
  if (target.kind === 'failed')
    return failed('bad-answer', `the server redirects, but ${target.failure.detail}`);
  const { url } = target;
  if (from.protocol === 'https:' && url.protocol === 'http:') {
    return failed('insecure-redirect', `the server redirects from https to http://${url.host}`);
  }
  const isSameOrigin = url.origin === from.origin;
  url.username = isSameOrigin ? from.username : '';
  url.password = isSameOrigin ? from.password : '';
  return target;
};

/**
 * Percent-encodes the bytes above 127 of a `Location`, as browsers do. Some servers send Japanese paths as bare bytes, in
 * UTF-8 or another charset, and Node decodes each byte as one character.
 */
export const asAscii = (location: string): string =>
  location.replace(/[\x80-\xff]/g, (byte) => `%${byte.charCodeAt(0).toString(16).toUpperCase()}`);
