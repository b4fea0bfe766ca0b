/**
 * Measures how the speed of polling grows with the number of processes: `node bench/scale.ts [SOURCES] [ROUNDS]
 * [POLLERS…]`. Polls SOURCES scripted sources (by default 2,000) in ROUNDS rounds (by default 20). A round asks every
 * source once and finds nothing new. Measures these installations in turn: one process with the JSON store, one process
 * with PostgreSQL, and two publishers with each number of POLLERS (by default 1, 2 and 4). Needs PostgreSQL.
 */
import { execFileSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { startPostgres } from '../test/support/postgres.ts';
import { type Daemon, type Installation, install, kawaraban, startDaemon } from '../test/support/product.ts';
import { type ScriptedOutlets, serveScripted, titleOf } from '../test/support/scripted-outlets.ts';
import { cpuSecondsOf, postgresSecondsOf } from './process-costs.ts';
import { median } from './store-data.ts';

const SOURCES_A_HOST = 4;
const PUBLICATIONS = 5;

const [sources = 2_000, rounds = 20, ...pollers] = process.argv.slice(2).map(Number);

const waitUntil = async (holds: () => boolean | Promise<boolean>): Promise<void> => {
  while (!(await holds())) await sleep(5);
};

const hasTitle = async ({ url }: Daemon, title: string): Promise<boolean> =>
  (await (await fetch(`${url}/feed.json`)).text()).includes(title);

type Layout = { readonly name: string; readonly roles: readonly string[] };

/**
 * Resolves to the median time from the order to poll a source until its new item is in the feed of every publisher, in
 * milliseconds.
 */
const publicationMs = async (
  at: Installation,
  outlets: ScriptedOutlets,
  publishers: readonly Daemon[],
): Promise<number> => {
  const times: number[] = [];
  for (let n = 0; n < PUBLICATIONS; n += 1) {
    outlets.publish();
    const title = titleOf(n, n + 1);
    const began = performance.now();
    const polled = kawaraban(at, 'poll', `s-${n}`, '--all');
    await Promise.all(publishers.map((one) => waitUntil(() => hasTitle(one, title))));
    times.push(performance.now() - began);
    await polled;
  }
  return Math.round(median(times));
};

const measure = async ({ name, roles }: Layout, store: string | undefined): Promise<void> => {
  const outlets = await serveScripted(Math.ceil(sources / SOURCES_A_HOST), SOURCES_A_HOST);
  const main = `${store === undefined ? '' : `store: ${JSON.stringify(store)}\n`}relevance:\n  threshold: 0.4\n`;
  const at = await install(outlets.sources, main);
  const emptyMb = store === undefined ? 0 : await megabytes(store, at.data);
  const daemons: Daemon[] = [];
  for (const role of roles) daemons.push(await startDaemon(at, '--role', role));
  // The process that starts first leads.
  const leader = daemons[0]?.pid ?? 0;
  const publishers = daemons.filter((_, n) => roles[n] !== 'poll');
  const cpu = () => sum(daemons.map(({ pid }) => cpuSecondsOf(pid)));
  const cpuThere = () => (store === undefined ? 0 : postgresSecondsOf(store));
  const total = outlets.sources.length;

  const coldBegan = performance.now();
  await waitUntil(async () => {
    await sleep(100);
    return outlets.asked().every((count) => count > 0) && outlets.asking() === 0;
  });
  const coldS = (performance.now() - coldBegan) / 1000;
  await kawaraban(at, 'poll', 's-0', '--all');
  const before = {
    ...{ cpu: cpu(), leader: cpuSecondsOf(leader), there: cpuThere() },
    ...{ at: performance.now(), asked: sum(outlets.asked()) },
  };
  for (let round = 0; round < rounds; round += 1) {
    const { status } = await kawaraban(at, 'poll', '--all');
    if (status !== 0) throw new Error(`round ${round} ended with ${status}`);
  }
  const polls = sum(outlets.asked()) - before.asked;
  const seconds = (performance.now() - before.at) / 1000;
  const row = [
    name,
    `${(total / coldS).toFixed(0)}`,
    `${(polls / seconds).toFixed(0)}`,
    `${(((cpu() - before.cpu) / polls) * 1000).toFixed(2)}`,
    `${(((cpuSecondsOf(leader) - before.leader) / polls) * 1000).toFixed(2)}`,
    store === undefined ? '' : `${(((cpuThere() - before.there) / polls) * 1000).toFixed(2)}`,
    `${await publicationMs(at, outlets, publishers)}`,
    `${outlets.mostAtATime()}`,
    `${((await megabytes(store, at.data)) - emptyMb).toFixed(0)}`,
    polls === total * rounds ? 'yes' : `no: ${polls} of ${total * rounds}`,
  ];
  console.log(`| ${row.join(' | ')} |`);
  for (const daemon of daemons.toReversed()) await daemon.kill('SIGTERM');
  await outlets.close();
  await at.remove();
};

const megabytes = async (store: string | undefined, data: string): Promise<number> => {
  if (store !== undefined)
    return Number(await server.query(store, 'SELECT pg_database_size(current_database())')) / 1e6;
  return Number.parseInt(execFileSync('du', ['-sb', data], { encoding: 'utf8' }), 10) / 1e6;
};

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

const server = await startPostgres();
console.log(`${sources} sources, ${rounds} rounds`);
console.log(
  '| processes | first polls/s | polls/s | CPU s for 1,000 polls | of which the leader | of PostgreSQL | ms to the feed | most on a host | MB | each once a round |',
);
console.log('|--|--|--|--|--|--|--|--|--|--|');
await measure({ name: 'one, JSON store', roles: ['all'] }, undefined);
await measure({ name: 'one, PostgreSQL', roles: ['all'] }, await server.newSchema());
for (const count of pollers.length === 0 ? [1, 2, 4] : pollers)
  await measure(
    {
      name: `2 publish, ${count} poll`,
      roles: ['publish', 'publish', ...Array.from({ length: count }, () => 'poll')],
    },
    await server.newSchema(),
  );
await server.remove();
