import { existsSync } from 'node:fs';
import { chmod } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import type { Log } from '../domain/log.ts';
import type { Store } from '../domain/store/contract.ts';
import { type OpenedStore as Opened, openStore } from '../store/open-store.ts';
import { createLog } from '../system/log/create-log.ts';
import { stderrBar } from './progress-bar.ts';
import { complain, EXIT, type ExitStatus } from './terminal.ts';

export type OpenedStore =
  | { readonly kind: 'opened'; readonly store: Store }
  | { readonly kind: 'closed'; readonly status: ExitStatus };

type Options = { readonly lock: boolean; readonly log?: Log; readonly isPatient?: boolean };

const now = () => Temporal.Now.instant();

/** Opens the store for a command, or says why that is impossible. `lock: false` reads beside a running daemon. */
export const openStoreFor = async (folder: string, options: Options): Promise<OpenedStore> => {
  if (!options.lock && !existsSync(folder)) {
    complain(noStore(folder));
    return { kind: 'closed', status: EXIT.failed };
  }
  const opened = await tryStore(folder, options);
  return opened.kind === 'opened' ? opened : { kind: 'closed', status: complainOfStore(folder, opened) };
};

/** The message for a data folder that does not exist. */
export const noStore = (folder: string): string =>
  `There is no store in ${folder}: no poll has written to it yet. Run the daemon or \`kawaraban poll\` first, or name another folder with --data.`;

/** Opens the store and shows the progress. `isPatient`: if another process holds the lock, waits for it for a while. */
export const tryStore = async (
  folder: string,
  { lock, log = commandLog(), isPatient = false }: Options,
): Promise<Opened> => {
  if (lock) await keepPrivate(folder);
  const bar = stderrBar();
  const giveUpAtMs = performance.now() + (isPatient ? LOCK_PATIENCE_MS : 0);
  for (;;) {
    const opened = await openStore({ folder, log, now, lock, isPatient, onProgress: bar.draw }).finally(
      bar.clear,
    );
    if (opened.kind !== 'locked' || performance.now() >= giveUpAtMs) return opened;
    await setTimeout(LOOK_EVERY_MS);
  }
};

/** A command that only reads holds the lock while it rebuilds a lost index: a daemon that starts waits for it. */
const LOCK_PATIENCE_MS = 20_000;
const LOOK_EVERY_MS = 200;

/** The umask(2) that takes all rights from other users: files get 0600, folders 0700. */
const OWNER_ALONE = 0o077;
const PRIVATE_FOLDER = 0o700;

/**
 * Closes the data folder, and every file that this process writes from now on, to other users, whatever the umask: the
 * folder holds full texts that may not be republished.
 */
const keepPrivate = async (folder: string): Promise<void> => {
  process.umask(OWNER_ALONE);
  // Refused where the folder does not exist yet, belongs to another user, or lies on a disk that cannot be written.
  await chmod(folder, PRIVATE_FOLDER).catch(() => undefined);
};

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

/** A command prints its result to the standard output, so the store logs to the standard error. */
const commandLog = (): Log =>
  createLog({ stream: process.stderr, format: 'human', level: 'warn', colour: false, now });
