import { existsSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import type { Log } from '../domain/log.ts';
import type { Store } from '../domain/store/contract.ts';
import { type OpenedStore as Opened, openStore } from '../store/open-store.ts';
import { createLog } from '../system/log/create-log.ts';
import { keepPrivate } from './keep-private.ts';
import { createProgressBar } from './progress-bar.ts';
import { complain, EXIT, type ExitStatus } from './terminal.ts';

export type OpenedStore =
  | { readonly kind: 'opened'; readonly store: Store }
  | { readonly kind: 'closed'; readonly status: ExitStatus };

type Options = { readonly lock: boolean; readonly log?: Log; readonly isPatient?: boolean };

const now = () => Temporal.Now.instant();

/** Opens the store for a command, or says why it cannot be. `lock: false` reads beside a running daemon. */
export const openStoreFor = async (folder: string, options: Options): Promise<OpenedStore> => {
  if (!options.lock && !existsSync(folder)) {
    complain(noStore(folder));
    return { kind: 'closed', status: EXIT.failed };
  }
  const opened = await tryStore(folder, options);
  return opened.kind === 'opened' ? opened : { kind: 'closed', status: complainOfStore(folder, opened) };
};

/** What to say to somebody who asks for what is stored where nothing is. */
export const noStore = (folder: string): string =>
  `There is no store in ${folder}: nothing was polled into it yet. Run the daemon or \`kawaraban poll\` first, or name the folder with --data.`;

/** As `openStore`; a command does not wait for a disk that cannot be written, the daemon is patient. */
export const tryStore = async (
  folder: string,
  { lock, log = commandLog(), isPatient = false }: Options,
): Promise<Opened> => {
  if (lock) await keepPrivate(folder);
  const bar = createProgressBar(process.stderr, () => performance.now());
  const giveUpAtMs = performance.now() + (isPatient ? LOCK_PATIENCE_MS : 0);
  for (;;) {
    const opened = await openStore({ folder, log, now, lock, isPatient, onProgress: bar.draw }).finally(
      bar.clear,
    );
    if (opened.kind !== 'locked' || performance.now() >= giveUpAtMs) return opened;
    await setTimeout(LOOK_EVERY_MS);
  }
};

/** A command that only reads holds the lock while it makes a lost index anew: a daemon that starts waits for it. */
const LOCK_PATIENCE_MS = 20_000;
const LOOK_EVERY_MS = 200;

/** Says why a store could not be opened. */
export const complainOfStore = (
  folder: string,
  closed: Exclude<Opened, { readonly kind: 'opened' }>,
): ExitStatus => {
  const why =
    closed.kind === 'locked'
      ? `is in use by ${closed.by}. Stop it first, or name another folder with --data.`
      : `cannot be opened: ${closed.reason}`;
  complain(`${folder} ${why}`);
  return EXIT.failed;
};

/** A command prints its result to standard output, so what the store has to say goes to the other. */
export const commandLog = (): Log =>
  createLog({ stream: process.stderr, format: 'human', level: 'warn', colour: false, now });
