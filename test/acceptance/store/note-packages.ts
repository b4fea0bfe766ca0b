/** Loaded before a program (`node --import`), says on the standard error which packages and modules it loads. */
import { writeSync } from 'node:fs';
import { registerHooks } from 'node:module';

const STDERR = 2;

/** Written all at once at the end: hundreds of small writes fill the socket of a slow reader, and then a write fails. */
const noted = new Set<string>();

registerHooks({
  resolve: (specifier, context, next) => {
    if (/^[a-z@]/.test(specifier) && !specifier.includes(':')) noted.add(`package ${specifier}\n`);
    if (specifier.startsWith('.')) noted.add(`module ${specifier}\n`);
    return next(specifier, context);
  },
});

process.on('exit', () => {
  writeSync(STDERR, [...noted].join(''));
});
