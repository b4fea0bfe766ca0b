import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chown, cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ROOT } from '../support/product.ts';
import { SHIPPED_CONFIG } from '../support/shipped-config.ts';

/** `install.sh --user` refuses root; nobody may be anyone who is not. */
const NOBODY = 65_534;

let parent: string;
let home: string;
beforeEach(async () => {
  parent = await mkdtemp(path.join(tmpdir(), 'kawaraban-'));
  home = path.join(parent, 'the editor');
});
afterEach(() => rm(parent, { recursive: true }));

/** What is left under a folder, folders that hold something left out. */
const left = async (folder: string): Promise<readonly string[]> => {
  const names = await readdir(folder, { recursive: true, withFileTypes: true });
  return names
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .toSorted();
};

const put = async (file: string, text = ''): Promise<void> => {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, text);
};

/** The files of an installation, as small as they can be. */
const layOut = async (): Promise<void> => {
  await cp(path.join(ROOT, 'bin'), path.join(home, '.local/lib/kawaraban/bin'), { recursive: true });
  await cp(path.join(SHIPPED_CONFIG, 'sources.yaml'), path.join(home, '.config/kawaraban/sources.yaml'));
  await put(path.join(home, '.local/state/kawaraban-data/lock'));
  await put(path.join(home, '.cache/kawaraban/v26/compiled'));
  for (const [from, to] of [
    ['kawaraban-user.service', '.config/systemd/user/kawaraban.service'],
    ['kawaraban-command', '.local/bin/kawaraban'],
  ] as const)
    await cp(path.join(ROOT, 'systemd', from), path.join(home, to));
};

const runInstaller = async (
  env: NodeJS.ProcessEnv,
  ...words: readonly string[]
): Promise<{ status: number | null; said: string }> => {
  const isRoot = process.getuid?.() === 0;
  if (isRoot) {
    const names = await readdir(parent, { recursive: true });
    for (const name of ['.', ...names]) await chown(path.join(parent, name), NOBODY, NOBODY);
  }
  const script = path.join(ROOT, 'systemd/install.sh');
  const child = spawn('sh', [script, '--user', ...words], {
    cwd: parent,
    env: { PATH: process.env.PATH, HOME: home, ...env },
    ...(isRoot ? { uid: NOBODY, gid: NOBODY } : {}),
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      said += String(chunk);
    });
  const [status] = await once(child, 'close');
  return { status, said };
};

const purge = (env: NodeJS.ProcessEnv = {}) => runInstaller(env, '--uninstall', '--purge');

describe('install.sh --user --uninstall --purge', () => {
  test('with a blank in the home folder removes what it installed, and nothing beside it', async () => {
    await layOut();
    // What the words of the path, taken apart, would name.
    await put(path.join(parent, 'the/thesis.txt'));
    await put(path.join(parent, 'editor/.local/state/kawaraban-data/thesis.txt'));
    expect(await purge()).toMatchObject({ status: 0 });
    expect(await left(parent)).toEqual(['editor/.local/state/kawaraban-data/thesis.txt', 'the/thesis.txt']);
  });

  test.each(['.local/lib/kawaraban', '.config/kawaraban', '.local/state/kawaraban-data', '.cache/kawaraban'])(
    'leaves %s where somebody else made it, and says so',
    async (folder) => {
      await layOut();
      await rm(path.join(home, folder), { recursive: true });
      await put(path.join(home, folder, 'thesis.txt'));
      const { status, said } = await purge();
      expect(status).toBe(1);
      expect(said).toContain(`${path.join(home, folder)} is left`);
      expect(await left(home)).toEqual([path.join(folder, 'thesis.txt')]);
    },
  );

  test('may be run twice', async () => {
    await layOut();
    await purge();
    expect(await purge()).toMatchObject({ status: 0 });
  });

  test.each(['relative', '../other', '/a"; touch b'])(
    'refuses XDG_CONFIG_HOME=%s and touches nothing',
    async (folder) => {
      await layOut();
      const before = await left(home);
      const { status, said } = await purge({ XDG_CONFIG_HOME: folder });
      expect([status, said]).toEqual([1, expect.stringContaining('XDG_CONFIG_HOME')]);
      expect(await left(home)).toEqual(before);
    },
  );
});

test('install.sh --user says that systemd bears no blank in the home folder, before it does anything', async () => {
  await mkdir(home);
  const { status, said } = await runInstaller({});
  expect([status, said]).toEqual([1, expect.stringContaining('a blank in their path')]);
  expect(await readdir(home)).toEqual([]);
});
