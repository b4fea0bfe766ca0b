import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, globSync, readFileSync, rmSync, statSync } from 'node:fs';
import { appendFile, chmod, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from './product.ts';
import { mustSkip } from './skip.ts';
import { waitFor } from './wait-for.ts';

/** Folder of the programs in the newest version that Debian's packages have installed; undefined without PostgreSQL. */
const BINARIES = globSync('/usr/lib/postgresql/*/bin/postgres')
  .map((program) => path.dirname(program))
  .toSorted((a, b) => Number(versionOf(a)) - Number(versionOf(b)))
  .at(-1);

function versionOf(binaries: string): string | undefined {
  return binaries.split('/').at(-2);
}

/** Returns true if a PostgreSQL server is installed; else returns false and prints the Debian package that has it. */
export const hasPostgres = (): boolean =>
  !mustSkip(BINARIES === undefined, 'PostgreSQL is not installed; apt-get install postgresql brings it');

/** A server with a Unix socket in a temporary folder, for one test process. */
export type PostgresServer = {
  /** Makes an empty schema in a database of the server. Resolves to a URL of the schema, for the superuser. */
  readonly newSchema: () => Promise<string>;
  /** Copies the schema of a URL at this moment. Resolves to the URL of the copy. */
  readonly copy: (url: string) => Promise<string>;
  /** Runs SQL in the database of a URL. Resolves to the rows, one a line, with values separated by `|`. */
  readonly query: (url: string, sql: string) => Promise<string>;
  /** Ends the server at once, like a crash (`SIGQUIT`), or in order (`SIGINT`), and starts it again. */
  readonly restart: (signal: 'SIGQUIT' | 'SIGINT') => Promise<void>;
  readonly stop: (signal?: 'SIGQUIT' | 'SIGINT') => Promise<void>;
  readonly start: () => Promise<void>;
  /** Stops the server and deletes its folder. */
  readonly remove: () => Promise<void>;
};

/** Rules of access: `postgres` needs no password, every other user needs one. */
const ACCESS = 'local all postgres trust\nlocal all all scram-sha-256\n';

/** Settings of the server. `synchronous_commit` is on, so a commit is written before it is acknowledged. */
const SETTINGS = `listen_addresses = ''
shared_buffers = 32MB
max_wal_size = 256MB
fsync = off
full_page_writes = off
`;

/**
 * Starts a server that does not sync: its writes survive its own crash, but no loss of power. Later servers copy the
 * empty databases of the first, which is faster.
 */
export const startPostgres = async (): Promise<PostgresServer> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'postgres-'));
  const owner = ownerOf(folder);
  await chmod(folder, 0o700);
  const data = path.join(folder, 'data');
  const call = (program: string, ...args: readonly string[]) => runAs(owner, `${BINARIES}/${program}`, args);
  const made = `postgres-${versionOf(BINARIES ?? '')}-${statSync(folder).uid}`;
  const empty = path.join(ROOT, 'node_modules/.cache', made);
  if (existsSync(empty)) await copyFolder(empty, data);
  else {
    await call('initdb', '-D', data, '-U', 'postgres', '-E', 'UTF8', '--locale=C', '--no-sync');
    await keepCopy(data, empty);
  }
  await writeFile(path.join(data, 'pg_hba.conf'), ACCESS);
  const socket = `unix_socket_directories = '${folder}'\n`;
  await appendFile(path.join(data, 'postgresql.conf'), `${SETTINGS}${socket}`);
  const query = (url: string, sql: string) =>
    call('psql', '-X', '-A', '-t', '-v', 'ON_ERROR_STOP=1', '-d', url, '-c', sql);
  const urlOf = (database: string): string => `postgres://postgres@/${database}?host=${folder}`;

  let ended: Promise<unknown> = Promise.resolve();
  let running: ReturnType<typeof spawn> | undefined;
  const start = async (): Promise<void> => {
    // If the tests are killed, the server ends with them.
    const server = spawn('setpriv', ['--pdeathsig', 'QUIT', ...owner, `${BINARIES}/postgres`, '-D', data], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    server.stderr.on('data', (text) => {
      said += text;
    });
    running = server;
    ended = once(server, 'exit');
    await waitFor(() => {
      if (server.exitCode !== null) throw new Error(said);
      return isReady(data);
    });
  };
  const stop = async (signal: 'SIGQUIT' | 'SIGINT' = 'SIGQUIT'): Promise<void> => {
    running?.kill(signal);
    await ended;
  };
  await start();
  let schemas = 0;
  let copies = 0;
  return {
    query,
    start,
    stop,
    newSchema: async () => {
      schemas += 1;
      const name = `test${schemas}`;
      await query(urlOf('postgres'), `CREATE SCHEMA ${name}`);
      return `${urlOf('postgres')}&options=-csearch_path%3D${name}`;
    },
    copy: async (url) => {
      copies += 1;
      const [database, dump] = [`copy${copies}`, path.join(folder, 'dump')];
      await call('pg_dump', '-Fc', '-n', await query(url, 'SELECT current_schema()'), '-f', dump, '-d', url);
      await query(urlOf('postgres'), `CREATE DATABASE ${database}`);
      await call('pg_restore', '--exit-on-error', '-d', urlOf(database), dump);
      return url.replace(/\/\w*\?/, `/${database}?`);
    },
    restart: async (signal) => {
      await stop(signal);
      await start();
    },
    remove: async () => {
      await stop();
      rmSync(folder, { recursive: true });
    },
  };
};

const copyFolder = (from: string, to: string): Promise<unknown> =>
  promisify(execFile)('cp', ['-a', from, to]);

/** Copies a folder to a place in one step, if no other process has made the place before. */
const keepCopy = async (folder: string, place: string): Promise<void> => {
  await mkdir(path.dirname(place), { recursive: true });
  const copy = await mkdtemp(`${place}-`);
  await copyFolder(`${folder}/.`, copy);
  await rename(copy, place).catch(() => rm(copy, { recursive: true }));
};

/** PostgreSQL refuses to run as root, so root gives the folder to another user. Returns options of `setpriv`. */
const ownerOf = (folder: string): readonly string[] => {
  if (userInfo().uid !== 0) return [];
  const [, uid = '65534', gid = '65534'] =
    /^(?:postgres|nobody):[^:]*:(\d+):(\d+)/m.exec(readFileSync('/etc/passwd', 'utf8')) ?? [];
  chownSync(folder, Number(uid), Number(gid));
  return ['--reuid', uid, '--regid', gid, '--clear-groups'];
};

const runAs = async (owner: readonly string[], program: string, args: readonly string[]): Promise<string> => {
  // psql would wait for a password on a terminal.
  const options = { env: { PATH: process.env.PATH, PGCONNECT_TIMEOUT: '10' }, maxBuffer: 64_000_000 };
  const { stdout } = await promisify(execFile)('setpriv', [...owner, program, ...args], options);
  return stdout.trimEnd();
};

/** Returns whether the server accepts connections, by the last line of its pid file. */
const isReady = (data: string): boolean => {
  try {
    return readFileSync(path.join(data, 'postmaster.pid'), 'utf8').trimEnd().endsWith('ready');
  } catch {
    return false;
  }
};
