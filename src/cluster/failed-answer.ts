import type { PollAnswer } from '../domain/source/poll/poll-answer.ts';

/** The answer of a poll that brought none: it could not be finished, or the process stops. */
export const failedAnswer = (
  url: string,
  at: Temporal.Instant,
  failure: { readonly kind: 'unfinished' | 'stopped'; readonly detail: string },
): PollAnswer => ({
  kind: 'asked',
  at,
  durationMs: 0,
  head: { kind: 'failed', failure, url, freshness: {} },
  content: { kind: 'failed', failure },
});
