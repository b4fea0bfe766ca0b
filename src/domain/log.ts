/** A moment is written as the reader of the log wants it. */
export type LogValue = string | number | boolean | Temporal.Instant;

export type LogFields = Readonly<Record<string, LogValue | undefined>>;

/** Events with fields. No field may hold a secret; texts from outside are made harmless by the log. */
export type Log = {
  readonly debug: (event: string, fields?: LogFields) => void;
  readonly info: (event: string, fields?: LogFields) => void;
  readonly warn: (event: string, fields?: LogFields) => void;
  readonly error: (event: string, fields?: LogFields) => void;
};
