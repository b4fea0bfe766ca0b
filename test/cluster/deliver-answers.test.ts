import { afterEach, expect, test, vi } from 'vitest';
import { type DeliverySetup, deliver, deliverLost, isDue } from '../../src/cluster/deliver-answers.ts';
import { createLedger, type PollLedger } from '../../src/cluster/poll-ledger.ts';
import type { Asked } from '../../src/intake/ports.ts';
import { makeSource, NOON, SILENT } from '../make.ts';
import { taskOf, UNCHANGED } from './support/processes.ts';

const { id: source, endpoints } = makeSource('one');

afterEach(() => {
  vi.useRealTimers();
});

/** Lets a poll wait for an answer. */
const wait = ({ waiting }: PollLedger): Promise<Asked> => {
  const answered = Promise.withResolvers<Asked>();
  waiting.set(source, { task: taskOf(makeSource('one')), answered, sentAtMs: 0 });
  return answered.promise;
};

test('where the failure in place of a refused answer is refused too, the answer keeps its tries and its reason', async () => {
  const ledger = createLedger();
  const reasons: string[] = [];
  const logged: object[] = [];
  const setup: DeliverySetup = {
    queues: {
      removeAnswers: async () => {},
      removeLost: async () => {},
      setAside: async (_, __, reason) => void reasons.push(reason),
    },
    isTaken: () => false,
    pollAgain: () => false,
    now: () => NOON,
    log: { ...SILENT, error: (event, fields) => logged.push({ event, ...fields }) },
  };
  const request = { url: endpoints[0], endpoint: 0, isFirst: true };
  const job = { source, request, answer: UNCHANGED, retries: 0 };
  const deliverOnce = async (): Promise<Asked> => {
    const answered = wait(ledger);
    await deliver({ id: 'a1', job: { kind: 'read', job } }, setup, ledger);
    return answered;
  };
  for (let time = 0; time < 4; time += 1)
    await (await deliverOnce()).acknowledge?.(new Error('a value is out of range'));
  for (let time = 0; time < 2; time += 1)
    await (await deliverOnce()).acknowledge?.(new Error('PostgreSQL is away'));
  const { answer, acknowledge } = await deliverOnce();
  const detail = 'the answer of this source could not be stored in 4 tries (a value is out of range)';
  expect(answer).toMatchObject({ content: { failure: { kind: 'unfinished', detail } } });
  await acknowledge?.(undefined);
  expect(reasons).toEqual(['a value is out of range']);
  expect(logged).toEqual([
    { event: 'cluster.answer-refused', source, tries: 4, reason: 'a value is out of range' },
  ]);
});

/** Delivers over queues in memory, and keeps what happened. */
const delivering = (rest: Partial<DeliverySetup> = {}) => {
  const ledger = createLedger();
  const happened: string[] = [];
  const note = (event: string, fields: object = {}) =>
    void happened.push(`${event} ${JSON.stringify(fields)}`);
  const setup: DeliverySetup = {
    queues: {
      removeAnswers: async (ids) => void happened.push(`removed ${ids.join()}`),
      removeLost: async (lostId) => void happened.push(`removed lost ${lostId}`),
      setAside: async (asideId) => void happened.push(`set aside ${asideId}`),
    },
    isTaken: () => false,
    pollAgain: () => true,
    now: () => NOON,
    log: { ...SILENT, error: note, info: note },
    ...rest,
  };
  return { ledger, happened, setup };
};
const request = { url: endpoints[0], endpoint: 0, isFirst: true };
const answerWith = (retries: number) =>
  ({ id: 'a1', job: { kind: 'read', job: { source, request, answer: UNCHANGED, retries } } }) as const;

test('an answer that is stored already is removed', async () => {
  const { ledger, happened, setup } = delivering();
  await deliver(answerWith(0), { ...setup, isTaken: () => true }, ledger);
  expect(happened).toEqual(['removed a1']);
  expect(ledger.delivered.size).toBe(0);
});

test('an answer that cannot be read counts as a failed poll of its source, with the reason, and is set aside', async () => {
  const { ledger, happened, setup } = delivering();
  const unreadable = { kind: 'unreadable', reason: 'answer.at: no moment' } as const;
  const answered = wait(ledger);
  await deliver({ id: 'a1', job: { ...unreadable, data: { source, request, answer: 5 } } }, setup, ledger);
  const { answer, acknowledge } = await answered;
  const detail =
    'the answer of this source cannot be read (answer.at: no moment), most likely because a process runs another version of Kawaraban: run the same version in all processes';
  expect(answer).toMatchObject({ content: { failure: { kind: 'unfinished', detail } } });
  expect(happened).toEqual([]);
  await acknowledge?.(undefined);
  await deliver({ id: 'a2', job: { ...unreadable, data: 'of no source' } }, setup, ledger);
  expect(happened).toEqual([
    'set aside a1',
    `cluster.answer-unreadable {"source":"${source}","reason":"answer.at: no moment"}`,
    'cluster.answer-unreadable {"reason":"answer.at: no moment"}',
    'set aside a2',
  ]);
  expect([ledger.delivered.size, ledger.counts.refused]).toEqual([0, 1]);
});

test('an answer that came at a later try is counted and logged once, when it is stored', async () => {
  const { ledger, happened, setup } = delivering();
  const deliverOnce = async (): Promise<Asked> => {
    const answered = wait(ledger);
    await deliver(answerWith(2), setup, ledger);
    return answered;
  };
  (await deliverOnce()).giveBack?.();
  expect(happened).toEqual([]);
  const { request: answeredRequest, acknowledge } = await deliverOnce();
  expect(answeredRequest).toEqual(request);
  expect(isDue('a1', ledger)).toBe(false);
  await acknowledge?.(undefined);
  expect(happened).toEqual([`cluster.poll-retried {"source":"${source}","retries":2}`]);
  expect(ledger.counts).toEqual({ retried: 1, lost: 0, refused: 0 });
});

test('a refused answer waits a second, then twice as long each time, up to a minute', async () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  const { ledger, setup } = delivering();
  const waits: number[] = [];
  for (let time = 0; time < 9; time += 1) {
    const answered = wait(ledger);
    await deliver(answerWith(0), setup, ledger);
    await (await answered).acknowledge?.(new Error('no room'));
    waits.push((ledger.refusals.get('a1')?.dueMs ?? 0) - performance.now());
    vi.advanceTimersByTime((waits.at(-1) ?? 0) - 1);
    expect(isDue('a1', ledger)).toBe(false);
    vi.advanceTimersByTime(1);
    expect(isDue('a1', ledger)).toBe(true);
  }
  expect(waits).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60].map((seconds) => seconds * 1000));
});

test('an answer that no poll takes stays in the queue, and its source is polled once a minute for it', async () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  const again: string[] = [];
  const { ledger, happened, setup } = delivering({ pollAgain: (id) => again.push(id) > 0 });
  expect(await deliver(answerWith(1), setup, ledger)).toBe(source);
  expect(await deliver(answerWith(1), setup, ledger)).toBe(source);
  expect([again, happened, isDue('a1', ledger)]).toEqual([[source], [], true]);
  vi.advanceTimersByTime(59_999);
  await deliver(answerWith(1), setup, ledger);
  expect(again).toEqual([source]);
  vi.advanceTimersByTime(1);
  await deliver(answerWith(1), setup, ledger);
  expect(again).toEqual([source, source]);
});

test('an answer of a source that the config no longer has is done with', async () => {
  const { ledger, setup } = delivering({ pollAgain: () => false });
  await deliver(answerWith(0), setup, ledger);
  expect([...ledger.done]).toEqual(['a1']);
  expect([ledger.delivered.size, ledger.polledAgain.size]).toEqual([0, 0]);
});

test('an answer that a poll took and did not store has its source polled for it at once', async () => {
  const again: string[] = [];
  const { ledger, setup } = delivering({ pollAgain: (id) => again.push(id) > 0 });
  await deliver(answerWith(0), setup, ledger);
  const answered = wait(ledger);
  await deliver(answerWith(0), setup, ledger);
  await (await answered).acknowledge?.(new Error('no room'));
  ledger.waiting.clear();
  await deliver(answerWith(0), setup, ledger);
  expect(again).toEqual([source, source]);
});

test('an answer that a stopped poll gives back is delivered again at once, and was not refused', async () => {
  const { ledger, setup } = delivering();
  const answered = wait(ledger);
  await deliver(answerWith(0), setup, ledger);
  (await answered).giveBack?.();
  expect([isDue('a1', ledger), ledger.refusals.size, ledger.done.size]).toEqual([true, 0, 0]);
});

const lost = {
  id: 'l1',
  job: { kind: 'read', job: { task: taskOf(makeSource('one')), host: 'one.example', rests: [] } },
} as const;

test('a poll that three processes could not finish is a failed poll, and is removed when that is stored', async () => {
  const { ledger, happened, setup } = delivering();
  expect(await deliverLost(lost, setup, ledger)).toBe(source);
  expect(happened).toEqual([]);
  const answered = wait(ledger);
  expect(await deliverLost(lost, setup, ledger)).toBeUndefined();
  const asked = await answered;
  expect(asked.answer).toMatchObject({
    at: NOON,
    head: { url: endpoints[0] },
    content: {
      failure: {
        kind: 'unfinished',
        detail:
          'the poll of this source could not be finished in 3 tries; cluster.poll-returned in the logs of the polling processes may say why',
      },
    },
  });
  await asked.acknowledge?.(undefined);
  expect(happened).toEqual(['removed lost l1', `cluster.poll-lost {"source":"${source}","tries":3}`]);
  expect(ledger.counts.lost).toBe(1);
  expect(isDue('l1', ledger)).toBe(true);
  await deliverLost(
    { id: 'l2', job: { kind: 'unreadable', reason: 'it has no task', data: {} } },
    setup,
    ledger,
  );
  expect(happened.slice(2)).toEqual([
    'cluster.answer-unreadable {"reason":"it has no task"}',
    'removed lost l2',
  ]);
});

test('a lost poll whose failure could not be stored is delivered again, said once, and then forgotten', async () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  const { ledger, happened, setup } = delivering();
  const deliverOnce = async (): Promise<Asked> => {
    const answered = wait(ledger);
    await deliverLost(lost, setup, ledger);
    return answered;
  };
  await (await deliverOnce()).acknowledge?.(new Error('no room'));
  expect([isDue('l1', ledger), ledger.refusals.get('l1')?.reason]).toEqual([false, 'no room']);
  vi.advanceTimersByTime(1_000);
  await (await deliverOnce()).acknowledge?.(undefined);
  expect([ledger.refusals.size, ledger.delivered.size, ledger.counts.lost]).toEqual([0, 0, 1]);
  expect(happened).toEqual(['removed lost l1', `cluster.poll-lost {"source":"${source}","tries":3}`]);
});

test('a failure that cannot be set aside is delivered again', async () => {
  const { ledger, setup } = delivering();
  const failing = {
    ...setup,
    queues: { ...setup.queues, setAside: () => Promise.reject(new Error('away')) },
  };
  const answered = wait(ledger);
  const unreadable = { kind: 'unreadable', reason: 'no moment', data: { source, request } } as const;
  await deliver({ id: 'a1', job: unreadable }, failing, ledger);
  expect(ledger.delivered.has('a1')).toBe(true);
  await (await answered).acknowledge?.(undefined);
  expect([ledger.delivered.has('a1'), isDue('a1', ledger)]).toEqual([false, true]);
});

test('an answer that was stored is forgotten, with its refusals', async () => {
  const { ledger, happened, setup } = delivering();
  for (const refusal of [new Error('no room'), undefined]) {
    const answered = wait(ledger);
    await deliver(answerWith(3), setup, ledger);
    await (await answered).acknowledge?.(refusal);
  }
  expect([ledger.refusals.size, [...ledger.done], [...ledger.delivered]]).toEqual([0, ['a1'], ['a1']]);
  expect([ledger.counts.retried, happened.length]).toEqual([1, 1]);
  ledger.refusals.set('a1', { source, times: 1, reason: 'x', dueMs: 0 });
  await deliver(answerWith(0), { ...setup, isTaken: () => true }, ledger);
  expect(ledger.refusals.size).toBe(0);
});

test('a failure in place of an answer says whose it is, when, that nothing was read, and not how long it took', async () => {
  const { ledger, setup } = delivering();
  const answered = wait(ledger);
  const data = { source, request: { ...request, endpoint: 2, isFirst: false } };
  await deliver({ id: 'a1', job: { kind: 'unreadable', reason: 'no moment', data } }, setup, ledger);
  const failure = {
    kind: 'unfinished',
    detail:
      'the answer of this source cannot be read (no moment), most likely because a process runs another version of Kawaraban: run the same version in all processes',
  };
  const { request: asked, answer } = await answered;
  expect({ request: asked, answer }).toEqual({
    request: data.request,
    answer: {
      ...{ kind: 'asked', at: NOON },
      head: { kind: 'failed', failure, url: request.url, freshness: {} },
      content: { kind: 'failed', failure },
    },
  });
});

test('a lost poll or an unreadable answer that the queue keeps is delivered again, and is counted and said once', async () => {
  const { ledger, happened, setup } = delivering();
  const { queues } = setup;
  const fail = async () => {
    throw new Error('PostgreSQL is away');
  };
  const unreadable = { kind: 'unreadable', reason: 'no moment', data: { source, request } } as const;
  for (const kept of [{ ...queues, removeLost: fail, setAside: fail }, queues])
    for (const deliverOnce of [
      () => deliverLost(lost, { ...setup, queues: kept }, ledger),
      () => deliver({ id: 'a1', job: unreadable }, { ...setup, queues: kept }, ledger),
    ]) {
      const answered = wait(ledger);
      await deliverOnce();
      await (await answered).acknowledge?.(undefined);
    }
  expect(happened.filter((text) => text.startsWith('cluster'))).toHaveLength(2);
  expect(ledger.counts).toEqual({ retried: 0, lost: 1, refused: 1 });
});
