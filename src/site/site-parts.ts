import type { Clock } from '../domain/ambient.ts';
import type { Config } from '../domain/config.ts';
import type { Folding } from '../domain/folding/fold-articles.ts';
import type { Log } from '../domain/log.ts';
import type { Store } from '../domain/store/contract.ts';
import type { ArchiveShelf } from './ports.ts';

export type SiteParts = {
  readonly config: () => Config;
  /** Of the config and the data: where they are is left out of what pages say. */
  readonly folders?: readonly string[];
  /** Of the last edit, where it was wrong and the config before it stays in force. */
  readonly configProblems: () => readonly string[];
  /** When the config came into force; absent where it is read once. */
  readonly configSince?: () => Temporal.Instant;
  /** What is wrong with the machine's clock, in words. */
  readonly clockProblem?: () => string | undefined;
  readonly store: Store;
  readonly shelf: ArchiveShelf;
  /** See `Folding.nearest`. */
  readonly nearest: Folding['nearest'];
  readonly log: Log;
  readonly now: Clock;
};

/** The parts, and what the site makes of them for all its resources. */
export type SiteRoom = SiteParts & {
  /** Whether all that is stored can be found already. */
  readonly isWhole: () => boolean;
};
