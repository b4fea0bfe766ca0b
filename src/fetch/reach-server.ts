import { connect, isIP, type LookupFunction, type Socket } from 'node:net';
import type { Failure } from '../domain/source/failure.ts';
import { nameFailure } from './name-failure.ts';
import { portOf } from './web-url.ts';

type ReachOptions = {
  readonly by: 'lookup' | 'connection';
  readonly lookup: LookupFunction;
  readonly timeoutMs: number;
};

/**
 * Connects to a server, or only looks up its name (see `Fetcher.reach`). Resolves to undefined after success, else to
 * the failure, after at most `timeoutMs`.
 */
export const reachServer = (
  url: URL,
  { by, lookup, timeoutMs }: ReachOptions,
  signal: AbortSignal,
): Promise<Failure | undefined> =>
  new Promise((resolve) => {
    if (signal.aborted) {
      resolve(STOPPED);
      return;
    }
    const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
    let socket: Socket | undefined;
    let isResolved = isIP(host) !== 0;
    const settle = (failure?: Failure): void => {
      clearTimeout(limit);
      signal.removeEventListener('abort', onAbort);
      resolve(failure);
      socket?.destroy();
    };
    const limit = setTimeout(() => {
      settle({
        kind: isResolved ? 'timeout' : 'dns',
        detail: `${isResolved ? `${host} did not answer` : `the host name ${host} was not resolved`} within ${timeoutMs} ms`,
      });
    }, timeoutMs);
    const onAbort = (): void => settle(STOPPED);
    signal.addEventListener('abort', onAbort);
    const watched: LookupFunction = (name, options, callback) =>
      lookup(name, options, (error, ...found) => {
        isResolved = error === null;
        callback(error, ...found);
      });
    if (by === 'lookup' && !isResolved) {
      watched(host, { all: true }, (error) => settle(error === null ? undefined : nameFailure(error)));
      return;
    }
    socket = connect({ host, port: portOf(url), lookup: watched });
    // This listener stays attached after the promise is settled, because destroying a socket may emit another error.
    socket.on('error', (error) => settle(nameFailure(error)));
    socket.on('connect', () => settle());
  });

const STOPPED: Failure = { kind: 'stopped', detail: 'the attempt to reach the server was cancelled' };
