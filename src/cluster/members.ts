import type { InstallationProcess, ProcessRole } from '../domain/source/health/installation.ts';
import type { Query, Row } from './ports.ts';

/** A process of the installation, as the others see it; `place` is its machine and process id. */
export type Member = Omit<InstallationProcess, 'id' | 'isThis'> & { readonly place: string };

const NAME = 'kawaraban';

/** Maximum length of a session's name, in bytes; PostgreSQL cuts what is over it. */
const MAX_NAME_BYTES = 63;

/** The first number of the advisory lock that every process shares ("memb"); the second tells installations apart. */
const MEMBERS = 0x6d656d62;

/** Seconds without a sign of life after which the hosts of a process that polls are given to others. */
const SILENCE_S = 30;

/** The processes of PostgreSQL whose sessions hold the lock of this number in this installation. */
const holders = (lock: number): string => `SELECT pid FROM pg_locks
  WHERE locktype = 'advisory' AND objsubid = 2 AND granted AND classid = ${lock}
    AND objid::bigint = hashtext(current_schema())::bigint & 4294967295
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;

/**
 * The name of a session, by which the others know the process: its role, config, machine and process id. The role `asks`
 * is that of a second session, which counts as no process.
 */
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

/** Characters of a machine's name that the names of the store's sessions have room for. */
const MACHINE_LENGTH = 24;

/** A pattern of LIKE for the names of the store's sessions in the process with a session of this name. */
const storeSessionsOf = (name: string): string => {
  const place = name.split(' ').at(-1) ?? '';
  const colon = place.lastIndexOf(':');
  return `${NAME}%, process ${place.slice(colon + 1)} on ${place.slice(0, colon).slice(0, MACHINE_LENGTH)}%`;
};

/** Makes a session one of the installation's, until it ends. */
export const enter = async (query: Query): Promise<void> => {
  await query('SELECT pg_advisory_lock_shared($1, hashtext(current_schema()))', [MEMBERS]);
};

/** All processes of the installation that are connected, the oldest first. `leader` selects the process of the leader. */
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

/** Ends the sessions of processes that poll and show no sign of life: their hosts become free. */
export const endStoppedPollers = async (query: Query): Promise<void> => {
  await query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE pid IN (${holders(MEMBERS)}) AND application_name ~ $1
        AND state_change < clock_timestamp() - make_interval(secs => $2)`,
    [`^${NAME} (poll|asks) `, SILENCE_S],
  );
};

/** The first number of the advisory lock that the leader holds ("lead"); the second tells installations apart. */
const LEAD = 0x6c656164;

/** Seconds without a sign of life after which another process takes over. */
const LEADER_SILENCE_S = 5;

/** Selects the process of PostgreSQL that serves the leader's session. */
export const LEADER = holders(LEAD);

/** Makes this session that of the leader; false where another one leads. A leader that shows no sign of life is deposed. */
export const tryToLead = async (query: Query): Promise<boolean> => {
  const [row] = await query('SELECT pg_try_advisory_lock($1, hashtext(current_schema())) AS leads', [LEAD]);
  if (row?.leads === true) return true;
  const [silent] = await query(
    `SELECT pid, application_name AS name FROM pg_stat_activity
      WHERE pid IN (${LEADER}) AND state_change < clock_timestamp() - make_interval(secs => $1)`,
    [LEADER_SILENCE_S],
  );
  if (silent === undefined) return false;
  // Its other sessions hold the lock of the store, and a commit that it may have begun.
  await query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE pid = $1 OR (datname = current_database() AND application_name LIKE $2)`,
    [silent.pid, storeSessionsOf(String(silent.name))],
  );
  return false;
};

/** Rejects unless this session is that of the leader: a process that was paused may have been deposed without noticing. */
export const confirmLead = async (query: Query): Promise<void> => {
  const [row] = await query(`SELECT pg_backend_pid() IN (${LEADER}) AS leads`);
  if (row?.leads !== true) throw new Error('this process does not lead at the moment');
};
