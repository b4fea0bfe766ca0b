import { existsSync } from 'node:fs';
import { checkStore } from '../../store/check-store.ts';
import type { Given } from '../command.ts';
import { stderrBar } from '../progress-bar.ts';
import { noStore } from '../reach-store.ts';
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
