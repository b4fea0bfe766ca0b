import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const cache = mkdtempSync(join(tmpdir(), 'bench-cache-'));
process.on('exit', () => rmSync(cache, { recursive: true, force: true }));

/** The settings with which the launcher and `main.ts` run the daemon, but with a temporary compile cache. */
export const THRIFTY_NODE = {
  flags: ['--max-semi-space-size=4', '--heap-growing-percent=20'],
  env: {
    NODE_COMPILE_CACHE: cache,
    MALLOC_ARENA_MAX: '2',
    MALLOC_MMAP_THRESHOLD_: '65536',
    MALLOC_TRIM_THRESHOLD_: '65536',
  },
};
