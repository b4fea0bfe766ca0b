import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterEach, beforeEach } from 'vitest';
import { type RunningSite, startSite } from './running-site.ts';

/** A request that the site answers. */
export const ANSWERED = 'GET / HTTP/1.1\r\nHost: x\r\n\r\n';

/** A new site for every test of a file, and raw connections to it; all end with the test. */
export const siteForEachTest = (): {
  readonly site: RunningSite;
  /** Those opened in this test. */
  readonly sockets: readonly Socket[];
  readonly open: (port: number) => Promise<Socket>;
} => {
  let site: RunningSite;
  let sockets: Socket[];

  beforeEach(async () => {
    site = await startSite();
    sockets = [];
  });

  afterEach(async () => {
    for (const socket of sockets) socket.destroy();
    await site.close(0);
  });

  return {
    get site() {
      return site;
    },
    get sockets() {
      return sockets;
    },
    open: async (port) => {
      const socket = connect(port, '127.0.0.1');
      socket.on('error', () => undefined);
      sockets.push(socket);
      await once(socket, 'connect');
      return socket;
    },
  };
};

export const closed = (socket: Socket): Promise<void> =>
  new Promise((resolve) => {
    if (socket.closed) resolve();
    else socket.once('close', () => resolve());
  });

/** Everything that a connection gets until it ends. */
export const read = async (socket: Socket): Promise<string> => {
  let text = '';
  socket.on('data', (chunk: Buffer) => {
    text += String(chunk);
  });
  await closed(socket);
  return text;
};
