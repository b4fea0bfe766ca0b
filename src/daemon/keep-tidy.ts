import type { Clock } from '../domain/ambient.ts';
import type { Config } from '../domain/config.ts';
import { errorText } from '../domain/error-text.ts';
import type { Log } from '../domain/log.ts';
import type { Store } from '../domain/store/contract.ts';
import { freezeArchives, keptSince } from '../site/archive/freeze-archives.ts';
import type { ArchiveShelf } from '../site/ports.ts';
import { digest } from '../system/digest-of.ts';

/** Milliseconds between two runs; the first is at the start of the daemon. */
const EVERY_MS = 3_600_000;

/** Milliseconds between two looks at a clock that is doubted. */
const DOUBTED_MS = 60_000;

type TidySetup = {
  readonly config: () => Config;
  readonly store: Store;
  readonly shelf: ArchiveShelf;
  readonly log: Log;
  readonly now: Clock;
  /** What is wrong with the clock; undefined while it is believed. */
  readonly clockProblem: () => string | undefined;
  /** Removes from the folding window the stories that gained no article since a moment. */
  readonly forgetBefore: (moment: Temporal.Instant) => void;
};

/**
 * Removes old stories from the folding window, freezes the archives of past months, then removes what retention no
 * longer keeps. The order matters: stories must stay if their month could not be frozen. Runs now and every hour; a
 * failure is logged and tried again. The returned function stops it; a removal in progress goes on.
 */
export const keepTidy = (setup: TidySetup): (() => void) => {
  const { config, store, shelf, log, now, clockProblem, forgetBefore } = setup;
  const tidy = async (): Promise<void> => {
    // Wait until all stories can be found: a frozen archive is never written again, so it would lack the others.
    await store.whole();
    const current = config();
    const moment = atMostNewest(now(), store.health().newestCommitAt);
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
    // A removal or a freeze by a wrong clock cannot be undone; waiting loses nothing.
    if (!isDoubted) void tidyAndLog();
  };
  const tidyAndLog = async (): Promise<void> => {
    // A full disk may delay the last run.
    if (isTidying) return;
    isTidying = true;
    await tidy().catch((error: unknown) => {
      // A stop closes the store under a removal in progress; the next start removes the rest.
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

/**
 * Returns the moment, but at most the time of the newest commit: a clock that is ahead ends no month and makes no story
 * old.
 */
const atMostNewest = (now: Temporal.Instant, newest: Temporal.Instant | undefined): Temporal.Instant =>
  newest !== undefined && Temporal.Instant.compare(newest, now) < 0 ? newest : now;
