import {
  chmod,
  mkdir,
  mkdtemp,
  open,
  readdir,
  readFile,
  readlink,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { writeSources } from '../../../src/config/write/write-sources.ts';
import type { NewSource } from '../../../src/domain/source/propose/propose-source.ts';

const NEW: NewSource = {
  id: 'new',
  outlet: 'Kaku News',
  language: 'en',
  scope: 'japan',
  timezone: 'UTC',
  endpoint: 'https://new.example/feed',
  enabled: true,
  remarks: [],
};
const OLD =
  'sources:\n  - id: old\n    outlet: Old News\n    language: ja\n    scope: general\n    endpoints: [https://old.example/feed]\n';

let folder: string;
let file: string;
const umask = process.umask();
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'kawaraban-write-'));
  file = path.join(folder, 'sources.yaml');
  await writeFile(file, OLD);
});
afterEach(async () => {
  process.umask(umask);
  await rm(folder, { recursive: true });
});

test('new sources are appended in one step, and the lines on which they begin are said', async () => {
  const written = await writeSources(folder, [NEW, { ...NEW, id: 'other' }]);
  expect(written).toEqual({ kind: 'written', file, lines: [8, 15] });
  const lines = (await readFile(file, 'utf8')).split('\n');
  expect([lines[7], lines[14]]).toEqual(['  - id: new', '  - id: other']);
  expect(lines.slice(0, 6).join('\n')).toBe(OLD.trimEnd());
  expect(await readdir(folder)).toEqual(['sources.yaml']);
});

test('a file that is replaced is written, even if its folder cannot be synced', async () => {
  const handle = await open(folder);
  const sync = vi.spyOn(Object.getPrototypeOf(handle) as typeof handle, 'sync');
  onTestFinished(() => sync.mockRestore());
  await handle.close();
  // The file is synced first, then its folder.
  sync.mockResolvedValueOnce().mockRejectedValueOnce(new Error('EIO'));
  expect(await writeSources(folder, [NEW])).toMatchObject({ kind: 'written', lines: [8] });
  expect(sync).toHaveBeenCalledTimes(2);
  expect(await readFile(file, 'utf8')).toContain('- id: new');
});

test('the file keeps its mode, whatever the umask, and stays behind its link', async () => {
  await mkdir(path.join(folder, 'real'));
  const real = path.join(folder, 'real', 'ours.yaml');
  await writeFile(real, OLD);
  await chmod(real, 0o664);
  await rm(file);
  await symlink('real/ours.yaml', file);
  process.umask(0o077);
  expect(await writeSources(folder, [NEW])).toMatchObject({ kind: 'written', file });
  expect((await stat(real)).mode & 0o777).toBe(0o664);
  expect(await readlink(file)).toBe('real/ours.yaml');
  expect(await readFile(real, 'utf8')).toContain('- id: new');
  expect(await readdir(path.dirname(real))).toEqual(['ours.yaml']);
});

test.each([
  ['whose sources are in brackets', 'sources: [{ id: old }]\n', /^its sources are in brackets/],
  [
    'that is not valid',
    `${OLD}    color: red\n`,
    /^it is not valid, or its layout does not let a command add sources/,
  ],
])('a file %s is left as it is, with the reason', async (_, text, reason) => {
  await writeFile(file, text);
  expect(await writeSources(folder, [NEW])).toEqual({
    kind: 'not-written',
    file,
    reason: expect.stringMatching(reason),
  });
  expect(await readFile(file, 'utf8')).toBe(text);
});

test('what a killed command left beside the file is removed, and the next command writes', async () => {
  await writeFile(path.join(folder, `.sources.yaml.${process.pid}.new`), 'half');
  expect(await writeSources(folder, [NEW])).toEqual({
    kind: 'not-written',
    file,
    reason: expect.stringContaining('EEXIST'),
  });
  expect(await readFile(file, 'utf8')).toBe(OLD);
  expect(await readdir(folder)).toEqual(['sources.yaml']);
  expect(await writeSources(folder, [NEW])).toMatchObject({ kind: 'written' });
});
