import type { Clock, Log, LogFields } from '../../pipeline/ports.ts';
import { type LogFormat, type LogLevel, logLine } from './log-line.ts';

const FORMATS: readonly LogFormat[] = ['journal', 'human', 'json'];
const LEVELS: readonly LogLevel[] = ['debug', 'info', 'warn', 'error'];

export type LogOptions = {
  readonly stream: { readonly write: (text: string) => unknown };
  readonly format: LogFormat;
  /** The least grave level that is written. */
  readonly level: LogLevel;
  /** Of the human format alone. */
  readonly colour: boolean;
  readonly now: Clock;
};

/** Writes one line an event. Whatever a field holds, it stays on its line and moves no cursor. */
export const createLog = ({ stream, format, level, colour, now }: LogOptions): Log => {
  const at =
    (own: LogLevel) =>
    (event: string, fields: LogFields = {}) => {
      if (LEVELS.indexOf(own) < LEVELS.indexOf(level)) return;
      stream.write(`${logLine(format, { at: now(), level: own, event, fields }, colour)}\n`);
    };
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
};

/** The stream that is written to: its file's device and inode are those of fstat(2). */
export type LogTarget = {
  readonly isTTY: boolean;
  readonly dev: number | bigint;
  readonly ino: number | bigint;
};

/** The variables that decide how to log. */
export type LogEnv = {
  readonly JOURNAL_STREAM?: string | undefined;
  readonly LOG_FORMAT?: string | undefined;
  readonly LOG_LEVEL?: string | undefined;
  readonly NO_COLOR?: string | undefined;
  readonly TERM?: string | undefined;
};

/**
 * How to log: to the journal where it reads this very stream (`JOURNAL_STREAM`, systemd.exec(5)), for a person on a
 * terminal, else for programs. `LOG_FORMAT` and `LOG_LEVEL` decide where they are set to a name that is known;
 * `NO_COLOR` (no-color.org) takes the colour away.
 */
export const chooseLogFormat = (
  env: LogEnv,
  { isTTY, dev, ino }: LogTarget,
): Pick<LogOptions, 'format' | 'level' | 'colour'> => {
  const readByJournal = env.JOURNAL_STREAM === `${dev}:${ino}`;
  const fitting = readByJournal ? 'journal' : isTTY ? 'human' : 'json';
  return {
    format: FORMATS.find((format) => format === env.LOG_FORMAT) ?? fitting,
    level: LEVELS.find((level) => level === env.LOG_LEVEL) ?? 'info',
    colour: isTTY && !env.NO_COLOR && env.TERM !== 'dumb',
  };
};
