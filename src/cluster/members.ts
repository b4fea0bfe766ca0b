import type { InstallationProcess, ProcessRole } from '../domain/source/health/installation.ts';
import type { Query, Row } from './ports.ts';

/** A process of the installation; `place` is its machine and process id. */
export type Member = Omit<InstallationProcess, 'id' | 'isThis'> & { readonly place: string };

const NAME = 'kawaraban';

/** Maximum length of a session's name, in bytes; PostgreSQL truncates a longer name. */
const MAX_NAME_BYTES = 63;

/** First number of the advisory lock that every process shares: the letters "memb". */
const MEMBERS = 0x6d656d62;

/** Time without a query after which the session of a poller is ended, in seconds; this releases its hosts. */
const SILENCE_S = 30;

/** Returns SQL for the pids of the sessions that hold the lock of this installation with the first number `lock`. */
const holders = (lock: number): string => `SELECT pid FROM pg_locks
  WHERE locktype = 'advisory' AND objsubid = 2 AND granted AND classid = ${lock}
    AND objid::bigint = hashtext(current_schema())::bigint & 4294967295
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;

/** Returns the name of a session for other processes to read. `asks` is the session in which the role `all` polls. */
export const processName = (
  role: ProcessRole | 'asks',
  config: string,
  { host, pid }: { readonly host: string; readonly pid: number },
): string => {
  const start = `${NAME} ${role} ${config} `;
  const end = `:${pid}`;
  const machine = host.replaceAll(/[^\w.-]/g, '').slice(0, MAX_NAME_BYTES - start.length - end.length);
  return `${start}${machine}${end}`;
};

/** Number of characters of a machine's name that are compared; the name of a store's session may lack the rest. */
const MACHINE_LENGTH = 24;

/**
 * Returns a regular expression of PostgreSQL that matches the names of a process's store sessions. `name`: the name of
 * the process's session in the cluster (`processName`).
 */
const storeSessionsOf = (name: string): string => {
  const [machine = '', pid = ''] = name.split(' ').at(-1)?.split(':') ?? [];
  const compared = machine.slice(0, MACHINE_LENGTH).replaceAll('.', '\\.');
  const end = machine.length < MACHINE_LENGTH ? '( |$)' : '';
  return `^${NAME}, process ${pid} on ${compared}${end}`;
};

/** Registers a session with this installation, until the session ends. */
export const enter = async (query: Query): Promise<void> => {
  await query('SELECT pg_advisory_lock_shared($1, hashtext(current_schema()))', [MEMBERS]);
};

/** Resolves to the connected processes, oldest session first. `leader` is SQL for the leader's pid. */
export const listMembers = async (query: Query, leader: string): Promise<readonly Member[]> => {
  const rows = await query(
    `SELECT application_name AS name, pid IN (${leader}) AS leads,
        extract(epoch FROM backend_start) * 1000 AS since, extract(epoch FROM state_change) * 1000 AS seen
      FROM pg_stat_activity WHERE pid IN (${holders(MEMBERS)}) ORDER BY backend_start, pid`,
  );
  return rows.flatMap(readMember);
};

const readMember = ({ name, leads, since, seen }: Row): readonly Member[] => {
  const [, role, config, place] = String(name).split(' ');
  if (role !== 'poll' && role !== 'publish' && role !== 'all') return [];
  if (config === undefined || place === undefined) return [];
  return [
    { role, config, place, isLeader: leads === true, since: momentOf(since), lastSeenAt: momentOf(seen) },
  ];
};

const momentOf = (ms: unknown): Temporal.Instant =>
  Temporal.Instant.fromEpochMilliseconds(Math.round(Number(ms)));

/** Ends the sessions of pollers that have sent no query for `SILENCE_S` seconds; this releases their hosts. */
export const endStoppedPollers = async (query: Query): Promise<void> => {
  await query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE pid IN (${holders(MEMBERS)}) AND application_name ~ $1
        AND state_change < clock_timestamp() - make_interval(secs => $2)`,
    [`^${NAME} (poll|asks) `, SILENCE_S],
  );
};

/** First number of the advisory lock that the leader holds: the letters "lead". */
const LEAD = 0x6c656164;

/** Time without a query of the leader, in seconds, after which another process may take over. */
const LEADER_SILENCE_S = 5;

/** SQL that selects the pid of the leader's session. */
export const LEADER = holders(LEAD);

/**
 * Tries to make this process the leader; resolves to whether it leads now. If the leader has sent no query for
 * `LEADER_SILENCE_S` seconds, ends its session and its store's sessions, so that a later try can succeed.
 */
export const tryToLead = async (query: Query): Promise<boolean> => {
  const [row] = await query('SELECT pg_try_advisory_lock($1, hashtext(current_schema())) AS leads', [LEAD]);
  if (row?.leads === true) return true;
  const [silent] = await query(
    `SELECT pid, application_name AS name FROM pg_stat_activity
      WHERE pid IN (${LEADER}) AND state_change < clock_timestamp() - make_interval(secs => $1)`,
    [LEADER_SILENCE_S],
  );
  if (silent === undefined) return false;
  // The sessions of that leader's store hold the store's lock, and perhaps an open transaction.
  await query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE pid = $1 OR (datname = current_database() AND application_name ~ $2)`,
    [silent.pid, storeSessionsOf(String(silent.name))],
  );
  return false;
};

/** Asks PostgreSQL whether this process leads; rejects if it does not. */
export const confirmLead = async (query: Query): Promise<void> => {
  const [row] = await query(`SELECT pg_backend_pid() IN (${LEADER}) AS leads`);
  if (row?.leads !== true) throw new Error('this process does not lead at the moment');
};
