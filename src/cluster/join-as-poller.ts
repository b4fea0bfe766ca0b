import type { Log } from '../domain/log.ts';
import { createHostLeases, type HostLeases } from './host-leases.ts';
import { jobsSchema, POLLS_CHANNEL } from './job-queues.ts';
import { enter } from './members.ts';
import { openJobQueues } from './open-job-queues.ts';
import type { KeepSession, SessionSetup } from './ports.ts';
import { type PollWork, type WorkSetup, workPolls } from './work-polls.ts';

type PollerSetup = Omit<WorkSetup, 'queues' | 'leases'> &
  Pick<SessionSetup, 'url' | 'name'> & {
    readonly keepSession: KeepSession;
    /** Maximum number of requests to a host at one time, in all processes together. */
    readonly perHost: () => number;
    readonly log: Log;
  };

/** Makes this process a poller of the installation. Rejects if PostgreSQL cannot be reached. */
export const joinAsPoller = async (setup: PollerSetup): Promise<PollWork> => {
  const { url, name, perHost, log } = setup;
  let leases: HostLeases | undefined;
  let work: PollWork | undefined;
  // If a later step fails, what is open is closed.
  await using parts = new AsyncDisposableStack();
  const session = await setup.keepSession({
    url,
    name,
    channels: [POLLS_CHANNEL],
    onNotice: () => work?.look(),
    onOpen: async (query) => {
      await enter(query);
      await leases?.regain(query);
      if (work !== undefined) log.info('cluster.reconnected');
      work?.look();
    },
    onLost: (reason) => log.warn('cluster.disconnected', { reason }),
  });
  parts.defer(session.close);
  leases = createHostLeases(session.query, perHost);
  const queues = await openJobQueues({
    url,
    schema: await jobsSchema(session.query),
    isSupervisor: false,
    onTrouble: (reason) => log.debug('cluster.queue-failed', { reason }),
  });
  parts.defer(queues.close);
  const working = workPolls({ ...setup, queues, leases });
  parts.defer(working.stop);
  work = working;
  const joined = parts.move();
  return { ...working, stop: () => joined.disposeAsync() };
};
