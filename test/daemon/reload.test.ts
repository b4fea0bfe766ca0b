import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { startDaemonHere } from '../support/daemon-here.ts';
import { rssOf } from '../support/outlets-server.ts';
import { type Installation, install, sourcesYaml, startDaemon } from '../support/product.ts';
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
      await sleep(10);
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

test('a request under way ends well under the config that it began with', async () => {
  const asked = Promise.withResolvers<ServerResponse>();
  const outlet = createServer((_, response) => asked.resolve(response)).listen(0, '127.0.0.1');
  await once(outlet, 'listening');
  const slow = { id: 'slow', url: `http://127.0.0.1:${(outlet.address() as AddressInfo).port}/feed` };
  const at = await install([slow]);
  const daemon = await startDaemonHere(at);
  try {
    const response = await asked.promise;
    const other = { id: 'other', url: 'http://127.0.0.1:9/feed' };
    await writeFile(path.join(at.config, 'sources.yaml'), sourcesYaml([slow, other]));
    await daemon.event(({ event }) => event === 'config.reloaded');
    const published = Temporal.Now.instant();
    response.end(
      rssOf('Slow', [{ title: '架空電機、新工場を稼働', link: 'https://slow.example/1', published }]),
    );
    const ended = await daemon.event(({ source }) => source === 'slow');
    expect(ended).toMatchObject({ event: 'source.polled', added: 1 });
  } finally {
    await daemon.stop();
    outlet.closeAllConnections();
    outlet.close();
    await at.remove();
  }
});
