import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Story } from '../../src/domain/story/story.ts';
import { createLinkCheck } from '../../src/store/check-links.ts';
import { checkStore } from '../../src/store/check-store.ts';
import { type Disk, fileSystem } from '../../src/store/disk/file-system.ts';
import { createProblems, evidenceOf, isEvidence } from '../../src/store/store-problems.ts';
import { aDrop, anArticle, aState, aStory } from './make-story.ts';
import { NOW, newFolder, recordingLog } from './opened-store.ts';
import { folderWith, line } from './written-log.ts';

const DAY = '2026-11-24';

const checked = async (files: Parameters<typeof folderWith>[0]) => {
  const folder = await folderWith(files);
  const problems = await checkStore(folder);
  return problems.map((problem) => problem.replaceAll(`${folder}/log/`, ''));
};

const shared = aStory(2, { articles: [anArticle(1)] });

describe('a check of a folder', () => {
  test('finds nothing in a store that is whole, and counts its files', async () => {
    const whole = [
      line(1, { stories: [aStory(1)], drops: [aDrop(1)] }),
      line(2, { states: [aState('kanda')] }),
    ];
    const folder = await folderWith({ [DAY]: whole, '2026-11-24.2': [line(3, { stories: [aStory(2)] })] });
    const progress: unknown[] = [];
    expect(await checkStore(folder, (...done) => progress.push(done))).toEqual([]);
    expect(progress).toEqual([
      [1, 3],
      [2, 3],
      [3, 3],
    ]);
    expect(await checkStore(await newFolder())).toEqual([]);
  });

  test('names a damaged line by file and byte, and reads the others; a torn end is no damage', async () => {
    const first = line(1, { stories: [aStory(1)] });
    const problems = await checked({
      [DAY]: [first, 'not ours\n', line(2, { stories: [shared] }), '{"crc":"0'],
    });
    expect(problems).toEqual([
      `${DAY}.jsonl, byte ${first.length}: its checksum is wrong`,
      `story ${shared.id}: the record of how article ${anArticle(1).id} joined is missing`,
      `article ${anArticle(1).id} is in two stories, ${aStory(1).id} and ${shared.id}, so one of them is wrong`,
    ]);
  });

  test('names a commit of another day', async () => {
    const second = line(2, { at: NOW.add({ hours: 24 }) });
    const first = line(1, {});
    expect(await checked({ [DAY]: [first, second] })).toEqual([
      `${DAY}.jsonl, byte ${first.length}: this commit belongs to the day 2026-11-25, so the file was renamed; stop the daemon and rename it to 2026-11-25.jsonl or, if that exists, to 2026-11-25.N.jsonl with the first free number N, from 2 on`,
    ]);
  });

  test.each([
    ['story', { stories: [{ id: '' } as unknown as Story] }],
    ['drop', { drops: [{} as ReturnType<typeof aDrop>] }],
    ['state', { states: [{} as ReturnType<typeof aState>] }],
  ])('names the line of an invalid %s', async (_, rest) => {
    expect(await checked({ [DAY]: [line(1, rest)] })).toEqual([
      expect.stringMatching(new RegExp(`^${DAY}\\.jsonl, byte 0: .`)),
    ]);
  });

  test('looks at the newest version of each story alone, wherever it stands', async () => {
    const parted = aStory(2);
    expect(
      await checked({
        [DAY]: [line(3, { stories: [parted] }), line(1, { stories: [aStory(1)] })],
        '2026-11-24.2': [line(2, { stories: [shared] })],
      }),
    ).toEqual([]);
    const gone = line(4, { removed: { stories: [aStory(1).id], keys: [] } });
    expect(
      await checked({
        [DAY]: [
          gone,
          line(2, { stories: [aStory(1)] }),
          line(3, { stories: [{ ...shared, joins: aStory(1).joins }] }),
        ],
      }),
    ).toEqual([]);
  });

  test('names a file that cannot be read, and goes on', async () => {
    const folder = await folderWith({ [DAY]: [line(1, { stories: [aStory(1)] })], '2026-11-25': ['x\n'] });
    const disk: Disk = {
      ...fileSystem,
      readPart: (path, ...rest) =>
        path.includes(DAY) ? Promise.reject(new Error('EIO')) : fileSystem.readPart(path, ...rest),
    };
    expect(await checkStore(folder, undefined, disk)).toEqual([
      `${folder}/log/${DAY}.jsonl: EIO`,
      `${folder}/log/2026-11-25.jsonl, byte 0: its checksum is wrong`,
    ]);
  });

  test.each([
    ['documents/states.json'],
    ['documents/removed/2026-11.json'],
    ['documents/archive/2026-10.json'],
    ['documents/editions/2026-11-24.json'],
  ])('reads %s, too, and names a fault once', async (name) => {
    const folder = await newFolder();
    await mkdir(join(folder, name, '..'), { recursive: true });
    await writeFile(join(folder, name), 'x');
    const problems = await checkStore(folder);
    expect(problems).toEqual([
      expect.stringMatching(
        /^neither .+ \(.+\) nor its copy \.bak \(absent\) can be read: if a permission is missing, grant it; else stop/,
      ),
    ]);
  });
});

test('a link is checked between each article, its join and its story', () => {
  const problems: string[] = [];
  const check = createLinkCheck((problem) => problems.push(problem));
  check(aStory(1));
  check(aStory(2));
  expect(problems).toEqual([]);
  check({ ...aStory(3), articles: [anArticle(1), anArticle(3)] });
  expect(problems).toEqual([
    `story ${aStory(3).id}: the record of how article ${anArticle(1).id} joined is missing`,
    `article ${anArticle(1).id} is in two stories, ${aStory(1).id} and ${aStory(3).id}, so one of them is wrong`,
  ]);
});

test('a problem is kept and logged once', () => {
  const { log, errors } = recordingLog();
  const problems = createProblems(log);
  for (const text of ['one', 'two', 'one']) problems.add(text);
  expect(problems.all()).toEqual(['one', 'two']);
  expect(errors).toEqual(['one', 'two'].map((problem) => ({ event: 'store.damaged', fields: { problem } })));
});

test('damaged data is kept under a name that its bytes decide', () => {
  const name = evidenceOf('/data/log/x.jsonl', Buffer.from('a'));
  expect(name).toBe('/data/log/x.jsonl.damaged-e8b7be43');
  expect(evidenceOf('/x', Buffer.from('plumless'))).toMatch(/^\/x\.damaged-[0-9a-f]{8}$/);
  expect([isEvidence('x.jsonl.damaged-e8b7be43'), isEvidence('x.jsonl')]).toEqual([true, false]);
});
