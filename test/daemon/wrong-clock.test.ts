import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import type { LogFields } from '../../src/domain/log.ts';
import { createArchiveShelf } from '../../src/store/document/create-shelves.ts';
import { openStore } from '../../src/store/open-store.ts';
import { makeStory, SILENT } from '../make.ts';
import { rssOf } from '../support/outlets-server.ts';
import { type Installation, install } from '../support/product.ts';
import { waitFor } from '../support/wait-for.ts';
import { runInProcess } from './support/run-in-process.ts';

const DAYS_400 = { hours: 400 * 24 };
const HOSTS = ['127.0.0.1', '127.0.0.2', '127.0.0.3'];

let at: Installation;
let servers: Server[] = [];
afterEach(async () => {
  for (const server of servers) server.close();
  servers = [];
  await at.remove();
});

/** An outlet on a loopback address of its own, whose clock is right, with one article. */
const serveOutlet = async (host: string, index: number): Promise<string> => {
  const published = Temporal.Now.instant().subtract({ minutes: 5 });
  const title = ['架空電機、新工場を稼働', '見本商事が社債を発行', '例示銀行、金利を据え置き'][index] ?? '';
  const body = rssOf(`Outlet ${index}`, [{ title, link: `http://outlet-${index}.example/1`, published }]);
  const server = createServer((_request, response) => response.end(body));
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  return `http://${host}:${(server.address() as AddressInfo).port}/feed`;
};

type Event = LogFields & { readonly event: string };

/** Runs the daemon by that clock until `isOver`, then stops it; gives what stood in the log and the store. */
const runBy = async (systemNow: () => Temporal.Instant, isOver: (events: readonly Event[]) => boolean) => {
  const events: Event[] = [];
  const note = (event: string, fields: LogFields = {}): void => void events.push({ ...fields, event });
  const log = { debug: note, info: note, warn: note, error: note };
  const { config, store, end } = await runInProcess(at, log, systemNow);
  await waitFor(() => isOver(events));
  const started = events.find(({ event }) => event === 'daemon.started');
  const status = await (await fetch(`${String(started?.url)}status.json`)).text();
  const stories = await store.stories({ limit: 100 });
  const states = config.sources.map(({ id }) => store.state(id));
  await end();
  return { events, status, stories, states, archives: await createArchiveShelf(at.data).names() };
};

const haveAllBeenPolled = (events: readonly Event[]): boolean =>
  events.filter(({ event }) => event === 'source.polled').length === HOSTS.length;

test('one start with the clock 400 days ahead stops no poll, dates no news ahead, removes no story and freezes no month', async () => {
  at = await install(
    await Promise.all(
      HOSTS.map(async (host, index) => ({ id: `source-${index}`, url: await serveOutlet(host, index) })),
    ),
    'retention: 30d\n',
  );
  const realNow = () => Temporal.Now.instant();
  const began = realNow();
  const seed = await openStore({
    folder: at.data,
    log: SILENT,
    now: realNow,
  });
  if (seed.kind !== 'opened') throw new Error('not opened');
  const kept = makeStory('kept', { published: began.subtract({ hours: 48 }) });
  const source = { endpoint: 0, endpoints: [], itemHashes: [], arrivals: [] };
  const counts = { requests: 1, notModified: 0, failed: 0, items: 0 };
  const state = { source: kept.articles[0].source, ...source, counts, lastPolledAt: began };
  await seed.store.commit({ stories: [kept], drops: [], states: [state] });
  await seed.store.close();

  const wrong = await runBy(() => realNow().add(DAYS_400), haveAllBeenPolled);
  expect(wrong.events.filter(({ event }) => event === 'clock.doubted')).toHaveLength(2);
  expect(wrong.status).toContain('400 days ahead of the time of the sources’ servers');
  expect(wrong.stories).toHaveLength(4);
  expect(wrong.archives).toEqual([]);
  const soon = realNow().add({ hours: 25 });
  for (const { published } of wrong.stories) expect(Temporal.Instant.compare(published, soon)).toBe(-1);
  for (const polled of wrong.states) {
    expect(Temporal.Instant.compare(polled?.nextPollAt ?? began.add(DAYS_400), soon)).toBe(-1);
  }

  const right = await runBy(realNow, (events) => events.some(({ event }) => event === 'daemon.started'));
  expect(right.events.map(({ event }) => event)).not.toContain('clock.doubted');
  expect(right.stories).toHaveLength(4);
});
