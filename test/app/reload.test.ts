import { expect, test } from 'vitest';
import { type Installation, install, startDaemon } from '../support/product.ts';
import { reloadTrial } from './reload-trial.ts';

const EDITS = 20;

/** Reads the feed again and again until told to stop; gives how often, and what did not go well. */
const readOn = (url: string, signal: AbortSignal) => {
  const report = { reads: 0, failures: [] as string[] };
  const ended = (async () => {
    while (!signal.aborted) {
      report.reads += 1;
      const answer = await fetch(url).catch((error: unknown) => String(error));
      if (typeof answer === 'string') report.failures.push(answer);
      else if (answer.status !== 200 || !(await answer.text()).includes('</rss>'))
        report.failures.push(String(answer.status));
    }
  })();
  return { report, ended };
};

test('edits saved in six ways, a third of them wrong, come in force or are refused while a reader reads on', async () => {
  const at: Installation = await install([{ id: 'base', url: 'http://127.0.0.1:9/base' }]);
  const daemon = await startDaemon(at);
  const stop = new AbortController();
  const { report, ended } = readOn(`${daemon.url}/feed.rss`, stop.signal);
  try {
    const { right, wrong, faults } = await reloadTrial(at, daemon, EDITS);
    expect(faults).toEqual([]);
    expect(right + wrong).toBe(EDITS);
    expect(wrong).toBeGreaterThanOrEqual(EDITS / 3 - 1);
  } finally {
    stop.abort();
    await ended;
    await daemon.kill('SIGKILL');
    await at.remove();
  }
  expect(report.failures).toEqual([]);
  expect(report.reads).toBeGreaterThan(EDITS);
}, 300_000);
