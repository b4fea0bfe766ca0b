import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { rssOf, serveOutlets } from '../support/outlets-server.ts';
import { install, startDaemon } from '../support/product.ts';
import { kawarabanHere } from '../support/run-here.ts';
import { waitFor } from '../support/wait-for.ts';

const ITEMS = 10_000;
const PAGE = 'attack.xml';

test('a document in the midst of which the process is killed is not asked for at the next start; the others are', async () => {
  const alike = Array.from({ length: ITEMS }, (_, n) => ({
    title: `架空電機、第${n}工場の建設を決定`,
    link: `https://attack.example/${n}`,
  }));
  const server = await serveOutlets([
    [PAGE, { body: rssOf('Attack', alike) }],
    ['good.xml', { body: rssOf('Good', []) }],
  ]);
  const sources = [
    { id: 'attack', url: `${server.url}/${PAGE}` },
    { id: 'good', url: `${server.url}/good.xml` },
  ];
  const at = await install(sources, '', 'shipped');
  try {
    const first = await startDaemon(at);
    await waitFor(() => existsSync(path.join(at.data, 'under-way', 'attack')));
    await first.kill('SIGKILL');
    const asked = server.requests.length;

    const second = await startDaemon(at);
    const resting = await second.event(({ event }) => event === 'source.interrupted');
    expect(resting).toMatchObject({ source: 'attack', level: 'warn' });
    const { out } = await kawarabanHere(at, 'sources', '--json');
    expect(out).toMatch(/"attack".*the process ended while it took in the document/);
    expect(server.requests.slice(asked).map(({ path }) => path)).not.toContain(PAGE);

    const { out: line } = await kawarabanHere(at, 'poll', 'attack');
    expect(line).toMatch(/attack +500 new of 10000, \d+ folded, 9500 not taken in/);
    const { status } = await second.kill('SIGTERM');
    expect(status).toBe(0);
    expect(existsSync(path.join(at.data, 'under-way', 'attack'))).toBe(false);
  } finally {
    await at.remove();
    await server.close();
  }
});
