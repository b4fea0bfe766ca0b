import type { PollReport } from '../domain/source/poll-report.ts';
import type { Polled } from './poll-source.ts';
import { type IntakeParts, takeIn } from './take-in.ts';

/** Folds and stores polls one batch after another: what arrives while a batch is written makes the next one. */
export type Intake = {
  /** Resolves when what the poll brought is durable; rejects when it could not be stored. */
  readonly take: (polled: Polled) => Promise<PollReport>;
};

/**
 * `parts` is asked for each batch, so that a new config is in force from the next one on;
 * `onStored` is told after each batch that is durable.
 */
export const createIntake = (parts: () => IntakeParts, onStored: () => void): Intake => {
  let waiting: { polled: Polled; settle: PromiseWithResolvers<PollReport> }[] = [];
  let working = false;

  const work = async (): Promise<void> => {
    working = true;
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      try {
        const reports = await takeIn(
          batch.map(({ polled }) => polled),
          parts(),
        );
        batch.forEach(({ settle }, index) => {
          const report = reports[index];
          if (report === undefined) settle.reject(new Error('an intake lost a report'));
          else settle.resolve(report);
        });
        onStored();
      } catch (cause) {
        for (const { polled, settle } of batch) {
          settle.reject(new Error(`what ${polled.source.id} brought could not be stored`, { cause }));
        }
      }
    }
    working = false;
  };

  return {
    take: (polled) => {
      const settle = Promise.withResolvers<PollReport>();
      waiting.push({ polled, settle });
      if (!working) void work();
      return settle.promise;
    },
  };
};
