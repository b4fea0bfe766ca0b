import { createLog } from '../adapters/log/create-log.ts';
import type { OwnedStore } from '../adapters/store/create-store.ts';
import { openStore } from '../adapters/store/open-store.ts';
import type { Log } from '../pipeline/ports.ts';
import { complain, EXIT, type ExitStatus } from './terminal.ts';

export type OpenedStore =
  | { readonly kind: 'opened'; readonly store: OwnedStore }
  | { readonly kind: 'closed'; readonly status: ExitStatus };

const now = () => Temporal.Now.instant();

/** Opens the store for a command, or says why it cannot be. `lock: false` reads beside a running daemon. */
export const openStoreFor = async (
  folder: string,
  { lock, log = commandLog() }: { readonly lock: boolean; readonly log?: Log },
): Promise<OpenedStore> => {
  const opened = await openStore({ folder, log, now, lock });
  switch (opened.kind) {
    case 'opened':
      return opened;
    case 'locked':
      complain(`${folder} is in use by ${opened.by}. Stop it first, or name another folder with --data.`);
      return { kind: 'closed', status: EXIT.failed };
    case 'failed':
      complain(`${folder} cannot be opened: ${opened.reason}`);
      return { kind: 'closed', status: EXIT.failed };
  }
};

/** A command prints its result to standard output, so what the store has to say goes to the other. */
const commandLog = (): Log =>
  createLog({ stream: process.stderr, format: 'human', level: 'warn', colour: false, now });
