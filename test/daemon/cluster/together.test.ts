import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, onTestFinished, test } from 'vitest';
import { toPlain } from '../../../src/cluster/job-data.ts';
import { idOf, placeOfThis, pollTogether } from '../../../src/daemon/cluster/poll-together.ts';
import { publishTogether, type Together } from '../../../src/daemon/cluster/publish-together.ts';
import { runPoller } from '../../../src/daemon/cluster/run-poller.ts';
import { readConfig } from '../../../src/daemon/read-config.ts';
import { createPollProgress } from '../../../src/daemon/watch/poll-progress.ts';
import { markConfig } from '../../../src/daemon/watch-config.ts';
import type { Config } from '../../../src/domain/config.ts';
import type { SourceId } from '../../../src/domain/source/source.ts';
import { createMeter } from '../../../src/system/metrics/create-meter.ts';
import { VERSION } from '../../../src/system/version.ts';
import { taskOf, UNCHANGED } from '../../cluster/support/processes.ts';
import { JOB_ID, queueDatabase } from '../../cluster/support/queue-database.ts';
import { answer, FEED, serveRaw } from '../../fetch/support/raw-server.ts';
import { makeSource, NOON, SILENT } from '../../make.ts';
import type { Asked } from '../../support/scripted-postgres.ts';
import { waitFor } from '../../support/wait-for.ts';
import { makeConfig } from '../support/make-config.ts';

const session = ({ sql }: Asked) => {
  if (sql.includes('pg_try_advisory_lock')) return [{ taken: true, leads: true }];
  if (sql.includes('current_schema() AS schema')) return [{ schema: 'news' }];
  if (sql.includes('pg_backend_pid')) return [{ leads: true }];
  return undefined;
};

test('a process that polls for others asks what the queue holds, by its own config, and is in progress meanwhile', async () => {
  await using outlet = await serveRaw((_request, socket) => socket.end(answer(200, {}, FEED)));
  await using busy = await serveRaw((_request, socket) => socket.end(answer(429, { 'Retry-After': 600 })));
  const sources = [outlet.origin, busy.origin, 'https://resting.example'].map((origin, n) =>
    makeSource(`s${n}`, { endpoints: [`${origin}/feed`] }),
  );
  const rests = [['resting.example', NOON.add({ minutes: 5 })]];
  const jobs = sources.map((source) => ({
    ...{ id: JOB_ID, retryCount: 0, singletonKey: source.id },
    data: toPlain({ task: taskOf(source), host: new URL(source.endpoints[0]).host, rests }),
  }));
  const database = await queueDatabase((statement) =>
    statement.sql.includes('SKIP LOCKED') ? jobs.splice(0, 1) : (session(statement) ?? []),
  );
  const config: Config = makeConfig({ sources });
  const progress = createPollProgress(() => performance.now());
  let polls = 0;
  const work = await pollTogether({
    ...{ log: SILENT, role: 'poll', url: database.url, config: () => config },
    clock: { now: () => NOON, noteDate: () => {}, settled: async () => {} } as never,
    progress: {
      ...progress,
      poll: (polling) => {
        polls += 1;
        progress.poll(polling);
      },
    },
  });
  const answers = () =>
    database.asked.flatMap(({ sql, values }) =>
      sql.includes('INSERT INTO news.job_common') ? [values.join(' ')] : [],
    );
  await waitFor(() => answers().length === 3 && work.inWork() === 0);
  expect(polls).toBe(3);
  for (const text of ['架空通信', 'rate-limited', '"resting"'])
    expect(answers().filter((values) => values.includes(text))).toHaveLength(1);
  await work.stop();
  await waitFor(() => database.open().length === 0);
});

test('a process that only polls says what it does from its start to its end, and takes over edits', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'poller-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const sourcesOf = (count: number): Promise<void> => {
    const lines = Array.from(
      { length: count },
      (_, n) =>
        `  - { id: s${n}, outlet: Kaku, language: ja, scope: business, endpoints: [https://s${n}.example/feed] }\n`,
    );
    return writeFile(path.join(folder, 'sources.yaml'), `sources:\n${lines.join('')}`);
  };
  await sourcesOf(1);
  const loaded = await readConfig(folder, {});
  if (loaded.kind !== 'loaded') throw new Error('not loaded');
  const database = await queueDatabase((statement) => session(statement) ?? []);
  const stop = new AbortController();
  const done: unknown[] = [];
  const note =
    (what: string) =>
    (...given: readonly unknown[]): void =>
      void done.push([what, ...given]);
  let reload = (): void => {};
  let openAtEnd: number | undefined;
  const info = (event: string, ...given: readonly unknown[]): void => {
    if (event === 'daemon.stopped') openAtEnd = database.open().length;
    note('info')(event, ...given);
  };
  const ended = runPoller({
    ...{ config: loaded.config, configFolder: folder, configMark: await markConfig(folder), env: {} },
    ...{ url: database.url, log: { ...SILENT, info, error: note('error') } },
    supervisor: {
      ready: note('ready'),
      reloading: note('reloading'),
      stopping: note('stopping'),
      status: note('status'),
      alive: note('alive'),
    },
    ...{ meter: createMeter('test'), listenFile: undefined, systemNow: () => NOON, chance: () => 0 },
    ...{ elapsedMs: () => 0, monotonicMs: () => 0, stop: stop.signal },
    onReloadAsked: (ask) => {
      reload = ask;
    },
  });
  await waitFor(() => done.length === 2);
  const id = idOf(placeOfThis('poll', () => loaded.config));
  expect(done.splice(0)).toEqual([
    ['info', 'daemon.started', { version: VERSION, role: 'poll', id, pid: process.pid }],
    ['ready', 'polls 1 source together with other processes, 0 now'],
  ]);
  await sourcesOf(2);
  reload();
  await waitFor(() => done.length === 3);
  expect(done.splice(0)).toEqual([
    ['reloading'],
    ['info', 'config.reloaded', expect.objectContaining({ added: 1, sources: 2 })],
    ['ready', 'polls 2 sources together with other processes, 0 now'],
  ]);
  await writeFile(path.join(folder, 'kawaraban.yaml'), 'serve: {}\nfeeds: {}\n');
  reload();
  await waitFor(() => done.length === 4);
  expect(done.splice(0).at(-1)).toEqual([
    'ready',
    expect.stringMatching(
      /^polls 2 sources together with other processes, 0 now; PROBLEM: .*yaml:1:1: "serve"((?!PROBLEM).)*$/,
    ),
  ]);
  stop.abort();
  await ended;
  expect(done).toEqual([
    ['info', 'daemon.stopping'],
    ['stopping', 'giving back the polls in progress'],
    ['info', 'daemon.stopped'],
  ]);
  expect(openAtEnd).toBe(0);
});

describe('a process that publishes beside others', () => {
  let together: Together | undefined;
  afterEach(() => together?.stop());
  const config = () => makeConfig();
  const here = placeOfThis('publish', config);
  const sources = [makeSource('one')];

  const join = async () => {
    const queued: unknown[] = [];
    const database = await queueDatabase((statement) => {
      const { sql } = statement;
      if (sql.includes('application_name AS name, pid IN'))
        return [
          { name: `kawaraban publish abc123 ${here}`, leads: true, since: 1000, seen: 2000 },
          { name: 'kawaraban poll abc123 far:7', leads: false, since: 1000, seen: 2000 },
        ];
      if (/SELECT\s+id/.test(sql) && !sql.includes('COUNT') && statement.values.includes('answers'))
        return queued as never;
      return session(statement) ?? [];
    });
    together = await publishTogether({
      ...{ role: 'publish', url: database.url, config, log: SILENT },
      ...{ onChange: () => {}, onDeposed: () => {} },
    });
    return { database, queued, together };
  };

  test('knows itself among the others, and asks nobody before it leads', async () => {
    const { together: own } = await join();
    expect(own.self).toEqual({ role: 'publish', id: idOf(here) });
    await waitFor(() => own.installation().processes.length === 2);
    expect(own.installation()).toEqual({
      processes: [
        expect.objectContaining({ role: 'publish', id: idOf(here), isThis: true, isLeader: true }),
        expect.objectContaining({ role: 'poll', id: idOf('far:7'), isThis: false, isLeader: false }),
      ],
    });
    expect(JSON.stringify(own.installation())).not.toContain('far');
    const [source] = sources;
    if (source === undefined) throw new Error('no source');
    const asking = own.ask(source, taskOf(source), new AbortController().signal);
    await expect(asking).rejects.toThrow('this process does not lead');
  });

  test('polls the sources whose answers wait, unless they are stored or the config has no such source', async () => {
    const { queued, database, together: own } = await join();
    const answerOf = (source: string, minutes: number) => ({
      id: JOB_ID.replaceAll('1', String(queued.length + 2)),
      data: toPlain({
        ...{ source, retries: 0, request: { url: 'https://one.example/', endpoint: 0, isFirst: true } },
        answer: { ...UNCHANGED, at: NOON.add({ minutes }) },
      }),
    });
    queued.push(answerOf('one', 0), answerOf('one', 1), answerOf('gone', 1));
    const polled: unknown[] = [];
    const listeners = { onReport: () => {}, onStoreFailure: () => {}, onMistake: () => {} };
    const stop = new AbortController().signal;
    await own.send({
      pipeline: {
        config: () => makeConfig({ sources }),
        poll: async (...given: readonly unknown[]) => void polled.push(given),
        rests: () => new Map(),
      },
      store: { state: (id: SourceId) => ({ source: id, lastPolledAt: NOON }) as never },
      ...{ listeners, now: () => NOON, stop },
    });
    const removed = () =>
      database.asked.flatMap(({ sql, values }) =>
        sql.includes('DELETE FROM news.job_common') ? [values.join(' ')] : [],
      );
    await waitFor(() => polled.length > 0 && removed().length > 0);
    expect(polled).toEqual([[sources, listeners, stop]]);
    expect(removed()[0]).toContain('22222222');
    expect(removed().join()).not.toContain('33333333');
    expect(own.installation().polls).toEqual({ waiting: 0, retried: 0, lost: 0, refused: 0 });
  });
});

test('a process that cannot reach PostgreSQL does not join the others', async () => {
  await expect(
    publishTogether({
      ...{ role: 'all', url: 'postgres://127.0.0.1:1/news', config: () => makeConfig(), log: SILENT },
      ...{ onChange: () => {}, onDeposed: () => {} },
    }),
  ).rejects.toThrow('PostgreSQL');
});
