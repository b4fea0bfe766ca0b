import type { Clock } from '../../domain/ambient.ts';
import type { Config } from '../../domain/config.ts';
import { editionCalendar, nextEditionAt } from '../../domain/edition/calendar.ts';
import type { Edition } from '../../domain/edition/edition.ts';
import { errorText } from '../../domain/error-text.ts';
import type { Log } from '../../domain/log.ts';
import type { Store } from '../../domain/store/contract.ts';
import { makeDueEdition } from '../../site/edition/make-edition.ts';
import type { EditionShelf } from '../../site/ports.ts';
import { isJapaneseHoliday } from '../../system/schedule/japan-holidays.ts';
import { delay } from '../wait.ts';
import type { EditionMailer } from './mail-editions.ts';

/** Maximum interval between two checks for a due edition, in milliseconds, because the clock may be set. */
const LOOK_MS = 60_000;

/** Minimum interval between two checks, in milliseconds. */
const PAUSE_MS = 1_000;

/** Maximum time that an edition waits for the polls in progress, in milliseconds. */
const POLLS_WAIT_MS = 120_000;

type EditionSetup = {
  readonly config: () => Config;
  readonly store: Pick<Store, 'each' | 'whole'>;
  readonly editions: EditionShelf;
  readonly log: Log;
  readonly now: Clock;
  readonly clockProblem: () => string | undefined;
  readonly polled: () => Promise<void>;
  readonly mailer: Pick<EditionMailer, 'look'>;
  readonly onEdition: (edition: Edition) => void;
};

/**
 * Makes and mails each edition when it is due, while the clock is trusted. Logs a failure once, and tries again. The
 * returned function stops this, and resolves when no edition is being made.
 */
export const keepEditions = (setup: EditionSetup): (() => Promise<void>) => {
  const { config, store, editions, log, now, clockProblem, polled, mailer, onEdition } = setup;
  let isStopped = false;
  let timer: NodeJS.Timeout;
  let failure: string | undefined;
  let making: Promise<unknown> = Promise.resolve();

  const calendar = () => editionCalendar(config().edition, isJapaneseHoliday);
  const make = async (): Promise<void> => {
    // An incomplete index could hide stories since the previous edition.
    await store.whole();
    await Promise.race([polled(), delay(POLLS_WAIT_MS)]);
    if (isStopped || clockProblem() !== undefined) return;
    const due = makeDueEdition({ store, editions, config: config() }, now(), calendar());
    making = due.catch(() => undefined);
    const made = await due;
    failure = undefined;
    if (made === undefined) return;
    log.info('edition.made', { date: made.date.toString(), stories: made.stories.length, since: made.since });
    onEdition(made);
  };
  const msToLook = (): number => {
    const due = nextEditionAt(now(), calendar());
    const dueMs = due.epochMilliseconds - now().epochMilliseconds;
    return Math.min(LOOK_MS, Math.max(PAUSE_MS, dueMs));
  };
  const look = async (): Promise<void> => {
    await make().catch((error: unknown) => {
      const reason = errorText(error);
      // A stop may close the store while `whole` waits; the next start makes the edition.
      if (!isStopped && reason !== failure) log.error('edition.failed', { reason });
      failure = reason;
    });
    if (!isStopped && clockProblem() === undefined) await mailer.look();
    if (!isStopped) timer = setTimeout(() => void look(), msToLook());
  };
  timer = setTimeout(() => void look(), 0);
  return async () => {
    isStopped = true;
    clearTimeout(timer);
    await making;
  };
};
