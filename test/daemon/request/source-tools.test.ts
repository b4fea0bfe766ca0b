import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { expect, test } from 'vitest';
import { withSourceTools } from '../../../src/daemon/request/source-tools.ts';
import { makeConfig } from '../support/make-config.ts';

test('the parser of the daemon outlives the work that is lent it, and no connection does', async () => {
  const open = new Set<Socket>();
  const server = createServer((_, response) => response.end('hello'));
  server.on('connection', (socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const request = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    validators: {},
    headers: {},
  };
  const parser = {
    parse: () => Promise.reject(new Error('nothing is read here')),
    close: () => Promise.reject(new Error('the daemon still needs its parser')),
  };
  const answer = await withSourceTools(
    makeConfig(),
    ({ fetcher }) => fetcher.fetch(request, AbortSignal.timeout(60_000)),
    { parser },
  );
  expect(answer.kind).toBe('fetched');
  await expect.poll(() => open.size).toBe(0);
  server.close();
});
