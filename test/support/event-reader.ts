type LogEvent = Readonly<Record<string, unknown>> & {
  readonly event: string;
  readonly level: string;
};

/** The events of a daemon's log. */
export type EventReader = {
  /** Events of the log so far. */
  readonly events: readonly LogEvent[];
  /** Resolves to the first matching event, past or future. Rejects if the daemon ends first. */
  readonly event: (fits: (event: LogEvent) => boolean) => Promise<LogEvent>;
  /** Adds the next line of the log, in JSON. */
  readonly read: (line: string) => void;
  /** Must be called when the daemon has ended, with the text of its last output. */
  readonly end: (said: string) => void;
};

export const createEventReader = (): EventReader => {
  const events: LogEvent[] = [];
  const waiting = new Map<(event: LogEvent) => boolean, PromiseWithResolvers<LogEvent>>();
  let ended: Error | undefined;
  return {
    events,
    event: (fits) => {
      const past = events.find(fits);
      if (past !== undefined) return Promise.resolve(past);
      if (ended !== undefined) return Promise.reject(ended);
      const promise = Promise.withResolvers<LogEvent>();
      waiting.set((event) => fits(event), promise);
      return promise.promise;
    },
    read: (line) => {
      const event: LogEvent = JSON.parse(line);
      events.push(event);
      for (const [fits, { resolve }] of waiting) {
        if (!fits(event)) continue;
        waiting.delete(fits);
        resolve(event);
      }
    },
    end: (said) => {
      ended = new Error(`the daemon ended: ${said}`);
      for (const { reject } of waiting.values()) reject(ended);
      waiting.clear();
    },
  };
};

/** Resolves to the address of a daemon, without a slash at its end, when the daemon serves. */
export const startedAt = async ({ event }: Pick<EventReader, 'event'>): Promise<string> => {
  const { url } = await event((one) => one.event === 'daemon.started');
  return String(url).replace(/\/$/, '');
};
