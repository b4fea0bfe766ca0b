import { uptime } from 'node:os';
import { countHosts } from '../app/clock/count-hosts.ts';
import { createGuardedClock } from '../app/clock/create-guarded-clock.ts';
import { readConfig } from '../app/read-config.ts';
import { pollSources } from '../app/requests/poll-sources.ts';
import { createWorks } from '../app/works.ts';
import type { PollRequest } from '../domain/request/request.ts';
import { complainOfConfig } from './check.ts';
import type { Folders } from './folders.ts';
import { handOver } from './hand-over.ts';
import { complain, type ExitStatus } from './terminal.ts';

/** One pass over the due (or named) sources, a line for each and a total; 1 where any of them failed. */
export const poll = async (folders: Folders, options: Omit<PollRequest, 'kind'>): Promise<ExitStatus> => {
  const loaded = await readConfig(folders.config, process.env);
  if (loaded.kind === 'wrong') return complainOfConfig(loaded.problems);
  const request: PollRequest = { kind: 'poll', ...options };
  return handOver(folders, request, async (store, tell, signal) => {
    const clock = createGuardedClock({
      systemNow: () => Temporal.Now.instant(),
      elapsedMs: () => uptime() * 1000,
      newestCommitAt: store.health().newestCommitAt,
      hosts: () => countHosts(loaded.config),
      log: { info: () => undefined, warn: () => undefined },
    });
    const works = await createWorks({
      config: loaded.config,
      store,
      now: clock.now,
      clock,
      chance: Math.random,
      onStored: () => undefined,
    });
    try {
      return await pollSources(works, request, tell, signal, NOBODY);
    } finally {
      const problem = clock.problem();
      if (problem !== undefined) complain(problem);
      await works.close();
    }
  });
};

/** Nobody but the person at the terminal hears of these polls. */
const NOBODY = { onReport: () => {}, onMistake: () => {}, onStoreFailure: () => {} };
