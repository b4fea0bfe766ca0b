import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { Worker } from 'node:worker_threads';
import { ROOT } from './product.ts';
import { mustSkip } from './skip.ts';

const CHECKS = path.join(ROOT, '../shared/tools/feed-checks');

export const INSTALL_PATIENCE_MS = 60_000;

/** True if the checkers exist; they are in a folder beside the project. */
export const hasFeedChecks = !mustSkip(!existsSync(CHECKS), `${CHECKS} is absent`);

export type FeedChecks = {
  /** Resolves to the findings of a checker at an address: one line for each error, warning or missing part. */
  readonly findings: (checker: 'http' | 'jsonfeed' | 'planet', url: string) => Promise<readonly string[]>;
  readonly remove: () => Promise<void>;
};

const run = promisify(execFile);

/** Copies the checkers and installs their packages. Resolves to undefined if npm fails. */
export const installFeedChecks = async (): Promise<FeedChecks | undefined> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'feed-checks-'));
  cpSync(CHECKS, folder, { recursive: true });
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    await run('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline'], {
      cwd: folder,
      timeout: INSTALL_PATIENCE_MS / 2,
    });
  } catch {
    await remove();
    return undefined;
  }
  return {
    findings: async (checker, url) => {
      const said = await sayingOf(path.join(folder, `${checker}.mjs`), url);
      if (!new RegExp(`^${checker}\\b.*\\d`, 'm').test(said))
        throw new Error(`${checker} at ${url}: ${said}`);
      return said.split('\n').filter((line) => /^(FAIL|MISSING|E|W) /.test(line));
    },
    remove,
  };
};

/** Runs a checker in a thread, which starts faster than a process. */
const sayingOf = async (file: string, url: string): Promise<string> => {
  const thread = new Worker(file, { argv: [url], execArgv: [], stdout: true });
  const [said] = await Promise.all([text(thread.stdout), once(thread, 'exit')]);
  return said;
};
