import { rmSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../product.ts';
import { SHIPPED_CONFIG_VARIABLE } from '../shipped-config.ts';
import { copyStagedConfig } from './staged-config.ts';

let copy: string | undefined;

/** Runs before all tests, and makes them use the shipped config. */
export const setup = (): void => {
  const staged = copyStagedConfig(ROOT);
  if (staged === undefined) return;
  copy = staged.folder;
  process.env[SHIPPED_CONFIG_VARIABLE] = path.join(copy, 'config');
  const edits = staged.edited.join(', ');
  console.log(`The tests do not see the edits of ${edits} that are not staged; to test them: git add config`);
};

export const teardown = (): void => {
  if (copy !== undefined) rmSync(copy, { recursive: true });
};
