import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import { routeOf } from '../../../src/daemon/watch/watch-pages.ts';
import { type DaemonHere, startDaemonHere } from '../../support/daemon-here.ts';
import { rssOf, serveOutlets } from '../../support/outlets-server.ts';
import { type Installation, install } from '../../support/product.ts';

let at: Installation;
let daemon: DaemonHere;
afterEach(async () => {
  await daemon?.stop();
  await at?.remove();
});

test('a machine learns whether the daemon is alive and ready, and how it does', async () => {
  const outlets = await serveOutlets([
    [
      'feed',
      { body: rssOf('Outlet', [{ title: '架空電機、新工場を稼働', link: 'https://outlet.example/1' }]) },
    ],
  ]);
  at = await install([
    { id: 'one', url: `${outlets.url}/feed` },
    { id: 'two', url: 'http://127.0.0.1:9/feed' },
  ]);
  daemon = await startDaemonHere(at);
  await daemon.event(({ event, source }) => event === 'source.polled' && source === 'one');
  await daemon.event(({ event, source }) => event === 'source.fetch-failed' && source === 'two');
  const ask = async (path: string): Promise<readonly [number, string]> => {
    const answer = await fetch(daemon.url + path);
    return [answer.status, await answer.text()];
  };
  expect(await ask('/healthz')).toEqual([200, 'alive\n']);
  expect(await ask('/readyz')).toEqual([200, 'ready\n']);
  await ask('/feed.rss');
  await ask('/nothing/here');
  const [status, metrics] = await ask('/metrics');
  expect(status).toBe(200);
  for (const line of [
    /^kawaraban_polls_total\{source="one",outcome="changed"\} 1$/m,
    /^kawaraban_poll_failures_total\{kind="refused"\} 1$/m,
    /^kawaraban_http_requests_total\{route="feed",status="200"\} 1$/m,
    /^kawaraban_http_requests_total\{route="other",status="404"\} 1$/m,
    /^kawaraban_store_commit_seconds_count [1-9]/m,
    /^kawaraban_store_articles 1$/m,
  ]) {
    expect(metrics).toMatch(line);
  }
  await outlets.close();
});

test.each([
  ['/', 'home'],
  ['/feed.rss', 'feed'],
  ['/topics/earnings.atom', 'topics'],
  ['/companies/7203', 'companies'],
  ['/2026-11-25?lang=ja', 'days'],
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
