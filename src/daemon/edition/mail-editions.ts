import type { Clock } from '../../domain/ambient.ts';
import { jstDay } from '../../domain/clock/jst-day.ts';
import type { Config, SmtpServer } from '../../domain/config.ts';
import { errorText } from '../../domain/error-text.ts';
import type { Log } from '../../domain/log.ts';
import { editionMail } from '../../site/edition/edition-mail.ts';
import type { EditionShelf } from '../../site/ports.ts';
import type { Mail } from '../../system/mail/compose-mail.ts';
import type { MailOutcome } from '../../system/mail/send-mail.ts';

/** Delays between the tries to mail an edition, in milliseconds; after the last try, the edition is given up. */
const BACKOFF_MS: readonly number[] = [60_000, 300_000, 1_200_000, 3_600_000, 10_800_000];

type MailerSetup = {
  readonly config: () => Config;
  readonly editions: EditionShelf;
  readonly send: (mail: Mail, server: SmtpServer, signal: AbortSignal) => Promise<MailOutcome>;
  readonly log: Log;
  readonly now: Clock;
  readonly monotonicMs: () => number;
  readonly stop: AbortSignal;
};

export type EditionMailer = {
  /**
   * Mails today's edition if a mail server is configured, a try is due, and no earlier try is known to have succeeded.
   * Never rejects.
   */
  readonly look: () => Promise<void>;
  /**
   * Returns a message about an edition that could not be mailed; undefined without such an edition or without a mail
   * server. Hides mail addresses.
   */
  readonly problem: () => string | undefined;
};

/** An edition that could not be mailed. */
type Trouble = {
  readonly date: string;
  readonly failures: number;
  readonly retryAtMs: number;
  readonly reason: string;
};

/**
 * Makes a mailer, which mails the edition of each day once. If the process is killed before it has stored that an
 * edition was mailed, the next process may mail it again with the same `Message-ID`.
 */
export const createEditionMailer = (setup: MailerSetup): EditionMailer => {
  const { config, editions, send, log, now, monotonicMs, stop } = setup;
  let trouble: Trouble | undefined;
  let mailed: string | undefined;
  /** A mailed edition that is not stored as mailed yet. */
  let unnoted: { readonly date: string; readonly isSaid: boolean } | undefined;

  /** Stores that an edition was mailed. If this fails, each call of `look` tries again. */
  const note = async (): Promise<void> => {
    if (unnoted === undefined) return;
    const { date, isSaid } = unnoted;
    try {
      await editions.noteMailed(date);
      unnoted = undefined;
    } catch (error) {
      if (!isSaid) log.warn('edition.mail-record-failed', { date, reason: errorText(error) });
      unnoted = { date, isSaid: true };
    }
  };
  /** Resolves to whether the edition of `date` exists, was not mailed yet, and is due for a try. */
  const isDue = async (date: string): Promise<boolean> => {
    if (trouble?.date === date && trouble.retryAtMs > monotonicMs()) return false;
    if (!(await editions.names()).includes(date)) return false;
    mailed ??= await editions.lastMailed();
    return mailed === undefined || mailed < date;
  };
  const failed = (date: string, reason: string): void => {
    const failures = trouble?.date === date ? trouble.failures + 1 : 1;
    const waitMs = BACKOFF_MS[failures - 1];
    // An edition is mailed only on its own day.
    const isInTime = waitMs !== undefined && today(now().add({ milliseconds: waitMs })) === date;
    const retryMs = isInTime ? waitMs : undefined;
    if (retryMs === undefined) log.error('edition.mail-given-up', { date, reason });
    else log.warn('edition.mail-failed', { date, reason, retryMs });
    trouble = { date, failures, reason, retryAtMs: monotonicMs() + (retryMs ?? Number.POSITIVE_INFINITY) };
  };
  const deliver = async (date: string): Promise<void> => {
    const current = config();
    const { mail } = current.edition;
    const edition = await editions.read(date);
    if (edition === undefined || mail?.smtp === undefined) return;
    const letter = { ...editionMail(edition, `edition-${date}`, current.feed), to: mail.to, from: mail.from };
    const outcome = await send(letter, mail.smtp, stop);
    if (stop.aborted && outcome.kind === 'failed') return;
    if (outcome.kind === 'failed') return failed(date, outcome.reason);
    // The date is kept in memory first, so that the message is not sent again while the disk cannot be written.
    mailed = date;
    trouble = undefined;
    log.info('edition.mailed', { date, to: mail.to.length, refused: outcome.refused });
    unnoted = { date, isSaid: false };
    await note();
  };
  return {
    look: async () => {
      if (unnoted !== undefined) await note();
      if (config().edition.mail?.smtp === undefined || stop.aborted) return;
      const date = today(now());
      try {
        if (await isDue(date)) await deliver(date);
      } catch (error) {
        failed(date, errorText(error));
      }
    },
    problem: () =>
      trouble === undefined || config().edition.mail?.smtp === undefined
        ? undefined
        : `The edition of ${trouble.date} could not be mailed: ${withoutAddresses(trouble.reason).replace(/\.$/, '')}. ${nextStep(trouble, today(now()))}`,
  };
};

const today = (now: Temporal.Instant): string => jstDay(now).toString();

const nextStep = ({ date, retryAtMs }: Trouble, now: string): string => {
  if (date !== now)
    return 'The day of this edition is over, so the daemon does not try again. It will mail the next edition; if `edition.mail` is wrong, correct it.';
  return Number.isFinite(retryAtMs)
    ? 'The daemon will try again; if `edition.mail` is wrong, correct it.'
    : 'The daemon tries again only if it is restarted on the same day (JST); if `edition.mail` is wrong, correct it first.';
};

/** Returns a text without mail addresses, because /status is public. */
const withoutAddresses = (text: string): string => text.replace(/[^\s<>:;,"']+@[^\s<>:;,"']+/g, '…');
