import { readConfig } from '../app/read-config.ts';
import { replayStore } from '../app/requests/replay-store.ts';
import { complainOfConfig } from './check.ts';
import type { Folders } from './folders.ts';
import { handOver } from './hand-over.ts';
import { openStoreFor } from './open-store.ts';
import { show } from './show.ts';
import { EXIT, type ExitStatus } from './terminal.ts';

export type ReplayStoreFlags = { readonly apply?: true; readonly verbose?: true; readonly json?: true };

/** Folds and tags what is stored by today's rules: prints what differs, and writes it with `--apply`. */
export const replayOfStore = async (folders: Folders, flags: ReplayStoreFlags): Promise<ExitStatus> => {
  const loaded = await readConfig(folders.config, process.env);
  if (loaded.kind === 'wrong') return complainOfConfig(loaded.problems);
  const { config } = loaded;
  const now = (): Temporal.Instant => Temporal.Now.instant();
  const options = { verbose: flags.verbose === true, json: flags.json === true };
  if (flags.apply === true) {
    return handOver(folders, { kind: 'replay', ...options }, (store, tell, signal) =>
      replayStore({ store, config, now, apply: (step) => step() }, options, tell, signal),
    );
  }
  const opened = await openStoreFor(folders.data, { lock: false });
  if (opened.kind === 'closed') return opened.status;
  const { store } = opened;
  const outcome = await replayStore({ store, config, now }, options, show, new AbortController().signal);
  await store.close();
  return EXIT[outcome];
};
