import { expect, test } from 'vitest';
import type { TakenPoll } from '../../src/cluster/job-queues.ts';
import { workPolls } from '../../src/cluster/work-polls.ts';
import { createPollProgress } from '../../src/daemon/watch/poll-progress.ts';
import { makeSource, SILENT } from '../make.ts';
import { waitFor } from '../support/wait-for.ts';
import { taskOf, UNCHANGED } from './support/processes.ts';

const HOUR_MS = 3_600_000;
const source = makeSource('one');
const job = { task: taskOf(source), host: 'one.example', rests: [] };
const poll: TakenPoll = { id: '1', retries: 0, source: source.id, job: { kind: 'read', job } };

/** Works one poll; gives the standstill after an hour, once `until` holds. */
const standstillAfterAnHour = async (
  parts: Partial<Pick<Parameters<typeof workPolls>[0], 'leases' | 'ask'>>,
  until: (seen: { readonly waits: number; readonly refused: number; readonly asked: number }) => boolean,
): Promise<string | undefined> => {
  let nowMs = 0;
  const seen = { waits: 0, refused: 0, asked: 0 };
  const progress = createPollProgress(() => nowMs);
  const polls = [poll];
  const work = workPolls({
    queues: {
      takePolls: async () => polls.splice(0),
      keep: async () => {},
      answer: () => {
        seen.refused += 1;
        return Promise.reject(new Error('PostgreSQL is away'));
      },
      giveBack: async () => {},
    },
    leases: { hold: async () => ({ lost: new AbortController().signal, release: async () => {} }) },
    source: () => source,
    concurrency: () => 1,
    onRests: () => {},
    log: SILENT,
    ask: async () => ({ answer: UNCHANGED }),
    ...parts,
    onAsk: (asking) => {
      seen.asked += 1;
      progress.cycle(asking);
    },
  });
  await waitFor(() => work.inWork() === 1 && until(seen));
  nowMs += HOUR_MS;
  const standstill = progress.standstill(60_000);
  void work.stop();
  return standstill;
};

test('a poll that waits for PostgreSQL to take its answer is no standstill', async () => {
  expect(await standstillAfterAnHour({}, ({ refused }) => refused > 0)).toBeUndefined();
});

test('a poll that waits for its host is no standstill', async () => {
  const leases = { hold: () => Promise.withResolvers<never>().promise };
  expect(await standstillAfterAnHour({ leases }, () => true)).toBeUndefined();
});

test('a request that never ends is a standstill', async () => {
  const ask = () => Promise.withResolvers<never>().promise;
  expect(await standstillAfterAnHour({ ask }, ({ asked }) => asked > 0)).toContain('3600 s');
});
