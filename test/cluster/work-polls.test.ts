import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { TakenPoll } from '../../src/cluster/job-queues.ts';
import { workPolls } from '../../src/cluster/work-polls.ts';
import { createPollProgress } from '../../src/daemon/watch/poll-progress.ts';
import type { Asked } from '../../src/intake/ports.ts';
import { makeSource, NOON, SILENT } from '../make.ts';
import { fakeTimers, pass, turns } from '../support/fake-timers.ts';
import { waitFor } from '../support/wait-for.ts';
import { taskOf, UNCHANGED } from './support/processes.ts';

const HOUR_MS = 3_600_000;
const source = makeSource('one');
const job = { task: taskOf(source), host: 'one.example', rests: [] };
const poll: TakenPoll = { id: '1', retries: 0, source: source.id, job: { kind: 'read', job } };

/** Polls of different hosts. */
const pollsOf = (...ids: readonly string[]): readonly TakenPoll[] =>
  ids.map((id) => ({ ...poll, id, job: { kind: 'read', job: { ...job, host: `${id}.example` } } }));

const failure = { kind: 'timeout', detail: 'no answer' } as const;
const UNREACHED: Asked['answer'] = {
  ...{ kind: 'asked', at: NOON, durationMs: 5 },
  head: { kind: 'failed', failure, url: 'https://a.example/', freshness: {} },
  content: { kind: 'failed', failure },
};

/** Works one poll; gives the standstill after an hour, once `until` holds. */
const standstillAfterAnHour = async (
  parts: Partial<Pick<Parameters<typeof workPolls>[0], 'leases' | 'ask'>>,
  until: (seen: { readonly waits: number; readonly refused: number; readonly asked: number }) => boolean,
): Promise<string | undefined> => {
  let nowMs = 0;
  const seen = { waits: 0, refused: 0, asked: 0 };
  const progress = createPollProgress(() => nowMs);
  const polls = [poll];
  const work = workPolls({
    queues: {
      takePolls: async () => polls.splice(0),
      keep: async () => {},
      answer: () => {
        seen.refused += 1;
        return Promise.reject(new Error('PostgreSQL is away'));
      },
      giveBack: async () => {},
    },
    leases: { hold: async () => ({ lost: new AbortController().signal, release: async () => {} }) },
    source: () => source,
    concurrency: () => 1,
    onRests: () => {},
    log: SILENT,
    ask: async () => ({ answer: UNCHANGED }),
    ...parts,
    onAsk: (asking) => {
      seen.asked += 1;
      progress.cycle(asking);
    },
  });
  await waitFor(() => work.inWork() === 1 && until(seen));
  nowMs += HOUR_MS;
  const standstill = progress.standstill(60_000);
  void work.stop();
  return standstill;
};

test('a poll that waits for PostgreSQL to take its answer is no standstill', async () => {
  expect(await standstillAfterAnHour({}, ({ refused }) => refused > 0)).toBeUndefined();
});

test('a poll that waits for its host is no standstill', async () => {
  const leases = { hold: () => Promise.withResolvers<never>().promise };
  expect(await standstillAfterAnHour({ leases }, () => true)).toBeUndefined();
});

test('a request that never ends is a standstill', async () => {
  const ask = () => Promise.withResolvers<never>().promise;
  expect(await standstillAfterAnHour({ ask }, ({ asked }) => asked > 0)).toContain('3600 s');
});

describe('a poll that is given back', () => {
  /** Works polls to their end; resolves to what was given back and logged, and what was answered. */
  const workThrough = async (
    polls: readonly TakenPoll[],
    parts: Partial<Parameters<typeof workPolls>[0]> = {},
  ) => {
    const waiting = [...polls];
    const given: string[] = [];
    const logged: string[] = [];
    const answered: string[] = [];
    const rested: unknown[] = [];
    let released = 0;
    const work = workPolls({
      queues: {
        takePolls: async (most) => waiting.splice(0, most),
        keep: async () => {},
        answer: async ({ id }) => answered.push(id) > 0,
        giveBack: async ({ id }, reason) => void given.push(`${id}: ${reason}`),
      },
      leases: {
        hold: async () => ({
          lost: new AbortController().signal,
          release: async () => {
            released += 1;
          },
        }),
      },
      source: () => source,
      concurrency: () => 1,
      onRests: (rests) => rested.push(rests),
      onAsk: (asking) => void asking.catch(() => undefined),
      log: { ...SILENT, warn: (event, fields) => logged.push(`${event} ${String(fields?.reason ?? '')}`) },
      ask: async () => ({ answer: UNCHANGED }),
      ...parts,
    });
    await waitFor(() => given.length + answered.length === polls.length);
    await work.stop();
    return { given, logged, answered, rested, released };
  };
  const numbered = (id: string, rest: Partial<TakenPoll> = {}): TakenPoll => ({ ...poll, id, ...rest });

  test('cannot be read, or is refused by a mistake of ours; what was asked of its host is known before', async () => {
    const unreadable = numbered('1', { job: { kind: 'unreadable', reason: 'it has no task', data: {} } });
    const ask = () => Promise.reject(new Error('a mistake'));
    expect(await workThrough([unreadable, numbered('2')], { ask })).toEqual({
      given: [
        '1: the poll cannot be read (it has no task), most likely because a process runs another version of Kawaraban: run the same version in all processes',
        '2: a mistake',
      ],
      logged: [
        'cluster.poll-returned the poll cannot be read (it has no task), most likely because a process runs another version of Kawaraban: run the same version in all processes',
        'cluster.poll-returned a mistake',
      ],
      answered: [],
      rested: [[]],
      released: 1,
    });
  });

  test('was cut off by the end of this process, which waits for that', async () => {
    const given: string[] = [];
    const polls = [poll];
    const work = workPolls({
      queues: {
        takePolls: async () => polls.splice(0),
        keep: async () => {},
        answer: async () => true,
        giveBack: async ({ id }) => void given.push(id),
      },
      leases: { hold: async () => ({ lost: new AbortController().signal, release: async () => {} }) },
      source: () => source,
      concurrency: () => 1,
      onRests: () => {},
      onAsk: (asking) => void asking.catch(() => undefined),
      log: SILENT,
      ask: (_source, _task, signal) =>
        new Promise((_, reject) => {
          signal?.addEventListener('abort', () => setTimeout(reject, 20, new Error('cut off')));
        }),
    });
    await waitFor(() => work.inWork() === 1);
    await work.stop();
    expect([given, work.inWork()]).toEqual([['1'], 0]);
  });

  test('was cut off, since another process took its host', async () => {
    const lost = AbortSignal.abort(new Error('another process asks this host'));
    const leases = { hold: async () => ({ lost, release: async () => {} }) };
    expect((await workThrough([numbered('1')], { leases })).given).toEqual([
      '1: another process asks this host',
    ]);
  });

  test('is the third in a row whose host was not reached, at its first try; the machine then rests', async () => {
    const hosts = pollsOf('1', '2', '3');
    const ask = async () => ({ answer: UNREACHED });
    const { given, answered, logged } = await workThrough(hosts, { ask });
    const reason = 'several hosts in a row were not reached, so this machine may be the cause';
    expect(answered).toEqual(['1', '2']);
    expect(given).toEqual([`3: ${reason}`]);
    expect(logged).toEqual(['cluster.out-of-reach ', `cluster.poll-returned ${reason}`]);
    const tried = hosts.map((one) => ({ ...one, retries: 1 }));
    expect((await workThrough(tried, { ask })).answered).toEqual(['1', '2', '3']);
  });
});

describe('the work of a process that polls', () => {
  test('takes as many polls as it is free for, keeps them while it works, and hands over what came of each', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    try {
      const wanted: number[] = [];
      const kept: (readonly string[])[] = [];
      const answered: unknown[] = [];
      const answers = Promise.withResolvers<Asked>();
      const asked: string[] = [];
      const left = ['1', '2', '3'].map((id): TakenPoll => ({ ...poll, id, retries: Number(id) }));
      const work = workPolls({
        queues: {
          takePolls: async (most) => {
            wanted.push(most);
            return left.splice(0, most);
          },
          keep: async (polls) => void kept.push(polls.map(({ id }) => id)),
          answer: async ({ id }, given) => {
            answered.push([id, given]);
            return true;
          },
          giveBack: async () => {},
        },
        leases: { hold: async () => ({ lost: new AbortController().signal, release: async () => {} }) },
        source: () => source,
        concurrency: () => 2,
        onRests: () => {},
        onAsk: () => {},
        log: SILENT,
        ask: (_source, { url }) => {
          asked.push(url);
          return answers.promise;
        },
      });
      await waitFor(() => asked.length === 2);
      expect([wanted, work.inWork()]).toEqual([[2], 2]);
      vi.advanceTimersByTime(2_999);
      expect(kept).toEqual([]);
      vi.advanceTimersByTime(1);
      expect(kept).toEqual([['1', '2']]);
      answers.resolve({ answer: UNCHANGED });
      await waitFor(() => answered.length === 3);
      const { url, endpoint, isFirst } = job.task;
      expect(answered).toEqual(
        ['1', '2', '3'].map((id) => [
          id,
          {
            ...{ source: source.id, request: { url, endpoint, isFirst } },
            ...{ answer: UNCHANGED, retries: Number(id) },
          },
        ]),
      );
      await work.stop();
      expect(work.inWork()).toBe(0);
      vi.advanceTimersByTime(6_000);
      expect(kept).toHaveLength(1);
    } finally {
      vi.useRealTimers();
    }
  });
});

describe('a process that polls looks for polls', () => {
  /** Works one poll at a time, with timers that a test sets; `left` are the polls in the queue. */
  const looking = (left: TakenPoll[], ask: () => Promise<Asked>) => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
    onTestFinished(() => void vi.useRealTimers());
    let looks = 0;
    let concurrency = 1;
    let isBroken = false;
    const answered: string[] = [];
    const work = workPolls({
      queues: {
        takePolls: async (most) => {
          looks += 1;
          if (isBroken) throw new Error('the connection was lost');
          return left.splice(0, most);
        },
        keep: async () => {},
        answer: async ({ id }) => answered.push(id) > 0,
        giveBack: async () => {},
      },
      leases: { hold: async () => ({ lost: new AbortController().signal, release: async () => {} }) },
      source: () => source,
      concurrency: () => concurrency,
      onRests: () => {},
      onAsk: () => {},
      log: SILENT,
      ask,
    });
    const turns = async (): Promise<void> => {
      for (let turn = 0; turn < 20; turn += 1) await new Promise(setImmediate);
    };
    const setBroken = (now: boolean): void => {
      isBroken = now;
    };
    const setConcurrency = (most: number): void => {
      concurrency = most;
    };
    return { work, answered, looks: () => looks, turns, setConcurrency, setBroken };
  };
  const numbered = (id: string): TakenPoll => ({ ...poll, id });

  test('at once when a host answers after three others were not reached', async () => {
    const slow = Promise.withResolvers<Asked>();
    const unreached = Promise.resolve({ answer: UNREACHED });
    const asked = [unreached, unreached, unreached, slow.promise];
    const left = [...pollsOf('1', '2', '3', '4')];
    const ask = () => asked.shift() ?? Promise.resolve({ answer: UNCHANGED });
    const { work, answered, turns, setConcurrency } = looking(left, ask);
    setConcurrency(4);
    await turns();
    left.push(...pollsOf('5'));
    work.look();
    await turns();
    expect(answered).toEqual(['1', '2']);
    slow.resolve({ answer: UNCHANGED });
    await turns();
    expect(answered).toEqual(['1', '2', '4', '5']);
    await work.stop();
  });

  test('at once when one is done', async () => {
    const { work, answered, turns } = looking(['1', '2', '3'].map(numbered), async () => ({
      answer: UNCHANGED,
    }));
    await turns();
    expect(answered).toEqual(['1', '2', '3']);
    await work.stop();
  });

  test('every two seconds, and at once when it hears of some', async () => {
    const { work, looks, turns } = looking([], async () => ({ answer: UNCHANGED }));
    await turns();
    expect(looks()).toBe(1);
    vi.advanceTimersByTime(1_999);
    await turns();
    expect(looks()).toBe(1);
    vi.advanceTimersByTime(1);
    await turns();
    expect(looks()).toBe(2);
    work.look();
    await turns();
    expect(looks()).toBe(3);
    await work.stop();
    expect(looks()).toBe(3);
  });

  test('again after a queue that could not be asked', async () => {
    const left: TakenPoll[] = [];
    const { work, answered, turns, setBroken } = looking(left, async () => ({ answer: UNCHANGED }));
    await turns();
    setBroken(true);
    work.look();
    await turns();
    setBroken(false);
    left.push(numbered('1'));
    vi.advanceTimersByTime(2_000);
    await turns();
    expect(answered).toEqual(['1']);
    await work.stop();
  });

  test('only while it is free for some', async () => {
    const asked = Promise.withResolvers<Asked>();
    const { work, answered, looks, turns, setConcurrency } = looking(
      ['1', '2'].map(numbered),
      () => asked.promise,
    );
    await turns();
    const before = looks();
    work.look();
    await turns();
    expect([looks(), work.inWork()]).toEqual([before, 1]);
    setConcurrency(2);
    work.look();
    await turns();
    expect(work.inWork()).toBe(2);
    asked.resolve({ answer: UNCHANGED });
    await turns();
    expect(answered).toEqual(['1', '2']);
    await work.stop();
  });
});

test('a poll that waits for an edit of the config is given back when the process ends', async () => {
  const given: string[] = [];
  const left = [poll];
  const stop = Promise.withResolvers<void>();
  const work = workPolls({
    queues: {
      takePolls: async () => left.splice(0),
      keep: async () => {},
      answer: async () => true,
      giveBack: async ({ id }, reason) => void given.push(`${id}: ${reason}`),
    },
    leases: { hold: async () => ({ lost: new AbortController().signal, release: async () => {} }) },
    source: () => {
      stop.resolve();
      return undefined;
    },
    concurrency: () => 1,
    onRests: () => given.push('rests'),
    onAsk: () => {},
    log: SILENT,
    ask: async () => ({ answer: UNCHANGED }),
  });
  await stop.promise;
  await work.stop();
  expect(given).toEqual([expect.stringMatching(/^1: .*aborted/)]);
});

describe('with timers that a test sets', () => {
  /** Works one poll, over queues and a config that a test sets. */
  const working = (parts: Partial<Parameters<typeof workPolls>[0]>, answer: () => Promise<boolean>) => {
    fakeTimers();
    const given: string[] = [];
    const left = [poll];
    const work = workPolls({
      queues: {
        takePolls: async () => left.splice(0),
        keep: async () => {},
        answer,
        giveBack: async ({ id }, reason) => void given.push(`${id}: ${reason}`),
      },
      leases: { hold: async () => ({ lost: new AbortController().signal, release: async () => {} }) },
      source: () => source,
      concurrency: () => 1,
      onRests: () => {},
      onAsk: () => {},
      log: SILENT,
      ask: async () => ({ answer: UNCHANGED }),
      ...parts,
    });
    return { work, given };
  };

  test('a poll of a source that the config lacks waits five seconds for it, looking twice a second', async () => {
    let looks = 0;
    const never = () => {
      looks += 1;
      return undefined;
    };
    const { work, given } = working({ source: never }, async () => true);
    await turns();
    for (let half = 0; half < 9; half += 1) await pass(500);
    await pass(499);
    expect([looks, given]).toEqual([10, []]);
    await pass(1);
    expect([looks, given]).toEqual([
      11,
      [
        '1: the config of this process has no such source: give all processes the same files, unless the source was just removed',
      ],
    ]);
    await work.stop();
  });

  test('an answer that PostgreSQL does not take is offered twice a second', async () => {
    let offers = 0;
    const { work, given } = working({}, async () => {
      offers += 1;
      if (offers < 3) throw new Error('PostgreSQL is away');
      return true;
    });
    await turns();
    await pass(499);
    expect(offers).toBe(1);
    await pass(1);
    await pass(500);
    await pass(500);
    expect([offers, given, work.inWork()]).toEqual([3, [], 0]);
    await work.stop();
  });
});
