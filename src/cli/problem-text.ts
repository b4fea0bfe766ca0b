import { readFileSync } from 'node:fs';
import { styleText } from 'node:util';
import type { ConfigProblem } from '../domain/config.ts';
import { widthOf, wrapText } from '../domain/wrap-text.ts';

export type ProblemLook = { readonly stream: NodeJS.WriteStream; readonly kind: 'problem' | 'warning' };

/** Matches control characters, which a config file may have and a terminal would obey. */
const CONTROL = /\p{Cc}/gu;

/**
 * Returns `file:line:column: what is wrong; what to write instead`, with U+FFFD for control characters. On a terminal,
 * the line of the file follows with a caret; a line that is blank, cannot be read or may hold a secret is left out.
 */
export const problemText = (problem: ConfigProblem, { stream, kind }: ProblemLook): string => {
  const { file, line, column } = problem;
  const message = problem.message.replace(CONTROL, '\ufffd');
  const place = `${file}:${line}:${column}:`;
  const word = kind === 'warning' ? 'warning: ' : '';
  if (!stream.isTTY) return `${place} ${word}${message}`;
  const paint = (style: Parameters<typeof styleText>[0], text: string) => styleText(style, text, { stream });
  const colour = kind === 'warning' ? 'yellow' : 'red';
  const columns = Math.max(40, stream.columns || 80);
  const [first = '', ...rest] = wrapText(`${place} ${word}${message}`, columns);
  const head = first.startsWith(place) ? paint('bold', place) + first.slice(place.length) : first;
  return [head, ...rest, ...excerpt(problem, columns - 4, (caret) => paint(colour, caret)), ''].join('\n');
};

/** Pattern of lines that may hold a secret, such as a header or an address with a password; they are not shown. */
const MAY_BE_SECRET = /:\S.*@|\b(authorization|cookie|token|secret|password|api-?key)\b/i;

/** Matches `://a.example/@` in `https://a.example/@user/feed`: an `@` after a slash follows no password. */
const USER_IN_PATH = /:\/\/[^\s@:]+(?::\d+(?=\/)[^\s@:]*)?\/@/g;

const mayBeSecret = (text: string): boolean => MAY_BE_SECRET.test(text.replace(USER_IN_PATH, ''));

const excerpt = (
  { file, line, column, message }: ConfigProblem,
  columns: number,
  paint: (caret: string) => string,
): readonly string[] => {
  const text = lineOf(file, line);
  if (text === undefined || text.trim() === '' || mayBeSecret(text) || message.includes('this value'))
    return [];
  const whole = text.replaceAll('\t', ' ').replace(CONTROL, '\ufffd');
  const at = Math.min(column - 1, whole.length);
  // If the column is far to the right, the line is shown from some characters before the column.
  const from = widthOf(whole.slice(0, at)) < columns - 10 ? 0 : Math.max(0, at - 20);
  const cut = from === 0 ? '' : '…';
  const shown = fitted(cut + whole.slice(from), columns);
  const before = widthOf(cut + whole.slice(from, at));
  return [`    ${shown}`, `    ${' '.repeat(before)}${paint('^')}`];
};

const fitted = (text: string, columns: number): string => {
  if (widthOf(text) <= columns) return text.trimEnd();
  let shown = text;
  while (widthOf(shown) > columns - 1) shown = shown.slice(0, -1);
  return `${shown}…`;
};

const lineOf = (file: string, line: number): string | undefined => {
  try {
    // A file that is not UTF-8 cannot be shown.
    const text = new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file));
    return text.split('\n', line)[line - 1]?.replace(/\r$/, '');
  } catch {
    return undefined;
  }
};
