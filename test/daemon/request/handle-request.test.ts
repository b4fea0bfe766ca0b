import { realpath } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { createRequestHandler } from '../../../src/daemon/request/handle-request.ts';
import type { Service } from '../../../src/daemon/service.ts';
import { makeStory, NOON } from '../../make.ts';
import { createMemoryStore } from '../../support/memory-store.ts';
import { makeConfig } from '../support/make-config.ts';

const FOLDER = import.meta.dirname;
const SILENT = { onReport: () => {}, onStoreFailure: () => {}, onMistake: () => {} };

/** A handler for a daemon over a store with one story, and what happened, in order. */
const makeHandler = async (problems: readonly string[] = []) => {
  const store = createMemoryStore();
  await store.commit({ stories: [makeStory('a')], drops: [], states: [] });
  const happened: string[] = [];
  const pipeline: Partial<Service['pipeline']> = {
    config: () => makeConfig(),
    between: (work) => work(),
    accept: () => undefined,
  };
  const service = {
    pipeline,
    store,
    clock: { now: () => NOON },
    status: { configProblems: problems },
    site: { changed: () => void happened.push('stored') },
  };
  const act = createRequestHandler({
    service: service as unknown as Service,
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
