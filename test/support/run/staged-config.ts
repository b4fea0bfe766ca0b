import { spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export type StagedConfig = {
  /** A new folder that contains `config/`. The caller must remove it. */
  readonly folder: string;
  /** Files with unstaged edits; the copy lacks these edits. */
  readonly edited: readonly string[];
};

/**
 * Runs git in a folder, and returns the lines of its output. The variables of git are left out, because a git hook that
 * runs the tests sets them for its own folder.
 */
export const git = (folder: string, ...words: readonly string[]): readonly string[] => {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_')));
  const { stdout } = spawnSync('git', words, { cwd: folder, encoding: 'utf8', env });
  return (stdout ?? '').split('\n').filter((line) => line !== '');
};

/**
 * Copies `config/` as git has it staged, without the edits that an operator makes in place. Undefined if no file
 * differs, or if the tree is not in git.
 */
export const copyStagedConfig = (root: string): StagedConfig | undefined => {
  const edited = git(root, 'diff', '--name-only', '--relative', '--', 'config');
  if (edited.length === 0) return undefined;
  const folder = mkdtempSync(path.join(tmpdir(), 'kawaraban-staged-'));
  git(root, 'checkout-index', `--prefix=${folder}/`, '--', ...git(root, 'ls-files', 'config'));
  return { folder, edited };
};
