export type Output =
  | { readonly kind: 'result'; readonly text: string }
  | { readonly kind: 'problem'; readonly text: string }
  | { readonly kind: 'progress'; readonly done: number; readonly total: number };

export type Emit = (output: Output) => void;

/** `failed`: wholly or in part. `usage` and `config`: not begun, because the usage or the config is wrong. */
export type RequestOutcome = 'done' | 'failed' | 'usage' | 'config';

/** `declined`: the daemon did nothing, and the command can do the request itself. */
export type HandedOutcome = RequestOutcome | 'declined';

/** Version of the format of requests and answers. */
export const VERSION = 1;

/** A line of an answer. The last line is `ended`, unless the answer was cut off. */
export type AnswerLine = Output | { readonly kind: 'ended'; readonly outcome: HandedOutcome };

export const writeLine = (line: AnswerLine): string => `${JSON.stringify(line)}\n`;

const OUTCOMES: readonly unknown[] = ['done', 'failed', 'usage', 'config', 'declined'];

/** Reads a line of an answer; throws if it is unreadable. Loads no schema library, which would delay every command. */
export const readLine = (text: string): AnswerLine => {
  const line: Partial<Record<string, unknown>> = JSON.parse(text);
  const isText = /^(result|problem)$/.test(String(line.kind)) && typeof line.text === 'string';
  const isProgress =
    line.kind === 'progress' && typeof line.done === 'number' && typeof line.total === 'number';
  const isEnd = line.kind === 'ended' && OUTCOMES.includes(line.outcome);
  if (isText || isProgress || isEnd) return line as AnswerLine;
  throw new Error('its answer is in a format that this version of the command cannot read');
};
