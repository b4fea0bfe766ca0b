import { enableCompileCache } from 'node:module';
import path from 'node:path';
import { setFlagsFromString } from 'node:v8';

// libuv looks up host names in at most half of its threads, by default in two of four, so two silent name servers would
// fail the polls of other sources. libuv reads this when the first thread is needed, which is later.
process.env.UV_THREADPOOL_SIZE ||= '32';
// The heap may grow by a fifth between two full garbage collections, because memory matters more here than
// milliseconds.
setFlagsFromString('--heap-growing-percent=20');
// Node's default folder for compiled code is in /tmp, where another user could create the folder first.
enableCompileCache(
  process.env.CACHE_DIRECTORY || path.join(import.meta.dirname, '../node_modules/.cache/kawaraban'),
);
const { runProgram } = await import('./cli/program.ts');
const { endDespiteLookUps, endWithOutput } = await import('./cli/end-process.ts');

process.stdout.on('error', endWithOutput);
process.exitCode = await runProgram(process.argv.slice(2));
endDespiteLookUps();
