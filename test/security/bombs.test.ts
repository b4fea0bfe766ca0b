import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliCompressSync, constants, gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { readOpml } from '../../src/read/read-opml.ts';
import { ask, failureOf } from '../fetch/support/ask.ts';
import { always, answer, head, serveRaw } from '../fetch/support/raw-server.ts';
import { publishAttack, rssWith } from './publish-attack.ts';

/** Far beyond what reading such a document takes, so that a busy machine fails no test. */
const CPU_LIMIT_MS = 10_000;

const SECRET = 'a line of a file of this machine';

describe('XXE', () => {
  test('a document type that names files and addresses is read without them', async () => {
    const file = path.join(tmpdir(), `kawaraban-secret-${process.pid}`);
    await writeFile(file, SECRET);
    await using server = await serveRaw(always(answer(200, {}, `<!ENTITY p "${SECRET}">`)));
    const doctype = `<!DOCTYPE rss SYSTEM "${server.origin}/subset" [
      <!ENTITY a SYSTEM "file://${file}"><!ENTITY b SYSTEM "${server.origin}/entity">
      <!ENTITY % c SYSTEM "${server.origin}/parameter"> %c;]>`;
    const include = `<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file://${file}" parse="text"/>`;
    const feed = rssWith(`<description>&a;&b;&p;${include}</description>`, '架空電機&a;&b;、新工場').replace(
      '<rss',
      `<?xml-stylesheet href="${server.origin}/style"?>${doctype}<rss`,
    );
    const { articles, published } = await publishAttack(feed);
    expect(articles.length).toBe(1);
    for (const [where, text] of published) expect(text, where).not.toContain(SECRET);
    const opml = readOpml(
      Buffer.from(
        `${doctype}<opml><body><outline text="&a;&b;" xmlUrl="https://kaku.example/"/></body></opml>`,
      ),
    );
    expect(JSON.stringify(opml)).not.toContain(SECRET);
    expect(server.connections()).toBe(0);
  });
});

describe('entity bombs', () => {
  const levels = (count: number, entity: (level: number) => string): string =>
    Array.from({ length: count }, (_, level) => entity(level + 1)).join('');

  test.each([
    ['each of ten others', levels(9, (n) => `<!ENTITY e${n} "${`&e${n - 1};`.repeat(10)}">`), '&e9;'],
    ['itself', '<!ENTITY e0 "&e0;&e0;">', '&e0;'],
    ['a large one, 10,000 times', `<!ENTITY e1 "${'x'.repeat(100_000)}">`, '&e1;'.repeat(10_000)],
    ['parameters', levels(9, (n) => `<!ENTITY % p${n} "${`%p${n - 1};`.repeat(10)}">`), '%p9;'],
  ])('an entity made of %s stays small, and the news of the feed is kept', async (_, declared, used) => {
    const doctype = `<!DOCTYPE rss [<!ENTITY e0 "ha"><!ENTITY % p0 "ha">${declared}]>`;
    const feed = rssWith(`<description>${used}</description>`).replace('<rss', `${doctype}<rss`);
    const began = process.cpuUsage();
    const { articles, published } = await publishAttack(feed);
    const { user, system } = process.cpuUsage(began);
    expect((user + system) / 1000).toBeLessThan(CPU_LIMIT_MS);
    expect(articles).toMatchObject([{ title: '架空電機、新工場を稼働' }]);
    for (const [where, text] of published) expect(text.length, where).toBeLessThan(300_000);
  });
});

/** A gzip body that unpacks to `times` × 100 MB of spaces: each member is a gzip of its own, as the format allows. */
const bomb = (times: number): Buffer => {
  const member = gzipSync(Buffer.alloc(100_000_000, ' '), { level: 9 });
  return Buffer.concat(Array.from({ length: times }, () => member));
};

/** Unpacks to 100 MB. */
const HUNDRED_MB = Buffer.alloc(100_000_000);

const failureOfBomb = async (encoding: string, body: Uint8Array): Promise<string | undefined> => {
  await using server = await serveRaw(always(answer(200, { 'Content-Encoding': encoding }, body)));
  return failureOf(await ask(server.origin));
};

describe('gzip bombs', () => {
  test('10 MB of gzip that unpack to 10 GB end within a second and 100 MB', async () => {
    const body = bomb(100);
    expect(body.length).toBeGreaterThan(9_000_000);
    await using server = await serveRaw(always(answer(200, { 'Content-Encoding': 'gzip' }, body)));
    // In a process of its own, where no other test leaves anything in memory.
    const asking = [path.join(import.meta.dirname, 'ask-bomb.ts'), `${server.origin}/`];
    const { stdout } = await promisify(execFile)(process.execPath, asking);
    const { failure, cpuSeconds, grownBytes } = JSON.parse(stdout);
    expect(failure).toBe('too-large');
    expect(cpuSeconds).toBeLessThan(1);
    // Garbage included: so short a fetch may end before anything is collected.
    expect(grownBytes).toBeLessThan(100_000_000);
  });

  test('a bomb within a bomb ends the same way', async () => {
    const body = gzipSync(gzipSync(Buffer.alloc(100_000_000)));
    await using server = await serveRaw(always(answer(200, { 'Content-Encoding': 'gzip, gzip' }, body)));
    expect(failureOf(await ask(server.origin))).toBe('too-large');
  });
});

describe('brotli bombs', () => {
  test('a body that unpacks to more than is allowed is too large', async () => {
    const fast = brotliCompressSync(HUNDRED_MB, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } });
    expect(await failureOfBomb('br', fast)).toBe('too-large');
  });
});

describe('zstd bombs', () => {
  const withWindow = (log: number) =>
    zstdCompressSync(HUNDRED_MB, {
      params: { [constants.ZSTD_c_windowLog]: log, [constants.ZSTD_c_contentSizeFlag]: 0 },
    });

  test('a body that unpacks to more than is allowed is too large', async () => {
    expect(await failureOfBomb('zstd', withWindow(20))).toBe('too-large');
  });

  test('so is one of many frames', async () => {
    const frame = zstdCompressSync(Buffer.alloc(500_000));
    expect(await failureOfBomb('zstd', Buffer.concat(Array.from({ length: 200 }, () => frame)))).toBe(
      'too-large',
    );
  });

  test('a window that is larger than the web allows is refused before memory is taken for it', async () => {
    // A frame of no size, with a window of 2 GiB (RFC 8878 §3.1.1.1.2), and an empty last block.
    const frame = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x00, 21 << 3, 0x01, 0x00, 0x00]);
    const before = process.memoryUsage().rss;
    expect(await failureOfBomb('zstd', frame)).toBe('bad-encoding');
    expect(process.memoryUsage().rss - before).toBeLessThan(200_000_000);
    // The same frame with a window of 1 KiB is an empty document, so that it was the window.
    expect(await failureOfBomb('zstd', frame.with(5, 0))).toBe('empty');
  });
});

describe('bombs of chunks', () => {
  test('a body in chunks of one byte takes little more memory than its bytes, and is read', async () => {
    const chunks = Buffer.from(`${'1\r\n \r\n'.repeat(900_000)}0\r\n\r\n`);
    await using server = await serveRaw(
      always(Buffer.concat([head(200, { 'Transfer-Encoding': 'chunked' }), chunks])),
    );
    const before = process.memoryUsage().rss;
    const result = await ask(server.origin);
    expect(process.memoryUsage().rss - before).toBeLessThan(150_000_000);
    expect(result).toMatchObject({ kind: 'fetched', bytes: 900_000 });
  });

  test.each([
    ['trailers', '1\r\n \r\n0\r\n', 'X-T: 1\r\n'],
    ['extensions of a chunk', '1;', 'x'],
  ])('%s without end are cut off', async (_, begin, endless) => {
    const piece = endless.repeat(1_000);
    await using server = await serveRaw((_request, socket) => {
      socket.write(Buffer.concat([head(200, { 'Transfer-Encoding': 'chunked' }), Buffer.from(begin)]));
      const more = () => {
        while (!socket.destroyed && socket.write(piece));
      };
      socket.on('drain', more);
      more();
    });
    expect(['too-large', 'bad-answer']).toContain(failureOf(await ask(server.origin)));
  });
});
