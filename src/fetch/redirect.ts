import type { IncomingHttpHeaders } from 'node:http';
import { readWebUrl, type UrlResult } from './web-url.ts';

const FOLLOWED = new Set([301, 302, 303, 307, 308]);

export const isRedirect = (status: number): boolean => FOLLOWED.has(status);

/** Whether a redirect is permanent: RFC 9110 §15.4.2 and §15.4.9 ask for later requests to use the new URL. */
export const isPermanent = (status: number): boolean => status === 301 || status === 308;

/**
 * The URL that a redirect of `from` leads to. It has no credentials, except on the same origin those of `from`.
 * A redirect from https to http is refused.
 */
export const redirectTarget = (from: URL, headers: IncomingHttpHeaders): UrlResult => {
  const { location } = headers;
  if (location === undefined) {
    return {
      kind: 'failed',
      failure: {
        kind: 'bad-answer',
        detail: 'the server redirects without saying where: no Location header',
      },
    };
  }
  const target = readWebUrl(asUtf8(location), from);
  if (target.kind === 'failed') return target;
  const { url } = target;
  if (from.protocol === 'https:' && url.protocol === 'http:') {
    const detail = `the server redirects from https to http, on ${url.host}`;
    return { kind: 'failed', failure: { kind: 'insecure-redirect', detail } };
  }
  const isSameOrigin = url.origin === from.origin;
  url.username = isSameOrigin ? from.username : '';
  url.password = isSameOrigin ? from.password : '';
  return target;
};

/** Some servers send Japanese paths as bare UTF-8, which Node hands over as Latin-1. */
const asUtf8 = (location: string): string => Buffer.from(location, 'latin1').toString('utf8');
