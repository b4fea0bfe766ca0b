import { readFile, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, expect, test } from 'vitest';
import { rssOf, serveOutlets } from '../support/outlets-server.ts';
import { type Daemon, type Installation, install, startDaemon } from '../support/product.ts';

const TITLE = '架空電機、新工場を稼働';

let at: Installation | undefined;
let daemon: Daemon | undefined;
afterAll(async () => {
  await daemon?.kill('SIGKILL');
  await at?.remove();
});

test('a hub that asks for a feed as soon as it is told of it gets the news, and the feeds name the hub', async () => {
  const published = Temporal.Now.instant().subtract({ minutes: 5 });
  const outlets = await serveOutlets([
    [
      'feed',
      { body: rssOf('Outlet', [{ title: TITLE, link: 'https://outlet.example/articles/1001', published }]) },
    ],
  ]);
  const found = Promise.withResolvers<string>();
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const topic = new URLSearchParams(await text(request)).get('hub.url') ?? '';
    response.writeHead(202).end();
    if (topic.endsWith('/feed.json')) {
      found.resolve(await (await fetch(`${daemon?.url}${URL.parse(topic)?.pathname}`)).text());
    }
  };
  const hub = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => hub.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${(hub.address() as AddressInfo).port}/`;

  at = await install([{ id: 'outlet', url: `${outlets.url}/feed` }]);
  const main = path.join(at.config, 'kawaraban.yaml');
  await writeFile(main, (await readFile(main, 'utf8')).replace('feed:', `feed:\n  hub: ${address}`));
  daemon = await startDaemon(at);
  expect(await found.promise).toContain(TITLE);
  const { headers } = await fetch(`${daemon.url}/feed.atom`);
  expect(headers.get('link')).toBe(`<${address}>; rel="hub", <http://127.0.0.1:8080/feed.atom>; rel="self"`);
  hub.close();
  await outlets.close();
});
