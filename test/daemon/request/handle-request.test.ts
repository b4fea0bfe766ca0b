import { realpath } from 'node:fs/promises';
import { expect, test } from 'vitest';
import type { Pipeline } from '../../../src/daemon/pipeline.ts';
import { createRequestHandler } from '../../../src/daemon/request/handle-request.ts';
import { makeStory, NOON } from '../../make.ts';
import { createMemoryStore } from '../../support/memory-store.ts';
import { makeConfig } from '../support/make-config.ts';

const FOLDER = import.meta.dirname;
const SILENT = { onReport: () => {}, onStoreFailure: () => {}, onMistake: () => {} };

/** The request handler of a daemon over a store with one story, and what happened, in order. */
const makeHandler = async (problems: readonly string[] = []) => {
  const store = createMemoryStore();
  await store.commit({ stories: [makeStory('a')], drops: [], states: [] });
  const happened: string[] = [];
  const pipeline: Pick<Pipeline, 'config' | 'between' | 'accept'> = {
    config: () => makeConfig(),
    between: (work) => work(),
    accept: () => undefined,
  };
  const act = createRequestHandler({
    service: {
      pipeline: pipeline as Pipeline,
      store,
      clock: {
        confirm: () => {
          throw new Error('nobody confirms the clock');
        },
        now: () => NOON,
      },
      status: { configProblems: problems },
      site: { changed: () => happened.push('stored') },
    },
    configFolder: FOLDER,
    catchUp: async () => void happened.push('caught up'),
    listeners: SILENT,
  });
  const replay = async (config: string) =>
    act(
      { kind: 'replay', verbose: false, json: false },
      config,
      (one) => happened.push('text' in one ? one.text : one.kind),
      AbortSignal.timeout(60_000),
    );
  return { replay, happened };
};

test('what a replay may have changed is published again once the replay is over, not before', async () => {
  const { replay, happened } = await makeHandler();
  expect(await replay(await realpath(FOLDER))).toBe('done');
  expect(happened).toEqual([
    'caught up',
    expect.stringContaining('1 story: all are tagged as today'),
    'stored',
  ]);
});

test('a daemon whose config has problems does nothing for a command, and tells each of them', async () => {
  const { replay, happened } = await makeHandler(['sources.yaml:3:5: "langauge" is not a key']);
  expect(await replay(await realpath(FOLDER))).toBe('config');
  expect(happened).toEqual([
    'caught up',
    'sources.yaml:3:5: "langauge" is not a key',
    'The config has 1 problem; correct it and run the command again.',
  ]);
});
