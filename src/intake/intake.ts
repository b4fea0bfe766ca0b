import type { PollReport } from '../domain/source/poll/poll-report.ts';
import type { Polled } from './poll-source.ts';
import { type IntakeContext, takeIn } from './take-in.ts';

/** Folds and stores the articles of polls in batches. Polls that arrive meanwhile wait for the next batches. */
export type Intake = {
  /** Resolves when the poll's articles are durable; rejects if they could not be stored, or after `close`. */
  readonly take: (polled: Polled) => Promise<PollReport>;
  /** Runs work between two batches, for example a change of the config. */
  readonly between: <Result>(work: () => Promise<Result>) => Promise<Result>;
  /** Rejects the polls that wait or arrive later. Resolves when the current batch and work of `between` have ended. */
  readonly close: () => Promise<void>;
};

/** Maximum number of candidates in a batch of several polls. Folding this number delays other work little. */
const ARTICLES_A_BATCH = 200;

type Waiting = { readonly polled: Polled; readonly settle: PromiseWithResolvers<PollReport> };

const endingError = ({ source }: Polled): Error =>
  new Error(`the poll of ${source.id} was not stored, because this process is ending`);

/** Makes the intake; `context` is called for each batch. */
export const createIntake = (context: () => IntakeContext): Intake => {
  let waiting: Waiting[] = [];
  let closed = false;
  let last: Promise<unknown> = Promise.resolve();

  const inTurn = <Result>(work: () => Promise<Result>): Promise<Result> => {
    const result = last.then(work);
    last = result.catch(() => undefined);
    return result;
  };

  /** Stores a batch. If this fails before `close`, stores each poll separately, so that one mistake costs one poll. */
  const store = async (batch: readonly Waiting[]): Promise<void> => {
    try {
      const polls = batch.map(({ polled }) => polled);
      const reports = await takeIn(polls, context());
      batch.forEach(({ settle }, index) => {
        const report = reports[index];
        if (report === undefined) settle.reject(new Error('the intake lost a report'));
        else settle.resolve(report);
      });
    } catch (error) {
      if (batch.length > 1 && !closed) for (const one of batch) await store([one]);
      else for (const { settle } of batch) settle.reject(error);
    }
  };

  const nextBatch = (): readonly Waiting[] => {
    let articles = 0;
    const end = waiting.findIndex(({ polled }) => {
      articles += polled.arrived.length;
      return articles > ARTICLES_A_BATCH;
    });
    const batch = waiting.slice(0, end === -1 ? waiting.length : Math.max(1, end));
    waiting = waiting.slice(batch.length);
    return batch;
  };

  return {
    take: (polled) => {
      if (closed) return Promise.reject(endingError(polled));
      const settle = Promise.withResolvers<PollReport>();
      waiting.push({ polled, settle });
      void inTurn(async () => {
        const batch = nextBatch();
        if (batch.length > 0) await store(batch);
      });
      return settle.promise;
    },
    between: inTurn,
    close: async () => {
      closed = true;
      for (const { polled, settle } of waiting) settle.reject(endingError(polled));
      waiting = [];
      await last;
    },
  };
};
