import { expect, test } from 'vitest';
import { type DeliverySetup, deliver } from '../../src/cluster/deliver-answers.ts';
import { createLedger } from '../../src/cluster/poll-ledger.ts';
import type { Asked } from '../../src/intake/ports.ts';
import { makeSource, NOON, SILENT } from '../make.ts';
import { taskOf, UNCHANGED } from './support/processes.ts';

const { id: source, endpoints } = makeSource('one');

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
    const answered = Promise.withResolvers<Asked>();
    ledger.waiting.set(source, { task: taskOf(makeSource('one')), answered, sentAtMs: 0 });
    await deliver({ id: 'a1', job: { kind: 'read', job } }, setup, ledger);
    return answered.promise;
  };
  for (let time = 0; time < 4; time += 1)
    await (await deliverOnce()).acknowledge?.(new Error('a value is out of range'));
  for (let time = 0; time < 2; time += 1)
    await (await deliverOnce()).acknowledge?.(new Error('PostgreSQL is away'));
  const { answer, acknowledge } = await deliverOnce();
  const detail = 'what it answered could not be stored, in 4 tries (a value is out of range)';
  expect(answer).toMatchObject({ content: { failure: { kind: 'unfinished', detail } } });
  await acknowledge?.(undefined);
  expect(reasons).toEqual(['a value is out of range']);
  expect(logged).toEqual([
    { event: 'cluster.answer-refused', source, tries: 4, reason: 'a value is out of range' },
  ]);
});
