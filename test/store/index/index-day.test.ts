import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { crc32 } from 'node:zlib';
import { expect, test } from 'vitest';
import { anArticle, aStory } from '../make-story.ts';
import { newFolder, openedStore, recordingLog } from '../opened-store.ts';
import { folderWith, line } from '../written-log.ts';

/** Stories of a log that takes several turns of the event loop to index, one line each. */
const COUNT = 12;
const long = (n: number) => aStory(n, { articles: [anArticle(n, { summary: 'あ'.repeat(20_000) })] });

/** A store without its index whose log has broken lines in place of some of its lines. */
const brokenAt = async (...lines: readonly number[]): Promise<string> => {
  const folder = await newFolder();
  const store = await openedStore(folder);
  for (let n = 0; n < COUNT; n += 1) await store.commit({ stories: [long(n)], drops: [], states: [] });
  await store.close();
  await rm(path.join(folder, 'index'), { recursive: true });
  const [file = ''] = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.jsonl'));
  const text = await readFile(path.join(folder, file), 'utf8');
  const broken = text
    .split('\n')
    .map((line, n) => (lines.includes(n) ? 'x'.repeat(Buffer.byteLength(line)) : line));
  await writeFile(path.join(folder, file), broken.join('\n'));
  return folder;
};

test('each broken line of a long log is reported once, when the index is made and after each start', async () => {
  const folder = await brokenAt(1, 7);
  const starts = [];
  for (let start = 0; start < 2; start += 1) {
    const { log, errors } = recordingLog();
    const store = await openedStore(folder, { log });
    starts.push({ ...store.health(), errors: errors.map(({ event }) => event) });
    await store.close();
  }
  for (const { problems, stories, errors } of starts) {
    expect(stories).toBe(COUNT - 2);
    expect(problems).toHaveLength(2);
    expect(problems.every((problem) => /^the line at byte \d+ of .* cannot be read: /.test(problem))).toBe(
      true,
    );
    expect(errors).toEqual(['store.damaged', 'store.damaged']);
  }
});

test('a line with a right checksum whose content is not a commit is one problem, at each start', async () => {
  const rest = ',"version":1}';
  const invalid = `{"crc":"${crc32(rest).toString(16).padStart(8, '0')}"${rest}\n`;
  const folder = await folderWith({ '2026-11-24': [line(1, { stories: [aStory(1)] }), invalid] });
  for (let start = 0; start < 2; start += 1) {
    const store = await openedStore(folder);
    expect(store.health().problems).toEqual([
      expect.stringMatching(
        /^the line at byte \d+ of .* cannot be read: \[ \{ .*, and the line is kept as evidence/,
      ),
    ]);
    await store.close();
  }
});

test('of a file with many broken lines, ten are still named after the next start', async () => {
  const folder = await brokenAt(...Array.from({ length: COUNT - 1 }, (_, n) => n));
  const first = await openedStore(folder);
  expect(first.health().problems).toHaveLength(COUNT - 1);
  await first.close();
  const again = await openedStore(folder);
  expect(again.health().problems).toHaveLength(10);
  await again.close();
});
