import { fstatSync } from 'node:fs';
import { mkdir, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { complain, interrupted, nameOfGiven, readGiven } from '../../src/cli/terminal.ts';

let said = '';
beforeEach(() => {
  said = '';
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    said += String(text);
    return true;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

test('a problem is a line, and in the journal each of its lines is an error', () => {
  vi.stubEnv('JOURNAL_STREAM', undefined);
  complain('one\ntwo');
  expect(said).toBe('one\ntwo\n');
  const { dev, ino } = fstatSync(process.stderr.fd);
  vi.stubEnv('JOURNAL_STREAM', `${dev}:${ino}`);
  complain('one\ntwo');
  expect(said).toBe('one\ntwo\n<3>one\n<3>two\n');
});

describe('a file that the command line names', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'given-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  test('is read whole, however long it is', async () => {
    const file = path.join(folder, 'file');
    await writeFile(file, `${'a'.repeat(200_000)}b`);
    expect(String(await readGiven(file))).toBe(`${'a'.repeat(200_000)}b`);
    expect(said).toBe('');
  });

  test('of more than a hundred megabytes is not read', async () => {
    const file = path.join(folder, 'file');
    await writeFile(file, '');
    await truncate(file, 100_000_001);
    expect(await readGiven(file)).toBeUndefined();
    expect(said).toBe(`${file} is larger than 100 MB. Name another file, or divide this one.\n`);
  });

  test('is named as it was given, except the standard input', () => {
    expect(['list.opml', '-'].map(nameOfGiven)).toEqual(['list.opml', 'The standard input']);
  });

  test('that is a folder, or not there, is named with what to do', async () => {
    await mkdir(path.join(folder, 'inner'));
    expect(await readGiven(path.join(folder, 'inner'))).toBeUndefined();
    expect(said).toMatch(/^\S+inner is a folder\. Name a file\.\n$/);
    said = '';
    expect(await readGiven(path.join(folder, 'none'))).toBeUndefined();
    expect(said).toBe(`The file ${path.join(folder, 'none')} does not exist. Name another file.\n`);
  });
});

test.each(['SIGINT', 'SIGTERM'] as const)('%s interrupts a command', (signal) => {
  const before = new Set(process.listeners(signal));
  const stop = interrupted();
  const [own] = process.listeners(signal).filter((listener) => !before.has(listener));
  own?.(signal);
  expect(stop.aborted).toBe(true);
  for (const name of ['SIGINT', 'SIGTERM'] as const)
    for (const listener of process.listeners(name)) if (!before.has(listener)) process.off(name, listener);
});
