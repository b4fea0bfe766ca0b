import { readStoreKey } from '../config/build/build-store.ts';
import { readConfig } from '../daemon/read-config.ts';
import type { Config, ConfigProblem } from '../domain/config.ts';
import { counted } from '../domain/explanation.ts';
import type { Store } from '../domain/store/contract.ts';
import type { WholeStore } from '../store/open-store.ts';
import type { Folders } from './folders.ts';
import { problemText } from './problem-text.ts';
import { openStoreFor, type StoreHome } from './reach-store.ts';
import { complain, EXIT, type ExitStatus } from './terminal.ts';

/** Runs a command with the config. If the config cannot be used, prints its problems and returns exit status 78. */
export const withConfig = async (
  folders: Folders,
  run: (config: Config) => Promise<ExitStatus>,
): Promise<ExitStatus> => {
  const loaded = await readConfig(folders.config, process.env);
  return loaded.kind === 'wrong' ? complainOfConfig(loaded.problems, loaded.total) : run(loaded.config);
};

/**
 * Runs a command with the config and the store, also beside a running daemon. If one of them cannot be used, prints the
 * reason and returns an exit status.
 */
export const withConfigAndStore = (
  folders: Folders,
  run: (config: Config, store: Store, reached: WholeStore) => Promise<ExitStatus>,
): Promise<ExitStatus> =>
  withConfig(folders, async (config) => {
    const opened = await openStoreFor({ data: folders.data, store: config.store }, { lock: false });
    if (opened.kind === 'closed') return opened.status;
    try {
      return await run(config, opened.store, opened);
    } finally {
      await opened.store.close();
    }
  });

/** Runs a command with the place of the store. Reads only the key `store` of the config. */
export const withStoreHome = async (
  folders: Folders,
  run: (home: StoreHome) => Promise<ExitStatus>,
): Promise<ExitStatus> => {
  const key = await readStoreKey(folders.config, process.env);
  return key.kind === 'wrong'
    ? complainOfConfig(key.problems)
    : run({ data: folders.data, store: key.store });
};

export const complainOfConfig = (problems: readonly ConfigProblem[], total = problems.length): ExitStatus => {
  for (const problem of problems) complain(problemText(problem, { stream: process.stderr, kind: 'problem' }));
  complain(`${counted(total, 'problem')} in the config. Correct the config and try again.`);
  return EXIT.config;
};
