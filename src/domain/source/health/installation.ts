/** The work of a process. `poll`: asks sources. `publish`: takes in answers if it leads, and serves. `all`: both. */
export type ProcessRole = 'poll' | 'publish' | 'all';

/** A process that works together with other processes over PostgreSQL. */
export type InstallationProcess = {
  /** Six characters. The process logs this id when it starts. */
  readonly id: string;
  readonly role: ProcessRole;
  /** True for the process that judges, folds, tags and stores the items of polls. */
  readonly isLeader: boolean;
  /** True for the process that made the status page. */
  readonly isThis: boolean;
  /** A hash of the config in force. */
  readonly config: string;
  /** When the present session of the process in PostgreSQL began. */
  readonly since: Temporal.Instant;
  readonly lastSeenAt: Temporal.Instant;
};

export type Installation = {
  /** Oldest session first. */
  readonly processes: readonly InstallationProcess[];
  /** Numbers of polls; absent if this process does not lead. All but `waiting` count since it began to lead. */
  readonly polls?: {
    /** Polls that wait for their answers now. */
    readonly waiting: number;
    /** Answered polls that needed more than one attempt. */
    readonly retried: number;
    /** Polls that no process finished. */
    readonly lost: number;
    /** Polls that count as failed, because their answers could not be read or stored. */
    readonly refused: number;
  };
};

/** Returns the problems of an installation, each with what to do; empty without problems. */
export const installationProblems = ({ processes }: Installation): readonly string[] => {
  const leader = processes.find(({ isLeader }) => isLeader);
  const others = processes.filter(({ config }) => leader !== undefined && config !== leader.config);
  const polls = processes.some(({ role }) => role !== 'publish');
  const named = others.map(({ role, id }) => `${role} ${id}`).join(', ');
  return [
    leader === undefined &&
      'No process leads, so no articles are taken in: if this continues, look at the logs of the processes with role publish or all.',
    !polls && 'No process polls: start one with --role poll; if such a process runs, look at its log.',
    others.length > 0 &&
      `These processes have another config than the process that leads: ${named}. Give all processes the same files.`,
  ].filter((problem) => problem !== false);
};
