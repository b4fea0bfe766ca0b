import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

/** Runs a script of this folder and kills it with SIGKILL some milliseconds after it has printed a text. */
export const killAfter = async (
  script: string,
  args: readonly string[],
  { text, ms }: { readonly text: string; readonly ms: number },
): Promise<{ readonly output: string; readonly errors: string }> => {
  const writer = spawn(process.execPath, [join(import.meta.dirname, script), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = once(writer, 'exit');
  const begun = Promise.withResolvers<void>();
  let output = '';
  let errors = '';
  writer.stdout.on('data', (data) => {
    output += data;
    if (output.includes(text)) begun.resolve();
  });
  writer.stderr.on('data', (data) => {
    errors += data;
  });
  await Promise.race([begun.promise, exited]);
  await setTimeout(ms);
  writer.kill('SIGKILL');
  await exited;
  return { output, errors };
};
