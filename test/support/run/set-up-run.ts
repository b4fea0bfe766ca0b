import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ROOT } from '../product.ts';
import { SHIPPED_CONFIG_VARIABLE } from '../shipped-config.ts';
import { copyStagedConfig } from './staged-config.ts';

const folders: string[] = [];

/** Runs before all tests. It makes them use the shipped config, and one temporary folder that is removed after the run. */
export const setup = (): void => {
  makeTemporaryFolder();
  const staged = copyStagedConfig(ROOT);
  if (staged === undefined) return;
  folders.push(staged.folder);
  process.env[SHIPPED_CONFIG_VARIABLE] = path.join(staged.folder, 'config');
  const edits = staged.edited.join(', ');
  console.log(`The tests do not see the edits of ${edits} that are not staged; to test them: git add config`);
};

export const teardown = (): void => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
};

/** The processes of the tests inherit the variable. PostgreSQL runs as a user of its own and must be able to enter. */
function makeTemporaryFolder(): void {
  const folder = mkdtempSync(path.join(tmpdir(), 'kw-'));
  chmodSync(folder, 0o755);
  process.env.TMPDIR = folder;
  folders.push(folder);
}
