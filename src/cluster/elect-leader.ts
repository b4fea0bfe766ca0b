import { holders, storeSessionsOf } from './members.ts';
import type { Query } from './ports.ts';

/** The first number of the advisory lock that the leader holds ("lead"); the second tells installations apart. */
const LEAD = 0x6c656164;

/** Seconds without a sign of life after which another process takes over. */
const SILENCE_S = 5;

/** Selects the process of PostgreSQL that serves the leader's session. */
export const LEADER = holders(LEAD);

/** Makes this session that of the leader; false where another one leads. A leader that shows no sign of life is deposed. */
export const tryToLead = async (query: Query): Promise<boolean> => {
  const [row] = await query('SELECT pg_try_advisory_lock($1, hashtext(current_schema())) AS leads', [LEAD]);
  if (row?.leads === true) return true;
  const [silent] = await query(
    `SELECT pid, application_name AS name FROM pg_stat_activity
      WHERE pid IN (${LEADER}) AND state_change < clock_timestamp() - make_interval(secs => $1)`,
    [SILENCE_S],
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
