import type { Clock } from '../../domain/ambient.ts';
import { hideSecrets } from '../../domain/hide-secrets.ts';
import type { Log, LogFields } from '../../domain/log.ts';
import { LOG_LEVELS, type LogFormat, type LogLevel, logLine } from './format-line.ts';

export type LogOptions = {
  readonly stream: { readonly write: (text: string) => unknown };
  readonly format: LogFormat;
  /** The lowest level that is written. */
  readonly level: LogLevel;
  readonly colour: boolean;
  readonly now: Clock;
};

/** Writes one line for each event. No field can break the line, move the cursor or show a secret of an address. */
export const createLog = ({ stream, format, level, colour, now }: LogOptions): Log => {
  const at =
    (own: LogLevel) =>
    (event: string, fields: LogFields = {}) => {
      if (LOG_LEVELS.indexOf(own) < LOG_LEVELS.indexOf(level)) return;
      const line = logLine(format, { at: now(), level: own, event, fields: withoutSecrets(fields) }, colour);
      stream.write(`${line}\n`);
    };
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
};

const withoutSecrets = (fields: LogFields): LogFields =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      typeof value === 'string' ? hideSecrets(value) : value,
    ]),
  );
