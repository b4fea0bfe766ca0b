import type { Clock } from '../domain/ambient.ts';
import type { Config } from '../domain/config.ts';
import type { Folding } from '../domain/folding/fold-articles.ts';
import type { Offline } from '../domain/network/judge-network.ts';
import type { Installation } from '../domain/source/health/installation.ts';
import type { Store } from '../domain/store/contract.ts';
import type { Cards } from './card/create-cards.ts';
import type { Reader } from './language/reader.ts';
import type { Shelves } from './ports.ts';

export type SiteSetup = Shelves & {
  readonly config: () => Config;
  /** The folders of the config and of the data. Pages name files without these folders. */
  readonly folders?: readonly string[];
  /** Returns the problems of the last edit of the config; empty if that edit is in force. */
  readonly configProblems: () => readonly string[];
  /** Returns the moment at which the config came into force; absent if the config is read once. */
  readonly configSince?: () => Temporal.Instant;
  /** Returns text about a problem of the machine's clock; undefined while the clock is trusted. */
  readonly clockProblem?: () => string | undefined;
  /** Returns the outage while this machine reaches no site; else undefined. */
  readonly offline?: () => Offline | undefined;
  /** Returns a message about an edition that could not be mailed; else undefined. */
  readonly editionProblem?: () => string | undefined;
  /** Returns the processes that work together; absent if the store is not in PostgreSQL. */
  readonly installation?: () => Installation | undefined;
  readonly store: Store;
  /** Returns the moment of the next edition; absent if no editions are made. */
  readonly nextEditionAt?: () => Temporal.Instant;
  readonly nearest: Folding['nearest'];
  readonly now: Clock;
  /** Called when a reader gets an earlier rendering because a new one failed. */
  readonly onStale?: (address: string, error: unknown) => void;
  /** True if the site becomes a folder of files, which answers no search and no filter. */
  readonly isStatic?: boolean;
};

export type SiteContext = SiteSetup & {
  /** Returns false while older stories are still being indexed. */
  readonly isWhole: () => boolean;
  readonly cards: Cards;
  /** The reader of a page. Only pages depend on it. */
  readonly reader: Reader;
};
