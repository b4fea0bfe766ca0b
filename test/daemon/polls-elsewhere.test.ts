import { expect, test } from 'vitest';
import { createPipeline } from '../../src/daemon/pipeline.ts';
import type { PollTask } from '../../src/domain/source/poll/poll-task.ts';
import type { Source } from '../../src/domain/source/source.ts';
import type { Asked } from '../../src/intake/ports.ts';
import { makeSource, NOON, UNMARKED } from '../make.ts';
import { createMemoryStore } from '../support/memory-store.ts';
import { makeConfig } from './support/make-config.ts';

const SIGNAL = new AbortController().signal;

/** What a process answers that does not reach the source. */
const unreached = ({ url }: PollTask): Asked => {
  const failure = { kind: 'dns', detail: 'getaddrinfo EAI_AGAIN' } as const;
  return {
    answer: {
      ...{ kind: 'asked', at: NOON, durationMs: 5 },
      head: { kind: 'failed', failure, url, freshness: {} },
      content: { kind: 'failed', failure },
    },
  };
};

/** Polls sources that other processes do not reach; `resolve` fails, as on a machine without a way out. */
const outcomesOf = async (polled: number): Promise<readonly string[]> => {
  const sources = ['kaku', 'kei', 'sangyo', 'times'].map((id) => makeSource(id));
  await using pipeline = await createPipeline({
    config: makeConfig({ sources }),
    store: createMemoryStore(),
    now: () => NOON,
    chance: () => 0.5,
    underWay: UNMARKED,
    elsewhere: async (_source, task) => unreached(task),
    resolve: (_name, callback) =>
      callback(Object.assign(new Error('getaddrinfo EAI_AGAIN'), { code: 'EAI_AGAIN' })),
  });
  const outcomes: string[] = [];
  const fail = (_source: Source, error: unknown): never => {
    throw error;
  };
  const onReport = (_source: Source, { outcome }: { readonly outcome: { readonly kind: string } }) =>
    outcomes.push(outcome.kind);
  await pipeline.poll(sources.slice(0, polled), { onReport, onStoreFailure: fail, onMistake: fail }, SIGNAL);
  return outcomes;
};

test('where other processes ask, one dead source is no sign that they are offline, whatever this machine reaches', async () => {
  expect(await outcomesOf(1)).toEqual(['failed']);
});

test('where other processes reach none of many sources, no source is blamed', async () => {
  expect(await outcomesOf(4)).toEqual(['offline', 'offline', 'offline', 'offline']);
});
