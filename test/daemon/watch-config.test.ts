import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type ConfigWatch, markConfig, watchConfig } from '../../src/daemon/watch-config.ts';

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

test('who asks for a reading gets one, and the edit that it reads is not read again', async () => {
  await watch.readNow();
  expect(readings).toBe(1);
  await writeFile(path.join(folder, 'sources.yaml'), 'sources: [x]\n');
  await watch.readNow();
  await watch.lookNow();
  expect(readings).toBe(2);
});
