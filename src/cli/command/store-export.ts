import { once } from 'node:events';
import { exportStore } from '../../store/read-stories.ts';
import type { Given } from '../command.ts';
import { stderrBar } from '../progress-bar.ts';
import { openStoreFor } from '../reach-store.ts';
import { EXIT, type ExitStatus } from '../terminal.ts';

/** Stories; a line of each would cost more than its story. */
const DRAWN_EVERY = 100;

/** Writes every story as a JSON line. Takes no lock. */
export const storeExport = async ({ folders: { data } }: Given): Promise<ExitStatus> => {
  const opened = await openStoreFor(data, { lock: false });
  if (opened.kind === 'closed') return opened.status;
  const bar = stderrBar();
  const { stories: total } = opened.store.health();
  let done = 0;
  for await (const line of exportStore(opened.store)) {
    if (!process.stdout.write(line)) await once(process.stdout, 'drain');
    done += 1;
    // A terminal that shows the lines themselves needs no bar.
    if (done % DRAWN_EVERY === 0 && !process.stdout.isTTY) bar.draw(done, total);
  }
  bar.clear();
  await opened.store.close();
  return EXIT.done;
};
