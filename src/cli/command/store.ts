import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { checkStore } from '../../store/check-store.ts';
import { exportStore } from '../../store/read-stories.ts';
import type { Given } from '../command.ts';
import { stderrBar } from '../progress-bar.ts';
import { noStore, openStoreFor } from '../reach-store.ts';
import { complain, EXIT, type ExitStatus, print } from '../terminal.ts';

/** Verifies every file of the store and the links between them; 1 where something is wrong. Takes no lock. */
export const storeCheck = async ({
  folders: { data },
  flags: { json = false },
}: Given<{ readonly json?: boolean }>): Promise<ExitStatus> => {
  if (!existsSync(data)) {
    complain(noStore(data));
    return EXIT.failed;
  }
  const bar = stderrBar();
  const problems = await checkStore(data, bar.draw);
  bar.clear();
  for (const problem of problems) print(json ? JSON.stringify({ problem }) : problem);
  if (problems.length > 0) return EXIT.failed;
  if (!json) print(`${data} is whole.`);
  return EXIT.done;
};

/** Number of stories between two updates of the bar: an update costs more than writing a story. */
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
