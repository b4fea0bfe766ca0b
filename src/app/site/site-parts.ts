import type { EntryContext } from '../../domain/entry/make-entry.ts';
import type { ArchiveShelf, Clock, Config, Store } from '../../pipeline/ports.ts';
import { entryContext } from '../entries.ts';

export type SiteParts = {
  readonly config: () => Config;
  /** Of the last edit, where it was wrong and the config before it stays in force. */
  readonly configProblems: () => readonly string[];
  readonly store: Store;
  readonly shelf: ArchiveShelf;
  readonly now: Clock;
};

const contexts = new WeakMap<Config, EntryContext>();

/** What turns stories into entries; made once for each config. */
export const contextOf = (config: Config): EntryContext => {
  const context = contexts.get(config) ?? entryContext(config);
  contexts.set(config, context);
  return context;
};
