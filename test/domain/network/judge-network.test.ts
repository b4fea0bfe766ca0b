import { describe, expect, test } from 'vitest';
import {
  commonFailure,
  isUnreached,
  retryMs,
  showsNetwork,
  siteOf,
  stillOffline,
  type Unreached,
} from '../../../src/domain/network/judge-network.ts';
import type { FailureKind } from '../../../src/domain/source/failure.ts';
import { NOON } from '../../make.ts';

const failing = (...kinds: readonly Unreached['kind'][]): ReadonlyMap<string, Unreached> =>
  new Map(kinds.map((kind, n) => [`site-${n}`, { kind, detail: `site ${n}` }]));

describe('a machine is offline where', () => {
  test.each<[string, ReadonlyMap<string, Unreached>, number, string | undefined]>([
    ['three sites of many fail by name', failing('dns', 'dns', 'dns'), 50, 'dns'],
    ['a firewall refuses all', failing('refused', 'refused', 'refused'), 50, 'refused'],
    ['both of two sites fail in the same way', failing('dns', 'dns'), 2, 'dns'],
    ['one of many fails in another way', failing('refused', 'dns', 'dns', 'dns'), 50, 'dns'],
  ])('%s', (_, failures, known, kind) => {
    expect(commonFailure(failures, known)?.kind).toBe(kind);
  });

  test.each<[string, ReadonlyMap<string, Unreached>, number]>([
    ['one site of many fails', failing('dns'), 50],
    ['the only site fails', failing('dns'), 1],
    ['two of many fail', failing('dns', 'dns'), 50],
    ['two fail, each in its way', failing('dns', 'refused'), 2],
    ['three fail, each in its way', failing('dns', 'refused', 'timeout'), 3],
    ['nothing fails', failing(), 0],
  ])('not where %s', (_, failures, known) => {
    expect(commonFailure(failures, known)).toBeUndefined();
  });
});

test('hosts of one outlet are one site', () => {
  expect(
    ['https://www3.nhk.or.jp/news', 'https://nhk.or.jp/', 'https://feeds.bbci.co.uk/x'].map(siteOf),
  ).toEqual(['nhk.or.jp', 'nhk.or.jp', 'bbci.co.uk']);
  expect(['https://news.google.com/rss', 'https://www.nna.jp./', 'http://localhost:80/'].map(siteOf)).toEqual(
    ['google.com', 'nna.jp', 'localhost'],
  );
  expect(['http://127.0.0.1:8080/', 'http://[::1]/', 'no address'].map(siteOf)).toEqual([
    '127.0.0.1',
    '[::1]',
    'no address',
  ]);
});

test('a machine that stays offline tries again after 30 s, then later each time, up to 15 min', () => {
  expect([1, 2, 3, 4, 5, 6, 60].map((attempts) => retryMs(attempts) / 1000)).toEqual([
    30, 60, 120, 240, 480, 900, 900,
  ]);
});

test('each attempt that is due counts; what fails in between changes nothing', () => {
  const failure: Unreached = { kind: 'dns', detail: 'ENOTFOUND' };
  const first = stillOffline(undefined, failure, 4, NOON);
  expect(first).toEqual({
    since: NOON,
    ...failure,
    sites: 4,
    attempts: 1,
    nextTryAt: NOON.add({ seconds: 30 }),
  });
  expect(stillOffline(first, failure, 9, NOON.add({ seconds: 29 }))).toBe(first);
  const later = NOON.add({ seconds: 30 });
  expect(stillOffline(first, { kind: 'refused', detail: 'no' }, 9, later)).toEqual({
    since: NOON,
    kind: 'refused',
    detail: 'no',
    sites: 9,
    attempts: 2,
    nextTryAt: later.add({ seconds: 60 }),
  });
});

const failed = (kind: FailureKind) => ({ kind: 'failed', failure: { kind, detail: '' } }) as const;

test('an answer of any kind shows that the network works, also one that helps nobody', () => {
  expect(
    [{ kind: 'unchanged' } as const, { kind: 'changed', listed: 1 } as const, failed('not-found')].map(
      showsNetwork,
    ),
  ).toEqual([true, true, true]);
  expect([failed('tls'), failed('blocked'), failed('empty')].map(showsNetwork)).toEqual([true, true, true]);
});

test('a request that was not sent or reached nobody shows nothing', () => {
  for (const kind of ['dns', 'refused', 'reset', 'timeout'] as const)
    expect(showsNetwork(failed(kind))).toBe(false);
  for (const kind of ['bad-url', 'private-address', 'port-not-allowed', 'stopped'] as const)
    expect(showsNetwork(failed(kind))).toBe(false);
  // A cluster may lose a poll before its request.
  expect(showsNetwork(failed('unfinished'))).toBe(false);
  expect(showsNetwork({ kind: 'resting', until: NOON })).toBe(false);
  expect(isUnreached({ kind: 'tls', detail: '' })).toBe(false);
});
