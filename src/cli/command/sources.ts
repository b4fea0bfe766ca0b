import { readConfig } from '../../daemon/read-config.ts';
import { healthOf } from '../../domain/source/health/health.ts';
import type { Source } from '../../domain/source/source.ts';
import type { Health } from '../../domain/source/source-state.ts';
import { wrapText } from '../../domain/wrap-text.ts';
import type { Folders } from '../folders.ts';
import { openStoreFor } from '../reach-store.ts';
import { EXIT, type ExitStatus, print } from '../terminal.ts';
import { complainOfConfig } from './check.ts';

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
      print(line(source, health));
    }
  }
  await opened.store.close();
  return EXIT.done;
};

/** Beside the id and the health. */
const MARGIN = 38;

const line = ({ id, enabled }: Source, { kind, why, whatToDo }: Health): string => {
  const head = `${id.padEnd(28)} ${(enabled ? kind : 'disabled').padEnd(8)} `;
  const text = whatToDo === undefined ? why : `${why} ${whatToDo}`;
  if (!process.stdout.isTTY) return head + text;
  const lines = wrapText(text, Math.max(40, (process.stdout.columns || 80) - MARGIN));
  return lines.map((part, n) => (n === 0 ? head : ' '.repeat(MARGIN)) + part).join('\n');
};
