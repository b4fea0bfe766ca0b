import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import { HOSTILE_DOCUMENTS } from './support/hostile-documents.ts';

const MEASURE = fileURLToPath(new URL('../../bench/parse-hostile.ts', import.meta.url));

/** Far beyond what the parser's own limits allow, so that a busy machine fails no test. */
const HANGS_AFTER_MS = 120_000;
const CPU_LIMIT_MS = 10_000;
const MEMORY_LIMIT_MB = 800;

describe('a hostile document ends, in a process apart, and costs no good item before it', () => {
  let lines: readonly string[];
  // One process for all; `bench/parse-hostile.ts` gives each its own, and measures it.
  beforeAll(async () => {
    const { stdout } = await promisify(execFile)(process.execPath, [MEASURE, '--each'], {
      timeout: HANGS_AFTER_MS,
    });
    lines = stdout.trim().split('\n');
  }, 2 * HANGS_AFTER_MS);

  test.each(HOSTILE_DOCUMENTS.map((document, n) => ({ ...document, n })))('$name', ({ name, isCut, n }) => {
    const figures = JSON.parse(lines[n] ?? '{}');
    console.log(`${name}: ${figures.ms} ms, ${figures.mb} MB, ${figures.outcome}, ${figures.items} items`);
    expect(figures).toMatchObject({
      name,
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
