import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { cp, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sourcesYaml } from '../test/support/product.ts';
import { languageOf } from './farm-feed.ts';
import { cpuSecondsOf, peakKibibytesOf } from './process-costs.ts';

/** The costs of one poll, or of an idle daemon. */
export type PollFigures = {
  /** User and system time of the process, in seconds: for a poll, or for an idle hour. */
  readonly cpuSeconds: number;
  readonly wallSeconds: number;
  /** Peak of the resident memory, in MB; for an idle daemon, its current memory (PSS). */
  readonly peakMb: number;
  /** CPU time of the command that asks a daemon, in seconds. */
  readonly clientSeconds?: number;
  /** Longest response time of a daemon's /healthz, which is asked 10 ms after each answer, in milliseconds. */
  readonly silenceMs?: number;
};

/** A program that polls the feeds of `farm.ts`, and has a folder of its own. */
export type Peer = {
  readonly poll: () => Promise<PollFigures>;
  /** Resolves to the costs of an idle daemon: CPU seconds an hour, and its current memory (PSS) as `peakMb`. */
  readonly idle?: () => Promise<PollFigures>;
  readonly close: () => Promise<void>;
};

export type PeerSetup = { readonly folder: string; readonly urls: readonly string[] };

const HERE = path.resolve(import.meta.dirname, '..');

/** Runs a program to its end, with GNU time, which reads CPU time and memory from the kernel. */
const run = async (
  words: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<PollFigures> => {
  const beganAt = performance.now();
  const child = spawn('/usr/bin/time', ['-f', 'figures %U %S %M', ...words], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    errors += chunk;
  });
  const [status] = await once(child, 'close');
  const wallSeconds = (performance.now() - beganAt) / 1000;
  const [, user, system, peakKb] = /^figures (\S+) (\S+) (\S+)$/m.exec(errors) ?? [];
  if (status !== 0) throw new Error(`${words.join(' ')} ended with ${status}: ${errors}`);
  return { cpuSeconds: Number(user) + Number(system), wallSeconds, peakMb: Number(peakKb) / 1024 };
};

const clientPeer =
  (client: 'limit' | 'naive') =>
  async ({ folder, urls }: PeerSetup): Promise<Peer> => {
    const list = path.join(folder, 'urls.json');
    await writeFile(list, JSON.stringify(urls));
    const words = [
      process.execPath,
      path.join(HERE, 'bench/poll-client.ts'),
      client,
      list,
      path.join(folder, 'state.json'),
    ];
    return { poll: () => run(words), close: async () => {} };
  };

const newsboat = async ({ folder, urls }: PeerSetup): Promise<Peer> => {
  const file = (name: string): string => path.join(folder, name);
  await writeFile(file('urls'), urls.join('\n'));
  await writeFile(file('config'), 'reload-threads 50\nsuppress-first-reload yes\n');
  const words = [
    'newsboat',
    '-u',
    file('urls'),
    '-c',
    file('cache.db'),
    '-C',
    file('config'),
    '-x',
    'reload',
  ];
  return { poll: () => run(words, { HOME: folder }), close: async () => {} };
};

/**
 * Writes the shipped config with a short kawaraban.yaml, and with the URLs as sources. Resolves to the arguments that
 * name the folders.
 */
const writeConfig = async (
  { folder, urls }: PeerSetup,
  home: string,
  scope: string,
): Promise<readonly string[]> => {
  const config = path.join(folder, 'config');
  await cp(path.join(home, 'config'), config, { recursive: true });
  await writeFile(
    path.join(config, 'kawaraban.yaml'),
    'feed:\n  url: http://127.0.0.1:8080\n  authority: kawaraban.example,2026\nserver:\n  port: 0\nfetch:\n  allowPrivateAddresses: true\n  concurrency: 50\n  timeout: 60s\n',
  );
  const sources = urls.map((url, feed) => ({ id: `outlet-${feed}`, url, language: languageOf(feed) }));
  await writeFile(
    path.join(config, 'sources.yaml'),
    sourcesYaml(sources).replaceAll('scope: business', `scope: ${scope}`),
  );
  return ['--config', config, '--data', path.join(folder, 'data')];
};

type Ours = { readonly home: string; readonly scope: 'business' | 'general' };

const command =
  ({ home, scope }: Ours) =>
  async (setup: PeerSetup): Promise<Peer> => {
    const words = [
      path.join(home, 'bin/kawaraban'),
      'poll',
      '--all',
      ...(await writeConfig(setup, home, scope)),
    ];
    return { poll: () => run(words), close: async () => {} };
  };

/** Returns the CPU time of each running thread of a process, in nanoseconds, by the number of the thread. */
const threadTimesOf = (pid: number): ReadonlyMap<string, number> =>
  new Map(
    readdirSync(`/proc/${pid}/task`).map((thread) => [
      thread,
      Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0]),
    ]),
  );

const IDLE_MS = 60_000;
const HOUR_MS = 3_600_000;

/** Returns the memory of a process in MB. Memory that several processes share counts in part. */
const pssMbOf = (pid: number): number =>
  Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1]) / 1024;

/** Starts a daemon as a peer. A command asks for each poll; the first poll includes the CPU time of the start. */
const startDaemon = async (home: string, setup: PeerSetup): Promise<Peer> => {
  const folders = await writeConfig(setup, home, 'business');
  const program = path.join(home, 'bin/kawaraban');
  const child = spawn(program, ['run', ...folders], {
    env: { ...process.env, LOG_FORMAT: 'json' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const pid = child.pid ?? 0;
  let output = '';
  const url = Promise.withResolvers<string>();
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    if (output.length > 10_000) return;
    output += chunk;
    const [line] = /^.*"daemon\.started".*(?=\n)/m.exec(output) ?? [];
    if (line !== undefined) url.resolve(JSON.parse(line).url);
  });
  child.once('close', (status) => url.reject(new Error(`the daemon ended with ${status}: ${output}`)));
  const healthz = `${await url.promise}healthz`;
  let isFirst = true;
  return {
    idle: async () => {
      await sleep(IDLE_MS / 2);
      const before = threadTimesOf(pid);
      await sleep(IDLE_MS);
      // A thread that ended meanwhile is left out; its earlier time would be subtracted from that of the others.
      const used = [...threadTimesOf(pid)].map(([thread, time]) => time - (before.get(thread) ?? 0));
      const cpuSeconds = (used.reduce((sum, time) => sum + time, 0) / 1e9) * (HOUR_MS / IDLE_MS);
      return { cpuSeconds, wallSeconds: IDLE_MS / 1000, peakMb: pssMbOf(pid) };
    },
    poll: async () => {
      const before = isFirst ? 0 : cpuSecondsOf(pid);
      isFirst = false;
      const silence = watchSilence(healthz);
      const asked = await run([program, 'poll', '--all', ...folders]);
      const silenceMs = await silence();
      return {
        cpuSeconds: cpuSecondsOf(pid) - before,
        wallSeconds: asked.wallSeconds,
        peakMb: peakKibibytesOf(pid) / 1024,
        clientSeconds: asked.cpuSeconds,
        silenceMs,
      };
    },
    close: async () => {
      child.kill('SIGTERM');
      await once(child, 'close');
    },
  };
};

/**
 * Asks an address until the returned function is called. That function resolves to the longest response time, in
 * milliseconds.
 */
const watchSilence = (url: string): (() => Promise<number>) => {
  let isOver = false;
  let longestMs = 0;
  const watch = async (): Promise<void> => {
    while (!isOver) {
      const askedAt = performance.now();
      await (await fetch(url)).text();
      longestMs = Math.max(longestMs, performance.now() - askedAt);
      await sleep(10);
    }
  };
  const watching = watch();
  return async () => {
    isOver = true;
    await watching;
    return longestMs;
  };
};

const hasNewsboat = spawnSync('newsboat', ['--version']).status === 0;

/**
 * Returns functions that start the peers, by name of the peer; without Newsboat if it is not installed. `beside` adds
 * programs of another checkout.
 */
export const peersOf = (
  beside: string | undefined,
): Readonly<Record<string, (setup: PeerSetup) => Promise<Peer>>> => ({
  limit: clientPeer('limit'),
  naive: clientPeer('naive'),
  ...(hasNewsboat ? { newsboat } : {}),
  command: command({ home: HERE, scope: 'business' }),
  filtered: command({ home: HERE, scope: 'general' }),
  daemon: (setup) => startDaemon(HERE, setup),
  ...(beside === undefined
    ? {}
    : {
        'command-beside': command({ home: beside, scope: 'business' }),
        'filtered-beside': command({ home: beside, scope: 'general' }),
        'daemon-beside': (setup: PeerSetup) => startDaemon(beside, setup),
      }),
});
