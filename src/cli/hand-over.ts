import { realpath } from 'node:fs/promises';
import { askDaemon, type DaemonReply, needsOwnStore } from '../daemon/control/ask-daemon.ts';
import type { CommandRequest } from '../daemon/control/read-request.ts';
import type { Folders } from './folders.ts';
import { show } from './progress-bar.ts';
import { complain, EXIT, type ExitStatus, interrupted } from './terminal.ts';

/**
 * Asks the daemon to do a request. If no daemon listens, or the daemon declines, does the request in this process. Also
 * does so if this user may not ask the daemon, unless `needsOwnStore` is true. Prints the output and resolves to the
 * exit status.
 */
export const handOver = async (folders: Folders, request: CommandRequest): Promise<ExitStatus> => {
  const signal = interrupted();
  const ask = async (): Promise<ExitStatus | undefined> => {
    const config = await realpath(folders.config).catch(() => folders.config);
    const asked = await askDaemon({ folder: folders.data, config, request, emit: show, signal });
    if (asked.kind === 'ended') return asked.outcome === 'declined' ? undefined : EXIT[asked.outcome];
    if (asked.kind === 'nobody' || (asked.kind === 'forbidden' && !needsOwnStore(request))) return undefined;
    complain(`The daemon of ${folders.data} ${whyNot(asked, request)}`);
    return EXIT.failed;
  };
  const status = await ask();
  if (status !== undefined) return status;
  const { doHere } = await import('./do-here.ts');
  return doHere(folders, request, { signal, askAgain: ask });
};

/** Returns text that says why the daemon did not finish a request, and what to do. */
export const whyNot = (
  asked: Exclude<DaemonReply, { readonly kind: 'ended' | 'nobody' }>,
  { kind }: CommandRequest,
): string => {
  switch (asked.kind) {
    case 'forbidden':
      return 'cannot be asked, because this user may not use its folder or socket. Run the command as the user that runs the daemon.';
    case 'unheard':
      return "listens but does not answer. Look at the daemon's log, or restart the daemon.";
    case 'lost':
      return "accepted the request, but its answer ended early. The finished part of the work is kept. Look at the daemon's log, then run the command again.";
    case 'withdrawn':
      if (kind === 'compact')
        return 'does not interrupt `store compact`: if the work has begun, it goes on to its end, which the log reports as `request.ended`.';
      return 'was asked to stop the work. What it finishes before it stops is kept; run the command again for the rest.';
    case 'failed':
      return `gave no usable answer: ${asked.reason}. Run the command and the daemon from one version of Kawaraban, and restart the daemon after an upgrade; if this does not help, look at its log.`;
  }
};
