import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createConnection, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** The name of PostgreSQL's socket in its folder. */
const SOCKET = '.s.PGSQL.5432';

/** Messages of the protocol: the session is ready for a question; the server shuts down. */
const READY = Buffer.from('Z\0\0\0\u0005I', 'latin1');
const FIELDS = 'SFATAL\0VFATAL\0C57P01\0Mterminating connection due to administrator command\0\0';
const SHUTTING_DOWN = Buffer.concat([Buffer.from([0x45, 0, 0, 0, 4 + FIELDS.length]), Buffer.from(FIELDS)]);

/**
 * What happens to the connection that commits next: it is cut before the server hears of the commit, or before the client
 * does; or it falls silent, as when a machine is gone, or just before, as when a process is paused.
 */
type Cut = 'before' | 'after' | 'silent' | 'paused';

/** A proxy before a server's socket that can cut a connection around a COMMIT, or all of them for a while. */
export type CuttingProxy = {
  readonly url: string;
  readonly cutNextCommit: (cut: Cut) => void;
  /** All connections fall silent that are open now. */
  readonly silence: () => void;
  /** Number of connections that are open. */
  readonly connections: () => number;
  /** All connections end that are open now. */
  readonly endAll: () => void;
  /** The next connection is ended with the message of a server that shuts down, right when it is ready. */
  readonly shutNextConnection: () => void;
  /** Nothing passes from now on, as where a network loses all packets; what was sent passes after `restore`. */
  readonly cutOff: () => void;
  readonly restore: () => void;
  readonly close: () => Promise<void>;
};

export const startCuttingProxy = async (url: string): Promise<CuttingProxy> => {
  const real = /host=([^&]+)/.exec(url)?.[1] ?? '';
  const folder = await mkdtemp(path.join(tmpdir(), 'proxy-'));
  const open = new Set<Socket>();
  let cut: Cut | undefined;
  let connections = 0;
  let silentTo = 0;
  let isCutOff = false;
  let mustShut = false;
  const server = createServer((client) => {
    const upstream = createConnection(path.join(real, SOCKET));
    let isCut = false;
    connections += 1;
    const number = connections;
    let isPaused = false;
    const isSilent = (): boolean => isPaused || number <= silentTo;
    const end = (): void => {
      client.destroy();
      upstream.destroy();
    };
    for (const socket of [client, upstream]) {
      open.add(socket);
      if (isCutOff) socket.pause();
      socket.on('error', end).on('close', () => {
        open.delete(socket);
        if (!isSilent()) end();
      });
    }
    client.on('data', (data) => {
      if (isSilent()) return;
      if (cut !== undefined && data.includes('COMMIT')) {
        const how = cut;
        cut = undefined;
        if (how === 'before') return end();
        if (how === 'silent' || how === 'paused') isPaused = true;
        if (how === 'paused') return;
        isCut = true;
      }
      upstream.write(data);
    });
    // The server has committed when it answers.
    upstream.on('data', (data: Buffer) => {
      if (isSilent()) return;
      if (mustShut && data.includes(READY)) {
        mustShut = false;
        client.end(Buffer.concat([data, SHUTTING_DOWN]));
      } else if (isCut) end();
      else client.write(data);
    });
  });
  server.listen(path.join(folder, SOCKET));
  await once(server, 'listening');
  return {
    url: url.replace(real, folder),
    cutNextCommit: (how) => {
      cut = how;
    },
    silence: () => {
      silentTo = connections;
    },
    connections: () => open.size / 2,
    endAll: () => {
      for (const socket of open) socket.destroy();
    },
    shutNextConnection: () => {
      mustShut = true;
    },
    cutOff: () => {
      isCutOff = true;
      for (const socket of open) socket.pause();
    },
    restore: () => {
      isCutOff = false;
      for (const socket of open) socket.resume();
    },
    close: async () => {
      for (const socket of open) socket.destroy();
      server.close();
      await rm(folder, { recursive: true });
    },
  };
};
