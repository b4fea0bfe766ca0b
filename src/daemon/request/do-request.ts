import { access, constants, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../../domain/ambient.ts';
import { counted } from '../../domain/explanation.ts';
import type { Store } from '../../domain/store/contract.ts';
import type { PollListeners } from '../../intake/poll-all.ts';
import type { GuardedClock } from '../clock/create-guarded-clock.ts';
import type { CommandParts } from '../control/answer-commands.ts';
import { needsOwnStore } from '../control/request.ts';
import type { Works } from '../works.ts';
import { addFeed } from './add-feed.ts';
import { answerWhy } from './answer-why.ts';
import { compactStore } from './compact-store.ts';
import { confirmClock } from './confirm-clock.ts';
import { importFeeds } from './import-feeds.ts';
import { pollSources } from './poll-sources.ts';
import { replayStore } from './replay-store.ts';
import { tellOfWaiting } from './tell-of-waiting.ts';

type Parts = {
  readonly works: Works;
  readonly store: Store;
  readonly clock: Pick<GuardedClock, 'confirm'>;
  readonly configFolder: string;
  /** What is wrong with the config's files, while an earlier reading of them is in force. */
  readonly configProblems: () => readonly string[];
  /** Puts an edit of the config in force that was not seen yet. */
  readonly catchUp: () => Promise<void>;
  readonly listeners: PollListeners;
  readonly now: Clock;
  /** Told when stored stories were changed. */
  readonly onStored: () => void;
};

/** What the daemon does for a command, by the rules that are in force. */
export const createDoer =
  (parts: Parts): CommandParts['act'] =>
  async (request, config, tell, signal) => {
    const { works, store, catchUp, now } = parts;
    if (request.kind === 'compact') return compactStore(store, tell);
    if (request.kind === 'clock') return confirmClock(parts.clock, now, tell);
    const ours = await realpath(parts.configFolder);
    if (config !== ours) {
      if (!needsOwnStore(request)) return 'declined';
      const text = `The daemon runs by the config in ${ours}, and this command by the one in ${config}. Name the daemon's with --config.`;
      tell({ kind: 'problem', text });
      return 'usage';
    }
    const edits = request.kind === 'add' || request.kind === 'import';
    if (edits && !(await mayEdit(ours))) return 'declined';
    await catchUp();
    const problems = parts.configProblems();
    if (problems.length > 0) {
      for (const text of problems) tell({ kind: 'problem', text });
      const text = `The config has ${counted(problems.length, 'problem')}; correct it and give the command again.`;
      tell({ kind: 'problem', text });
      return 'config';
    }
    switch (request.kind) {
      case 'poll':
        return tellOfWaiting(store, tell, () => pollSources(works, request, tell, signal, parts.listeners));
      case 'replay':
        try {
          const { between: apply, accept: onRefolded } = works;
          const replayed = { store, config: works.config(), now, apply, onRefolded };
          return await tellOfWaiting(store, tell, () => replayStore(replayed, request, tell, signal));
        } finally {
          parts.onStored();
        }
      case 'add':
      case 'import':
        try {
          const edited = { folder: ours, config: works.config(), dictionary: works.dictionary() };
          return request.kind === 'add'
            ? await addFeed(request, edited, tell, signal)
            : await importFeeds(request, edited, tell, signal);
        } finally {
          // The command ends when what it added is in force.
          await catchUp();
        }
      case 'why': {
        const known = { store, config: works.config(), now: now(), nearest: works.nearest() };
        return answerWhy(request, known, tell);
      }
    }
  };

/** Where the daemon may only read its config, as under systemd, the person who gives the command may write it. */
const mayEdit = async (folder: string): Promise<boolean> => {
  try {
    for (const path of [folder, join(folder, 'sources.yaml')]) await access(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
};
