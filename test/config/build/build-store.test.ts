import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readStoreKey } from '../../../src/config/build/build-store.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'store-key-'));
});
afterEach(() => rm(folder, { recursive: true }));

const URL_IN_FULL = 'postgres://news:p%40ss@db.example.com/kawaraban';
const env = {
  DATABASE_URL: URL_IN_FULL,
  PASSWORD: 'p@ss',
  OTHER: 'mysql://news:hunter2@db.example.com/kawaraban',
  EMPTY: '',
};

/** What `store` comes to, or what is wrong with it. */
const keyOf = async (main: string) => {
  await writeFile(path.join(folder, 'kawaraban.yaml'), main);
  const read = await readStoreKey(folder, env);
  return read.kind === 'read' ? read.store : read.problems.map(({ line, message }) => `${line}: ${message}`);
};

test.each([
  ['feed:\n  title: News\n', undefined],
  [`store: \${DATABASE_URL}\n`, URL_IN_FULL],
  [`store: postgres://news:\${PASSWORD}@db.example.com/kawaraban\n`, URL_IN_FULL],
  ['store: postgres:///kawaraban?host=/run/postgresql\n', 'postgres:///kawaraban?host=/run/postgresql'],
  [`misspelt: 1\nretention: soon\nstore: \${DATABASE_URL}\n`, URL_IN_FULL],
])('%j is read, whatever the other keys say', async (main, store) => {
  expect(await keyOf(main)).toBe(store);
});

test('a config without kawaraban.yaml stores JSON', async () => {
  expect(await readStoreKey(folder, env)).toEqual({ kind: 'read' });
});

test.each([
  [
    `store: \${EMPTY}\n`,
    '1: store: the environment variable EMPTY is empty; set it, or remove the key "store" of kawaraban.yaml',
  ],
  [
    `store: \${NOT_SET}\n`,
    '1: store: the environment variable NOT_SET is not set; set it, or remove the key "store" of kawaraban.yaml',
  ],
  [
    `store: \${OTHER}\n`,
    `1: store: this is not the address of a PostgreSQL database; write one such as postgres:`,
  ],
  ['store: hunter2\n', '1: store: this is not the address of a PostgreSQL database'],
  ['store: [hunter2]\n', '1: store'],
  [
    '- hunter2\n',
    '1: this list is not a block of keys; write "key: value" lines with keys of kawaraban.yaml: store',
  ],
])('%j is refused without repeating its value', async (main, said) => {
  const [problem = '', ...more] = [await keyOf(main)].flat();
  expect(more).toEqual([]);
  expect(problem).toContain(said);
  expect(problem).not.toContain('hunter');
});
