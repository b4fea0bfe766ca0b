import type { HandedOutcome, Telling } from './request.ts';

/** The format of requests and answers; a command and a daemon of different versions must not guess. */
export const VERSION = 1;

/** A line of an answer; `ended` is the last one, and without it the daemon went away. */
export type AnswerLine = Telling | { readonly kind: 'ended'; readonly outcome: HandedOutcome };

export const writeLine = (line: AnswerLine): string => `${JSON.stringify(line)}\n`;

const OUTCOMES: readonly unknown[] = ['done', 'failed', 'usage', 'config', 'declined'];

/** Throws where a line is none of an answer. By hand: loading a schema library would double the time of a command. */
export const readLine = (text: string): AnswerLine => {
  const line: Partial<Record<string, unknown>> = JSON.parse(text);
  const isTold = /^(result|problem)$/.test(String(line.kind)) && typeof line.text === 'string';
  const isProgress =
    line.kind === 'progress' && typeof line.done === 'number' && typeof line.total === 'number';
  const isEnd = line.kind === 'ended' && OUTCOMES.includes(line.outcome);
  if (isTold || isProgress || isEnd) return line as AnswerLine;
  throw new Error('it answered what this version does not know');
};
