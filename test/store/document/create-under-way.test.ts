import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { SourceId } from '../../../src/domain/source/source.ts';
import { createUnderWay } from '../../../src/store/document/create-under-way.ts';

const [one, two] = ['one' as SourceId, 'two' as SourceId];

let folder = '';
let troubles: string[] = [];
const open = () => createUnderWay({ folder, onTrouble: (reason) => troubles.push(reason) });

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'kawaraban-'));
  troubles = [];
});
afterEach(() => rm(folder, { recursive: true }));

test('what was begun and not ended is known to the next process, and to the one after it until it is ended', async () => {
  const underWay = open();
  expect(await underWay.unfinished()).toEqual([]);
  await underWay.begin(one);
  await underWay.begin(two);
  await underWay.end(two);
  expect(await open().unfinished()).toEqual(['one']);
  await open().end(one);
  expect(await open().unfinished()).toEqual([]);
  expect(troubles).toEqual([]);
});

test('a mark that cannot be written costs nothing but the mark', async () => {
  await writeFile(path.join(folder, 'under-way'), 'a file stands in its place');
  await open().begin(one);
  await open().end(one);
  expect(await open().unfinished()).toEqual([]);
  expect(troubles.length).toBeGreaterThan(0);
});
