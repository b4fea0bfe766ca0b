import { readFileSync } from 'node:fs';
import { link, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Clock } from '../../pipeline/ports.ts';
import { errorCode } from './disk.ts';

/** Who holds a folder. A pid alone can be given to another process; with boot and start time it is one of a kind. */
const owner = z.object({
  pid: z.int(),
  /** The kernel's name for this boot of the machine; empty where there is no /proc. */
  boot: z.string(),
  /** Clock ticks from boot to the start of the process, as in proc(5). */
  started: z.string(),
  since: z.string(),
  /** True once the owner let go. */
  released: z.boolean(),
});

type Owner = z.infer<typeof owner>;

export type LockResult =
  | { readonly kind: 'taken'; readonly release: () => Promise<void> }
  | { readonly kind: 'held'; readonly by: string };

/**
 * Takes the lock of a folder, also from an owner that is dead. Each owner makes the file `lock.N` with the next
 * number, which only one process can do; the file with the highest number is never removed, so that nobody can
 * take over a lock that somebody else just took over. Rejects with the system's error where nothing can be written.
 */
export const takeLock = async (folder: string, now: Clock): Promise<LockResult> => {
  const { boot, started } = await identify(process.pid);
  const me: Owner = {
    ...{ pid: process.pid, boot, started },
    since: now().toString({ smallestUnit: 'second' }),
    released: false,
  };
  const mine = join(folder, `lock.${process.pid}.tmp`);
  for (;;) {
    const number = Math.max(0, ...(await lockNumbers(folder)));
    const by = await holderAt(folder, number);
    if (by !== undefined) return { kind: 'held', by };
    const path = join(folder, `lock.${number + 1}`);
    await writeFile(mine, JSON.stringify(me), { mode: 0o600 });
    try {
      // Unlike rename, link never replaces what another process made in the meantime.
      await link(mine, path);
    } catch (error) {
      if (errorCode(error) === 'EEXIST') continue;
      throw error;
    } finally {
      await rm(mine, { force: true });
    }
    for (const old of await lockNumbers(folder)) {
      if (old <= number) await rm(join(folder, `lock.${old}`), { force: true });
    }
    return {
      kind: 'taken',
      release: async () => {
        await writeFile(mine, JSON.stringify({ ...me, released: true }), { mode: 0o600 });
        await rename(mine, path);
      },
    };
  }
};

/** Which process holds a folder at the moment, and since when; undefined where none does. */
export const holderOf = async (folder: string): Promise<string | undefined> =>
  holderAt(folder, Math.max(0, ...(await lockNumbers(folder))));

const holderAt = async (folder: string, number: number): Promise<string | undefined> => {
  const held = number === 0 ? undefined : await liveOwner(join(folder, `lock.${number}`));
  return held === undefined ? undefined : `process ${held.pid}, since ${held.since}`;
};

const lockNumbers = async (folder: string): Promise<number[]> =>
  (await readdir(folder)).flatMap((name) =>
    /^lock\.\d+$/.test(name) ? Number(name.slice('lock.'.length)) : [],
  );

/** The owner that a lock file names, if it is alive and has not let go. */
const liveOwner = async (path: string): Promise<Owner | undefined> => {
  const text = await readFile(path, 'utf8').catch(() => '');
  let parsed: ReturnType<typeof owner.safeParse>;
  try {
    parsed = owner.safeParse(JSON.parse(text));
  } catch {
    // It is written whole before it gets its name: what cannot be read is what a power cut left.
    return undefined;
  }
  if (!parsed.success || parsed.data.released) return undefined;
  const { pid, boot, started } = parsed.data;
  if (!isAlive(pid)) return undefined;
  const alive = await identify(pid);
  if (alive.isZombie) return undefined;
  return isSame(alive.boot, boot) && isSame(alive.started, started) ? parsed.data : undefined;
};

/** What is hidden from one of two processes, as a unit's sandbox hides much of /proc, speaks for nobody. */
const isSame = (one: string, other: string): boolean => one === other || one === '' || other === '';

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
};

type Identity = {
  readonly boot: string;
  readonly started: string;
  /** Dead, and its parent has not asked how it ended. */
  readonly isZombie: boolean;
};

/** Empty texts where there is no /proc: then the pid alone decides. */
const identify = async (pid: number): Promise<Identity> => {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // The second field, the program's name, may hold spaces and parentheses: count from the last parenthesis.
  const [state = '', ...others] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return { boot: bootId(), started: others[18] ?? '', isZombie: state === 'Z' };
};

/** The kernel's name for this boot of the machine; empty where there is no /proc. */
export const bootId = (): string => {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return '';
  }
};
