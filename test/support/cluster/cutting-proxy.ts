import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createConnection, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Name of PostgreSQL's socket in its folder. */
const SOCKET = '.s.PGSQL.5432';

/** Messages of the protocol: the session is ready for a query, and the server shuts down. */
const READY = Buffer.from('Z\0\0\0\u0005I', 'latin1');
const FIELDS = 'SFATAL\0VFATAL\0C57P01\0Mterminating connection due to administrator command\0\0';
const SHUTTING_DOWN = Buffer.concat([Buffer.from([0x45, 0, 0, 0, 4 + FIELDS.length]), Buffer.from(FIELDS)]);

/**
 * The fault of the connection that commits next. `before`: it is cut before the server gets the commit. `after`: it is
 * cut before the client gets the answer. `silent`: the server gets the commit, but no answer passes, as after the loss
 * of a machine. `paused`: nothing passes from before the commit on, as for a paused process.
 */
type Cut = 'before' | 'after' | 'silent' | 'paused';

/** A proxy in front of a server's socket. It can cut a connection around a COMMIT, or all connections for some time. */
export type CuttingProxy = {
  readonly url: string;
  readonly cutNextCommit: (cut: Cut) => void;
  /** Stops all data on the connections that are open now. */
  readonly silence: () => void;
  /** Returns the number of open connections. */
  readonly connections: () => number;
  /** Ends all connections that are open now. */
  readonly endAll: () => void;
  /** Ends the connection that is next ready for a query, with the message of a server that shuts down. */
  readonly shutNextConnection: () => void;
  /** Stops all data from now on, like a network that loses all packets. The stopped data passes after `restore`. */
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
    // The server's answer shows that the server has committed.
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
