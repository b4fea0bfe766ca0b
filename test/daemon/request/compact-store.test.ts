import { expect, test } from 'vitest';
import { compactStore } from '../../../src/daemon/request/compact-store.ts';
import { createMemoryStore } from '../../support/memory-store.ts';

const failing = (error: Error) => ({ ...createMemoryStore(), compact: () => Promise.reject(error) });

test('a full disk is explained once, with what to do', async () => {
  const full = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
  const said: unknown[] = [];
  expect(await compactStore(failing(full), (output) => said.push(output))).toBe('failed');
  expect(said).toEqual([
    {
      kind: 'problem',
      text: 'The disk of the data folder is full (ENOSPC: no space left on device, write). Free some space on it. Nothing is lost; run the command again after that.',
    },
  ]);
});

test('what the store explains itself is said as it is', async () => {
  const own = new Error('log/2026-11-25.jsonl cannot be read (EACCES), and was not rewritten');
  await expect(compactStore(failing(own), () => {})).rejects.toBe(own);
});
