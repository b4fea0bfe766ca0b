/**
 * Writes 20 new articles to a store that holds 1k, 10k, 100k and 500k, beside one lowdb file in the same run.
 * `node bench/store.ts [COUNT…]`; each figure comes from a process of its own.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const COUNTS = [1_000, 10_000, 100_000, 500_000];

/** Beyond some 360,000 articles one lowdb file cannot be written at all: its text outgrows the longest string. */
const ONE_FILE_LIMIT = 350_000;

const counts = process.argv.length > 2 ? process.argv.slice(2).map(Number) : COUNTS;

const measure = (step: string, folder: string, count: number): Record<string, number> => {
  const script = join(import.meta.dirname, 'store-step.ts');
  const out = execFileSync(
    process.execPath,
    ['--max-old-space-size=8192', script, step, folder, String(count)],
    { encoding: 'utf8' },
  );
  return JSON.parse(out);
};

console.log(
  'stored  | store                      | write ms: median, worst | block ms | RSS MB | start ms to serving 200',
);
for (const count of counts) {
  const folder = mkdtempSync(join(tmpdir(), 'bench-store-'));
  try {
    measure('fill', folder, count);
    for (const step of ['partitions', ...(count < ONE_FILE_LIMIT ? ['one-file'] : [])]) {
      if (step === 'one-file') measure('fill-one-file', folder, count);
      const started = performance.now();
      const figures = measure(step, folder, count);
      const whole = performance.now() - started;
      console.log(
        [
          String(count).padStart(7),
          step.padEnd(26),
          `${figures['median']?.toFixed(1)}, ${figures['worst']?.toFixed(1)}`.padEnd(23),
          `${figures['block']?.toFixed(1)}`.padEnd(8),
          `${figures['rss']}`.padEnd(6),
          `${figures['start']?.toFixed(0)} (process ${whole.toFixed(0)})`,
        ].join(' | '),
      );
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}
