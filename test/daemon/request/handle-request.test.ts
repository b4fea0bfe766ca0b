import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { CommandRequest } from '../../../src/daemon/control/read-request.ts';
import type { Pipeline } from '../../../src/daemon/pipeline.ts';
import { createRequestHandler } from '../../../src/daemon/request/handle-request.ts';
import { makeDictionary } from '../../../src/domain/tag/dictionary.ts';
import { makeStory, NOON } from '../../make.ts';
import { fakeTimers, turns } from '../../support/fake-timers.ts';
import { createMemoryStore, type MemoryStore } from '../../support/memory-store.ts';
import { makeConfig } from '../support/make-config.ts';

const FOLDER = import.meta.dirname;
const SILENT = { onReport: () => {}, onStoreFailure: () => {}, onMistake: () => {} };

/** The request handler of a daemon over a store with one story, and what happened, in order. */
const makeHandler = async (
  problems: readonly string[] = [],
  configFolder = FOLDER,
  changed: Partial<MemoryStore> = {},
  queueProblem?: string,
) => {
  const store = { ...createMemoryStore(), ...changed };
  await store.commit({ stories: [makeStory('a')], drops: [], states: [] });
  const happened: string[] = [];
  const pipeline: Pick<
    Pipeline,
    'config' | 'between' | 'accept' | 'dictionary' | 'parser' | 'nearest' | 'due' | 'follow' | 'poll'
  > & { readonly network: Pick<Pipeline['network'], 'offline'> } = {
    config: () => makeConfig(),
    between: (work) => work(),
    accept: () => undefined,
    dictionary: async () => makeDictionary(makeConfig()),
    parser: { parse: () => Promise.reject(new Error('nothing is read here')), close: async () => undefined },
    nearest: () => undefined,
    due: () => [],
    follow: () => () => undefined,
    poll: () => (queueProblem === undefined ? Promise.resolve() : new Promise(() => {})),
    network: { offline: () => undefined },
  };
  const act = createRequestHandler({
    service: {
      pipeline: pipeline as unknown as Pipeline,
      store,
      clock: { confirm: () => happened.push('clock confirmed'), now: () => NOON },
      status: { configProblems: problems },
      site: { changed: () => happened.push('stored') },
      together: { queueProblem: () => queueProblem },
    },
    configFolder,
    catchUp: async () => void happened.push('caught up'),
    listeners: SILENT,
  });
  const ask = async (request: CommandRequest, config: string) =>
    act(
      request,
      config,
      (one) => happened.push('text' in one ? one.text : one.kind),
      AbortSignal.timeout(60_000),
    );
  const replay = (config: string) => ask({ kind: 'replay', verbose: false, json: false }, config);
  return { ask, replay, happened };
};

test('what a replay may have changed is published again once the replay is over, not before', async () => {
  const { replay, happened } = await makeHandler();
  expect(await replay(await realpath(FOLDER))).toBe('done');
  expect(happened).toEqual([
    'caught up',
    expect.stringContaining("1 story: today's rules give the same tags"),
    'stored',
  ]);
});

test('a daemon whose config has problems does nothing for a command, and tells each of them', async () => {
  const { replay, happened } = await makeHandler(['sources.yaml:3:5: "langauge" is not a key']);
  expect(await replay(await realpath(FOLDER))).toBe('config');
  expect(happened).toEqual([
    'caught up',
    'sources.yaml:3:5: "langauge" is not a key',
    'The config has 1 problem; correct the config and run the command again.',
  ]);
});

test('the clock is confirmed, and the moment that it shows is said', async () => {
  const { ask, happened } = await makeHandler();
  expect(await ask({ kind: 'clock' }, '/elsewhere')).toBe('done');
  expect(happened).toEqual([
    'clock confirmed',
    'The clock of this machine is confirmed: the time is 2026-11-24 12:00 JST. Retention, archives and editions use it.',
  ]);
});

test('compacting says what the store then holds, whatever config the command has', async () => {
  const { ask, happened } = await makeHandler(['a problem']);
  expect(await ask({ kind: 'compact' }, '/elsewhere')).toBe('done');
  expect(happened).toEqual([expect.stringMatching(/^1 story of 1 article, \d+ MB\.$/)]);
});

test('compacting fails after ten seconds if it waits for a disk that refuses, so that other commands do not wait', async () => {
  const refusing = { ...createMemoryStore().health(), isWaiting: true, problems: ['The disk is full.'] };
  const { ask, happened } = await makeHandler([], FOLDER, {
    compact: () => new Promise(() => {}),
    health: () => refusing,
  });
  fakeTimers();
  const compacting = ask({ kind: 'compact' }, '/elsewhere');
  await turns(1);
  vi.advanceTimersByTime(10_000);
  expect(await compacting).toBe('failed');
  expect(happened).toEqual([
    'The daemon waits for the store. The disk is full.',
    expect.stringMatching(/^The command stops here\. Run it again when the store can be used/),
  ]);
});

test('a poll fails after ten seconds if the queue of polls cannot be used, because its answer would never come', async () => {
  const { ask, happened } = await makeHandler([], FOLDER, {}, 'connect ECONNREFUSED 127.0.0.1:5432');
  fakeTimers();
  const polling = ask({ kind: 'poll', sources: [], all: true, json: false }, await realpath(FOLDER));
  while (vi.getTimerCount() === 0) await turns(1);
  vi.advanceTimersByTime(10_000);
  expect(await polling).toBe('failed');
  expect(happened.slice(-2)).toEqual([
    'The daemon waits for the store. The queue of polls in PostgreSQL cannot be used: connect ECONNREFUSED 127.0.0.1:5432. Check that PostgreSQL runs, and check the network.',
    expect.stringMatching(/^The command stops here/),
  ]);
});

test('a command with another config is refused where it needs the store of the daemon, else left to its own process', async () => {
  const { ask, replay, happened } = await makeHandler();
  expect(await replay('/elsewhere')).toBe('usage');
  expect(happened).toEqual([
    `The daemon uses the config in ${await realpath(FOLDER)}, but this command uses /elsewhere. Run the command with --config ${await realpath(FOLDER)}, or name another data folder with --data.`,
  ]);
  expect(await ask({ kind: 'why', item: 'x', json: false }, '/elsewhere')).toBe('declined');
  expect(await ask({ kind: 'add', address: 'x', json: false }, '/elsewhere')).toBe('declined');
  expect(happened).toHaveLength(1);
});

test('a config that the daemon cannot write is edited by the process of the command', async () => {
  const { ask, happened } = await makeHandler();
  // Its folder has no sources.yaml that could be written.
  expect(await ask({ kind: 'add', address: 'x', json: false }, await realpath(FOLDER))).toBe('declined');
  expect(happened).toEqual([]);
});

/** A config folder that may be edited. */
const editable = async (): Promise<string> => {
  const folder = await realpath(await mkdtemp(path.join(tmpdir(), 'kawaraban-handled-')));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(path.join(folder, 'sources.yaml'), 'sources: []\n');
  return folder;
};

test('what is added to the config is in force when the command ends, also where it ends badly', async () => {
  const folder = await editable();
  const { ask, happened } = await makeHandler([], folder);
  expect(await ask({ kind: 'import', feeds: [], json: false }, folder)).toBe('done');
  expect(happened).toEqual(['caught up', 'The list names no feeds: nothing was added.', 'caught up']);
  happened.splice(0);
  expect(await ask({ kind: 'add', address: 'ftp://x/y', json: false }, folder)).toBe('failed');
  expect(happened).toEqual(['caught up', expect.stringContaining('is not a web address'), 'caught up']);
});

test('a poll and a question are answered by the config and the store of the daemon', async () => {
  const folder = await editable();
  const { ask, happened } = await makeHandler([], folder);
  const poll = { kind: 'poll', all: false, json: false } as const;
  expect(await ask({ ...poll, sources: ['nhk'] }, folder)).toBe('usage');
  expect(await ask({ ...poll, sources: [] }, folder)).toBe('done');
  expect(await ask({ kind: 'why', item: 'https://kaku.example/a', json: false }, folder)).toBe('done');
  expect(happened).toEqual([
    'caught up',
    'No source is called nhk: the config has no sources. `kawaraban add URL` adds one.',
    'caught up',
    'The config has no sources. `kawaraban add URL` adds one.',
    'caught up',
    expect.stringContaining('見出し a'),
  ]);
});
