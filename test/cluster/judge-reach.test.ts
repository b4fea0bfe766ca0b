import { expect, test } from 'vitest';
import { createReach } from '../../src/cluster/judge-reach.ts';
import type { Failure } from '../../src/domain/source/failure.ts';
import type { PollAnswer } from '../../src/domain/source/poll/poll-answer.ts';
import { NOON } from '../make.ts';
import { UNCHANGED } from './support/processes.ts';

const failed = (failure: Failure): PollAnswer => ({
  kind: 'asked',
  at: NOON,
  durationMs: 1,
  head: { kind: 'failed', failure, url: 'https://a.example/', freshness: {} },
  content: { kind: 'failed', failure },
});
const unreached = failed({ kind: 'dns', detail: 'no name' });

const createTimed = () => {
  const at = { ms: 0 };
  const rests: number[] = [];
  return {
    at,
    rests,
    reach: createReach(
      () => at.ms,
      () => rests.push(at.ms),
    ),
  };
};

test('three hosts in a row that are not reached put the machine in doubt, and it rests', () => {
  const { at, rests, reach } = createTimed();
  const hosts = ['a.example', 'a.example', 'b.example', 'c.example', 'd.example'];
  expect(hosts.map((host) => reach.isInDoubt(host, unreached))).toEqual([false, false, false, true, true]);
  expect([reach.mayAsk(), rests]).toEqual([false, [0]]);
  at.ms = 29_999;
  expect(reach.mayAsk()).toBe(false);
  at.ms = 30_000;
  expect(reach.mayAsk()).toBe(true);
});

test('a host that answers shows that the network works', () => {
  const { reach } = createTimed();
  for (const host of ['a.example', 'b.example']) reach.isInDoubt(host, unreached);
  expect(reach.isInDoubt('c.example', UNCHANGED)).toBe(false);
  expect(reach.isInDoubt('d.example', unreached)).toBe(false);
  expect(reach.mayAsk()).toBe(true);
});

test('a host that answers ends the rest at once', () => {
  const { rests, reach } = createTimed();
  for (const host of ['a.example', 'b.example', 'c.example']) reach.isInDoubt(host, unreached);
  expect(reach.isInDoubt('d.example', UNCHANGED)).toBe(false);
  expect([reach.mayAsk(), rests]).toEqual([true, [0]]);
});

test('a request that was never sent says nothing about the network', () => {
  const { reach } = createTimed();
  const unsent = failed({ kind: 'private-address', detail: 'the address is private' });
  for (const host of ['a.example', 'b.example']) reach.isInDoubt(host, unreached);
  expect(reach.isInDoubt('c.example', unsent)).toBe(false);
  expect(reach.isInDoubt('d.example', unreached)).toBe(true);
  reach.isInDoubt('c.example', unsent);
  expect(reach.mayAsk()).toBe(false);
});
