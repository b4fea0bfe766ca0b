import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { createEventReader, type EventReader, startedAt } from './event-reader.ts';
import { SHIPPED_CONFIG } from './shipped-config.ts';

export const ROOT = path.resolve(import.meta.dirname, '../..');

/** The folders of one installation. The test must call `remove`. */
export type Installation = {
  readonly folder: string;
  readonly config: string;
  readonly data: string;
  /** Environment variables of the commands that run. */
  readonly env?: NodeJS.ProcessEnv;
  readonly remove: () => Promise<void>;
};

export type SourceLine = {
  readonly id: string;
  readonly url: string;
  readonly outlet?: string;
  readonly language?: 'en' | 'ja';
  readonly rest?: string;
};

const KAWARABAN_YAML = `feed:
  url: http://127.0.0.1:8080
  authority: kawaraban.example,2026
server:
  port: 0
fetch:
  allowPrivateAddresses: true
  minInterval: 1m
`;

/** The topics and companies of a config: a few, which are read quickly, or those of the shipped config. */
type Words = 'few' | 'shipped';

const WORDS: Readonly<Record<Words, string>> = {
  few: path.join(ROOT, 'test/fixtures/config'),
  shipped: SHIPPED_CONFIG,
};

/** Makes a config with these sources in a temporary folder. `main` is added to kawaraban.yaml. */
export const install = async (
  sources: readonly SourceLine[],
  main = '',
  words: Words = 'few',
): Promise<Installation> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'kawaraban-'));
  const config = path.join(folder, 'config');
  await mkdir(config);
  for (const file of ['topics.yaml', 'companies.csv']) {
    await cp(path.join(WORDS[words], file), path.join(config, file));
  }
  // Without this link, the config would use the lists of the tree, which an operator may have edited.
  await symlink(path.join(SHIPPED_CONFIG, 'words'), path.join(config, 'words'));
  await writeFile(path.join(config, 'kawaraban.yaml'), KAWARABAN_YAML + main);
  await writeFile(path.join(config, 'sources.yaml'), sourcesYaml(sources));
  return {
    folder,
    config,
    data: path.join(folder, 'data'),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
};

export const sourcesYaml = (sources: readonly SourceLine[]): string =>
  `sources:\n${sources
    .map(
      ({ id, url, outlet = `Outlet ${id}`, language = 'ja', rest = '' }) =>
        `  - id: ${id}\n    outlet: ${JSON.stringify(outlet)}\n    language: ${language}\n    scope: business\n    endpoints: [${JSON.stringify(url)}]\n${rest}`,
    )
    .join('')}`;

export type Finished = { readonly status: number | null; readonly out: string; readonly err: string };

/** Runs a command to its end in a process of its own. */
export const kawaraban = async (at: Installation, ...words: readonly string[]): Promise<Finished> => {
  const child = start(at, words);
  const [out, err] = [collect(child.stdout), collect(child.stderr)];
  const [status] = (await once(child, 'close')) as [number | null];
  return { status, out: out(), err: err() };
};

export type Daemon = Pick<EventReader, 'events' | 'event'> & {
  readonly url: string;
  readonly pid: number;
  readonly kill: (signal: NodeJS.Signals) => Promise<{ readonly status: number | null }>;
  /** Resolves when the process has ended, by itself or by a signal. */
  readonly ended: Promise<unknown>;
};

/** Starts the daemon in a process of its own; resolves when it has started. `startDaemonHere` takes less time. */
export const startDaemon = async (at: Installation, ...words: readonly string[]): Promise<Daemon> => {
  const child = start(at, ['run', ...words], { LOG_FORMAT: 'json', LOG_LEVEL: 'debug' });
  const err = collect(child.stderr);
  const { events, event, read, end } = createEventReader();
  if (child.stdout === null) throw new Error('the daemon has no output');
  createInterface({ input: child.stdout }).on('line', read);
  const ended = once(child, 'close') as Promise<[number | null]>;
  void ended.then(() => end(err()));
  return {
    url: await startedAt({ event }),
    pid: child.pid ?? 0,
    events,
    event,
    ended,
    kill: async (signal) => {
      child.kill(signal);
      const [status] = await ended;
      return { status };
    },
  };
};

/** The options of `bin/kawaraban` for a command, with which a start collects less garbage. */
const HEAP = ['--max-semi-space-size=8', '--initial-old-space-size=64'];

const start = (at: Installation, words: readonly string[], env: NodeJS.ProcessEnv = {}): ChildProcess =>
  spawn(
    process.execPath,
    [...HEAP, path.join(ROOT, 'src/main.ts'), ...words, '--config', at.config, '--data', at.data],
    {
      env: { ...process.env, NO_COLOR: '1', ...env, ...at.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );

const collect = (stream: NodeJS.ReadableStream | null): (() => string) => {
  let text = '';
  stream?.setEncoding('utf8');
  stream?.on('data', (chunk: string) => {
    text += chunk;
  });
  return () => text;
};
