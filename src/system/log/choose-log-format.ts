import { LOG_FORMATS, LOG_LEVELS, type LogOptions } from './create-log.ts';

/** The stream of the log, with the device and inode of its file (fstat(2)). */
export type LogTarget = {
  readonly isTTY: boolean;
  readonly dev: number | bigint;
  readonly ino: number | bigint;
};

type LogChoice = Pick<LogOptions, 'format' | 'level' | 'colour'> & {
  /** A message for each unknown value of a variable, with the values to write instead. */
  readonly problems: readonly string[];
};

/** Returns whether this stream goes to the journal, which reads `<N>` before a line as its priority. */
export const isReadByJournal = (env: NodeJS.ProcessEnv, { dev, ino }: Omit<LogTarget, 'isTTY'>): boolean =>
  env.JOURNAL_STREAM === `${dev}:${ino}`;

/**
 * Chooses the format, level (by default `info`) and colour of the log. The default format is `journal` if the journal
 * reads this stream (`JOURNAL_STREAM`, systemd.exec(5)), `human` on a terminal, else `json`. Unknown values are ignored
 * and reported in `problems`. Colour needs a terminal, no `NO_COLOR` (no-color.org) and no `TERM=dumb`.
 */
export const chooseLogFormat = (env: NodeJS.ProcessEnv, { isTTY, dev, ino }: LogTarget): LogChoice => {
  const fitting = isReadByJournal(env, { dev, ino }) ? 'journal' : isTTY ? 'human' : 'json';
  const format = named('LOG_FORMAT', env, LOG_FORMATS, fitting);
  const level = named('LOG_LEVEL', env, LOG_LEVELS, 'info');
  return {
    format: format.chosen,
    level: level.chosen,
    colour: isTTY && !env.NO_COLOR && env.TERM !== 'dumb',
    problems: [...format.problems, ...level.problems],
  };
};

/** Returns the value of a variable; if it is unset or empty, the default; if unknown, the default and a problem. */
const named = <Name extends string>(
  variable: 'LOG_FORMAT' | 'LOG_LEVEL',
  env: NodeJS.ProcessEnv,
  known: readonly Name[],
  fitting: Name,
): { readonly chosen: Name; readonly problems: readonly string[] } => {
  const said = env[variable]?.trim() ?? '';
  const chosen = known.find((name) => name === said.toLowerCase());
  if (chosen !== undefined || said === '') return { chosen: chosen ?? fitting, problems: [] };
  return {
    chosen: fitting,
    problems: [
      `${variable} is ${JSON.stringify(said)}, which is not a known value. It is ignored, and ${fitting} is used. Write one of: ${known.join(', ')}.`,
    ],
  };
};
