import {
  existsSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { beforeEach, describe, expect, test } from 'vitest';
import { bootId } from '../../../src/store/disk/lock.ts';
import {
  type Index,
  memoryIndex,
  openIndex,
  readIndex,
  resetIndex,
} from '../../../src/store/index/open-index.ts';
import { SCHEMA_VERSION } from '../../../src/store/index/schema.ts';
import { newFolder } from '../opened-store.ts';

let folder: string;
beforeEach(async () => {
  folder = await newFolder();
});

const at = (name: string) => join(folder, 'index', name);
const note = (index: Index, name: string) => index.run('INSERT INTO names (name) VALUES (?)', name);
const namesIn = (index: Index | undefined) => index?.all('SELECT name FROM names').map(({ name }) => name);
const proof = () => JSON.parse(readFileSync(at('proof.json'), 'utf8'));
const prove = (rest: object) => writeFileSync(at('proof.json'), JSON.stringify({ ...proof(), ...rest }));

/** The paths of the files that this process has open; empty on a system without `/proc`. */
const openFiles = (): readonly string[] => {
  if (!existsSync('/proc/self/fd')) return [];
  return readdirSync('/proc/self/fd').flatMap((fd) => {
    try {
      return [readlinkSync(`/proc/self/fd/${fd}`)];
    } catch {
      return [];
    }
  });
};

/** An index on the disk that holds one name, and is closed. */
const made = (): void => {
  const index = openIndex(folder);
  note(index, 'one');
  index.close();
};

describe('an index', () => {
  test('is made on the disk for its owner alone, and keeps what it holds', () => {
    const index = openIndex(folder);
    expect([index.memoryReason, index.isReadOnly]).toEqual([undefined, undefined]);
    note(index, 'one');
    for (const name of ['.', 'index.sqlite', 'index.sqlite-wal', 'proof.json'])
      expect(statSync(at(name)).mode & 0o077, name).toBe(0);
    const { ino: inode } = statSync(at('index.sqlite'));
    expect(proof()).toEqual({ kind: 'open', boot: bootId(), inode });
    index.close();
    expect(proof()).toEqual({ kind: 'closed', boot: bootId(), inode });
    const again = openIndex(folder);
    expect([namesIn(again), proof().kind]).toEqual([['one'], 'open']);
    again.close();
  });

  test('takes all writes of a transaction, or none', () => {
    const index = memoryIndex('a test');
    index.transaction(() => note(index, 'one'));
    expect(() =>
      index.transaction(() => {
        note(index, 'two');
        throw new Error('a mistake');
      }),
    ).toThrow('a mistake');
    index.transaction(() => note(index, 'three'));
    expect(namesIn(index)).toEqual(['one', 'three']);
    index.close();
  });

  test('gives numbers of stories exactly, and other numbers as numbers', () => {
    const index = memoryIndex('a test');
    const n = 2n ** 62n + 1n;
    index.run('INSERT INTO stories (n, id, seq) VALUES (?, ?, ?)', n, 'a', 7);
    expect(index.get('SELECT n, id FROM stories')).toEqual({ n, id: 'a' });
    expect(index.all('SELECT seq, id FROM stories')).toEqual([{ seq: 7, id: 'a' }]);
    index.close();
  });

  test.each([
    ['whose process ended with the machine still running is kept', () => ({ kind: 'open' }), ['one']],
    ['that was closed is kept after the machine restarted', () => ({ boot: 'another' }), ['one']],
    ['that was open when the machine restarted is made anew', () => ({ kind: 'open', boot: 'another' }), []],
    ['on a machine that does not say when it started is made anew', () => ({ kind: 'open', boot: '' }), []],
    ['that is a copy is made anew', () => ({ inode: 1 }), []],
    ['with a proof of another form is made anew', () => ({ kind: 'half' }), []],
  ])('%s', (_, change, names) => {
    made();
    prove(change());
    const reader = readIndex(folder);
    expect(namesIn(reader) ?? []).toEqual(names);
    reader?.close();
    const index = openIndex(folder);
    expect(namesIn(index)).toEqual(names);
    index.close();
  });

  test.each([
    ['without a proof', () => rmSync(at('proof.json'))],
    ['that is no database', () => writeFileSync(at('index.sqlite'), 'x'.repeat(5000))],
    [
      'of another version',
      () => {
        const database = new DatabaseSync(at('index.sqlite'));
        database.exec(`PRAGMA user_version = ${SCHEMA_VERSION + 1}`);
        database.close();
      },
    ],
  ])('%s is not read, and is made anew by its owner', (_, harm) => {
    made();
    harm();
    expect(readIndex(folder)).toBeUndefined();
    expect(openFiles()).not.toContain(at('index.sqlite'));
    const index = openIndex(folder);
    expect([namesIn(index), index.memoryReason]).toEqual([[], undefined]);
    note(index, 'new');
    index.close();
  });

  test('is kept in memory, with the reason, where it cannot be written', () => {
    writeFileSync(at('.'), 'a file in its place');
    const index = openIndex(folder);
    expect(index.memoryReason).toMatch(/EEXIST|ENOTDIR/);
    note(index, 'one');
    expect(namesIn(index)).toEqual(['one']);
    index.close();
    expect(memoryIndex('why').memoryReason).toBe('why');
  });

  test('of another process is read, and not written', () => {
    expect(readIndex(folder)).toBeUndefined();
    const owner = openIndex(folder);
    note(owner, 'one');
    const reader = readIndex(folder);
    expect([namesIn(reader), reader?.isReadOnly, reader?.memoryReason]).toEqual([['one'], true, undefined]);
    note(owner, 'two');
    expect(namesIn(reader)).toEqual(['one', 'two']);
    expect(() => reader && note(reader, 'three')).toThrow(/readonly/);
    reader?.close();
    owner.close();
  });

  test('whose folder is removed while it is open is closed without a failure', () => {
    const index = openIndex(folder);
    rmSync(at('.'), { recursive: true });
    index.close();
    index.close();
  });

  test('is replaced by an empty one: on the disk if it may be written, else in memory', () => {
    made();
    const reader = readIndex(folder);
    if (reader === undefined) throw new Error('it was not read');
    const besideOwner = resetIndex(folder, reader);
    expect([namesIn(besideOwner), besideOwner.memoryReason]).toEqual([[], 'the store is open read-only']);
    expect(() => namesIn(reader)).toThrow(/finalized|not open/);
    expect(resetIndex(folder, memoryIndex('no room')).memoryReason).toBe('no room');
    const owned = resetIndex(folder, openIndex(folder));
    expect([namesIn(owned), owned.memoryReason]).toEqual([[], undefined]);
    owned.close();
  });
});
