import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { HOSTILE_DOCUMENTS } from './support/hostile-documents.ts';

const MEASURE = fileURLToPath(new URL('../../bench/parse-hostile.ts', import.meta.url));

/** Far beyond what the parser's own limits allow, so that a busy machine fails no test. */
const HANGS_AFTER_MS = 60_000;
const CPU_LIMIT_MS = 10_000;
const MEMORY_LIMIT_MB = 800;

describe('a hostile document ends, in a process of its own, and costs no good item before it', () => {
  test.each(HOSTILE_DOCUMENTS)('$name', { timeout: 2 * HANGS_AFTER_MS }, async ({ name, isCut }) => {
    const { stdout } = await promisify(execFile)(process.execPath, [MEASURE, name], {
      timeout: HANGS_AFTER_MS,
    });
    const figures = JSON.parse(stdout);
    console.log(`${name}: ${figures.ms} ms, ${figures.mb} MB, ${figures.outcome}, ${figures.items} items`);
    expect(figures).toMatchObject({
      outcome: 'parsed',
      keptBefore: true,
      keptAfter: isCut === true ? figures.keptAfter : true,
      isPolluted: false,
      leaks: false,
    });
    expect(figures.cpuMs).toBeLessThan(CPU_LIMIT_MS);
    expect(figures.mb).toBeLessThan(MEMORY_LIMIT_MB);
  });
});
