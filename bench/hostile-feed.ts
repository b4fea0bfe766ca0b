/**
 * Measures the effect of hostile feeds on the service: `node bench/hostile-feed.ts [ATTACK…]`. For each attack, the
 * real daemon polls the feeds of the attack twice, while `/healthz` is asked all the time. Prints the longest
 * response time, the most CPU time of the main thread during one request, the peak of the resident memory and the CPU
 * time of the whole run.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Installation, install, ROOT } from '../test/support/product.ts';
import { ATTACKS } from './hostile-feed-attacks.ts';
import { cpuSecondsOf, peakKibibytesOf } from './process-costs.ts';

const LAUNCHER = path.join(ROOT, 'bin/kawaraban');
const ASK_EVERY_MS = 10;
/** Time limit for the first polls of an attack, and for each request to `/healthz`, in milliseconds. */
const PATIENCE_MS = 240_000;

type Figures = { longestMs: number; busiestMs: number; polled: string[] };

const attack = async (name: string, documents: readonly string[]): Promise<void> => {
  const server = createServer((request, response) => {
    const body = documents[Number(request.url?.slice(1))] ?? '';
    response.writeHead(200, { 'content-type': 'application/rss+xml', etag: `"${body.length}"` }).end(body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const ids = documents.map((_, n) => `attack-${n}`);
  const sources = ids.map((id, n) => ({ id, url: `http://127.0.0.1:${port}/${n}` }));
  const at = await install(sources, '', 'shipped');
  const child = spawn(LAUNCHER, ['run', '--config', at.config, '--data', at.data], {
    env: { ...process.env, NO_COLOR: '1', LOG_FORMAT: 'json' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const { pid = 0 } = child;
  const figures: Figures = { longestMs: 0, busiestMs: 0, polled: [] };
  const url = await follow(child, figures);
  const stop = new AbortController();
  const asking = askAllTheTime(`${url}healthz`, pid, figures, stop.signal);
  const giveUp = AbortSignal.timeout(PATIENCE_MS);
  while (figures.polled.length < ids.length && !giveUp.aborted) await sleep(ASK_EVERY_MS);
  const first = figures.polled.join('; ');
  if (!giveUp.aborted) await pollAgain(at, ids);
  stop.abort();
  await asking;
  const mebibytes = Math.round(peakKibibytesOf(pid) / 1024);
  const cpu = cpuSecondsOf(pid).toFixed(1);
  console.log(
    `| ${name} | ${Math.round(figures.longestMs)} ms | ${Math.round(figures.busiestMs)} ms | ${mebibytes} MiB | ${cpu} s | ${giveUp.aborted ? 'not over' : first} |`,
  );
  child.kill(giveUp.aborted ? 'SIGKILL' : 'SIGTERM');
  await once(child, 'exit');
  server.close();
  await at.remove();
};

/** Resolves to the daemon's address. Adds each poll of the daemon's log to `figures`. */
const follow = (child: ChildProcess, figures: Figures): Promise<string> =>
  new Promise((resolve) => {
    if (child.stdout === null) throw new Error('the daemon has no output');
    createInterface({ input: child.stdout }).on('line', (line) => {
      const { event, level, ...fields } = JSON.parse(line);
      if (event === 'daemon.started') resolve(fields.url);
      if (event === 'source.polled' || event === 'source.fetch-failed') {
        const { added, folded, dropped, truncated, kind } = fields;
        figures.polled.push(
          kind ?? `${added} new, ${folded} folded, ${dropped} dropped, ${truncated ?? 0} truncated`,
        );
      } else if (level === 'error') console.error(line);
    });
  });

const askAllTheTime = async (
  url: string,
  pid: number,
  figures: Figures,
  signal: AbortSignal,
): Promise<void> => {
  while (!signal.aborted) {
    const startedMs = performance.now();
    const busyMs = mainThreadMs(pid);
    try {
      await (
        await fetch(url, { headers: { connection: 'close' }, signal: AbortSignal.timeout(PATIENCE_MS) })
      ).text();
    } catch (error) {
      console.error(String(error));
    }
    figures.longestMs = Math.max(figures.longestMs, performance.now() - startedMs);
    figures.busiestMs = Math.max(figures.busiestMs, mainThreadMs(pid) - busyMs);
    await sleep(ASK_EVERY_MS);
  }
};

const pollAgain = async (at: Installation, ids: readonly string[]): Promise<void> => {
  const words = ['poll', ...ids, '--config', at.config, '--data', at.data];
  const child = spawn(LAUNCHER, words, { stdio: ['ignore', 'ignore', 'inherit'] });
  await once(child, 'exit');
};

/** Returns the CPU time of the main thread, in milliseconds. `schedstat` has it in nanoseconds. */
const mainThreadMs = (pid: number): number =>
  Number(readFileSync(`/proc/${pid}/task/${pid}/schedstat`, 'utf8').split(' ')[0]) / 1e6;

const chosen = process.argv.slice(2);
console.log(
  '| attack | longest silence | main thread busy | peak RSS | CPU | the first poll |\n|---|---|---|---|---|---|',
);
for (const [name, documents] of Object.entries(ATTACKS))
  if (chosen.length === 0 || chosen.some((word) => name.includes(word))) await attack(name, documents());
