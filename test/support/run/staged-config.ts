import { spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export type StagedConfig = {
  /** A new folder that holds `config/`; the caller removes it. */
  readonly folder: string;
  /** Files whose edits it lacks. */
  readonly edited: readonly string[];
};

/** Runs git in a folder, and in no other: a git hook that runs the tests names its own in the environment. */
export const git = (folder: string, ...words: readonly string[]): readonly string[] => {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_')));
  const { stdout } = spawnSync('git', words, { cwd: folder, encoding: 'utf8', env });
  return (stdout ?? '').split('\n').filter((line) => line !== '');
};

/**
 * Copies `config/` as git has it staged. An operator edits the files in place, as README says, and stages nothing; who
 * changes what is shipped does. Undefined where nothing differs, and where git does not know the tree: then `config/` is
 * what was shipped.
 */
export const copyStagedConfig = (root: string): StagedConfig | undefined => {
  const edited = git(root, 'diff', '--name-only', '--relative', '--', 'config');
  if (edited.length === 0) return undefined;
  const folder = mkdtempSync(path.join(tmpdir(), 'kawaraban-staged-'));
  git(root, 'checkout-index', `--prefix=${folder}/`, '--', ...git(root, 'ls-files', 'config'));
  return { folder, edited };
};
