import { basename } from 'node:path';
import { crc32 } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { errorText } from '../../../src/domain/error-text.ts';
import type { Disk } from '../../../src/store/disk/file-system.ts';
import { datedNames, storedDocument } from '../../../src/store/document/documents.ts';

const PATH = '/data/documents/states.json';
const written = (data: unknown, rest: object = {}): string =>
  `${JSON.stringify({ version: 1, crc: crc32(JSON.stringify(data)), data, ...rest })}\n`;

/** A document over a disk in memory, and what was done there. */
const documentIn = (files: Readonly<Record<string, string | Error>> = {}) => {
  const held = new Map(Object.entries(files));
  const done: string[] = [];
  const disk = {
    list: async () => [...held.keys()],
    read: async (path: string) => {
      const found = held.get(basename(path));
      if (found instanceof Error) throw found;
      return found === undefined ? undefined : Buffer.from(found);
    },
    write: async (path: string, bytes: Uint8Array) => {
      done.push(`write ${basename(path)}`);
      held.set(basename(path), Buffer.from(bytes).toString());
    },
    rename: async (from: string, to: string) => {
      done.push(`rename ${basename(from)} ${basename(to)}`);
      held.set(basename(to), held.get(basename(from)) ?? '');
      held.delete(basename(from));
    },
    syncFolder: async (path: string) => void done.push(`sync ${path}`),
  } as Partial<Disk> as Disk;
  const damage: string[] = [];
  const schema = z.object({ n: z.int() });
  const document = storedDocument(disk, PATH, schema, (reason) => damage.push(reason));
  return { document, held, done, damage, disk };
};

describe('a document', () => {
  test('that was never written is absent', async () => {
    const { document, damage } = documentIn();
    expect([await document.read(), damage]).toEqual([undefined, []]);
  });

  test('is written whole and durable, then its copy, with a version and a checksum', async () => {
    const { document, held, done } = documentIn();
    await document.write({ n: 7 });
    expect(done).toEqual([
      ...['write states.json.tmp', 'rename states.json.tmp states.json', 'sync /data/documents'],
      ...['write states.json.tmp', 'rename states.json.tmp states.json.bak', 'sync /data/documents'],
    ]);
    expect([...held]).toEqual([
      ['states.json', written({ n: 7 })],
      ['states.json.bak', written({ n: 7 })],
    ]);
    expect(await document.read()).toEqual({ n: 7 });
  });

  test.each([
    ['has another checksum', written({ n: 7 }, { crc: 1 }), 'its checksum is wrong'],
    ['is of another form', written({ m: 7 }), ''],
    ['is no JSON', '<html>', ''],
    ['cannot be read', new Error('EIO: the disk fails'), 'EIO: the disk fails'],
  ])('that %s is read from its copy, and the reason is said', async (_, own, reason) => {
    const { document, damage } = documentIn({ 'states.json': own, 'states.json.bak': written({ n: 6 }) });
    expect(await document.read()).toEqual({ n: 6 });
    expect(damage).toEqual([expect.stringContaining(`${PATH} cannot be read: ${reason}`)]);
  });

  test('that is gone is read from its copy, which is no damage', async () => {
    const { document, damage } = documentIn({ 'states.json.bak': written({ n: 6 }) });
    expect([await document.read(), damage]).toEqual([{ n: 6 }, []]);
  });

  const WRONG = 'Unexpected token \'x\', "x" is not valid JSON';
  test.each([
    ['itself', { 'states.json': 'x' }, WRONG, 'absent'],
    ['its copy', { 'states.json.bak': 'x' }, 'absent', WRONG],
    ['both', { 'states.json': 'x', 'states.json.bak': 'x' }, WRONG, WRONG],
  ])('is not taken for absent if %s cannot be read', async (_, files, own, copy) => {
    const { document, damage } = documentIn(files);
    await expect(document.read()).rejects.toThrow(
      `neither ${PATH} (${own}) nor its copy .bak (${copy}) can be read`,
    );
    // The caller reports the error.
    expect(damage).toEqual([]);
  });

  test('of a later version is left to that', async () => {
    for (const files of [
      { 'states.json': written({ n: 7 }, { version: 2 }) },
      { 'states.json': 'x', 'states.json.bak': written({ n: 7 }, { version: 2 }) },
    ]) {
      const { document, done } = documentIn(files);
      const says = /\/states\.json(\.bak)? cannot be read: it has version 2 of the store's format/;
      expect(await document.read().catch(errorText)).toMatch(says);
      expect(await document.write({ n: 8 }).catch(errorText)).toMatch(says);
      expect(done.filter((what) => what.includes('states.json.bak'))).toEqual([]);
    }
  });

  test('that is damaged is kept under another name when it is written', async () => {
    const { document, held } = documentIn({ 'states.json': 'x', 'states.json.bak': written({ n: 6 }) });
    await document.write({ n: 7 });
    const mark = crc32('x').toString(16).padStart(8, '0');
    expect(held.get(`states.json.damaged-${mark}`)).toBe('x');
    expect([...held.keys()].toSorted()).toEqual([
      'states.json',
      'states.json.bak',
      `states.json.damaged-${mark}`,
    ]);
  });
});

test('documents of months and days are known by their names, with a copy or without, oldest first', async () => {
  const names = [
    ...['2026-11.json', '2026-11.json.bak', '2026-10.json.bak', '2026-11-05.json', '2026.json'],
    ...['2026-12.json.tmp', 'x2026-12.json', 'mailed.json', '2026-1.json', '2025-12.json.damaged-1'],
  ];
  const { disk } = documentIn(Object.fromEntries(names.map((name) => [name, ''])));
  expect(await datedNames(disk, '/data')).toEqual(['2026-10', '2026-11', '2026-11-05']);
});
