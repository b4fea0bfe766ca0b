import type { PollReport } from '../domain/source/poll/poll-report.ts';
import type { SourceId } from '../domain/source/source.ts';
import type { HealthKind } from '../domain/source/source-state.ts';
import type { StoreHealth } from '../domain/store/contract.ts';

/** The service manager (systemd). Does nothing if there is none. */
export type Supervisor = {
  /** The service has started, or finished a reload, whether or not the config was valid. */
  readonly ready: (status: string) => void;
  readonly reloading: () => void;
  readonly stopping: (status: string) => void;
  /** The status of the service in one line, for people. */
  readonly status: (status: string) => void;
  /** A sign of life. Without one for `watchdogMs` milliseconds, the service is killed and restarted. */
  readonly alive: () => void;
  readonly watchdogMs?: number;
};

/** The state of the sources and the store at one moment. */
export type ServiceState = {
  /** The enabled sources. */
  readonly sources: readonly {
    readonly id: SourceId;
    readonly health: HealthKind;
    /** Absent before the first item. */
    readonly newestItemAgeMs?: number;
    /** Number of new items per request; absent before the first request. */
    readonly hitRate?: number;
  }[];
  /** Milliseconds since any source last had a new item; absent before the first item. */
  readonly lastNewsAgeMs?: number;
  /** No site can be reached. */
  readonly isOffline: boolean;
  readonly store: StoreHealth;
  /** Number of problems in the last edit of the config; above 0, the edit is not in force. */
  readonly configProblems: number;
};

export type Meter = {
  readonly polled: (report: PollReport) => void;
  /** A poll without a report, because of a bug or because the store could not write. */
  readonly pollBroke: (source: SourceId, why: 'mistake' | 'not-stored') => void;
  /** `route` is one of a few names, never a path of a request. */
  readonly answered: (answer: {
    readonly route: string;
    readonly status: number;
    readonly ms: number;
  }) => void;
  readonly committed: (ms: number, isStored: boolean) => void;
  /** Resolves to all metrics, in the text format of Prometheus. */
  readonly exposition: (standing: ServiceState) => Promise<string>;
  readonly contentType: string;
};
