import { get } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Of loopback, for a server that listens at every address. */
const LOOPBACK: Readonly<Record<string, string>> = { '0.0.0.0': '127.0.0.1', '::': '::1' };

/**
 * Asks our own server for `/healthz` through its socket, as any reader would. Resolves to what is wrong, in words, or to
 * undefined where it answers within the time.
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
