import { crc32 } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { Disk } from '../../../src/store/disk/file-system.ts';
import { Indexer } from '../../../src/store/index/indexer.ts';
import { recordDay } from '../../../src/store/index/known-days.ts';
import { memoryIndex } from '../../../src/store/index/open-index.ts';
import { headAt, logDays, logPath, readLines } from '../../../src/store/log/log-files.ts';
import { type Commit, NewerFormat, readLine, type Span, writeLine } from '../../../src/store/log/log-line.ts';
import { useOfDays } from '../../../src/store/log/tidy-log.ts';
import { aDrop, aState, aStory } from '../make-story.ts';
import { NOW } from '../opened-store.ts';

const commit: Commit = {
  ...{ seq: 7, at: NOW, stories: [aStory(1), aStory(2)], drops: [aDrop(1)] },
  states: [aState('kanda'), aState('kei')],
  removed: { stories: ['gone'], keys: ['k1', 'k2'] },
};
const { bytes, spans } = writeLine(commit);
const line = bytes.subarray(0, -1);

/** A line with another envelope, and the checksum that it then has. */
const rewritten = (change: (rest: string) => string): Buffer => {
  const rest = Buffer.from(change(line.toString('utf8', 17)));
  return Buffer.concat([Buffer.from(`{"crc":"${crc32(rest).toString(16).padStart(8, '0')}"`), rest]);
};

describe('a line of the log', () => {
  test('is read as it was written, and says where each of its records lies', () => {
    const read = readLine(line);
    expect(read.spans).toEqual(spans);
    expect(read.commit).toMatchObject({ seq: 7, at: NOW, removed: commit.removed });
    const textsOf = (some: readonly Span[]) =>
      some.map(({ offset, length, crc }) => {
        const record = bytes.subarray(offset, offset + length);
        expect(crc32(record)).toBe(crc);
        return record.toString();
      });
    for (const kind of ['stories', 'drops', 'states'] as const)
      expect(textsOf(spans[kind])).toEqual(commit[kind].map((record) => JSON.stringify(record)));
  });

  test('without records is a line, too', () => {
    const empty = { ...commit, stories: [], drops: [], states: [], removed: { stories: [], keys: [] } };
    const written = writeLine(empty);
    expect(written.spans).toEqual({ stories: [], drops: [], states: [] });
    expect(readLine(written.bytes.subarray(0, -1)).commit).toMatchObject({ seq: 7, stories: [] });
  });

  test('that was altered anywhere is refused, and one of a later version is left to that', () => {
    const altered = Buffer.from(line);
    altered[altered.length - 3] = 0x78;
    for (const wrong of [altered, line.subarray(0, -1), Buffer.concat([line, Buffer.from(' ')])])
      expect(() => readLine(wrong)).toThrow('its checksum is wrong');
    expect(() => readLine(rewritten((rest) => rest.replace('"version":1', '"version":2')))).toThrow(
      new NewerFormat(2),
    );
    expect(new NewerFormat(2).message).toBe(
      "it has version 2 of the store's format, and this Kawaraban reads version 1: start the newer Kawaraban",
    );
    for (const [before, after, says] of [
      ['"seq":7', '"seq":0', 'seq'],
      ['"sizes":{', '"lengths":{', 'sizes'],
      [
        '},"stories":[',
        '},"stories":[{},',
        'it has a wrong number of stories (3 instead of 2): another program changed it',
      ],
      [`"at":"${NOW.toString()}"`, '"at":"noon"', 'Temporal error'],
    ] as const)
      expect(() => readLine(rewritten((rest) => rest.replace(before, after)))).toThrow(says);
  });
});

describe('a file of the log', () => {
  const diskWith = (file: Buffer, names: readonly string[] = []) =>
    ({
      readPart: async (_, from, length) =>
        file.subarray(from, Math.min(file.length, from + Math.min(length, 4000))),
      list: async () => names,
    }) as Pick<Disk, 'readPart' | 'list'> as Disk;
  const found = (file: Buffer, from?: number) =>
    Array.fromAsync(readLines(diskWith(file), '/data/log/x.jsonl', from), ({ kind, offset, end }) => [
      kind,
      offset,
      end,
    ]);
  const size = bytes.length;

  test('is read line by line, from any line on, in whatever parts the disk gives it', async () => {
    const file = Buffer.concat([bytes, bytes]);
    expect(await found(file)).toEqual([
      ['line', 0, size],
      ['line', size, 2 * size],
    ]);
    expect(await found(file, size)).toEqual([['line', size, 2 * size]]);
    expect(await found(Buffer.alloc(0))).toEqual([]);
  });

  test('may end in a torn line; what is no line of ours, and what is damaged before the end, is another matter', async () => {
    expect(await found(Buffer.concat([bytes, line.subarray(0, -5)]))).toEqual([
      ['line', 0, size],
      ['torn', size, 2 * size - 6],
    ]);
    expect(await found(Buffer.alloc(9))).toEqual([['torn', 0, 9]]);
    expect(await found(Buffer.from('{"cr'))).toEqual([['torn', 0, 4]]);
    expect(await found(Buffer.from('notes'))).toEqual([['damaged', 0, 5]]);
    expect(await found(Buffer.from('{"crc":"00000000"}\n'))).toEqual([['damaged', 0, 19]]);
    // A line whose line feed became another character is whole.
    expect(await found(Buffer.concat([line, Buffer.from('x\n')]))).toEqual([['line', 0, size + 1]]);
  });

  test('is known by its day, and a line in it by its head', async () => {
    const names = [
      '2026-11-25.jsonl',
      '2026-11-24.10.jsonl',
      '2026-11-24.2.jsonl',
      '2026-11-24.jsonl',
      '2026-11-24.jsonl.tmp',
      'notes.jsonl',
    ];
    expect(await logDays(diskWith(bytes, names), '/data')).toEqual([
      '2026-11-24',
      '2026-11-24.2',
      '2026-11-24.10',
      '2026-11-25',
    ]);
    expect(logPath('/data', '2026-11-24')).toBe('/data/log/2026-11-24.jsonl');
    expect(await headAt(diskWith(bytes), '/data/log/x.jsonl', 0)).toBe(line.toString('latin1', 0, 17));
    expect(await headAt(diskWith(bytes), '/data/log/x.jsonl', size - 16)).toBeUndefined();
  });
});

test.each([
  ['at most four mebibytes of it are superseded', 4 * 1024 * 1024, 1, false],
  ['more is superseded, which is more than half', 4 * 1024 * 1024 + 1, 4 * 1024 * 1024, true],
  ['more is superseded, which is half', 5 * 1024 * 1024, 5 * 1024 * 1024, false],
])('a file is worth rewriting or not: %s', (_, dead, alive, isUntidy) => {
  const index = memoryIndex('a test');
  const indexer = new Indexer(index);
  const [story, drop] = [aStory(1), aDrop(1)];
  const place = (length: number) => ({ offset: 0, length, crc: 0 });
  indexer.add({
    ...{ day: '2026-11-24', seq: 9, at: NOW, removed: { stories: [], keys: [] } },
    stories: [{ id: story.id, place: place(alive), read: () => story }],
    ...{ drops: [], states: [] },
  });
  indexer.add({
    ...{ day: '2026-11-25', seq: 3, at: NOW, removed: { stories: [], keys: [] } },
    ...{ stories: [], states: [], drops: [{ place: place(5), read: () => drop }] },
  });
  const days = { first: '', last_at: 0, last: '', damage: '' };
  recordDay(index, { ...days, day: '2026-11-24', bytes: alive + dead, first_seq: 9, last_seq: 9 });
  recordDay(index, { ...days, day: '2026-11-25', bytes: 5, first_seq: 3, last_seq: 3 });
  expect(useOfDays(index)).toEqual([
    { day: '2026-11-25', alive: 5, isUntidy: false },
    { day: '2026-11-24', alive, isUntidy },
  ]);
  index.close();
});
