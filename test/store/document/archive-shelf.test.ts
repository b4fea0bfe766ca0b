import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkStore } from '../../../src/store/check-store.ts';
import { createArchiveShelf } from '../../../src/store/document/create-shelves.ts';
import { NOON } from '../../make.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'archive-'));
});
afterEach(() => rm(folder, { recursive: true }));

const NOVEMBER = { frozenAt: NOON, base: 'https://x.invalid', atom: '<feed>瓦版 "&amp;"</feed>' };

test('a frozen month is given back as it was, and stays so whatever is frozen in its place later', async () => {
  await createArchiveShelf(folder).keep('2026-11', NOVEMBER);
  const shelf = createArchiveShelf(folder);
  await shelf.keep('2026-11', { ...NOVEMBER, atom: '<feed/>' });
  await shelf.keep('2026-10', NOVEMBER);
  expect(await shelf.read('2026-11')).toEqual(NOVEMBER);
  expect(await shelf.names()).toEqual(['2026-10', '2026-11']);
});

test('a month that is not frozen is not there, and neither is a name that is no month', async () => {
  const shelf = createArchiveShelf(folder);
  expect([await shelf.names(), await shelf.read('2026-11'), await shelf.read('../lock')]).toEqual([
    [],
    undefined,
    undefined,
  ]);
});

test('a damaged file is read from its twin; both damaged, reading fails, nothing is overwritten, and the check says it', async () => {
  const shelf = createArchiveShelf(folder);
  await shelf.keep('2026-11', NOVEMBER);
  const file = path.join(folder, 'documents/archive/2026-11.json');
  await writeFile(file, 'x');
  expect(await shelf.read('2026-11')).toEqual(NOVEMBER);
  expect(await checkStore(folder)).toEqual([expect.stringContaining('2026-11.json')]);
  await rm(file);
  await writeFile(`${file}.bak`, '{"version":2}');
  await expect(shelf.read('2026-11')).rejects.toThrow('2026-11.json (absent) nor its copy .bak (');
  await shelf.keep('2026-11', NOVEMBER);
  expect(await readdir(path.join(folder, 'documents/archive'))).toEqual(['2026-11.json.bak']);
});
