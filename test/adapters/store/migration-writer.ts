/** Opens a store, and so migrates it: `node migration-writer.ts FOLDER`. Prints when it begins and when it is done. */
import { writeSync } from 'node:fs';
import { openedStore } from './opened-store.ts';

writeSync(1, 'opening\n');
await openedStore(process.argv[2] ?? '');
writeSync(1, 'opened\n');
// The lock is never let go: whoever comes next finds a dead owner.
setInterval(() => undefined, 1000);
