import { realpath } from 'node:fs/promises';
import { type Asked, askDaemon } from '../adapters/requests/ask-daemon.ts';
import { holderOf } from '../adapters/store/lock.ts';
import type { CommandRequest, RequestOutcome, Tell } from '../domain/request/request.ts';
import type { Store } from '../pipeline/ports.ts';
import type { Folders } from './folders.ts';
import { complainOfStore, tryStore } from './open-store.ts';
import { show } from './show.ts';
import { complain, EXIT, type ExitStatus } from './terminal.ts';

type Act = (store: Store, tell: Tell, signal: AbortSignal) => Promise<RequestOutcome>;

/**
 * Has a work done by whoever may: opens the store and acts, or hands the request to the daemon that holds it, and
 * prints what is told either way.
 */
export const handOver = async (folders: Folders, request: CommandRequest, act: Act): Promise<ExitStatus> => {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  const opened = await tryStore(folders.data, { lock: true });
  if (opened.kind === 'failed') return complainOfStore(folders.data, opened);
  if (opened.kind === 'opened') return EXIT[await actHere(opened.store, act, stop.signal)];
  const asked = await askDaemon({
    folder: folders.data,
    config: await realpath(folders.config).catch(() => folders.config),
    request,
    tell: show,
    signal: stop.signal,
    isHeld: async () => (await holderOf(folders.data)) !== undefined,
  });
  if (asked.kind === 'ended') return EXIT[asked.outcome];
  // The holder may have ended meanwhile.
  const again = asked.kind === 'unheard' ? await tryStore(folders.data, { lock: true }) : opened;
  if (again.kind === 'opened') return EXIT[await actHere(again.store, act, stop.signal)];
  complain(`${folders.data} is in use by ${opened.by}. ${whyNot(asked)}`);
  return EXIT.failed;
};

const actHere = async (store: Store, act: Act, signal: AbortSignal): Promise<RequestOutcome> => {
  try {
    return await act(store, show, signal);
  } finally {
    await store.close();
  }
};

const whyNot = (asked: Exclude<Asked, { readonly kind: 'ended' }>): string => {
  switch (asked.kind) {
    case 'unheard':
      return 'It took up no request: it is another command, or a daemon that starts or hangs. Wait for its end, or look at its log.';
    case 'lost':
      return 'It took up the request and went away before the end; what it did until then is stored. Look at its log, and give the command again.';
    case 'withdrawn':
      return 'The request was taken back; what was done until then is stored.';
    case 'failed':
      return `The request could not be handed to it: ${asked.reason}.`;
  }
};
