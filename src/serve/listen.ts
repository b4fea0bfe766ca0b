import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

const { get } = process.getBuiltinModule('node:http');

/** Where to listen: at an address, or at an open socket that was handed over as a file descriptor. */
export type ListenAt = { readonly host: string; readonly port: number; readonly file?: number };

/** Resolves when the server listens; rejects where it cannot (`EADDRINUSE`, `EACCES`). */
export const listen = (server: Server, { host, port, file }: ListenAt): Promise<AddressInfo | string> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(file === undefined ? { port, host } : { fd: file }, () => {
      server.off('error', reject);
      resolve(server.address() ?? '');
    });
  });

/** The address for a person: `http://127.0.0.1:8080/`, or the path of a UNIX socket. */
export const shownAddress = (address: AddressInfo | string): string => {
  if (typeof address === 'string') return `unix:${address}`;
  const host = address.family === 'IPv6' ? `[${address.address}]` : address.address;
  return `http://${host}:${address.port}/`;
};

/** The loopback address of a server that listens at every address. */
const LOOPBACK: Readonly<Record<string, string>> = { '0.0.0.0': '127.0.0.1', '::': '::1' };

/**
 * Asks our own server for `/healthz` through its socket, as a reader would. Resolves to undefined where it answers within
 * the time, else to what is wrong, in words.
 */
export const askOwnServer = (address: AddressInfo | string, withinMs: number): Promise<string | undefined> =>
  new Promise((resolve) => {
    const to =
      typeof address === 'string'
        ? { socketPath: address }
        : { host: LOOPBACK[address.address] ?? address.address, port: address.port };
    const asked = get({ ...to, path: '/healthz', agent: false, timeout: withinMs }, (answer) => {
      answer.resume();
      resolve(answer.statusCode === 200 ? undefined : `our own server answers ${answer.statusCode}`);
    });
    asked.on('timeout', () => asked.destroy(new Error(`no answer within ${Math.round(withinMs)} ms`)));
    asked.on('error', (error) => resolve(`our own server cannot be reached: ${error.message}`));
  });
