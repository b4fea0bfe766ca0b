import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { isInstalled } from './support/debian.ts';
import { ROOT } from './support/product.ts';

/** Where scripts are; elsewhere none may be. */
const FOLDERS = ['.ci', 'bin', 'systemd', 'test'];

/** Every file that names a shell in its first line. */
const scripts = execFileSync('find', [...FOLDERS, '-type', 'f'], { cwd: ROOT, encoding: 'utf8' })
  .trim()
  .split('\n')
  .filter((file) => /^#!\S*\/(?:ba|da)?sh\b/.test(readFileSync(path.join(ROOT, file), 'utf8')));

describe('shell scripts', () => {
  test('are found', () => {
    expect(scripts).toEqual(expect.arrayContaining(['.ci/run', 'bin/kawaraban', 'systemd/install.sh']));
  });

  test.skipIf(!isInstalled('shellcheck', 'shellcheck')).each(scripts)(
    '%s: shellcheck finds nothing',
    (file) => {
      const { stdout, status } = spawnSync('shellcheck', [file], { cwd: ROOT, encoding: 'utf8' });
      expect([status, stdout]).toEqual([0, '']);
    },
  );
});
