import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Where to listen: at an address, or at a socket that was opened for us and is handed over by its number. */
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
