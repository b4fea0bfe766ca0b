import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { crc32 } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { Story } from '../../src/domain/story/story.ts';
import { checkStore } from '../../src/store/check-store.ts';
import { type Disk, fileSystem } from '../../src/store/disk/file-system.ts';
import { openStore } from '../../src/store/open-store.ts';
import { aState, aStory } from './make-story.ts';
import { NOW, newFolder, openedStore, recordingLog, silent } from './opened-store.ts';
import { folderWith, line } from './written-log.ts';

const DAY = '2026-11-24';
const pathIn = (folder: string, day = DAY): string => join(folder, 'log', `${day}.jsonl`);

/** What an open store says of itself, and the stories that it finds, by their numbers. */
const reportOf = async (folder: string, options: Parameters<typeof openedStore>[1] = {}) => {
  const { log, errors } = recordingLog();
  const store = await openedStore(folder, { log, ...options });
  const found = await store.stories({ limit: 99 });
  const numbers = found.map(({ id }) => [1, 2, 3, 4, 5].find((n) => aStory(n).id === id));
  const { problems } = store.health();
  const states = store.states();
  await store.close();
  return {
    problems,
    numbers: numbers.toSorted((a = 0, b = 0) => a - b),
    states,
    logged: errors.map(({ fields }) => fields?.problem),
  };
};

const failing = (name: string): Disk => ({
  ...fileSystem,
  readPart: (path, ...rest) =>
    path.includes(name) ? Promise.reject(new Error('EIO')) : fileSystem.readPart(path, ...rest),
});

describe('a store that is opened', () => {
  test('finds what its log holds, and has nothing to say', async () => {
    const folder = await folderWith({
      [DAY]: [
        line(1, { stories: [aStory(1)] }),
        line(2, { stories: [aStory(2)], states: [aState('kanda')] }),
      ],
      [`${DAY}.2`]: [line(3, { stories: [aStory(3)] })],
    });
    expect(await reportOf(folder)).toEqual({
      ...{ problems: [], numbers: [1, 2, 3], states: [aState('kanda')], logged: [] },
    });
    expect(await reportOf(folder)).toMatchObject({ problems: [], numbers: [1, 2, 3] });
  });

  test('finds the states in older files, and reports them if they cannot be read', async () => {
    const folderOf = (oldest: ReturnType<typeof aState>) =>
      folderWith({
        '2026-11-22': [line(1, { at: NOW.subtract({ hours: 48 }), states: [oldest] })],
        '2026-11-23': [line(2, { at: NOW.subtract({ hours: 24 }), stories: [aStory(1)] })],
        [DAY]: [line(3, { stories: [aStory(2)] })],
      });
    expect(await reportOf(await folderOf(aState('kanda')))).toMatchObject({
      ...{ problems: [], numbers: [1, 2], states: [aState('kanda')] },
    });
    const invalid = { source: 'kanda' } as ReturnType<typeof aState>;
    expect(await reportOf(await folderOf(invalid))).toMatchObject({
      problems: [
        expect.stringMatching(
          /^the newest states of some sources cannot be read: .*\. Restart this process$/s,
        ),
      ],
      ...{ numbers: [1, 2], states: [] },
    });
  });

  test('reads the states of the sources once if it waits for no older file', async () => {
    const folder = await folderWith({ [DAY]: [line(1, { states: [aState('kanda')] })] });
    let reads = 0;
    const disk: Disk = {
      ...fileSystem,
      read: (path) => {
        if (path.endsWith('states.json')) reads += 1;
        return fileSystem.read(path);
      },
    };
    expect((await reportOf(folder, { disk })).states).toEqual([aState('kanda')]);
    expect(reads).toBe(1);
  });

  test('names a damaged line, now and at each start, and finds the others', async () => {
    const first = line(1, { stories: [aStory(1)] });
    const folder = await folderWith({ [DAY]: [first, 'not ours\n', line(2, { stories: [aStory(2)] })] });
    const problems = [
      `the line at byte ${first.length} of ${pathIn(folder)} cannot be read: its checksum is wrong. The articles, drops and states of sources that only this line contains are missing, and the line is kept as evidence. If you miss articles, stop the daemon and restore the file from a backup`,
    ];
    for (let start = 0; start < 2; start += 1)
      expect(await reportOf(folder)).toMatchObject({ problems, numbers: [1, 2], logged: problems });
  });

  test('names a record that is invalid, and finds the others of its line', async () => {
    const folder = await folderWith({
      [DAY]: [line(1, { stories: [{ id: '' } as unknown as Story, aStory(2)] })],
    });
    const { problems, numbers } = await reportOf(folder);
    expect(problems).toEqual([
      expect.stringMatching(
        /^the record at byte \d+ of .*\.jsonl cannot be read, so it is missing: .*\. If you miss articles, stop the daemon and restore the file from a backup$/s,
      ),
    ]);
    expect(numbers).toEqual([2]);
    const nameless = await folderWith({ [DAY]: [line(1, { states: [{} as ReturnType<typeof aState>] })] });
    expect((await reportOf(nameless)).problems).toEqual([
      expect.stringMatching(
        /cannot be read, so it is missing: it has no source\. If you miss articles, stop the daemon and restore/,
      ),
    ]);
  });

  test('names a file that was renamed to another day', async () => {
    const folder = await folderWith({ '2026-11-25': [line(1, { stories: [aStory(1)] })] });
    expect(await reportOf(folder)).toMatchObject({
      problems: [
        `${pathIn(folder, '2026-11-25')} holds a commit of 2026-11-24: the file was renamed. Nothing is lost; stop the daemon and rename it to 2026-11-24.jsonl or, if that exists, to 2026-11-24.N.jsonl with the first free number N, from 2 on`,
      ],
      numbers: [1],
    });
  });

  test('has nothing to say of a renamed file that gets its day back beside another file of that day', async () => {
    const folder = await folderWith({
      [DAY]: [line(2, { stories: [aStory(2)] })],
      '2026-11-25': [line(1, { at: NOW, stories: [aStory(1)] })],
    });
    expect((await reportOf(folder)).problems).toHaveLength(1);
    await rename(pathIn(folder, '2026-11-25'), pathIn(folder, `${DAY}.2`));
    // The first start builds the index anew, and says that it misses the file under its old name.
    expect(await reportOf(folder)).toMatchObject({
      problems: [expect.stringContaining('is not the file that was indexed before')],
      numbers: [1, 2],
    });
    expect(await reportOf(folder)).toMatchObject({ problems: [], numbers: [1, 2] });
    expect(await checkStore(folder)).toEqual([]);
  });

  test('names a file that cannot be read, and finds the stories of the others', async () => {
    const folder = await folderWith({
      [DAY]: [line(1, { stories: [aStory(1)] })],
      [`${DAY}.2`]: [line(2, { stories: [aStory(2)] })],
    });
    expect(await reportOf(folder, { disk: failing(`${DAY}.jsonl`) })).toMatchObject({
      problems: [
        `${pathIn(folder)} cannot be read: EIO; stories in it may be missing, and the file is left unchanged. Make it readable or restore it, then restart`,
      ],
      numbers: [2],
    });
    // An index that knows the file still finds its stories.
    await reportOf(folder);
    const { problems, numbers } = await reportOf(folder, { disk: failing(`${DAY}.jsonl`) });
    expect(problems[0]).toContain(`${pathIn(folder)} cannot be read: EIO`);
    expect(numbers).toEqual([2]);
  });

  test('takes a log in place of the one that was indexed, and names the file', async () => {
    const folder = await folderWith({ [DAY]: [line(1, { stories: [aStory(1)] })] });
    await reportOf(folder);
    await writeFile(pathIn(folder), line(1, { stories: [aStory(2), aStory(3)] }));
    expect(await reportOf(folder)).toMatchObject({
      problems: [
        `${pathIn(folder)} is not the file that was indexed before: records that were only in that file are lost. If you restored no backup, restore one`,
      ],
      numbers: [2, 3],
    });
  });

  test('takes in lines that were added to its log, and makes the index anew if they are older than what it knows', async () => {
    const [first, second] = [line(2, { stories: [aStory(1)] }), line(3, { stories: [aStory(2)] })];
    const folder = await folderWith({ [DAY]: [first] });
    await reportOf(folder);
    await writeFile(pathIn(folder), Buffer.concat([first, second]));
    expect(await reportOf(folder)).toMatchObject({ problems: [], numbers: [1, 2] });
    const older = line(1, { stories: [aStory(2), aStory(4)] });
    await writeFile(pathIn(folder, `${DAY}.2`), older);
    expect(await reportOf(folder)).toMatchObject({ problems: [], numbers: [1, 2, 4] });
  });

  test('names data that was set aside', async () => {
    const folder = await folderWith({ [DAY]: [line(1, { stories: [aStory(1)] })] });
    const evidence = `${pathIn(folder)}.damaged-01234567`;
    await writeFile(evidence, 'x');
    expect((await reportOf(folder)).problems).toEqual([
      `${evidence} contains data that could not be read: delete the file when you no longer need it`,
    ]);
  });

  test('keeps an index that it cannot write in memory, and says so, unless it only reads', async () => {
    const folder = await folderWith({ [DAY]: [line(1, { stories: [aStory(1)] })] });
    await writeFile(join(folder, 'index'), 'a file in its place');
    const problem = expect.stringMatching(
      /^the index cannot be written \(E.*\): it is kept in memory and rebuilt at each start; free space on its disk, make its folder writable, or delete the index if it is damaged; then restart$/,
    );
    for (let start = 0; start < 2; start += 1)
      expect(await reportOf(folder)).toMatchObject({ problems: [problem], numbers: [1] });
    expect(await reportOf(folder, { lock: false })).toMatchObject({ problems: [], numbers: [1] });
  });

  test('has the states of its document, and those of later lines', async () => {
    const newer = aState('kanda', { itemHashes: ['new'] });
    const folder = await folderWith({ [DAY]: [line(1, { states: [aState('kanda'), aState('ueno')] })] });
    const store = await openedStore(folder);
    await store.compact();
    await store.commit({ stories: [], drops: [], states: [newer] });
    await store.close();
    const { states } = await reportOf(folder);
    expect(states).toEqual([newer, aState('ueno')]);
    for (const name of ['states.json', 'states.json.bak'])
      await writeFile(join(folder, 'documents', name), 'x');
    const { problems, states: left } = await reportOf(folder);
    expect(problems).toEqual([
      expect.stringMatching(
        /^neither .+states\.json \(.+\) nor its copy \.bak \(.+\) can be read: if a permission is missing, grant it; else stop/,
      ),
    ]);
    expect(left).toEqual([newer]);
  });

  test('says that a file is not indexed, but only until the index can be written', async () => {
    const files = [DAY, `${DAY}.2`, `${DAY}.3`].map(
      (name, n) => [name, [line(n + 1, { stories: [aStory(n + 1)] })]] as const,
    );
    const folder = await folderWith(Object.fromEntries(files));
    const said: unknown[] = [];
    let other: DatabaseSync | undefined;
    const store = await openedStore(folder, {
      retryMs: 1,
      // Another program locks the index after the two newest files, which the start waits for.
      onProgress: (done) => {
        if (done !== 2) return;
        other = new DatabaseSync(join(folder, 'index/index.sqlite'));
        other.exec('BEGIN IMMEDIATE');
      },
      log: {
        ...silent,
        error: (_, fields) => {
          said.push(fields?.problem);
          other?.close();
        },
      },
    });
    expect(said).toEqual([
      expect.stringContaining(
        `${pathIn(folder)} is not fully indexed, so stories in it may be missing: the index cannot be written: database is locked. Free`,
      ),
    ]);
    expect(store.health()).toMatchObject({ stories: 3, problems: [] });
    await store.close();
  });

  test('says that a line of a later version keeps its day from being indexed', async () => {
    const later = (text: Buffer) => text.toString().replace('"version":1', '"version":2');
    const rest = later(line(1, { stories: [aStory(1)] })).slice(17, -1);
    const newer = `{"crc":"${crc32(rest).toString(16).padStart(8, '0')}"${rest}\n`;
    const others = [2, 3].map((n) => [`${DAY}.${n}`, [line(n, { stories: [aStory(n)] })]] as const);
    const folder = await folderWith({ [DAY]: [newer], ...Object.fromEntries(others) });
    const says =
      "it has version 2 of the store's format, and this Kawaraban reads version 1: start the newer Kawaraban";
    expect(await openStore({ folder, log: silent, now: () => NOW })).toEqual({
      kind: 'failed',
      reason: says,
    });
    const older = await folderWith({ '2026-11-22': [newer], ...Object.fromEntries(others) });
    expect(await openStore({ folder: older, log: silent, now: () => NOW })).toEqual({
      kind: 'failed',
      reason: says,
    });
    // Behind a line of this version, it is found only after the start.
    const mixed = await folderWith({ '2026-11-22': [line(1, {}), newer], ...Object.fromEntries(others) });
    const store = await openedStore(mixed);
    await expect(store.compact()).rejects.toThrow(
      new Error(
        `${pathIn(mixed, '2026-11-22')} cannot be read: ${says}; stories in it may be missing, and the file is left unchanged`,
      ),
    );
    await store.close();
  });

  test('makes its folders, and takes an empty one for a store without news', async () => {
    const folder = join(await newFolder(), 'new', 'data');
    expect(await reportOf(folder)).toEqual({ problems: [], numbers: [], states: [], logged: [] });
    await rm(folder, { recursive: true });
    await mkdir(folder);
    const store = await openedStore(folder);
    expect(store.health()).toEqual({
      ...{ stories: 0, articles: 0, bytes: 0, unwritten: 0, problems: [], isWaiting: false },
    });
    await store.close();
  });
});
