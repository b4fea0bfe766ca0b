import { type FSWatcher, watch as watchFolder } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type ConfigWatch, markConfig, watchConfig } from '../../src/daemon/watch-config.ts';
import { slowness } from '../support/slowness.ts';
import { waitFor } from '../support/wait-for.ts';

let folder: string;
let watch: ConfigWatch;
let readings = 0;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'kawaraban-'));
  await writeFile(path.join(folder, 'sources.yaml'), 'sources: []\n');
  readings = 0;
  watch = watchConfig(folder, await markConfig(folder), () => {
    readings += 1;
  });
});
afterEach(async () => {
  watch.stop();
  await rm(folder, { recursive: true });
});

test('an edit is read once, and what is not edited is not read', async () => {
  await watch.lookNow();
  expect(readings).toBe(0);
  await writeFile(path.join(folder, 'sources.yaml'), 'sources: [x]\n');
  await watch.lookNow();
  await watch.lookNow();
  expect(readings).toBe(1);
});

test('a new or edited word list is an edit, and what else lies beside it is none', async () => {
  const words = path.join(folder, 'words');
  await mkdir(words);
  await writeFile(path.join(words, 'notes.md'), 'sport\n');
  await watch.lookNow();
  expect(readings).toBe(0);
  await writeFile(path.join(words, 'sport.txt'), 'baseball\n');
  await watch.lookNow();
  expect(readings).toBe(1);
  await writeFile(path.join(words, 'sport.txt'), 'baseball\nsumo\n');
  await watch.lookNow();
  expect(readings).toBe(2);
});

test.each([
  ['topics.yml', 1],
  ['companies.csv', 1],
  ['notes.txt', 0],
  ['.sources.yaml', 0],
  ['sources.yaml.bak', 0],
  ['words/.sport.txt', 0],
  ['words/sport.txt.new', 0],
])('a new file %s is an edit %i times', async (name, times) => {
  await mkdir(path.join(folder, 'words'));
  await writeFile(path.join(folder, name), 'x');
  await watch.lookNow();
  expect(readings).toBe(times);
});

test('a file that is written over with as many bytes, or goes, is an edit', async () => {
  await writeFile(path.join(folder, 'sources.yaml'), 'sources: {}\n');
  await watch.lookNow();
  expect(readings).toBe(1);
  await rm(path.join(folder, 'sources.yaml'));
  await watch.lookNow();
  expect(readings).toBe(2);
});

test('who asks for a reading gets one, and the edit that it reads is not read again', async () => {
  await watch.readNow();
  expect(readings).toBe(1);
  await writeFile(path.join(folder, 'sources.yaml'), 'sources: [x]\n');
  await watch.readNow();
  await watch.lookNow();
  expect(readings).toBe(2);
});

test('files that nobody edits are looked at every thirty seconds', async () => {
  const { setTimeout: started } = globalThis;
  const waits: (number | undefined)[] = [];
  // Files of tests share a process, so another file may have timers of its own.
  const timer = vi.spyOn(globalThis, 'setTimeout').mockImplementation((act, ms) => {
    if (new Error('where').stack?.includes('/watch-config.ts') === true) waits.push(ms);
    return started(act, ms);
  });
  const other = watchConfig(folder, await markConfig(folder), () => {
    readings += 1;
  });
  await waitFor(() => waits.includes(30_000));
  // An edit is looked for twice, a quarter of a second apart.
  await writeFile(path.join(folder, 'topics.yaml'), 'topics: []\n');
  await waitFor(() => readings > 0);
  expect(new Set(waits)).toEqual(new Set([0, 30_000, 250]));
  timer.mockRestore();
  other.stop();
});

test('a folder whose notifications fail is watched again', async () => {
  watch.stop();
  await mkdir(path.join(folder, 'words'));
  const probe = watchFolder(folder);
  probe.close();
  const on = vi.spyOn(Object.getPrototypeOf(probe) as FSWatcher, 'on');
  watch = watchConfig(folder, await markConfig(folder), () => {
    readings += 1;
  });
  await writeFile(path.join(folder, 'sources.yaml'), 'sources: [w]\n');
  await waitFor(() => readings === 1);
  const opened = [...on.mock.contexts] as FSWatcher[];
  // The folder of the words is the last. It is still watched, and an edit in it begins a look at all folders.
  for (const watcher of opened.slice(0, -1)) watcher.emit('error', new Error('the notifications failed'));
  await writeFile(path.join(folder, 'words/sport.txt'), 'sumo\n');
  await waitFor(() => readings === 2);
  expect(on.mock.contexts.length).toBe(opened.length + opened.length - 1);
  on.mockRestore();
});

test('a link of the config that leads nowhere is an edit when it comes, and none after that', async () => {
  await symlink('nowhere', path.join(folder, 'folds.yaml'));
  await watch.lookNow();
  await watch.lookNow();
  expect(readings).toBe(1);
});

/** How operators and tools replace a config; each leaves an edit of sources.yaml behind. */
const EDITS: Readonly<Record<string, (at: string) => Promise<void>>> = {
  'a file that is written in place': (at) =>
    writeFile(path.join(at, 'folder/sources.yaml'), 'sources: [x]\n'),
  'a file that is renamed over the old one': async (at) => {
    await writeFile(path.join(at, 'folder/.new'), 'sources: [x]\n');
    await rename(path.join(at, 'folder/.new'), path.join(at, 'folder/sources.yaml'));
  },
  'a file in another folder that a link of the config names': (at) =>
    writeFile(path.join(at, 'elsewhere/topics.yaml'), 'topics: [x]\n'),
  'a new word list': (at) => writeFile(path.join(at, 'folder/words/sport.txt'), 'sumo\n'),
  'a link to the folder that names another one': async (at) => {
    await mkdir(path.join(at, 'release'));
    await writeFile(path.join(at, 'release/sources.yaml'), 'sources: [x]\n');
    await symlink('release', path.join(at, 'next'));
    await rename(path.join(at, 'next'), path.join(at, 'config'));
  },
  'a folder that is made anew': async (at) => {
    await rename(path.join(at, 'folder'), path.join(at, 'old'));
    await mkdir(path.join(at, 'folder'));
    await writeFile(path.join(at, 'folder/sources.yaml'), 'sources: [x]\n');
  },
};

test.each(Object.entries(EDITS))('%s is seen within two seconds, and once', async (_name, edit) => {
  const at = await mkdtemp(path.join(tmpdir(), 'kawaraban-'));
  await mkdir(path.join(at, 'folder/words'), { recursive: true });
  await mkdir(path.join(at, 'elsewhere'));
  await writeFile(path.join(at, 'folder/sources.yaml'), 'sources: []\n');
  await writeFile(path.join(at, 'elsewhere/topics.yaml'), 'topics: []\n');
  await symlink('../elsewhere/topics.yaml', path.join(at, 'folder/topics.yaml'));
  await symlink('folder', path.join(at, 'config'));
  const config = path.join(at, 'config');
  let seen = 0;
  const watched = watchConfig(config, await markConfig(config), () => {
    seen += 1;
  });
  // The first edit is found by the look at the start; from then on only the system tells of one in time.
  await writeFile(path.join(at, 'folder/sources.yaml'), 'sources: [w]\n');
  await waitFor(() => seen === 1);
  const editedMs = performance.now();
  await edit(at);
  await waitFor(() => seen > 1);
  expect(performance.now() - editedMs).toBeLessThan(2_000 * slowness());
  await watched.lookNow();
  expect(seen).toBe(2);
  watched.stop();
  await rm(at, { recursive: true });
});
