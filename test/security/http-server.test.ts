import { connect, type Socket } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createServer, type RunningServer } from '../../src/serve/create-server.ts';
import { cleanText } from '../../src/site/clean-text.ts';
import { good } from '../config/broken.ts';
import { problemsWith } from '../config/load.ts';
import { openSite } from '../daemon/support/open-site.ts';
import { makeStory } from '../make.ts';
import { ask } from '../serve/running-site.ts';
import { all, readXml, textOf } from '../site/feed/read-feed.ts';
import { HOSTILE_TEXTS } from '../support/hostile-texts.ts';

const EVIL = 'evil.example';

let server: RunningServer;
beforeAll(async () => {
  const silent = () => undefined;
  const site = await openSite([makeStory('a'), makeStory('b')]);
  server = await createServer({
    ...{ host: '127.0.0.1', port: 0, site },
    log: { debug: silent, info: silent, warn: silent, error: silent },
  });
});
afterAll(() => server.close(0));

/** A reset is an end, too. */
const closed = (socket: Socket): Promise<void> =>
  new Promise((resolve) => socket.once('close', () => resolve()));

/** Sends bytes as they are, and gives all that comes back until the server closes. */
const raw = async (request: string | Uint8Array): Promise<string> => {
  const socket = connect(server.port, '127.0.0.1');
  let text = '';
  socket.on('data', (chunk: Buffer) => {
    text += chunk.toString('latin1');
  });
  socket.on('error', () => undefined);
  socket.write(request);
  await closed(socket);
  return text;
};

const getRaw = (target: string, headers = ''): Promise<string> =>
  raw(`GET ${target} HTTP/1.1\r\nHost: x\r\n${headers}Connection: close\r\n\r\n`);

const PAGES = [
  '/',
  '/feed.rss',
  '/feed.atom',
  '/feed.json',
  '/stories/a',
  '/search?q=x',
  '/search.rss?q=x',
  '/status',
  '/sources.opml',
  '/no',
  '/robots.txt',
  '/site.webmanifest',
];

describe('HTTP memory exhaustion', () => {
  test('thousands of searches and addresses leave no more in memory than the few that are kept', async () => {
    setFlagsFromString('--expose-gc');
    const collect: () => void = runInNewContext('gc');
    // What a finalizer still holds goes with a later collection.
    const settle = async (): Promise<void> => {
      for (let turn = 0; turn < 10; turn += 1) {
        collect();
        await new Promise(setImmediate);
      }
    };
    const askAll = async (from: number, to: number): Promise<void> => {
      for (let n = from; n < to; n += 1) {
        await ask(server, `/search?q=word${n}&x=${n}`);
        await ask(server, `/no/${n}`, { 'Accept-Encoding': `gzip;q=0.${n}` });
        await ask(server, `/?x=${n}`, { 'If-None-Match': `"${n}"` });
      }
    };
    // As many as the largest cache keeps.
    await askAll(0, 500);
    await settle();
    const before = process.memoryUsage();
    await askAll(500, 1_100);
    await settle();
    const after = process.memoryUsage();
    expect(after.heapUsed + after.arrayBuffers - before.heapUsed - before.arrayBuffers).toBeLessThan(
      2_000_000,
    );
  });

  test('a request with a body is refused, and the body is not read', async () => {
    const socket = connect(server.port, '127.0.0.1');
    socket.on('error', () => undefined);
    let sent = 0;
    const more = (): void => {
      while (!socket.destroyed && sent < 1e9 && socket.write('x'.repeat(65_536))) sent += 65_536;
    };
    socket.write('POST /feed.rss HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000000\r\n\r\n');
    socket.on('drain', more).resume();
    more();
    await closed(socket);
    expect(sent).toBeLessThan(100_000_000);
  });

  test.each([
    ['one header of a megabyte', `X: ${'a'.repeat(1_000_000)}`],
    ['headers without number', 'X: 1\r\n'.repeat(100_000)],
    ['an address of a megabyte', undefined],
  ])('%s is refused', async (_, headers) => {
    const request =
      headers === undefined
        ? `GET /${'a'.repeat(1_000_000)} HTTP/1.1\r\n`
        : `GET / HTTP/1.1\r\nHost: x\r\n${headers}`;
    expect(await raw(`${request}\r\n\r\n`)).toMatch(/^(?:HTTP\/1\.1 431 |$)/);
  });
});

describe('path traversal', () => {
  test.each([
    '/../../../../etc/passwd',
    '/..%2f..%2f..%2fetc%2fpasswd',
    '/%2e%2e/%2e%2e/etc/passwd',
    '/..%5c..%5cetc%5cpasswd',
    '/....//....//etc/passwd',
    '/%252e%252e%252fetc%252fpasswd',
    '/..%c0%af..%c0%afetc/passwd',
    '/stories/..%2f..%2fetc%2fpasswd',
    '/archive/..%2f..%2f2026-11.atom',
    '/archive/../../2026-11.atom',
    '/topics/..%2f..%2fpackage.json',
    '/style.css/../../../package.json',
    '//etc/passwd',
    '/.git/config',
    '/.kawaraban-site',
    '/feed.rss%00.html',
    '/..;/config',
  ])('%s leads nowhere', async (target) => {
    const answer = await getRaw(target);
    expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /);
    expect(answer).not.toMatch(/root:|"dependencies"|\[core\]/);
  });

  test.each(['../../x', '..', '.', 'a/b', 'a\\b', 'a\0b', '%2e%2e', 'A', ''])(
    'no source, outlet or topic is named %j',
    async (name) => {
      const named = JSON.stringify(name);
      const outlets = `outlets:\n  - { id: ${named}, name: A }\n`;
      const topics = `topics:\n  - { key: ${named}, label: { en: A, ja: A }, cues: {} }\n`;
      expect(await problemsWith({ 'sources.yaml': good.replace('id: a', `id: ${named}`) })).not.toEqual([]);
      expect(await problemsWith({ 'sources.yaml': outlets + good })).not.toEqual([]);
      expect(await problemsWith({ 'topics.yaml': topics })).not.toEqual([]);
    },
  );
});

describe('open redirect', () => {
  test.each([
    `//${EVIL}/日`,
    `//${EVIL}/%2f..日`,
    `/\\${EVIL}/日`,
    `/%5c${EVIL}/日`,
    `/https://${EVIL}/日`,
    `/?next=https://${EVIL}/日`,
    `/search?q=日&url=//${EVIL}/`,
    `/日//${EVIL}/`,
    `///${EVIL}/日?q=//${EVIL}`,
  ])('GET %s leads to no other site', async (target) => {
    const answer = await raw(
      Buffer.from(`GET ${target} HTTP/1.1\r\nHost: kawaraban.example\r\nConnection: close\r\n\r\n`),
    );
    const location = /^Location: (.*)\r$/m.exec(answer)?.[1];
    if (location === undefined) expect(answer).toMatch(/^HTTP\/1\.1 [245]\d\d /);
    else {
      const asked = `http://kawaraban.example${encodeURI(target)}`;
      expect(new URL(location, asked).origin).toBe('http://kawaraban.example');
      // Some read the address that they asked for anew, and take two slashes for a host.
      expect(location).toMatch(/^\.\/[^/]/);
    }
  });

  test.each(['next', 'url', 'redirect', 'return_to', 'continue', 'lang'])(
    'no parameter %s sends a reader away',
    async (name) => {
      for (const address of ['/', '/search', '/feed.rss', '/status', '/no']) {
        const { status, headers } = await ask(server, `${address}?${name}=https://${EVIL}/`);
        expect([status < 300 || status >= 400, headers.location, headers.refresh]).toEqual([
          true,
          undefined,
          undefined,
        ]);
      }
    },
  );
});

describe('Host injection', () => {
  const FORGED: Readonly<Record<string, string>> = {
    Host: EVIL,
    'X-Forwarded-Host': EVIL,
    'X-Forwarded-Proto': 'javascript',
    'X-Forwarded-Prefix': `//${EVIL}`,
    'X-Original-URL': `//${EVIL}/`,
    'X-Rewrite-URL': `//${EVIL}/`,
    Forwarded: `host=${EVIL}`,
    Referer: `https://${EVIL}/`,
    Origin: `https://${EVIL}`,
  };

  test.each(PAGES)('%s says the same, whatever host the request names', async (address) => {
    const [honest, forged] = [await ask(server, address), await ask(server, address, FORGED)];
    const { date: _, ...headers } = honest.headers;
    expect([forged.status, String(forged.body)]).toEqual([honest.status, String(honest.body)]);
    expect(forged.headers).toMatchObject(headers);
    expect(JSON.stringify(forged.headers) + String(forged.body)).not.toContain(EVIL);
  });

  test('an address in absolute form names no other site either', async () => {
    const answer = await getRaw(`http://${EVIL}/`);
    expect(answer).toMatch(/^HTTP\/1\.1 [24]\d\d /);
    expect(answer).not.toMatch(new RegExp(`(?:href|src|action)="?(?:https?:)?//${EVIL}`));
  });
});

describe('header injection', () => {
  test.each(PAGES)('line ends in the address %s make no header', async (address) => {
    for (const end of ['%0d%0a', '%0a', '%E5%98%8A%E5%98%8D', '%u000a', '\u2028'])
      for (const target of [`${address}${end}X-Evil:%201`, `${address}?q=x${end}X-Evil:%201${end}${end}<b>`])
        expect(await getRaw(encodeURI(target).replaceAll('%25', '%'))).not.toMatch(/^X-Evil/im);
  });

  test.each([
    'http://a.example/\r\nX-Evil: 1',
    'http://a.example/\nx',
    'http://a.example/>; rel="x"',
    'javascript:1',
  ])('feed.url %j is refused, or carries no such sign into a header', async (url) => {
    const problems = await problemsWith({ 'kawaraban.yaml': `feed:\n  url: ${JSON.stringify(url)}\n` });
    expect(problems.join()).toContain('kawaraban.yaml:2:');
  });
});

describe('request smuggling', () => {
  const HIDDEN = 'GET /smuggled HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n';
  const body = `Content-Length: ${HIDDEN.length}\r\n`;

  test.each([
    ['a GET with a body', `GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n${body}\r\n${HIDDEN}`],
    ['two lengths', `GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n${body}\r\n${HIDDEN}`],
    [
      'a length and chunks',
      `GET / HTTP/1.1\r\nHost: x\r\n${body}Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n${HIDDEN}`,
    ],
    ['a signed length', `GET / HTTP/1.1\r\nHost: x\r\nContent-Length: +${HIDDEN.length}\r\n\r\n${HIDDEN}`],
    [
      'a folded header',
      `GET / HTTP/1.1\r\nHost: x\r\nX: 1\r\n Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n0\r\n\r\n`,
    ],
    ['bare line feeds', `GET / HTTP/1.1\nHost: x\nConnection: close\n\n${HIDDEN}`],
    [
      'a blank before the colon',
      `GET / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding : chunked\r\n\r\n0\r\n\r\n${HIDDEN}`,
    ],
    ['a tunnel', `CONNECT ${EVIL}:443 HTTP/1.1\r\nHost: x\r\n\r\n${HIDDEN}`],
  ])('%s brings one answer at most, and none to what is hidden in it', async (_, request) => {
    const answer = await raw(request);
    expect((answer.match(/^HTTP\/1\.1 \d/gm) ?? []).length).toBeLessThanOrEqual(1);
    expect(answer).not.toContain('smuggled');
  });

  test.each(['TRACE', 'OPTIONS', 'PUT', 'DELETE', 'PATCH', 'PROPFIND'])(
    '%s is not answered with what was sent',
    async (method) => {
      const answer = await raw(`${method} / HTTP/1.1\r\nHost: x\r\nCookie: secret\r\n\r\n`);
      expect(answer).toMatch(/^HTTP\/1\.1 405 /);
      expect(answer).not.toContain('secret');
    },
  );
});

describe('XML injection', () => {
  test.each(['rss', 'atom'])('the words of a search stay words in its %s feed', async (format) => {
    const { read } = await openSite([makeStory('a')]);
    for (const text of HOSTILE_TEXTS) {
      const feed = readXml(await read(`/search.${format}?q=${encodeURIComponent(text)}`));
      const channel = format === 'rss' ? all(feed, 'channel')[0] : feed;
      expect(all(feed, format === 'rss' ? 'item' : 'entry')).toEqual([]);
      const asked = text.replace(/[\s"“”「」『』]+/g, ' ').trim();
      const words = cleanText(asked.slice(0, 200).trim());
      expect(channel && textOf(channel, 'title')).toBe(`“${words}” · Test`);
      expect(all(feed, 'script')).toEqual([]);
    }
  });
});
