import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, onTestFinished, test, vi } from 'vitest';
import { endDespiteLookUps } from '../../src/cli/end-process.ts';
import { ROOT } from '../support/product.ts';
import { mustSkip } from '../support/skip.ts';

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

test.each([
  [['GetAddrInfoReqWrap'], true],
  [['TTYWrap', 'GetAddrInfoReqWrap', 'PipeWrap'], true],
  [[], false],
  [['TTYWrap', 'PipeWrap'], false],
  [['GetAddrInfoReqWrap', 'TCPSocketWrap'], false],
])('a process that is kept by %j is ended within a fifth of a second: %s', (keeping, isEnded) => {
  vi.useFakeTimers({ toFake: ['setInterval'] });
  vi.spyOn(process, 'getActiveResourcesInfo').mockReturnValue(keeping);
  const replaced = vi.spyOn(process, 'execve').mockImplementation(() => undefined as never);
  endDespiteLookUps();
  vi.advanceTimersByTime(199);
  expect(replaced).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  const replacements = replaced.mock.calls.map((given) => given.slice(0, 2));
  expect(replacements).toEqual(isEnded ? [['/bin/sh', ['sh', '-c', 'exit 0']]] : []);
});

/** Runs in a network of its own, whose only name server hears every question and answers none. */
const inDeafNetwork = (folder: string, script: string) => {
  const resolver = path.join(folder, 'resolv.conf');
  writeFileSync(resolver, 'nameserver 127.0.0.1\n');
  const module = path.join(folder, 'script.mjs');
  writeFileSync(module, script);
  const setUp = `ip link set lo up && mount --bind '${resolver}' /etc/resolv.conf`;
  return spawnSync('unshare', ['-rmn', 'sh', '-c', `${setUp} && exec '${process.execPath}' '${module}'`], {
    encoding: 'utf8',
    timeout: 30_000,
  });
};

/** Name spaces need Linux, `ip` and a system that lets everyone make them. */
const canUnshare = spawnSync('unshare', ['-rmn', 'ip', 'link', 'set', 'lo', 'up']).status === 0;

test.skipIf(mustSkip(!canUnshare, 'no name spaces here (apt-get install util-linux iproute2, as root)'))(
  'name look-ups that nobody answers do not keep the process when its work is done',
  () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'kawaraban-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const began = performance.now();
    const { status, stdout } = inDeafNetwork(
      folder,
      `import { createSocket } from 'node:dgram';
import { lookup } from 'node:dns';
import { endDespiteLookUps } from '${path.join(ROOT, 'src/cli/end-process.ts')}';
const server = createSocket('udp4');
server.bind(53, '127.0.0.1', () => lookup('slow.example', () => undefined));
server.once('message', () => {
  server.close();
  console.log('asked');
  process.exitCode = 3;
  endDespiteLookUps();
});`,
    );
    expect({ status, stdout }).toEqual({ status: 3, stdout: 'asked\n' });
    // The resolver itself gives up after ten seconds.
    expect(performance.now() - began).toBeLessThan(5_000);
  },
);

test.skipIf(!canUnshare)(
  'a host name is resolved at once while the name servers of eight others are silent',
  () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'kawaraban-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const { stdout } = inDeafNetwork(
      folder,
      `import { createSocket } from 'node:dgram';
import { lookup } from 'node:dns';
process.argv = [process.argv[0], 'kawaraban', '--version'];
await import('${path.join(ROOT, 'src/main.ts')}');
const server = createSocket('udp4');
server.on('message', (query, { port }) => {
  if (query.includes('silent')) return;
  query[2] |= 0x80; // an answer
  query[3] = 3; // NXDOMAIN
  server.send(query, port, '127.0.0.1');
});
server.bind(53, '127.0.0.1', () => {
  const began = performance.now();
  for (let n = 0; n < 8; n += 1) lookup('silent' + n + '.example', () => undefined);
  lookup('good.example', ({ code }) => {
    console.log(code, performance.now() - began < 3_000);
    server.close();
  });
});`,
    );
    expect(stdout).toContain('ENOTFOUND true\n');
  },
);
