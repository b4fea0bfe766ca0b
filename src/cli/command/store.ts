import { once } from 'node:events';
import { errorText } from '../../domain/error-text.ts';
import { counted } from '../../domain/explanation.ts';
import { exportStore } from '../../store/read-stories.ts';
import type { Given, Json } from '../command.ts';
import { stderrBar } from '../progress-bar.ts';
import { checkAt, complainIfMissing, nameOf, openStoreFor } from '../reach-store.ts';
import { complain, EXIT, type ExitStatus, print } from '../terminal.ts';
import { withStoreHome } from '../with-config.ts';

/** Checks the store and prints each problem. Returns exit status 1 for a problem or a missing store. */
export const storeCheck = ({ folders, flags: { json = false } }: Given<Json>): Promise<ExitStatus> =>
  withStoreHome(folders, async (home) => {
    if (await complainIfMissing(home)) return EXIT.failed;
    const bar = stderrBar();
    let isRead = true;
    const problems = await checkAt(home, bar.draw)
      .catch((error: unknown) => {
        isRead = false;
        return [`${nameOf(home)} cannot be checked: ${errorText(error)}`];
      })
      .finally(bar.clear);
    for (const problem of problems) print(json ? JSON.stringify({ problem }) : problem);
    if (problems.length > 0) {
      // A problem of a database contains its own advice, if there is any.
      const advice = isRead && home.store === undefined ? ` ${WHAT_TO_DO}` : '';
      if (!json) complain(`${counted(problems.length, 'problem')}.${advice}`);
      return EXIT.failed;
    }
    if (!json) print(`${nameOf(home)} is intact.`);
    return EXIT.done;
  });

const WHAT_TO_DO =
  'If a daemon is running, run the check again, because the daemon may have changed files during the check. If you miss articles, stop the daemon and restore the named files from a backup.';

/** Number of stories between two updates of the progress bar. */
const DRAWN_EVERY = 100;

/** Prints every story as a line of JSON. */
export const storeExport = ({ folders }: Given): Promise<ExitStatus> =>
  withStoreHome(folders, async (home) => {
    const opened = await openStoreFor(home, { lock: false });
    if (opened.kind === 'closed') return opened.status;
    const bar = stderrBar();
    const { stories: total } = opened.store.health();
    let done = 0;
    try {
      for await (const line of exportStore(opened.store)) {
        if (!process.stdout.write(line)) await once(process.stdout, 'drain');
        done += 1;
        // A terminal that shows the lines needs no bar.
        if (done % DRAWN_EVERY === 0 && !process.stdout.isTTY) bar.draw(done, total);
      }
      return EXIT.done;
    } finally {
      bar.clear();
      await opened.store.close();
    }
  });
