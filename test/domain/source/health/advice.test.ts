import { expect, test } from 'vitest';
import type { FailureKind } from '../../../../src/domain/source/failure.ts';
import { adviceFor } from '../../../../src/domain/source/health/advice.ts';

test.each<FailureKind>([
  'dns',
  'tls',
  'timeout',
  'blocked',
  'rate-limited',
  'unavailable',
  'gone',
  'not-found',
  'html-page',
  'not-a-feed',
  'too-large',
  'stopped',
  'refused',
  'reset',
  'untrusted',
  'no-tls',
  'truncated',
  'bad-encoding',
  'bad-answer',
  'bad-url',
  'redirect-loop',
  'too-many-redirects',
  'insecure-redirect',
  'private-address',
  'port-not-allowed',
  'http-error',
  'empty',
  'too-slow',
  'unfinished',
])('what to do about "%s" is said in a sentence', (kind) => {
  expect(adviceFor(kind)).toMatch(/^[A-Z](?!.*\. ).*[a-z’`].*\.$/);
  expect(adviceFor(kind).length).toBeLessThan(130);
});

test.each<[FailureKind, string]>([
  ['timeout', 'fetch.timeout'],
  ['too-large', 'fetch.maxBytes'],
  ['private-address', 'fetch.allowPrivateAddresses'],
  ['port-not-allowed', 'fetch.ports'],
  ['blocked', 'userAgent'],
  ['rate-limited', 'every'],
])('the advice on "%s" names the key that helps: %s', (kind, name) => {
  expect(adviceFor(kind)).toContain(`\`${name}\``);
});

test('the advice on a web page does not name `add`, which refuses the URL of a source', () => {
  expect(adviceFor('html-page')).toContain('look on the outlet’s site for the feed');
  expect(adviceFor('html-page')).not.toContain('kawaraban add');
});

test('the advice on a name without an address is true of a name server that did not answer, too', () => {
  expect(adviceFor('dns')).toBe(
    'The name server gives no address for this host: check the URL and the name server, wait a day, then look for the new URL.',
  );
});

test('the advice on a redirect to http names a URL that can be found, because the message shows only its host', () => {
  expect(adviceFor('insecure-redirect')).toBe(
    'The URL redirects from https to http: write another URL, or the one at which a browser arrives if you trust the network.',
  );
});
