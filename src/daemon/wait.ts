import { defined } from '../domain/defined.ts';

/** Resolves after `ms` milliseconds; the timer does not keep the process running. */
export const delay = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });

/** Resolves when the signal is aborted; at once if it was aborted before. Stops waiting when `end` is aborted. */
export const untilAborted = (signal: AbortSignal, end?: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), defined({ signal: end }));
  });

/**
 * Returns a function that starts the work at its first call; later calls share the result. After a failure, the next
 * call starts the work again.
 */
export const onFirstCall = <Result>(work: () => Promise<Result>): (() => Promise<Result>) => {
  let result: Promise<Result> | undefined;
  return () => {
    result ??= work().catch((error: unknown) => {
      result = undefined;
      throw error;
    });
    return result;
  };
};

/** Resolves when the work has ended or the signal is aborted; rejects if the work fails before an abort. */
export const endedOrAborted = async (work: Promise<void>, signal: AbortSignal): Promise<void> => {
  const ended = new AbortController();
  // The listener is removed, because the daemon's signal exists for months.
  await Promise.race([work, untilAborted(signal, ended.signal)]).finally(() => ended.abort());
};
