import { once } from 'node:events';
import type { Socket } from 'node:net';
import { describe, expect, test } from 'vitest';
import { ANSWERED, closed, siteForEachTest } from '../serve/raw-clients.ts';
import { ask, FEED } from '../serve/running-site.ts';

const raw = siteForEachTest();

describe('HTTP memory exhaustion by unread answers', () => {
  test('a thousand clients that send requests without end and read nothing take little memory, and readers are served', async () => {
    const requests = Buffer.from(ANSWERED.repeat(10_000));
    const before = process.memoryUsage.rss();
    let most = 0;
    for (let count = 0; count < 1_000; count += 100) {
      await Promise.all(
        Array.from({ length: 100 }, async () => (await raw.open(raw.site.port)).pause().write(requests)),
      );
      expect((await ask(raw.site, '/feed.rss')).status).toBe(200);
      most = Math.max(most, process.memoryUsage.rss() - before);
    }
    // The thousand clients run in this process, too, and take most of it. Without a limit it was some gigabytes.
    expect(most).toBeLessThan(400_000_000);
  });

  const LARGE_BYTES = 20_000_000;

  /** Asks for large documents at once, a client each, and gives how many whole ones come when all of them read at last. */
  const askThenRead = async (paths: readonly string[]): Promise<readonly boolean[]> => {
    const held: Socket[] = [];
    for (const path of paths) {
      const known = raw.site.paths.get(path);
      raw.site.paths.set(path, known ?? { ...FEED, body: new Uint8Array(LARGE_BYTES) });
      const socket = await raw.open(raw.site.port);
      socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
      await once(socket, 'readable');
      held.push(socket);
    }
    return Promise.all(
      held.map(async (socket) => {
        let length = 0;
        socket.on('data', (chunk: Buffer) => {
          length += chunk.length;
        });
        await closed(socket);
        return length > LARGE_BYTES;
      }),
    );
  };

  test('answers that are not read take 64 MB at most: those under way longest are cut off', async () => {
    const paths = Array.from({ length: 6 }, (_, count) => `/large-${count}`);
    expect(await askThenRead(paths)).toEqual([false, false, false, true, true, true]);
  });

  test('an answer that many clients are sent at once takes its memory once', async () => {
    const paths = Array.from({ length: 10 }, () => '/large');
    expect(await askThenRead(paths)).toEqual(paths.map(() => true));
  });
});
