import fs from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { expect, onTestFinished, test, vi } from 'vitest';
import { readText } from '../../../src/config/read/read-text.ts';

test.each([
  ['EMFILE', 'this machine lacks memory, or too many files are open: end other programs, and try again'],
  ['ENOMEM', 'this machine lacks memory, or too many files are open: end other programs, and try again'],
  ['EACCES', 'allow the user that runs Kawaraban to read it and to open the folders above it'],
  ['EIO', 'remove the cause, or put a readable file in its place'],
])('a file that cannot be read because of %s has the advice of that', async (code, advice) => {
  const stat = vi.spyOn(fs, 'stat').mockRejectedValueOnce(Object.assign(new Error(code), { code }));
  syncBuiltinESMExports();
  onTestFinished(() => {
    stat.mockRestore();
    syncBuiltinESMExports();
  });
  expect(await readText('/config/topics.yaml')).toEqual({
    kind: 'unreadable',
    problem: {
      file: '/config/topics.yaml',
      line: 1,
      column: 1,
      message: `this file cannot be read (${code}); ${advice}`,
    },
  });
});
