import fc from 'fast-check';
import { expect, test } from 'vitest';
import { routeOf } from '../../../src/daemon/watch/route-of.ts';

test.each([
  ['/', 'home'],
  ['/feed.rss', 'feed'],
  ['/topics/earnings.atom', 'topics'],
  ['/companies/7203', 'companies'],
  ['/search?q=x', 'search'],
  ['/healthz', 'healthz'],
  ['/wp-login.php', 'other'],
  ['//feed', 'other'],
])('a request for %s is counted as %s', (path, route) => {
  expect(routeOf(path)).toBe(route);
});

test('whatever is asked for, the names stay few', () => {
  fc.assert(fc.property(fc.string(), (path) => routeOf(`/${path}`).length <= 'companies'.length));
});
