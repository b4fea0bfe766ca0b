import { readConfig } from '../app/read-config.ts';

import { healthOf } from '../domain/source/health.ts';
import { complainOfConfig } from './check.ts';
import type { Folders } from './folders.ts';
import { openStoreFor } from './open-store.ts';
import { EXIT, type ExitStatus, print } from './terminal.ts';

/** Lists every source with its health, since when, why, and what to do. Takes no lock. */
export const sources = async (folders: Folders, options: { readonly json: boolean }): Promise<ExitStatus> => {
  const loaded = await readConfig(folders.config, process.env);
  if (loaded.kind === 'wrong') return complainOfConfig(loaded.problems);
  const opened = await openStoreFor(folders.data, { lock: false });
  if (opened.kind === 'closed') return opened.status;
  const now = Temporal.Now.instant();
  for (const source of loaded.config.sources) {
    const state = opened.store.state(source.id);
    const health = healthOf(source, state, now);
    if (options.json) {
      const { id, enabled } = source;
      print(
        JSON.stringify({ id, outlet: source.outlet.name, enabled, ...health, nextPollAt: state?.nextPollAt }),
      );
    } else {
      const todo = health.whatToDo === undefined ? '' : ` ${health.whatToDo}`;
      const word = source.enabled ? health.kind : 'disabled';
      print(`${source.id.padEnd(28)} ${word.padEnd(8)} ${health.why}${todo}`);
    }
  }
  await opened.store.close();
  return EXIT.done;
};
