/** What a process does: `poll` asks sources, `publish` takes in answers or waits to do so, and serves; `all` does both. */
export type ProcessRole = 'poll' | 'publish' | 'all';

/** One of the processes that work together over PostgreSQL. */
export type InstallationProcess = {
  /** Six characters, which the log of the process names at its start. */
  readonly id: string;
  readonly role: ProcessRole;
  /** Takes in, folds, tags and publishes. */
  readonly isLeader: boolean;
  /** The process that made this page. */
  readonly isThis: boolean;
  /** A hash of the config in force. */
  readonly config: string;
  /** When its connection to PostgreSQL was opened. */
  readonly since: Temporal.Instant;
  readonly lastSeenAt: Temporal.Instant;
};

/** The processes of an installation, and the polls between them. */
export type Installation = {
  /** The oldest first. */
  readonly processes: readonly InstallationProcess[];
  /** Numbers of polls since this process began to lead; absent if another process leads. */
  readonly polls?: {
    /** Sent, without an answer yet. */
    readonly waiting: number;
    /** Answered after more than one try. */
    readonly retried: number;
    /** No process could finish them: their sources count as failed. */
    readonly lost: number;
    /** Their answers could not be stored, so that their sources count as failed. */
    readonly refused: number;
  };
};

/** What is wrong with the installation, as sentences with what to do; empty if nothing is. */
export const installationProblems = ({ processes }: Installation): readonly string[] => {
  const leader = processes.find(({ isLeader }) => isLeader);
  const others = processes.filter(({ config }) => leader !== undefined && config !== leader.config);
  const polls = processes.some(({ role }) => role !== 'publish');
  return [
    ...(leader === undefined
      ? ['No process publishes: start one with --role publish, or look at its log.']
      : []),
    ...(polls ? [] : ['No process polls: start one with --role poll, or look at its log.']),
    ...(others.length === 0
      ? []
      : [
          `These processes have another config than the process that leads: ${others
            .map(({ role, id }) => `${role} ${id}`)
            .join(', ')}. Give all processes the same files.`,
        ]),
  ];
};
