import { realpath } from 'node:fs/promises';
import { type Asked, askDaemon } from '../daemon/control/ask-daemon.ts';
import { type CommandRequest, needsOwnStore } from '../daemon/control/request.ts';
import type { Folders } from './folders.ts';
import { show } from './show.ts';
import { complain, EXIT, type ExitStatus } from './terminal.ts';

/**
 * Has a work done by the daemon where one listens, else here, and prints what is said either way. What only the work
 * itself needs is not loaded before.
 */
export const handOver = async (folders: Folders, request: CommandRequest): Promise<ExitStatus> => {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  const ask = async (): Promise<ExitStatus | undefined> => {
    const config = await realpath(folders.config).catch(() => folders.config);
    const parts = { folder: folders.data, config, request, tell: show, signal: stop.signal };
    const asked = await askDaemon(parts);
    if (asked.kind === 'ended') return asked.outcome === 'declined' ? undefined : EXIT[asked.outcome];
    if (asked.kind === 'nobody' || (asked.kind === 'forbidden' && !needsOwnStore(request))) return undefined;
    complain(`The daemon of ${folders.data} ${whyNot(asked)}`);
    return EXIT.failed;
  };
  const status = await ask();
  if (status !== undefined) return status;
  const { doHere } = await import('./do-here.ts');
  return doHere(folders, request, stop.signal, ask);
};

const whyNot = (asked: Exclude<Asked, { readonly kind: 'ended' | 'nobody' }>): string => {
  switch (asked.kind) {
    case 'forbidden':
      return 'belongs to another user. Give the command as that user, or as root.';
    case 'unheard':
      return 'listens and does not answer. Look at its log, or restart it.';
    case 'lost':
      return 'took up the request and its answer broke off; what it did until then is stored. Look at its log, and give the command again.';
    case 'withdrawn':
      return 'was asked to stop the work; what was done until then is stored.';
    case 'failed':
      return `cannot be asked: ${asked.reason}.`;
  }
};
