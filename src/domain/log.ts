/** The value of a field of an event. The log formats moments. */
export type LogValue = string | number | boolean | Temporal.Instant;

export type LogFields = Readonly<Record<string, LogValue | undefined>>;

/** A log of events with fields. Fields must not contain secrets. The log escapes texts. */
export type Log = {
  readonly debug: (event: string, fields?: LogFields) => void;
  readonly info: (event: string, fields?: LogFields) => void;
  readonly warn: (event: string, fields?: LogFields) => void;
  readonly error: (event: string, fields?: LogFields) => void;
};
