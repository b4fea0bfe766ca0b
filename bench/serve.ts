/**
 * Server CPU a request, for a gzip answer and for a 304, beside a bare node:http server that sends the same bytes
 * in the same run, and memory: with 10 seconds a round it is a minute of load. Needs wrk (package wrk).
 * `node bench/serve.ts [SECONDS]` prints microseconds and ratios; figures stand in `RESULTS.md`.
 */
import { fork, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer as createBareServer } from 'node:http';
import { gzipSync } from 'node:zlib';
import { createServer } from '../src/adapters/serve/create-server.ts';

const CONNECTIONS = 64;
const ROUNDS = 3;
const BODY = `<rss>${'日本のビジネスニュースを一つにまとめる。'.repeat(4000)}</rss>`;
const TAG = '"bench"';

type Kind = 'ours' | 'bare';
type Report = { readonly port: number } | { readonly cpuMicros: number; readonly rssBytes: number };

/** The server under test, in a process of its own: tells its port, then its CPU time whenever asked. */
const serve = async (kind: string): Promise<void> => {
  const port = kind === 'ours' ? await serveOurs() : await serveBare();
  const send = (report: Report): void => {
    process.send?.(report);
  };
  process.on('message', () => {
    const { user, system } = process.cpuUsage();
    send({ cpuMicros: user + system, rssBytes: process.memoryUsage.rss() });
  });
  process.on('disconnect', () => process.exit(0));
  send({ port });
};

const serveOurs = async (): Promise<number> => {
  const feed = {
    status: 200,
    contentType: 'application/rss+xml; charset=utf-8',
    body: BODY,
    lastModified: Temporal.Instant.from('2026-11-24T00:00:00Z'),
    maxAgeSeconds: 300,
    page: false,
  };
  const silent = (): undefined => undefined;
  const { port } = await createServer({
    host: '127.0.0.1',
    port: 0,
    site: { resource: async () => feed },
    log: { debug: silent, info: silent, warn: silent, error: silent },
  });
  return port;
};

const serveBare = async (): Promise<number> => {
  const bytes = gzipSync(BODY, { level: 9 });
  const common = {
    ETag: TAG,
    'Cache-Control': 'public, max-age=300',
    Vary: 'Accept-Encoding',
    'X-Content-Type-Options': 'nosniff',
    'Last-Modified': 'Tue, 24 Nov 2026 00:00:00 GMT',
    'Access-Control-Allow-Origin': '*',
  };
  const whole = {
    ...common,
    'Content-Type': 'application/rss+xml; charset=utf-8',
    'Content-Encoding': 'gzip',
    'Content-Length': bytes.length,
  };
  const server = createBareServer((request, response) => {
    if (request.headers['if-none-match'] === TAG) response.writeHead(304, common).end();
    else response.writeHead(200, whole).end(bytes);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
};

const start = async (kind: Kind) => {
  const child = fork(import.meta.filename, [kind], { execArgv: [] });
  const [hello] = await once(child, 'message');
  const { port } = hello as { port: number };
  const answer = await fetch(`http://127.0.0.1:${port}/feed.rss`, { headers: { 'accept-encoding': 'gzip' } });
  await answer.arrayBuffer();
  const usage = async () => {
    child.send('usage');
    const [report] = await once(child, 'message');
    return report as { cpuMicros: number; rssBytes: number };
  };
  return { port, etag: answer.headers.get('etag') ?? '', usage, stop: () => child.disconnect() };
};

type Running = Awaited<ReturnType<typeof start>>;

/** Microseconds of CPU a request, over one run of wrk. */
const measure = async (running: Running, seconds: number, headers: readonly string[]): Promise<number> => {
  const before = await running.usage();
  const { stdout } = spawnSync('wrk', [
    '-t1',
    `-c${CONNECTIONS}`,
    `-d${seconds}s`,
    ...headers.flatMap((header) => ['-H', header]),
    `http://127.0.0.1:${running.port}/feed.rss`,
  ]);
  const requests = Number(/(\d+) requests in/.exec(String(stdout))?.[1] ?? 0);
  const after = await running.usage();
  return (after.cpuMicros - before.cpuMicros) / requests;
};

const main = async (seconds: number): Promise<void> => {
  const [ours, bare] = [await start('ours'), await start('bare')];
  const memory: number[] = [];
  for (const [name, extra] of [
    ['gzip', false],
    ['304', true],
  ] as const) {
    const best = { ours: Number.POSITIVE_INFINITY, bare: Number.POSITIVE_INFINITY };
    for (let round = 0; round < ROUNDS; round++) {
      for (const [kind, running] of [
        ['ours', ours],
        ['bare', bare],
      ] as const) {
        const headers = ['Accept-Encoding: gzip', ...(extra ? [`If-None-Match: ${running.etag}`] : [])];
        best[kind] = Math.min(best[kind], await measure(running, seconds, headers));
      }
      memory.push((await ours.usage()).rssBytes);
    }
    const ratio = (best.ours / best.bare).toFixed(2);
    console.log(
      `${name}: ours ${best.ours.toFixed(1)} µs, bare ${best.bare.toFixed(1)} µs a request, ratio ${ratio}`,
    );
  }
  console.log(
    `memory of ours after each ${seconds} s of load: ${memory.map((bytes) => Math.round(bytes / 1e6)).join(', ')} MB`,
  );
  ours.stop();
  bare.stop();
};

const [, , argument = '4'] = process.argv;
if (argument === 'ours' || argument === 'bare') await serve(argument);
else await main(Number(argument));
