import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { Worker } from 'node:worker_threads';
import { expect, onTestFinished, test, vi } from 'vitest';
import { withSourceTools } from '../../../src/daemon/request/source-tools.ts';
import { makeDictionary } from '../../../src/domain/tag/dictionary.ts';
import { makeSource } from '../../make.ts';
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

test('a parser that is made for the work is there until its end; ids and the dictionary are those of the config', async () => {
  const config = makeConfig({ sources: [makeSource('kaku'), makeSource('times')] });
  const feed = new TextEncoder().encode('<rss><channel><title>見本</title></channel></rss>');
  const lent = { dictionary: makeDictionary(config) };
  const ends = vi.spyOn(Worker.prototype, 'terminate');
  onTestFinished(() => ends.mockRestore());
  const result = await withSourceTools(
    config,
    async ({ parser, taken, dictionary, inTurn, now, config: given }) => {
      await new Promise((resolve) => setImmediate(resolve));
      expect([given, dictionary, [...taken]]).toEqual([config, lent.dictionary, ['kaku', 'times']]);
      expect(dictionary).toBe(lent.dictionary);
      expect(Math.abs(now().since(Temporal.Now.instant()).total('seconds'))).toBeLessThan(60);
      return inTurn('kaku.example', () => parser.parse(feed, { url: 'https://kaku.example/feed' }));
    },
    lent,
  );
  expect(result).toMatchObject({ kind: 'parsed', feed: { title: '見本' } });
  expect(ends).toHaveBeenCalledTimes(1);
  await expect(withSourceTools(config, () => Promise.reject(new Error('oops')), lent)).rejects.toThrow(
    'oops',
  );
});
