import { chmod, readdir } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import type { Log } from '../domain/log.ts';
import { databasePlace, describePlace } from '../domain/store/database-place.ts';
import { checkStore } from '../store/check-store.ts';
import { PRIVATE_FOLDER } from '../store/disk/make-folders.ts';
import { containsStore, type OpenedStore, openStore } from '../store/open-store.ts';
import type { StoreOptions } from '../store/store-context.ts';
import { createLog } from '../system/log/create-log.ts';
import { stderrBar } from './progress-bar.ts';
import { complain, EXIT, type ExitStatus } from './terminal.ts';

/** The place of a store: the PostgreSQL database at the URL `store`; the folder `data` if `store` is absent. */
export type StoreHome = { readonly data: string; readonly store?: string | undefined };

type Reached =
  | Extract<OpenedStore, { readonly kind: 'opened' }>
  | { readonly kind: 'closed'; readonly status: ExitStatus };

type Options = {
  readonly lock: boolean;
  readonly log?: Log;
  readonly isPatient?: boolean;
  /** True if the store is the target of a copy. */
  readonly isCopy?: boolean;
};

const now = () => Temporal.Now.instant();

/**
 * Opens the store for a command; if this fails, prints the reason and returns an exit status. `lock: false` opens the
 * store only to read, which is possible beside a running daemon.
 */
export const openStoreFor = async (home: StoreHome, options: Options): Promise<Reached> => {
  if (!options.lock && (await complainIfMissing(home))) return { kind: 'closed', status: EXIT.failed };
  const opened = await tryStore(home, options);
  return opened.kind === 'opened' ? opened : { kind: 'closed', status: complainOfStore(home, opened) };
};

/**
 * Resolves to whether a store may exist. True for a database, for a data folder that contains a store, and for a data
 * folder that this user may not look at.
 */
export const mayHold = async ({ data, store }: StoreHome): Promise<boolean> =>
  store !== undefined || containsStore(data).catch(() => true);

/** Resolves to true if the folder has no store, after a message that says so. */
export const complainIfMissing = async (home: StoreHome): Promise<boolean> => {
  if (await mayHold(home)) return false;
  complain(
    `The folder ${home.data} has no store. Run the daemon or \`kawaraban poll\` first, or name another folder with --data.`,
  );
  return true;
};

/**
 * Opens the store and shows the progress. With `lock`, also calls `keepPrivate`. With `isPatient`, also waits up to
 * `LOCK_PATIENCE_MS` if another process has locked the store, and logs that it waits.
 */
export const tryStore = async (
  home: StoreHome,
  { lock, log = commandLog(), isPatient = false, isCopy = false }: Options,
): Promise<OpenedStore> => {
  if (lock) await keepPrivate(home.data);
  const bar = stderrBar();
  const giveUpAtMs = performance.now() + (isPatient ? LOCK_PATIENCE_MS : 0);
  let said: string | undefined;
  for (;;) {
    const opened = await openAt(home, { log, now, lock, isPatient, isCopy, onProgress: bar.draw }).finally(
      bar.clear,
    );
    if (opened.kind !== 'locked' || performance.now() >= giveUpAtMs) return opened;
    const reason = `${nameOf(home)} is in use by ${opened.by}`;
    if (reason !== said) log.warn('store.waits', { reason, seconds: LOCK_PATIENCE_MS / 1000 });
    said = reason;
    await setTimeout(LOOK_EVERY_MS);
  }
};

/** Opens a store of either kind. Loads the code for PostgreSQL only for a database. */
const openAt = async (
  { data: folder, store: url }: StoreHome,
  options: Omit<StoreOptions, 'folder'>,
): Promise<OpenedStore> => {
  if (url !== undefined) {
    const { openPostgres } = await import('../store/postgres/open-postgres.ts');
    return openPostgres({ url, ...options });
  }
  return openStore({ folder, ...options });
};

/** Checks a store of either kind. Resolves to one text for each problem. */
export const checkAt = async (
  { data, store }: StoreHome,
  onProgress: (done: number, total: number) => void,
): Promise<readonly string[]> => {
  if (store === undefined) return checkStore(data, onProgress);
  const { checkPostgres } = await import('../store/postgres/check-postgres.ts');
  return checkPostgres(store, onProgress);
};

/**
 * Maximum time for which a starting daemon waits for the lock of its data folder, in milliseconds. A command that only
 * reads holds the lock while it updates the index.
 */
const LOCK_PATIENCE_MS = 20_000;
const LOOK_EVERY_MS = 200;

/** The umask(2) that denies other users all rights: files get 0600, folders 0700. */
const OWNER_ALONE = 0o077;

/** Pattern of names that are usual in a data folder: Kawaraban's own, hidden files, and `lost+found` of a disk. */
const OURS = /^(\.|lock|control\.sock|(log|documents|index|under-way|copy-of\.txt|README\.md|lost\+found)$)/;

/**
 * Denies other users the data folder and all files that this process writes later, because the folder contains full
 * texts that must not be republished. A folder that also contains names outside `OURS` keeps its mode, because it may
 * be /tmp or /.
 */
export const keepPrivate = async (folder: string): Promise<void> => {
  process.umask(OWNER_ALONE);
  try {
    if ((await foreignName(folder)) === undefined) await chmod(folder, PRIVATE_FOLDER);
  } catch {
    // The folder does not exist yet, belongs to another user, or is on a read-only disk, so its mode stays.
  }
};

/** Resolves to a name in a folder that is not usual in a data folder, or to undefined. Rejects without a folder. */
export const foreignName = async (folder: string): Promise<string | undefined> =>
  (await readdir(folder)).find((name) => !OURS.test(name));

export const complainOfStore = (
  home: StoreHome,
  closed: Exclude<OpenedStore, { readonly kind: 'opened' }>,
): ExitStatus => {
  const isFolder = home.store === undefined;
  if (closed.kind === 'locked') {
    const other = isFolder ? 'name another folder' : 'name another database';
    complain(`${nameOf(home)} is in use by ${closed.by}. Stop it first, or ${other}.`);
  } else complain(`${isFolder ? home.data : 'The store'} cannot be opened: ${closed.reason}`);
  return EXIT.failed;
};

/** Returns the name of the store in messages: its folder, or its server and database. */
export const nameOf = ({ data, store }: StoreHome): string => {
  const place = store === undefined ? undefined : databasePlace(store);
  return place === undefined ? data : describePlace(place);
};

/** Makes a log on the standard error, because the result of a command is on the standard output. */
const commandLog = (): Log =>
  createLog({ stream: process.stderr, format: 'human', level: 'warn', colour: false, now });
