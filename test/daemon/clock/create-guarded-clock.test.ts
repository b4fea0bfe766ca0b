import { expect, onTestFinished, test, vi } from 'vitest';
import {
  createGuardedClock,
  hostsOf,
  type OutletsOfHosts,
} from '../../../src/daemon/clock/create-guarded-clock.ts';
import type { OutletId } from '../../../src/domain/source/outlet.ts';
import { makeSource, NOON, SILENT } from '../../make.ts';

const DAYS_400 = { hours: 400 * 24 };

/** The hosts of the sources, each of an outlet of its own. */
const HOSTS: OutletsOfHosts = new Map(['a', 'b', 'c'].map((id) => [`${id}.example`, id as OutletId]));

const MORE_HOSTS: OutletsOfHosts = new Map(['d', 'e', 'f'].map((id) => [`${id}.example`, id as OutletId]));

/** A machine whose clock stood at noon when the newest commit was made, and what its log says. */
const guard = (systemAt: Temporal.Instant, newestCommitAt: Temporal.Instant | null = NOON, hosts = HOSTS) => {
  const machine = { now: systemAt, elapsedMs: 0 };
  const logged: string[] = [];
  const reasons: unknown[] = [];
  const clock = createGuardedClock({
    systemNow: () => machine.now,
    elapsedMs: () => machine.elapsedMs,
    newestCommitAt: newestCommitAt ?? undefined,
    hosts: () => hosts,
    log: {
      info: (event) => logged.push(event),
      warn: (event, fields) => {
        logged.push(event);
        reasons.push(fields?.reason);
      },
    },
  });
  const hostsSay = (time: Temporal.Instant): void => {
    for (const host of hosts.keys()) clock.noteDate(host, time);
  };
  return { clock, machine, logged, reasons, hostsSay };
};

const signal = new AbortController().signal;

test('a clock is judged by the time since the newest commit, however long the machine has run', () => {
  for (const [ahead, isTrusted] of [
    [{ hours: 1 }, true],
    [DAYS_400, false],
  ] as const) {
    const clock = createGuardedClock({
      ...{ systemNow: () => NOON.add(ahead), elapsedMs: () => 40 * 86_400_000, newestCommitAt: NOON },
      ...{ hosts: () => HOSTS, log: SILENT },
    });
    expect(clock.problem() === undefined).toBe(isTrusted);
  }
});

test('a clock that is right is followed, and nothing is said of it', async () => {
  const { clock, machine, logged, hostsSay } = guard(NOON.add({ hours: 1 }));
  await clock.settled(signal);
  hostsSay(NOON.add({ hours: 1 }));
  machine.now = machine.now.add({ hours: 30 * 24 });
  machine.elapsedMs += 30 * 86_400_000;
  expect(clock.now()).toEqual(machine.now);
  expect(clock.problem()).toBeUndefined();
  expect(logged).toEqual([]);
});

test('after a start 400 days ahead, what comes waits until servers say what time it is, and is dated by theirs', async () => {
  const { clock, machine, logged, hostsSay } = guard(NOON.add(DAYS_400));
  expect(clock.problem()).toContain('400 days ahead of the last trusted time');
  let isSettled = false;
  const settled = clock.settled(signal).then(() => {
    isSettled = true;
  });
  await Promise.resolve();
  expect(isSettled).toBe(false);
  hostsSay(NOON);
  await settled;
  expect(clock.now()).toEqual(NOON);
  machine.elapsedMs = 60_000;
  machine.now = machine.now.add({ minutes: 1 });
  expect(clock.now()).toEqual(NOON.add({ minutes: 1 }));
  expect(clock.problem()).toContain('400 days ahead of the time of the sources’ servers');
  expect(logged).toEqual(['clock.doubted', 'clock.doubted']);
});

test('a start after an outage of three days is believed as soon as three outlets agree', async () => {
  const late = NOON.add({ hours: 72 });
  const { clock, logged, hostsSay } = guard(late);
  expect(clock.problem()).toBeDefined();
  hostsSay(late);
  await clock.settled(signal);
  expect(clock.problem()).toBeUndefined();
  expect(clock.now()).toEqual(late);
  expect(logged).toEqual(['clock.doubted', 'clock.believed']);
});

test('a clock that is set while the daemon runs is doubted, and believed again when it is put right', () => {
  const { clock, machine, logged, reasons } = guard(NOON);
  expect(clock.problem()).toBeUndefined();
  machine.now = NOON.add(DAYS_400);
  expect(clock.problem()).toBeDefined();
  expect(reasons).toEqual([clock.problem()]);
  machine.now = NOON;
  expect(clock.problem()).toBeUndefined();
  expect(logged).toEqual(['clock.doubted', 'clock.believed']);
});

test('the servers correct a clock that was set while the daemon runs at once', () => {
  const { clock, machine, hostsSay } = guard(NOON);
  hostsSay(NOON);
  machine.now = NOON.add(DAYS_400);
  expect(clock.now()).toEqual(NOON);
});

test('the operator confirms a clock, until it is set again', () => {
  const { clock, machine, hostsSay } = guard(NOON.add(DAYS_400));
  hostsSay(NOON);
  clock.confirm();
  expect(clock.problem()).toBeUndefined();
  expect(clock.now()).toEqual(machine.now);
  machine.now = machine.now.add(DAYS_400);
  expect(clock.problem()).toBeDefined();
});

test('after each leap anew, what comes waits twenty seconds for the servers and no longer', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  const { clock, machine } = guard(NOON.add(DAYS_400));
  const isSettledAfter = async (ms: number): Promise<boolean> => {
    let isSettled = false;
    void clock.settled(signal).then(() => {
      isSettled = true;
    });
    await vi.advanceTimersByTimeAsync(ms);
    return isSettled;
  };
  expect(await isSettledAfter(19_999)).toBe(false);
  expect(await isSettledAfter(1)).toBe(true);
  machine.now = NOON;
  expect(await isSettledAfter(0)).toBe(true);
  machine.now = NOON.add(DAYS_400);
  expect(await isSettledAfter(19_999)).toBe(false);
  expect(await isSettledAfter(1)).toBe(true);
});

test('what came does not wait for a time when the daemon is stopped', async () => {
  const { clock } = guard(NOON.add(DAYS_400));
  await clock.settled(AbortSignal.abort());
  expect(clock.problem()).toBeDefined();
});

test('an empty store has nothing to lose to any clock', () => {
  const { clock } = guard(NOON.add(DAYS_400), null);
  expect(clock.problem()).toBeUndefined();
});

test('hosts that a source only redirects to cannot outvote those of the sources', () => {
  const { clock, hostsSay } = guard(NOON);
  hostsSay(NOON);
  for (let n = 0; n < 9; n += 1) clock.noteDate(`${n}.redirect.example`, NOON.add(DAYS_400));
  expect(clock.problem()).toBeUndefined();
  expect(clock.now()).toEqual(NOON);
});

test('many hosts of one outlet have one voice after a start, and a tenth of the outlets overrule nothing', () => {
  const hosts: OutletsOfHosts = new Map(
    Array.from({ length: 60 }, (_, n) => [`${n}.example`, `outlet-${Math.max(0, n - 30)}` as OutletId]),
  );
  const { clock } = guard(NOON.add({ minutes: 1 }), NOON, hosts);
  for (const host of [...hosts.keys()].slice(0, 33)) clock.noteDate(host, NOON.add(DAYS_400));
  expect(clock.problem()).toBeUndefined();
  expect(clock.now()).toEqual(NOON.add({ minutes: 1 }));
});

test('in an empty store, three outlets correct a clock that was believed before they answered', () => {
  const { clock, hostsSay } = guard(NOON.add(DAYS_400), null, new Map([...HOSTS, ...MORE_HOSTS]));
  expect(clock.now()).toEqual(NOON.add(DAYS_400));
  clock.noteDate('a.example', NOON);
  clock.noteDate('b.example', NOON);
  expect(clock.problem()).toBeUndefined();
  clock.noteDate('c.example', NOON);
  expect(clock.now()).toEqual(NOON);
  hostsSay(NOON.add(DAYS_400));
  expect(clock.problem()).toBeUndefined();
});

test('in an empty store, a clock that the outlets confirmed is the measure of a later jump', () => {
  const { clock, machine, hostsSay } = guard(NOON, null);
  hostsSay(NOON);
  machine.now = NOON.add({ hours: 48 });
  machine.elapsedMs = 48 * 3_600_000;
  expect(clock.problem()).toBeUndefined();
  machine.now = machine.now.add(DAYS_400);
  expect(clock.problem()).toBeDefined();
});

test('the hosts whose time counts are those of all endpoints of the enabled sources, with their ports and outlets', () => {
  const sources = [
    makeSource('kaku', { endpoints: ['https://kaku.example/feed', 'https://old.example:8443/feed'] }),
    makeSource('kanda', { endpoints: ['https://kanda.example/feed'] }),
    makeSource('asleep', { enabled: false }),
  ];
  expect([...hostsOf({ sources })]).toEqual([
    ['kaku.example', 'kaku'],
    ['old.example:8443', 'kaku'],
    ['kanda.example', 'kanda'],
  ]);
});
