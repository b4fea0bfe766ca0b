import type { Clock } from '../domain/ambient.ts';
import type { Config } from '../domain/config.ts';
import { errorText } from '../domain/error-text.ts';
import type { Log } from '../domain/log.ts';
import type { Store } from '../domain/store/contract.ts';
import { freezeArchives, keptSince } from '../site/archive/freeze-archives.ts';
import type { ArchiveShelf } from '../site/ports.ts';
import { digest } from '../system/digest-of.ts';

/** Retention is looked after when the daemon starts and then this often. */
const EVERY_MS = 3_600_000;

/** While the clock is not believed, it is looked at again this often. */
const DOUBTED_MS = 60_000;

export type TidyParts = {
  readonly config: () => Config;
  readonly store: Store;
  readonly shelf: ArchiveShelf;
  readonly log: Log;
  readonly now: Clock;
  /** What is wrong with the clock; undefined where it is believed. */
  readonly clockProblem: () => string | undefined;
  /** Stories that gained nothing since the moment take no more articles. */
  readonly forgetBefore: (moment: Temporal.Instant) => void;
};

/**
 * Forgets what is too old to fold with, freezes the archives of months that are over, then removes what retention no
 * longer keeps: in this order, since what could not be frozen must stay. Now and every hour; what fails is logged and
 * tried again. Gives what ends it; a removal under way goes on.
 */
export const keepTidy = (parts: TidyParts): (() => void) => {
  const { config, store, shelf, log, now, clockProblem, forgetBefore } = parts;
  const tidy = async (): Promise<void> => {
    const inForce = config();
    const moment = atMostNewest(now(), store.health().newestCommitAt);
    forgetBefore(moment.subtract({ milliseconds: inForce.fold.windowMs }));
    for (const month of await freezeArchives({ store, shelf, config: inForce, digest }, moment)) {
      log.info('archive.frozen', { month });
    }
    const { removed } = await store.removeBefore(keptSince(moment, inForce.retentionMs));
    if (removed > 0) log.info('store.retention', { removed });
  };
  let isTidying = false;
  let timer: NodeJS.Timeout;
  const look = (): void => {
    const isDoubted = clockProblem() !== undefined;
    timer = setTimeout(look, isDoubted ? DOUBTED_MS : EVERY_MS);
    // What a wrong clock removes or freezes is lost; what waits for a right one is not.
    if (!isDoubted) void tidyAndTell();
  };
  const tidyAndTell = async (): Promise<void> => {
    // A full disk may keep the last one waiting.
    if (isTidying) return;
    isTidying = true;
    await tidy().catch((error: unknown) => log.error('store.retention-failed', { reason: errorText(error) }));
    isTidying = false;
  };
  look();
  return () => clearTimeout(timer);
};

/** No month is over, and nothing old, by a clock that ran ahead of all that was ever stored. */
const atMostNewest = (now: Temporal.Instant, newest: Temporal.Instant | undefined): Temporal.Instant =>
  newest !== undefined && Temporal.Instant.compare(newest, now) < 0 ? newest : now;
