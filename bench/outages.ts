/**
 * Measures what several processes over PostgreSQL lose when a process or the database fails: `node bench/outages.ts
 * [--kind none|kill|pause|restart|cut] [--times 20] [--sources 2000]`. There are two publishers and three pollers;
 * scripted outlets publish items, and each publisher is asked for its feed. Prints a line for each outage and a row for
 * each kind: `none`, and those of `OUTAGES`. Exits with 1 after a problem, such as a lost item or a failed request.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { watchFeeds } from '../test/support/cluster/feed-watch.ts';
import { isReplaced, startProcesses } from '../test/support/cluster/kept-processes.ts';
import { OUTAGES, type OutageKind, strike } from '../test/support/cluster/outages.ts';
import { storedTitles } from '../test/support/cluster/stored-titles.ts';
import { startPostgres } from '../test/support/postgres.ts';
import { install } from '../test/support/product.ts';
import { serveScripted } from '../test/support/scripted-outlets.ts';
import { waitFor } from '../test/support/wait-for.ts';

const { values } = parseArgs({
  options: {
    kind: { type: 'string', multiple: true },
    times: { type: 'string', default: '20' },
    sources: { type: 'string', default: '2000' },
  },
});
const times = Number(values.times);
const sourceCount = Number(values.sources);
const kinds = ['none', ...OUTAGES].filter((kind) => values.kind?.includes(kind) ?? true);

const SOURCES_A_HOST = 4;
const LENGTHS = { pausedMs: 60_000, cutOffMs: 15_000 };

/** Interval between two items, in milliseconds. */
const PUBLISH_EVERY_MS = 500;
/** Pause between two requests for a publisher's feed, in milliseconds. */
const READ_EVERY_MS = 1_000;

/** Minimum and maximum time between two outages, in seconds. */
const REST_S = [4, 10] as const;

/** Minimum time between two requests for a source, in seconds: two minutes, less the time of a request. */
const DUE_S = 118;

/** Maximum time from the last outage until all items are stored, in milliseconds. */
const DRAIN_MS = 600_000;

/** The first line belongs to the block `fetch`, which is the last block in the config of tests. */
const CONFIG = `  maxInterval: 2m
store: \${DATABASE_URL}
schedule: '*/5 * * * * *'
relevance:
  threshold: 0.4
`;

const trial = async (
  kind: OutageKind | 'none',
): Promise<{ readonly row: string; readonly isFine: boolean }> => {
  const server = await startPostgres();
  const store = await server.newSchema();
  const outlets = await serveScripted(Math.ceil(sourceCount / SOURCES_A_HOST), SOURCES_A_HOST);
  // Without `every`, a source would be asked more often after it has brought an item.
  const sources = outlets.sources.map((source) => ({ ...source, rest: '    every: 2m\n' }));
  const at = await install(sources, CONFIG);
  const processes = await startProcesses(at, store, ['publish', 'publish', 'poll', 'poll', 'poll']);
  await waitFor(async () => {
    await sleep(500);
    return outlets.asked().every((count) => count > 0);
  });
  await sleep(5_000);
  const before = new Set(outlets.titles());
  const watch = watchFeeds(processes.publishers, READ_EVERY_MS);
  const publishing = setInterval(() => {
    outlets.publish([Math.floor(Math.random() * outlets.sources.length)]);
  }, PUBLISH_EVERY_MS);

  const takeovers: number[] = [];
  for (let nth = 0; nth < times; nth += 1) {
    await sleep(1000 * (REST_S[0] + Math.random() * (REST_S[1] - REST_S[0])));
    const beganMs = performance.now();
    if (kind === 'none') continue;
    const { victim, takeoverMs } = await strike(kind, nth, processes, { ...LENGTHS, server });
    if (takeoverMs !== undefined) takeovers.push(takeoverMs);
    const tookS = ((performance.now() - beganMs) / 1000).toFixed(1);
    const takeover =
      takeoverMs === undefined ? '' : `, another leader after ${(takeoverMs / 1000).toFixed(1)} s`;
    console.error(
      `${new Date().toISOString()} ${kind} ${nth + 1}: ${victim}, over after ${tookS} s${takeover}; ${watch.failures.length} failed reads`,
    );
  }
  clearInterval(publishing);
  const titles = outlets.titles();
  const lostNow = async () => {
    const stored = await storedTitles(server, store);
    return titles.filter((title) => !stored.has(title));
  };
  const drainBeganMs = performance.now();
  while ((await lostNow()).length > 0 && performance.now() - drainBeganMs < DRAIN_MS) await sleep(2_000);
  // Time for the feeds of both publishers to show the last stored items.
  await sleep(3_000);
  await watch.stop();
  const stored = await storedTitles(server, store);
  const lost = titles.filter((title) => !stored.has(title));
  const twice = [...stored].filter(([, entries]) => entries.length > 1).map(([title]) => title);
  const seen = watch.entries();
  // Articles whose titles differ in a digit may fold; a feed must have contained the entry of their story.
  const unseen = titles.filter(
    (title) => !before.has(title) && !(stored.get(title) ?? []).some((entry) => seen.has(entry)),
  );
  const gaps = outlets.gapsMs();
  const early = gaps.filter((ms) => ms < DUE_S * 1000);
  const statuses = await processes.stop();
  const problems = [
    ...lost.map((title) => `lost: ${title}`),
    ...twice.map((title) => `stored twice: ${title}`),
    ...unseen.map((title) => `never in a feed: ${title}`),
    ...watch.mistakes,
    ...watch.failures.map((failure) => `failed read: ${failure}`),
    ...processes.unplannedEnds.filter((reason) => kind !== 'restart' || !isReplaced(reason)),
    ...statuses.filter((status) => status !== 0).map((status) => `a process ended with ${status}`),
    ...(outlets.mostAtATime() > 1 ? [`${outlets.mostAtATime()} requests at one time on a host`] : []),
  ];
  for (const problem of problems.slice(0, 30)) console.error(problem);
  await outlets.close();
  await at.remove();
  await server.remove();
  const cells = [
    kind,
    times,
    gaps.length + outlets.sources.length,
    early.length,
    (gaps.reduce((most, ms) => Math.max(most, ms), 0) / 1000).toFixed(0),
    outlets.mostAtATime(),
    titles.length,
    lost.length,
    twice.length + watch.mistakes.length,
    unseen.length,
    `${watch.failures.length} of ${watch.reads()}`,
    (watch.slowestMs() / 1000).toFixed(1),
    takeovers.length === 0 ? '' : (Math.max(...takeovers) / 1000).toFixed(1),
  ];
  return { row: `| ${cells.join(' | ')} |`, isFine: problems.length === 0 };
};

console.log(`${sourceCount} sources`);
console.log(
  '| outage | times | requests | of which before they were due | longest gap, s | most on a host | articles | lost | twice | never in a feed | failed reads | slowest read, s | slowest takeover, s |',
);
console.log('|--|--|--|--|--|--|--|--|--|--|--|--|--|');
for (const kind of kinds) {
  const { row, isFine } = await trial(kind as OutageKind | 'none');
  console.log(row);
  if (!isFine) process.exitCode = 1;
}
