import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createConnection, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** The name of PostgreSQL's socket in its folder. */
const SOCKET = '.s.PGSQL.5432';

/**
 * What happens to the connection that commits next: it is cut before the server hears of the commit, or before the client
 * does; or it falls silent, as when a machine is gone, or just before, as when a process is paused.
 */
type Cut = 'before' | 'after' | 'silent' | 'paused';

/** A proxy before a server's socket that can cut a connection around a COMMIT. */
export type CuttingProxy = {
  readonly url: string;
  readonly cutNextCommit: (cut: Cut) => void;
  /** All connections fall silent that are open now. */
  readonly silence: () => void;
  readonly close: () => Promise<void>;
};

export const startCuttingProxy = async (url: string): Promise<CuttingProxy> => {
  const real = /host=([^&]+)/.exec(url)?.[1] ?? '';
  const folder = await mkdtemp(path.join(tmpdir(), 'proxy-'));
  const open = new Set<Socket>();
  let cut: Cut | undefined;
  let connections = 0;
  let silentTo = 0;
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
      socket.on('error', end).on('close', () => (isSilent() ? undefined : end()));
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
    upstream.on('data', (data) => {
      if (isSilent()) return;
      if (isCut) end();
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
    close: async () => {
      for (const socket of open) socket.destroy();
      server.close();
      await rm(folder, { recursive: true });
    },
  };
};
