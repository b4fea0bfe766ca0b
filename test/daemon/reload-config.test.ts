import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { OutletsOfHosts } from '../../src/daemon/clock/create-guarded-clock.ts';
import { readConfig } from '../../src/daemon/read-config.ts';
import { type Reloading, startReloading } from '../../src/daemon/reload-config.ts';
import { markConfig } from '../../src/daemon/watch-config.ts';
import type { Config } from '../../src/domain/config.ts';
import { NOON, SILENT } from '../make.ts';
import { ROOT } from '../support/product.ts';

const sourceOf = (id: string) =>
  `  - { id: ${id}, outlet: Outlet ${id}, language: ja, scope: japan, endpoints: ['https://${id}.example/feed'] }\n`;

let folder: string;
let file: string;
let reloading: Reloading | undefined;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'kawaraban-reload-'));
  file = path.join(folder, 'sources.yaml');
  // Without lists of its own a config has the shipped ones, which take a second to read.
  await cp(path.join(ROOT, 'test/fixtures/config'), folder, { recursive: true });
  await writeFile(path.join(folder, 'kawaraban.yaml'), '');
  await writeFile(file, `sources:\n${sourceOf('a')}${sourceOf('b')}`);
});
afterEach(async () => {
  reloading?.stop();
  await rm(folder, { recursive: true });
});

type Trial = {
  readonly refusal?: string;
  readonly reload?: () => void;
  readonly stop?: AbortSignal;
  readonly address?: { readonly port: number };
  readonly before?: (config: Config) => Config;
};

/** A daemon that has read the config, and everything that its reloads do, in order. */
const start = async ({ before = (config) => config, ...trial }: Trial = {}) => {
  const loaded = await readConfig(folder, {});
  if (loaded.kind !== 'loaded') throw new Error(JSON.stringify(loaded.problems));
  const done: unknown[] = [];
  let inForce = before(loaded.config);
  let ask = (): void => {};
  const status = {
    missing: [],
    configProblems: ['an older problem'] as readonly string[],
    configSince: NOON.subtract({ hours: 1 }),
    hosts: new Map() as OutletsOfHosts,
  };
  const note = (event: string, fields?: unknown): void => void done.push([event, fields]);
  reloading = startReloading({
    configFolder: folder,
    configMark: await markConfig(folder),
    env: {},
    ...(trial.address === undefined ? {} : { address: trial.address }),
    log: { ...SILENT, info: note, error: note },
    stop: trial.stop ?? new AbortController().signal,
    onReloadAsked: (reload) => {
      ask = reload;
    },
    service: {
      clock: { now: () => NOON },
      status,
      pipeline: {
        config: () => inForce,
        reload: (config) => {
          trial.reload?.();
          inForce = config;
          done.push('reloaded');
        },
      },
    },
    moveServer: async ({ server }) => {
      done.push(`server at ${server.port}`);
      return trial.refusal;
    },
    restartPolling: () => done.push('polls'),
    onBegin: () => done.push('begins'),
    onEnd: () => done.push('ends'),
  });
  return { done, status, reloading, ask: () => ask(), config: () => inForce };
};

test('an edit comes in force between the begin and the end that the supervisor hears of, and then is polled', async () => {
  const { done, status, reloading: watch } = await start({ address: { port: 4711 } });
  await writeFile(
    file,
    `sources:\n${sourceOf('b').replace('japan', 'general')}${sourceOf('c')}${sourceOf('d')}`,
  );
  await watch.catchUp();
  const change = '+2 sources (c, d), ~1 changed (b), -1 removed (a); feed, server, fetch changed';
  expect(done).toEqual([
    'begins',
    'server at 4711',
    'reloaded',
    ['config.reloaded', { change, added: 2, changed: 1, removed: 1, sources: 3 }],
    'polls',
    'ends',
  ]);
  expect(status).toMatchObject({ configProblems: [], configSince: NOON });
  expect([...status.hosts.keys()]).toEqual(['b.example', 'c.example', 'd.example']);
});

test('a wrong edit is named in the log and on the status, and changes nothing', async () => {
  const { done, status, config, reloading: watch } = await start();
  const before = config();
  await writeFile(file, `sources:\n${sourceOf('a').replace('scope', 'skope')}`);
  await watch.catchUp();
  const place = expect.stringMatching(new RegExp(`^${file}:2:\\d+$`));
  expect(done.filter((one) => Array.isArray(one))).toContainEqual([
    'config.invalid',
    { place, message: '"skope" is not a key of a source; did you mean "scope"?' },
  ]);
  expect([done[0], done.at(-1)]).toEqual(['begins', 'ends']);
  expect(done).not.toContain('reloaded');
  expect(status.configProblems).toContainEqual(
    expect.stringMatching(new RegExp(`^${file}:2:\\d+: "skope" is not a key`)),
  );
  expect(config()).toBe(before);
});

test.each<[what: string, trial: Trial, message: string]>([
  ['the server cannot move', { refusal: 'port 80 is taken' }, 'port 80 is taken'],
  [
    'the store is another one',
    { before: (config) => ({ ...config, store: 'postgres://elsewhere/' }) },
    'store: a running daemon keeps its store; restart the daemon to use the new store, or undo the edit',
  ],
])('where %s, the config before stays in force', async (_, trial, message) => {
  const { done, status, reloading: watch } = await start(trial);
  await writeFile(file, `sources:\n${sourceOf('c')}`);
  await watch.catchUp();
  const place = path.join(folder, 'kawaraban.yaml');
  expect(done).toContainEqual(['config.invalid', { place, message }]);
  expect(done).not.toContain('reloaded');
  expect(done.at(-1)).toBe('ends');
  expect(status.configProblems).toEqual([`${place}: ${message}`]);
});

test('a reload that fails ends, too, and the next one is done', async () => {
  let isFailing = true;
  const reload = () => {
    if (isFailing) throw new Error('oops');
  };
  const { done, reloading: watch } = await start({ reload });
  await writeFile(file, `sources:\n${sourceOf('c')}`);
  await watch.catchUp();
  expect(done).toEqual(['begins', 'server at 8080', ['config.reload-failed', { reason: 'oops' }], 'ends']);
  isFailing = false;
  await writeFile(file, `sources:\n${sourceOf('dd')}`);
  await watch.catchUp();
  expect(done.slice(4)).toContain('reloaded');
});

test('what is asked for is read again without an edit', async () => {
  const { done, ask } = await start();
  ask();
  await expect.poll(() => done.at(-1)).toBe('ends');
  expect(done).toContainEqual([
    'config.reloaded',
    { change: 'nothing changed', added: 0, changed: 0, removed: 0, sources: 2 },
  ]);
});

test('an edit at a stop is not polled any more, and the supervisor does not hear of its end', async () => {
  const { done, reloading: watch } = await start({ stop: AbortSignal.abort() });
  await writeFile(file, `sources:\n${sourceOf('c')}`);
  await watch.catchUp();
  expect(done).toEqual(['begins', 'server at 8080', 'reloaded']);
});
