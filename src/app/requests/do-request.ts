import { realpath } from 'node:fs/promises';
import type { OwnedStore } from '../../adapters/store/create-store.ts';
import type { CommandRequest, RequestOutcome, Tell } from '../../domain/request/request.ts';
import type { PollListeners } from '../../pipeline/poll-all.ts';
import type { Clock } from '../../pipeline/ports.ts';
import type { GuardedClock } from '../clock/create-guarded-clock.ts';
import type { Works } from '../works.ts';
import { compactStore } from './compact-store.ts';
import { confirmClock } from './confirm-clock.ts';
import { pollSources } from './poll-sources.ts';
import { replayStore } from './replay-store.ts';
import { tellOfWaiting } from './tell-of-waiting.ts';

type Parts = {
  readonly works: Works;
  readonly store: OwnedStore;
  readonly clock: Pick<GuardedClock, 'confirm'>;
  readonly configFolder: string;
  /** Puts an edit of the config in force that was not seen yet. */
  readonly catchUp: () => Promise<void>;
  readonly listeners: PollListeners;
  readonly now: Clock;
  /** Told when stored stories were changed. */
  readonly onStored: () => void;
};

/** What the daemon does for a command, by the rules that are in force. */
export const createDoer =
  ({ works, store, clock, configFolder, catchUp, listeners, now, onStored }: Parts) =>
  async (
    request: CommandRequest,
    config: string,
    tell: Tell,
    signal: AbortSignal,
  ): Promise<RequestOutcome> => {
    if (request.kind === 'compact') return compactStore(store, tell);
    if (request.kind === 'clock') return confirmClock(clock, now, tell);
    const ours = await realpath(configFolder);
    if (config !== ours) {
      const text = `The daemon runs by the config in ${ours}, and this command by the one in ${config}. Name the daemon's with --config.`;
      tell({ kind: 'problem', text });
      return 'usage';
    }
    await catchUp();
    if (request.kind === 'poll') {
      return tellOfWaiting(store, tell, () => pollSources(works, request, tell, signal, listeners));
    }
    try {
      const { config: inForce, between: apply, accept: onRefolded } = works;
      const parts = { store, config: inForce(), now, apply, onRefolded };
      return await tellOfWaiting(store, tell, () => replayStore(parts, request, tell, signal));
    } finally {
      onStored();
    }
  };
