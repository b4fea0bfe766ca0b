import { createHostLeases, type HostLeases } from '../../../src/cluster/host-leases.ts';
import { ANSWERS_CHANNEL, jobsSchema, POLLS_CHANNEL } from '../../../src/cluster/job-queues.ts';
import { openJobQueues } from '../../../src/cluster/open-job-queues.ts';
import { type SendSetup, type SentPolls, sendPolls } from '../../../src/cluster/send-polls.ts';
import { workPolls } from '../../../src/cluster/work-polls.ts';
import type { PollAnswer } from '../../../src/domain/source/poll/poll-answer.ts';
import type { PollTask } from '../../../src/domain/source/poll/poll-task.ts';
import type { Source } from '../../../src/domain/source/source.ts';
import type { AskSource } from '../../../src/intake/ports.ts';
import { keepSession } from '../../../src/store/postgres/keep-session.ts';
import { NOON, SILENT } from '../../make.ts';

export const taskOf = (source: Source): PollTask => ({
  source: source.id,
  endpoint: 0,
  url: source.endpoints[0],
  validators: { etag: '"1"' },
  isFirst: true,
  known: ['h1'],
  waiting: [],
  most: 500,
});

export const UNCHANGED: PollAnswer = {
  kind: 'asked',
  at: NOON,
  durationMs: 5,
  head: { kind: 'not-modified', url: 'https://a.example/', freshness: { expiresAt: NOON } },
  content: { kind: 'unchanged' },
};

type Closable = { readonly stop: () => Promise<void> };

/** What a process that polls is made of, in this process. */
export const startPoller = async (
  url: string,
  sources: readonly Source[],
  ask: AskSource,
): Promise<Closable & { readonly session: Awaited<ReturnType<typeof keepSession>> }> => {
  let leases: HostLeases | undefined;
  let look = (): void => {};
  const session = await keepSession({
    url,
    name: () => 'kawaraban poll abc here:1',
    channels: [POLLS_CHANNEL],
    onNotice: () => look(),
    onOpen: async (query) => leases?.regain(query),
    onLost: () => {},
  });
  leases = createHostLeases(session.query, () => 1);
  const schema = await jobsSchema(session.query);
  const queues = await openJobQueues({ url, schema, isSupervisor: false, onTrouble: () => {} });
  const work = workPolls({
    queues,
    leases,
    ask,
    source: (id) => sources.find((source) => source.id === id),
    concurrency: () => 4,
    onRests: () => {},
    onAsk: () => {},
    log: SILENT,
  });
  look = work.look;
  return {
    session,
    stop: async () => {
      await work.stop();
      await session.close();
      await queues.close();
    },
  };
};

/** Sends polls over some queues as a leader does that knows nothing else. */
export const sendPollsOver = (queues: SendSetup['queues'], rest: Partial<SendSetup>): SentPolls =>
  sendPolls({
    queues,
    rests: () => new Map(),
    confirmLead: async () => {},
    isTaken: () => false,
    pollAgain: () => false,
    now: () => NOON,
    log: SILENT,
    ...rest,
  });

/** What the process that leads is made of, in this process. */
export const startLeader = async (
  url: string,
  rest: Partial<SendSetup> = {},
): Promise<
  Closable & { readonly sent: SentPolls; readonly session: Awaited<ReturnType<typeof keepSession>> }
> => {
  let look = (): void => {};
  const session = await keepSession({
    url,
    name: () => 'kawaraban publish abc here:2',
    channels: [ANSWERS_CHANNEL],
    onNotice: () => look(),
    onOpen: async () => {},
    onLost: () => {},
  });
  const schema = await jobsSchema(session.query);
  const queues = await openJobQueues({ url, schema, isSupervisor: true, onTrouble: () => {} });
  const sent = sendPollsOver(queues, rest);
  look = sent.look;
  return {
    sent,
    session,
    stop: async () => {
      await sent.stop();
      await session.close();
      await queues.close();
    },
  };
};
