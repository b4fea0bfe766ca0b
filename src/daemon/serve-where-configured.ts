import { errorText } from '../domain/error-text.ts';
import type { RunningServer } from '../serve/create-server.ts';

export type Address = { readonly host: string; readonly port: number };

export type MovableServer = {
  /** The one that takes new connections. */
  readonly current: () => RunningServer;
  /**
   * Serves at another address from now on, and lets answers under way end at the old one. Where that cannot be, all
   * stays as it was, and the reason is given.
   */
  readonly moveTo: (address: Address) => Promise<string | undefined>;
};

/** A server that follows an edit of its address. Rejects where the first address cannot be listened at. */
export const serveWhereConfigured = async (
  first: Address,
  open: (address: Address) => Promise<RunningServer>,
  graceMs: number,
): Promise<MovableServer> => {
  let at = first;
  let server = await open(at);
  const moveTo = async (next: Address): Promise<string | undefined> => {
    if (next.host === at.host && next.port === at.port) return undefined;
    const old = server;
    // One port cannot be listened at twice, not even under 127.0.0.1 and 0.0.0.0: the old one must go first.
    const isSamePort = next.port === at.port;
    const closing = isSamePort ? old.close(graceMs) : undefined;
    await closing;
    try {
      server = await open(next);
    } catch (error) {
      if (isSamePort) server = await open(at);
      return whyNoServer(error, next);
    }
    at = next;
    // Nobody waits for the last reader at the old address.
    if (!isSamePort) void old.close(graceMs);
    return undefined;
  };
  return { current: () => server, moveTo };
};

/** Why an address cannot be listened at, and what to do. */
export const whyNoServer = (error: unknown, { host, port }: Address): string => {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') {
    return `${host}:${port} is in use. Stop what listens there, or set server.port in kawaraban.yaml to another.`;
  }
  if (code === 'EACCES' || code === 'EADDRNOTAVAIL') {
    return `${host}:${port} cannot be listened at (${code}). Set server.host and server.port in kawaraban.yaml.`;
  }
  return errorText(error);
};
