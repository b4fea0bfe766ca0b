import type { Clock } from '../domain/ambient.ts';
import { notAfter } from '../domain/clock/jst-day.ts';
import type { Config } from '../domain/config.ts';
import { errorText } from '../domain/error-text.ts';
import type { Log } from '../domain/log.ts';
import type { Store } from '../domain/store/contract.ts';
import { freezeArchives, keptSince } from '../site/archive/freeze-archives.ts';
import type { ArchiveShelf } from '../site/ports.ts';
import { digest } from '../system/digest-of.ts';

/** Interval between two runs of the tidying, in milliseconds. */
const EVERY_MS = 3_600_000;

/** Interval between two checks of a clock that is not trusted, in milliseconds. */
const DOUBTED_MS = 60_000;

type TidySetup = {
  readonly config: () => Config;
  readonly store: Store;
  readonly shelf: ArchiveShelf;
  readonly log: Log;
  readonly now: Clock;
  readonly clockProblem: () => string | undefined;
  readonly forgetBefore: (moment: Temporal.Instant) => void;
};

/**
 * Removes old articles from the folding window, freezes archives, and only then removes stories past their retention.
 * Runs at once and every hour while the clock is trusted. Logs failures. The returned function stops further runs.
 */
export const keepTidy = (setup: TidySetup): (() => void) => {
  const { config, store, shelf, log, now, clockProblem, forgetBefore } = setup;
  const tidy = async (): Promise<void> => {
    // A frozen archive never changes, so all its stories must be in the index first.
    await store.whole();
    const current = config();
    const time = now();
    // The clock may be ahead, so the newest commit counts if it is earlier.
    const moment = notAfter(time, store.health().newestCommitAt) ?? time;
    forgetBefore(moment.subtract({ milliseconds: current.fold.windowMs }));
    for (const month of await freezeArchives({ store, shelf, config: current, digest }, moment)) {
      log.info('archive.frozen', { month });
    }
    const { removed } = await store.removeBefore(keptSince(moment, current.retentionMs));
    if (removed > 0) log.info('store.pruned', { removed });
  };
  let isStopped = false;
  let isTidying = false;
  let timer: NodeJS.Timeout;
  const look = (): void => {
    const isDoubted = clockProblem() !== undefined;
    timer = setTimeout(look, isDoubted ? DOUBTED_MS : EVERY_MS);
    // A removal or a freeze by a wrong clock cannot be undone.
    if (!isDoubted) void tidyAndLog();
  };
  const tidyAndLog = async (): Promise<void> => {
    // The previous run may still be in progress, for example because of a full disk.
    if (isTidying) return;
    isTidying = true;
    await tidy().catch((error: unknown) => {
      // A stop may close the store during a removal; the next start removes the rest.
      if (!isStopped) log.error('store.prune-failed', { reason: errorText(error) });
    });
    isTidying = false;
  };
  look();
  return () => {
    isStopped = true;
    clearTimeout(timer);
  };
};
