import { enableCompileCache } from 'node:module';
import path from 'node:path';
import { setFlagsFromString } from 'node:v8';

// The garbage that waits to be collected is at most a fifth of what is alive: months are worth more than milliseconds.
setFlagsFromString('--heap-growing-percent=20');
// What was compiled is kept for the next start, in a folder that only we write in: never in /tmp.
enableCompileCache(
  process.env.CACHE_DIRECTORY ?? path.join(import.meta.dirname, '../node_modules/.cache/kawaraban'),
);
const { runProgram } = await import('./cli/program.ts');
const { endDespiteLookUps } = await import('./cli/end-process.ts');

// The reader of a pipe may go before we end (`| head`): that is no failure of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

process.exitCode = await runProgram(process.argv.slice(2));
endDespiteLookUps();
