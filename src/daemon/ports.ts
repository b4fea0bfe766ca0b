import type { PollReport } from '../domain/source/poll/poll-report.ts';
import type { SourceId } from '../domain/source/source.ts';
import type { HealthKind } from '../domain/source/source-state.ts';
import type { StoreHealth } from '../domain/store/contract.ts';

/** The service manager that started the process and watches it; does nothing where there is none. */
export type Supervisor = {
  /** It serves, or has finished a reload, whether or not the new config was right. */
  readonly ready: (status: string) => void;
  readonly reloading: () => void;
  readonly stopping: (status: string) => void;
  /** One line for a person who asks how the service is. */
  readonly status: (status: string) => void;
  /** Work goes on. Where this is not said for `watchdogMs`, the service is killed and started anew. */
  readonly alive: () => void;
  readonly watchdogMs?: number;
};

/** How things stand at a moment. */
export type Standing = {
  /** The enabled sources. */
  readonly sources: readonly {
    readonly id: SourceId;
    readonly health: HealthKind;
    /** Absent where no item came yet. */
    readonly newestItemAgeMs?: number;
    /** New items a request; absent before the first request. */
    readonly hitRate?: number;
  }[];
  /** Since anything new came from any of them; absent where nothing did yet. */
  readonly lastNewsAgeMs?: number;
  readonly store: StoreHealth;
  /** How many problems the last edit of the config has; it is not in force then. */
  readonly configProblems: number;
};

/** Counts what happens, for those who watch over the service. */
export type Meter = {
  readonly polled: (report: PollReport) => void;
  /** A poll that came to nothing: a mistake of ours, or a store that could not write. */
  readonly pollBroke: (source: SourceId, why: 'mistake' | 'not-stored') => void;
  /** `route` is one of a few names, never a path as it was sent. */
  readonly answered: (answer: {
    readonly route: string;
    readonly status: number;
    readonly ms: number;
  }) => void;
  readonly committed: (ms: number, isStored: boolean) => void;
  /** Everything, in the text format of Prometheus. */
  readonly exposition: (standing: Standing) => Promise<string>;
  readonly contentType: string;
};
