import { crc32 } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { StoryId } from '../../src/domain/story/story.ts';
import type { Disk } from '../../src/store/disk/file-system.ts';
import type { StoryPlace } from '../../src/store/index/select.ts';
import { createStoryReader, readRecords } from '../../src/store/read-stories.ts';
import { aStory } from './make-story.ts';

/** A disk with a file a day, and what was read of it. */
const diskOf = (files: Readonly<Record<string, Buffer>>) => {
  const reads: (readonly [day: string, from: number, length: number])[] = [];
  const readPart: Disk['readPart'] = async (path, from, length) => {
    const day = /([^/]+)\.jsonl$/.exec(path)?.[1] ?? '';
    reads.push([day, from, length]);
    const file = files[day];
    if (file === undefined) throw Object.assign(new Error('ENOENT: no such file'), { code: 'ENOENT' });
    return file.subarray(from, from + length);
  };
  return { disk: { readPart } as Disk, reads };
};

const placeIn = (file: Buffer, day: string, offset: number, length: number) => ({
  ...{ day, offset, length },
  crc: crc32(file.subarray(offset, offset + length)),
});

describe('records of the log', () => {
  const DAY = '2026-11-24';
  const file = Buffer.from('0123456789'.repeat(60_000));
  const readsOf = async (...spans: readonly (readonly [offset: number, length: number])[]) => {
    const { disk, reads } = diskOf({ [DAY]: file });
    const records = await readRecords(
      disk,
      '/data',
      spans.map(([offset, length]) => placeIn(file, DAY, offset, length)),
    );
    expect(records).toEqual(
      spans.map(([offset, length]) => ({ text: file.toString('utf8', offset, offset + length) })),
    );
    return reads.map(([, from, length]) => [from, length]);
  };

  test('are given in the order in which they are asked for', async () => {
    expect(await readsOf([30, 5], [0, 5])).toEqual([[0, 35]]);
  });

  test('are read together where less than four kibibytes lie between them', async () => {
    expect(await readsOf([0, 5], [5 + 4095, 7])).toEqual([[0, 4107]]);
    expect(await readsOf([0, 5], [5 + 4096, 7])).toEqual([
      [0, 5],
      [4101, 7],
    ]);
  });

  test('are read together only up to half a mebibyte', async () => {
    const most = 512 * 1024;
    expect(await readsOf([0, most - 10], [most - 10, 9])).toEqual([[0, most - 1]]);
    expect(await readsOf([0, most - 10], [most - 10, 10])).toEqual([
      [0, most - 10],
      [most - 10, 10],
    ]);
  });

  test('that are damaged or gone cost themselves alone, and are named with their place', async () => {
    const { disk, reads } = diskOf({ [DAY]: file });
    const damaged = { ...placeIn(file, DAY, 10, 5), crc: 1 };
    const gone = placeIn(file, '2026-11-23', 0, 5);
    expect(await readRecords(disk, '/data', [damaged, gone, placeIn(file, DAY, 20, 3)])).toEqual([
      { failure: `/data/log/${DAY}.jsonl is damaged at byte 10: its checksum is wrong` },
      { failure: '/data/log/2026-11-23.jsonl cannot be read: ENOENT: no such file' },
      { text: '012' },
    ]);
    expect(reads).toEqual([
      ['2026-11-23', 0, 5],
      [DAY, 10, 13],
    ]);
  });
});

describe('stories of the log', () => {
  const DAY = '2026-11-24';
  const texts = [1, 2].map((n) => JSON.stringify(aStory(n)));
  const file = Buffer.from(texts.join('\n'));
  const places = texts.map((text, n): StoryPlace => {
    const offset = n === 0 ? 0 : Buffer.byteLength(texts[0] ?? '') + 1;
    return { ...placeIn(file, DAY, offset, Buffer.byteLength(text)), id: aStory(n + 1).id, n: BigInt(n) };
  });
  const [one, two] = places as [StoryPlace, StoryPlace];

  const readerOver = (
    now: (id: StoryId) => StoryPlace | undefined = (id) => places.find((place) => place.id === id),
  ) => {
    const { disk, reads } = diskOf({ [DAY]: file });
    const problems: string[] = [];
    const read = createStoryReader({
      ...{ disk, folder: '/data', placeOf: now },
      onUnreadable: (problem) => problems.push(problem),
    });
    return { read, reads, problems };
  };

  test('are read once, and kept; those that are read once only are not', async () => {
    const { read, reads } = readerOver();
    expect(await read([two, one], true)).toEqual([aStory(2), aStory(1)]);
    expect(await read([one])).toEqual([aStory(1)]);
    expect(reads).toHaveLength(2);
    expect(await read([one])).toEqual([aStory(1)]);
    expect(await read([one, two])).toEqual([aStory(1), aStory(2)]);
    expect(reads).toEqual([
      [DAY, 0, file.length],
      [DAY, 0, one.length],
      [DAY, two.offset, two.length],
    ]);
  });

  test('whose file was rewritten meanwhile are read at their new place, and those that are gone are left out', async () => {
    const stale = { ...one, crc: 1 };
    const moved = readerOver();
    expect(await moved.read([stale, two])).toEqual([aStory(1), aStory(2)]);
    const removed = readerOver(() => undefined);
    expect(await removed.read([stale, two])).toEqual([aStory(2)]);
    expect([...moved.problems, ...removed.problems]).toEqual([]);
  });

  test('that cannot be read, or lie in the place of another, are reported and left out', async () => {
    const broken = { ...one, crc: 1 };
    const swapped = { ...one, id: two.id };
    const { read, problems } = readerOver((id) => (id === one.id ? broken : swapped));
    expect(await read([broken, swapped])).toEqual([]);
    expect(problems).toEqual([
      `/data/log/${DAY}.jsonl is damaged at byte 0: its checksum is wrong, so a story is missing: run \`kawaraban store check\`, and restore the file from a backup`,
      `the index names a wrong place in /data/log/${DAY}.jsonl, with the story ${one.id} instead of ${two.id}, so a story is missing: stop the daemon, delete \`index/\` in the data folder, and start the daemon, which rebuilds it`,
    ]);
  });

  test('are kept up to six mebibytes, those that were read last', async () => {
    const size = 2.5 * 1024 * 1024;
    const padded = [1, 2, 3].map((n) => Buffer.from(JSON.stringify(aStory(n))));
    const whole = Buffer.alloc(3 * size, ' ');
    for (const [n, text] of padded.entries()) text.copy(whole, n * size);
    const [a, b, c] = [0, 1, 2].map((n) => ({
      ...placeIn(whole, DAY, n * size, size),
      ...{ id: aStory(n + 1).id, n: BigInt(n) },
    })) as [StoryPlace, StoryPlace, StoryPlace];
    const { disk, reads } = diskOf({ [DAY]: whole });
    const read = createStoryReader({
      disk,
      folder: '/data',
      placeOf: () => undefined,
      onUnreadable: () => {},
    });
    const readsOf = async (...places: readonly StoryPlace[]): Promise<number> => {
      reads.splice(0);
      expect(await read(places)).toHaveLength(places.length);
      return reads.length;
    };
    // More at once than is kept does not enter.
    expect([await readsOf(a, b, c), await readsOf(a)]).toEqual([3, 1]);
    expect([await readsOf(b), await readsOf(a), await readsOf(c)]).toEqual([1, 0, 1]);
    expect([await readsOf(a), await readsOf(c), await readsOf(b), await readsOf(a)]).toEqual([0, 0, 1, 1]);
  });
});
