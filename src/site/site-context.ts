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
  /** The folders of the config and of the data: pages name files without them. */
  readonly folders?: readonly string[];
  /** What is wrong with the last edit of the config, while the config before it stays in force. */
  readonly configProblems: () => readonly string[];
  /** Returns when the config came into force; absent if it is read once. */
  readonly configSince?: () => Temporal.Instant;
  /** What is wrong with the machine's clock, in words. */
  readonly clockProblem?: () => string | undefined;
  /** Set while this machine reaches no site. */
  readonly offline?: () => Offline | undefined;
  /** Returns the reason why an edition is not mailed, in words. */
  readonly editionProblem?: () => string | undefined;
  /** Returns the processes that work together; absent if there is one. */
  readonly installation?: () => Installation | undefined;
  readonly store: Store;
  /** Returns when the next edition is made; absent if none is made. */
  readonly nextEditionAt?: () => Temporal.Instant;
  readonly nearest: Folding['nearest'];
  readonly now: Clock;
  /** Called when a reader gets an earlier rendering because the store cannot be read. */
  readonly onStale?: (address: string, error: unknown) => void;
  /** The site becomes a folder of files, which answers no search and no filter. */
  readonly isStatic?: boolean;
};

/** What pages and feeds are made from. */
export type SiteContext = SiteSetup & {
  /** False while older stories are still being read into the index. */
  readonly isWhole: () => boolean;
  readonly cards: Cards;
  /** Who a page is written for; feeds and files do not depend on it. */
  readonly reader: Reader;
};
