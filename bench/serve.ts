/**
 * `node bench/serve.ts [SECONDS]` measures the server's CPU time a request in microseconds, for a gzip answer and for a
 * 304, and its memory, in runs of SECONDS (by default 4). The runs alternate with runs of a bare node:http server,
 * which sends the same bytes. Needs wrk (package wrk).
 */
import { fork, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer as createBareServer, get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { routeOf } from '../src/daemon/watch/watch-pages.ts';
import { createServer } from '../src/serve/create-server.ts';
import { createMeter } from '../src/system/metrics/create-meter.ts';
import { openSite } from '../test/daemon/support/open-site.ts';
import { silentLog, storyOf } from './store-data.ts';
import { THRIFTY_NODE } from './thrifty-node.ts';

const CONNECTIONS = 64;
const ROUNDS = 3;
const STORIES = 100;
const PATH = '/feed.rss';

type Kind = 'ours' | 'bare';
type Usage = { readonly cpuMicros: number; readonly rssBytes: number };

/**
 * Runs our server or the bare server in the child process. Sends the port to the parent, and after each message of the
 * parent the processor time (in microseconds) and the memory (in bytes) of this process.
 */
const serve = async (kind: string): Promise<void> => {
  const port = kind === 'ours' ? await serveOurs() : await serveBare();
  process.on('message', () => {
    const { user, system } = process.cpuUsage();
    process.send?.({ cpuMicros: user + system, rssBytes: process.memoryUsage.rss() });
  });
  process.on('disconnect', () => process.exit(0));
  process.send?.({ port });
};

const serveOurs = async (): Promise<number> => {
  const meter = createMeter('bench');
  const { port } = await createServer({
    host: '127.0.0.1',
    port: 0,
    site: await openSite(Array.from({ length: STORIES }, (_, n) => storyOf(n))),
    log: silentLog,
    onAnswered: ({ path, status, ms }) => meter.answered({ route: routeOf(path), status, ms }),
  });
  return port;
};

/** Starts a bare server that repeats an answer of our server at port `SAME_AS`. Resolves to the bare server's port. */
const serveBare = async (): Promise<number> => {
  const { headers, body } = await ask(Number(process.env.SAME_AS));
  const { date: _date, connection: _connection, 'keep-alive': _keepAlive, ...whole } = headers;
  const {
    'content-type': _type,
    'content-encoding': _coding,
    'content-length': _length,
    ...repeated
  } = whole;
  const server = createBareServer((request, response) => {
    if (request.headers['if-none-match'] === headers.etag) response.writeHead(304, repeated).end();
    else response.writeHead(200, whole).end(body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
};

const ask = async (port: number) => {
  const [answer] = await once(get({ port, path: PATH, headers: { 'accept-encoding': 'gzip' } }), 'response');
  const { headers } = answer as IncomingMessage;
  return { headers, body: Buffer.concat(await (answer as IncomingMessage).toArray()) };
};

const start = async (kind: Kind, sameAs = 0) => {
  const child = fork(import.meta.filename, [kind], {
    execArgv: [...THRIFTY_NODE.flags],
    env: { ...process.env, ...THRIFTY_NODE.env, SAME_AS: String(sameAs) },
  });
  const [{ port }] = await once(child, 'message');
  const { headers, body } = await ask(port);
  const usage = async (): Promise<Usage> => {
    child.send('usage');
    const [report] = await once(child, 'message');
    return report;
  };
  return { port, etag: headers.etag ?? '', bytes: body.length, usage, stop: () => child.disconnect() };
};

type Running = Awaited<ReturnType<typeof start>>;

/** Resolves to the CPU time a request in one run of wrk, in microseconds. */
const measure = async (running: Running, seconds: number, headers: readonly string[]): Promise<number> => {
  const before = await running.usage();
  const { stdout } = spawnSync('wrk', [
    '-t1',
    `-c${CONNECTIONS}`,
    `-d${seconds}s`,
    ...headers.flatMap((header) => ['-H', header]),
    `http://127.0.0.1:${running.port}${PATH}`,
  ]);
  const requests = Number(/(\d+) requests in/.exec(String(stdout))?.[1] ?? 0);
  const after = await running.usage();
  return (after.cpuMicros - before.cpuMicros) / requests;
};

const main = async (seconds: number): Promise<void> => {
  const ours = await start('ours');
  const bare = await start('bare', ours.port);
  console.log(`${PATH} in gzip: ${ours.bytes} bytes, and from bare Node ${bare.bytes}`);
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
