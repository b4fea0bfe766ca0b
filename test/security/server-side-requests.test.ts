import { describe, expect, test } from 'vitest';
import { isPublicAddress } from '../../src/fetch/guard-address.ts';
import { good } from '../config/broken.ts';
import { problemsWith } from '../config/load.ts';
import { ask, failureOf, makeFetcher, textOf } from '../fetch/support/ask.ts';
import { always, answer, FEED, serveRaw } from '../fetch/support/raw-server.ts';

/** Guarded as in production, but for a stand-in of the public internet: 127.0.4.0/24. */
const guarded = (port: number, names: Readonly<Record<string, readonly string[]>> = {}) => {
  const turns = new Map<string, number>();
  return {
    allowPrivateAddresses: false,
    ports: [80, 443, port],
    mayDial: (address: string) => address.startsWith('127.0.4.') || isPublicAddress(address),
    // Each look-up of a name gives its next address, the last one for ever: what a rebinding attack does.
    resolve: (
      name: string,
      callback: (error: null, addresses: { address: string; family: number }[]) => void,
    ) => {
      const addresses = names[name] ?? [];
      const turn = turns.get(name) ?? 0;
      turns.set(name, turn + 1);
      const all = (addresses[Math.min(turn, addresses.length - 1)] ?? '').split(' ');
      callback(
        null,
        all.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
      );
    },
  };
};

describe('SSRF by URL', () => {
  test.each([
    '127.0.0.1',
    '127.255.255.254',
    '0.0.0.0',
    '10.0.0.1',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '100.127.255.255',
    '192.0.0.1',
    '192.0.2.1',
    '198.18.0.1',
    '198.51.100.1',
    '203.0.113.1',
    '224.0.0.1',
    '240.0.0.1',
    '255.255.255.255',
    '192.88.99.1',
    // The servers for metadata of Alibaba Cloud, Oracle Cloud and Azure.
    '100.100.100.200',
    '192.0.0.192',
    '168.63.129.16',
  ])('IPv4 %s is not public', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  test.each([
    '::',
    '::1',
    'fe80::1',
    'fe80::1%eth0',
    'fec0::1',
    'fc00::1',
    'fd12:3456::1',
    'ff02::1',
    '2001:db8::1',
    '100::1',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '::ffff:169.254.169.254',
    '::127.0.0.1',
    '64:ff9b::7f00:1',
    '64:ff9b::10.0.0.1',
    '64:ff9b:1::8.8.8.8',
    '64:ff9b::168.63.129.16',
    '::ffff:168.63.129.16',
    '2002:7f00:1::1',
    '2001:0:7f00:1::1',
    'fd00:ec2::254',
    '3fff::1',
    '1:2::3',
    '4000::1',
  ])('IPv6 %s is not public', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  test.each([
    '8.8.8.8',
    '1.1.1.1',
    '172.32.0.1',
    '100.128.0.1',
    '2606:4700::1111',
    '::ffff:8.8.8.8',
    '64:ff9b::8.8.8.8',
  ])('%s is public', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  test.each(['', 'localhost', '127.1', '1', 'feeds.example'])(
    'what is no whole address (%j) is not public',
    (address) => {
      expect(isPublicAddress(address)).toBe(false);
    },
  );
  test.each([
    '127.0.0.1',
    '2130706433',
    '0x7f000001',
    '0177.0.0.1',
    '127.1',
    '[::1]',
    '[::ffff:127.0.0.1]',
    '[64:ff9b::7f00:1]',
    '0',
    '0.0.0.0',
    '127.0.0.1.',
    '127.0.0x1',
    '１２７.0.0.1',
    '127。0。0。1',
    '[::]',
    '[::ffff:a9fe:a9fe]',
    '[::127.0.0.1]',
    '[2002:7f00:1::]',
  ])('a URL with the address %s is refused, and nothing is dialled', async (host) => {
    await using server = await serveRaw(always(answer(200, {}, FEED)));
    const result = await ask(`http://${host}:${server.port}/`, {}, guarded(server.port));
    expect(failureOf(result)).toBe('private-address');
    expect(server.connections()).toBe(0);
  });

  test.each([
    '127.0.0.1',
    '10.1.2.3',
    '0.0.0.0',
    '::1',
    '169.254.169.254',
    '::ffff:127.0.0.1',
    'fd00::1',
    'fe80::1',
    '64:ff9b::a00:1',
  ])('a name that resolves to %s is refused', async (address) => {
    const result = await ask('http://inside.test/', {}, guarded(80, { 'inside.test': [address] }));
    expect(failureOf(result)).toBe('private-address');
  });

  test('of a name with a private and a public address only the public one is dialled', async () => {
    await using server = await serveRaw(always(answer(200, {}, FEED)), '127.0.4.1');
    const names = { 'mixed.test': ['127.0.0.1 127.0.4.1'] };
    expect(textOf(await ask(`http://mixed.test:${server.port}/`, {}, guarded(server.port, names)))).toBe(
      FEED,
    );
  });

  test.each(['localhost', 'localhost.', 'LOCALHOST', 'app.localhost'])(
    '%s is this machine, whatever the spelling',
    async (host) => {
      await using server = await serveRaw(always(answer(200, {}, FEED)));
      // Looked up by the system itself.
      const options = { allowPrivateAddresses: false, ports: [server.port] };
      const result = await ask(`http://${host}:${server.port}/`, {}, options);
      expect(['private-address', 'dns']).toContain(failureOf(result));
      expect(server.connections()).toBe(0);
    },
  );

  test('a WebSub hub at a private address is told nothing', async () => {
    await using server = await serveRaw(always(answer(204)));
    const fetcher = makeFetcher(guarded(server.port));
    const failure = await fetcher.post(server.origin, new URLSearchParams(), new AbortController().signal);
    expect(failure?.kind).toBe('private-address');
    expect(server.connections()).toBe(0);
  });

  test('a port that is not listed is refused, and nothing is dialled', async () => {
    await using server = await serveRaw(always(answer(200, {}, FEED)), '127.0.4.1');
    const result = await ask(server.origin, {}, { ...guarded(server.port), ports: [80, 443] });
    expect(failureOf(result)).toBe('port-not-allowed');
    expect(server.connections()).toBe(0);
  });

  test('private addresses are asked where the operator allows it', async () => {
    await using server = await serveRaw(always(answer(200, {}, FEED)));
    expect(textOf(await ask(server.origin, {}, { allowPrivateAddresses: true, ports: [] }))).toBe(FEED);
  });
});

describe('SSRF by redirect', () => {
  test('a redirect to the metadata service of a cloud is refused', async () => {
    await using server = await serveRaw(
      always(answer(302, { Location: 'http://169.254.169.254/latest/meta-data/' })),
      '127.0.4.1',
    );
    const result = await ask(server.origin, {}, guarded(server.port));
    expect(result).toMatchObject({
      failure: { kind: 'private-address' },
      url: 'http://169.254.169.254/latest/meta-data/',
    });
  });

  test('a redirect to a name that resolves to a private address is refused', async () => {
    await using inside = await serveRaw(always(answer(200, {}, 'secret')), '127.0.5.1');
    await using server = await serveRaw(
      always(answer(302, { Location: `http://inside.test:${inside.port}/` })),
      '127.0.4.1',
    );
    const settings = guarded(server.port, { 'inside.test': ['127.0.5.1'] });
    const result = await ask(server.origin, {}, { ...settings, ports: [server.port, inside.port] });
    expect(failureOf(result)).toBe('private-address');
    expect(inside.connections()).toBe(0);
  });

  test('a redirect to a port that is not listed is refused', async () => {
    await using server = await serveRaw(
      always(answer(302, { Location: 'http://feeds.test:25/' })),
      '127.0.4.1',
    );
    expect(failureOf(await ask(server.origin, {}, guarded(server.port)))).toBe('port-not-allowed');
  });
});

describe('SSRF by DNS rebinding', () => {
  test('a name that is public at first and private later is refused when it turns', async () => {
    await using server = await serveRaw(always(answer(200, {}, FEED)), '127.0.4.1');
    const fetcher = makeFetcher(guarded(server.port, { 'rebind.test': ['127.0.4.1', '127.0.0.1'] }));
    const request = { url: `http://rebind.test:${server.port}/`, validators: {}, headers: {} };
    const { signal } = new AbortController();
    expect(textOf(await fetcher.fetch(request, signal))).toBe(FEED);
    expect(failureOf(await fetcher.fetch(request, signal))).toBe('private-address');
    expect(server.connections()).toBe(1);
  });
});

describe('file and gopher schemes', () => {
  const ADDRESSES = [
    'file:///etc/passwd',
    'gopher://127.0.0.1:6379/_FLUSHALL',
    'ftp://127.0.0.1/',
    'dict://127.0.0.1:11211/stats',
    'data:text/xml,<rss/>',
    'blob:https://a.example/1',
    'javascript:1',
    'jar:http://a.example/x!/',
    'unix:/run/docker.sock',
  ];

  test.each([...ADDRESSES, '/etc/passwd', '\\\\a.example\\share'])('%s is never asked', async (address) => {
    expect(failureOf(await ask(address))).toBe('bad-url');
  });

  test.each(ADDRESSES)('a redirect to %s is not followed', async (address) => {
    await using server = await serveRaw(always(answer(302, { Location: address })));
    expect(failureOf(await ask(server.origin))).toBe('bad-answer');
    expect(server.requests.length).toBe(1);
  });

  test.each(ADDRESSES)('%s is no endpoint of a source', async (address) => {
    const sources = good.replace('https://a.example/feed', JSON.stringify(address));
    expect((await problemsWith({ 'sources.yaml': sources })).join()).toContain('sources.yaml:6:');
  });
});
