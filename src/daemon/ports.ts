import type { PollReport } from '../domain/source/poll/poll-report.ts';
import type { SourceId } from '../domain/source/source.ts';
import type { HealthKind } from '../domain/source/source-state.ts';
import type { StoreHealth } from '../domain/store/contract.ts';

/** The service manager (systemd). Without a service manager, all calls do nothing. */
export type Supervisor = {
  /** Reports that the service has started, or has finished a reload. */
  readonly ready: (status: string) => void;
  readonly reloading: () => void;
  readonly stopping: (status: string) => void;
  readonly status: (status: string) => void;
  /** Sends a heartbeat. Without one for `watchdogMs` milliseconds, systemd kills and restarts the service. */
  readonly alive: () => void;
  readonly watchdogMs?: number;
};

export type ServiceState = {
  /** The enabled sources. */
  readonly sources: readonly {
    readonly id: SourceId;
    readonly health: HealthKind;
    /** Age of the source's newest item, in milliseconds; absent before the first item. */
    readonly newestItemAgeMs?: number;
    /** Number of new items per request; absent before the first request. */
    readonly hitRate?: number;
  }[];
  /** Time since the last new item of the enabled sources, in milliseconds; absent before the first item. */
  readonly lastNewsAgeMs?: number;
  readonly isOffline: boolean;
  readonly store: StoreHealth;
  /** Number of problems in the last edit of the config. If the number is above 0, the edit is not in force. */
  readonly configProblems: number;
};

export type Meter = {
  readonly polled: (report: PollReport) => void;
  /** Counts a poll that has no report, because of a bug (`mistake`) or a failure of the store (`not-stored`). */
  readonly pollBroke: (source: SourceId, why: 'mistake' | 'not-stored') => void;
  /** Records an answer of this server, with its duration. `route` is one of a few names, never a path of a request. */
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
