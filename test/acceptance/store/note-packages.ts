/** Loaded before a program (`node --import`), says on the standard error which packages and modules it loads. */
import { writeSync } from 'node:fs';
import { registerHooks } from 'node:module';

const STDERR = 2;

registerHooks({
  resolve: (specifier, context, next) => {
    if (/^[a-z@]/.test(specifier) && !specifier.includes(':')) writeSync(STDERR, `package ${specifier}\n`);
    if (specifier.startsWith('.')) writeSync(STDERR, `module ${specifier}\n`);
    return next(specifier, context);
  },
});
