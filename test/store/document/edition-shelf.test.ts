import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkStore } from '../../../src/store/check-store.ts';
import { createEditionShelf } from '../../../src/store/document/create-shelves.ts';
import { sampleEdition } from '../../domain/edition/sample-edition.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'edition-'));
});
afterEach(() => rm(folder, { recursive: true }));

const THURSDAY = sampleEdition('2026-11-26');

/** As it is written: moments are texts. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

test('an edition is given back as it was, and stays so whatever is kept in its place later', async () => {
  await createEditionShelf(folder).keep('2026-11-26', THURSDAY);
  const shelf = createEditionShelf(folder);
  await shelf.keep('2026-11-26', { ...THURSDAY, stories: [] });
  await shelf.keep('2026-11-25', sampleEdition('2026-11-25'));
  expect(plain(await shelf.read('2026-11-26'))).toEqual(plain(THURSDAY));
  expect(await shelf.read('2026-11-26')).toBe(await shelf.read('2026-11-26'));
  expect(await shelf.names()).toEqual(['2026-11-25', '2026-11-26']);
  expect(await checkStore(folder)).toEqual([]);
});

test('an edition without news is stored as one', async () => {
  const empty = sampleEdition('2026-11-26', { stories: [], language: 'ja' });
  await createEditionShelf(folder).keep('2026-11-26', empty);
  expect(await createEditionShelf(folder).read('2026-11-26')).toEqual(empty);
});

test('a day without edition is not there, and neither is a name that is no day', async () => {
  const shelf = createEditionShelf(folder);
  expect([await shelf.names(), await shelf.read('2026-11-26'), await shelf.read('../lock')]).toEqual([
    [],
    undefined,
    undefined,
  ]);
});

test('a damaged file is read from its twin; both damaged, reading fails, nothing is overwritten, and the check says it', async () => {
  await createEditionShelf(folder).keep('2026-11-26', THURSDAY);
  const file = path.join(folder, 'documents/editions/2026-11-26.json');
  await writeFile(file, '{"version":1,"crc":0,"data":{"id":7}}');
  expect(await createEditionShelf(folder).read('2026-11-26')).toEqual(THURSDAY);
  expect(await checkStore(folder)).toEqual([expect.stringContaining('2026-11-26.json')]);
  await rm(file);
  await writeFile(`${file}.bak`, 'x');
  const shelf = createEditionShelf(folder);
  await expect(shelf.read('2026-11-26')).rejects.toThrow('2026-11-26.json (absent) nor its copy .bak (');
  await shelf.keep('2026-11-26', THURSDAY);
  expect(await readdir(path.dirname(file))).toEqual(['2026-11-26.json.bak']);
});
