/**
 * Measures the effect of CLIENTS (by default 1,000) that send 20,000 requests each and read nothing, beside a polite
 * client that asks for the merged feed repeatedly. `node bench/rude-clients.ts [CLIENTS]` prints the peak memory of the
 * server and the longest wait of the polite client. Needs Linux (`/proc`).
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { createServer } from '../src/serve/create-server.ts';
import { openSite } from '../test/daemon/support/open-site.ts';
import { peakKibibytesOf } from './process-costs.ts';
import { silentLog, storyOf } from './store-data.ts';
import { THRIFTY_NODE } from './thrifty-node.ts';

const STORIES = 100;
const SECONDS = 20;
const PATH = '/feed.rss';

/** More requests than the server can answer while the client reads nothing. */
const REQUESTS = Buffer.from(`GET ${PATH} HTTP/1.1\r\nHost: x\r\n\r\n`.repeat(20_000));

const serve = async (): Promise<void> => {
  const { port } = await createServer({
    host: '127.0.0.1',
    port: 0,
    site: await openSite(Array.from({ length: STORIES }, (_, n) => storyOf(n))),
    log: silentLog,
  });
  process.on('disconnect', () => process.exit(0));
  process.send?.({ port });
};

const attack = (port: number): Socket => {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  socket.pause();
  socket.write(REQUESTS);
  return socket;
};

const main = async (clients: number): Promise<void> => {
  const child = fork(import.meta.filename, ['serve'], {
    execArgv: [...THRIFTY_NODE.flags],
    env: { ...process.env, ...THRIFTY_NODE.env },
  });
  const [{ port }] = (await once(child, 'message')) as [{ readonly port: number }];
  const read = async (): Promise<number> => {
    const began = performance.now();
    await (await fetch(`http://127.0.0.1:${port}${PATH}`)).text();
    return performance.now() - began;
  };
  await read();
  const sockets = Array.from({ length: clients }, () => attack(port));
  const waits: number[] = [];
  const endsMs = performance.now() + SECONDS * 1_000;
  while (performance.now() < endsMs) waits.push(await read());
  console.log(
    `${clients} clients: peak ${Math.round(peakKibibytesOf(child.pid ?? 0) / 1_000)} MB; ${waits.length} reads, the longest ${Math.round(Math.max(...waits))} ms`,
  );
  for (const socket of sockets) socket.destroy();
  child.disconnect();
};

const [, , argument = '1000'] = process.argv;
if (argument === 'serve') await serve();
else await main(Number(argument));
