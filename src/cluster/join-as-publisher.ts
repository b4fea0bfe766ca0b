import { setTimeout as sleep } from 'node:timers/promises';
import {
  type Announcer,
  announceAll,
  CHANGES_CHANNEL,
  type Change,
  createAnnouncer,
  readChange,
} from './announce-changes.ts';
import { ANSWERS_CHANNEL, jobsSchema } from './job-queues.ts';
import {
  confirmLead,
  endStoppedPollers,
  enter,
  LEADER,
  listMembers,
  type Member,
  tryToLead,
} from './members.ts';
import { openJobQueues } from './open-job-queues.ts';
import type { KeepSession, Query, SessionSetup } from './ports.ts';
import { type SendSetup, type SentPolls, sendPolls } from './send-polls.ts';

/** A process that serves readers, and may become the leader. */
export type Publisher = Pick<Announcer, 'announce'> & {
  /** Resolves when this process leads. Stays pending if the process is stopped before that. */
  readonly elected: Promise<void>;
  /** Starts to send polls; called by the leader. */
  readonly send: (setup: Omit<Sending, 'log'>) => Promise<SentPolls>;
  /** Returns the processes of the installation, as last listed; empty before the first list. */
  readonly processes: () => readonly Member[];
  /** Returns the milliseconds since the connection to PostgreSQL was lost; undefined while it is open. */
  readonly lostForMs: () => number | undefined;
  readonly stop: () => Promise<void>;
};

type PublisherSetup = Pick<SessionSetup, 'url' | 'name'> & {
  readonly keepSession: KeepSession;
  /** Called with a change that the leader sent; undefined if everything may have changed. */
  readonly onChange: (change: Change | undefined) => void;
  readonly onDeposed: () => void;
  readonly log: SendSetup['log'];
};

const ELECT_EVERY_MS = 1_000;

/** Delay from a reconnection to the first attempt to lead, in milliseconds; the previous leader tries at once. */
const GRACE_MS = 5_000;

/** Interval between two refreshes of the list of processes, in milliseconds. */
const LIST_EVERY_MS = 5_000;

/** Makes this process a publisher of the installation. Rejects if PostgreSQL cannot be reached. */
export const joinAsPublisher = async (setup: PublisherSetup): Promise<Publisher> => {
  const { url, name, onChange, onDeposed, log } = setup;
  const stopping = new AbortController();
  const elected = Promise.withResolvers<void>();
  let leads = false;
  let sent: SentPolls | undefined;
  let processes: readonly Member[] = [];
  let electFromMs = Number.NEGATIVE_INFINITY;
  let lostAtMs: number | undefined;
  const session = await setup.keepSession({
    ...{ url, name },
    channels: [CHANGES_CHANNEL, ANSWERS_CHANNEL],
    onNotice: (channel, payload) => {
      if (channel === ANSWERS_CHANNEL) sent?.look();
      else if (!leads) onChange(readChange(payload));
    },
    // A leader that lost its session still leads if it is the first to take the lock again.
    onOpen: async (query) => {
      await enter(query);
      if (leads && !(await tryToLead(query))) onDeposed();
      else if (leads) await announceAll(query);
      if (lostAtMs === undefined) return;
      log.info('cluster.reconnected');
      lostAtMs = undefined;
      if (leads) return;
      electFromMs = performance.now() + GRACE_MS;
      onChange(undefined);
    },
    onLost: (reason) => {
      lostAtMs ??= performance.now();
      // This process takes part in no election until the session is open again.
      electFromMs = Number.POSITIVE_INFINITY;
      log.warn('cluster.disconnected', { reason });
    },
  });
  const announcer = createAnnouncer(session.query);
  void every(ELECT_EVERY_MS, stopping.signal, async () => {
    if (leads || performance.now() < electFromMs || !(await tryToLead(session.query))) return;
    leads = true;
    elected.resolve();
  });
  void every(LIST_EVERY_MS, stopping.signal, async () => {
    processes = await listMembers(session.query, LEADER);
    if (leads) await endStoppedPollers(session.query);
  });
  return {
    elected: elected.promise,
    announce: announcer.announce,
    processes: () => processes,
    lostForMs: () => (lostAtMs === undefined ? undefined : performance.now() - lostAtMs),
    send: async (sending) => {
      sent = await startSending(url, session.query, { ...sending, log });
      // A stop while the queues were opened had nothing to stop.
      if (stopping.signal.aborted) await sent.stop();
      return sent;
    },
    stop: async () => {
      stopping.abort();
      announcer.stop();
      await sent?.stop();
      await session.close();
    },
  };
};

type Sending = Omit<SendSetup, 'queues' | 'confirmLead'>;

const startSending = async (url: string, query: Query, sending: Sending): Promise<SentPolls> => {
  const { log } = sending;
  const onTrouble = (reason: string): void => log.debug('cluster.queue-failed', { reason });
  const queues = await openJobQueues({ url, schema: await jobsSchema(query), isSupervisor: true, onTrouble });
  const polls = sendPolls({ ...sending, queues, confirmLead: () => confirmLead(query) });
  return {
    ...polls,
    stop: async () => {
      await polls.stop();
      await queues.close();
    },
  };
};

/** Runs work with pauses of `ms` milliseconds until the signal is aborted; ignores failures. */
const every = async (ms: number, signal: AbortSignal, work: () => Promise<void>): Promise<void> => {
  while (!signal.aborted) {
    await work().catch(() => undefined);
    await sleep(ms, undefined, { ref: false });
  }
};
