import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterEach, describe, expect, onTestFinished, test } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { type Installation, install, kawaraban, ROOT, sourcesYaml } from '../support/product.ts';
import { kawarabanHere, runHere } from '../support/run-here.ts';
import { SHIPPED_CONFIG } from '../support/shipped-config.ts';
import { waitFor } from '../support/wait-for.ts';

let at: Installation | undefined;
afterEach(async () => {
  await at?.remove();
  at = undefined;
});

const run = promisify(execFile);

describe('the launcher', () => {
  test('works from any folder and through symbolic links', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'kawaraban-link-'));
    await symlink(path.join(ROOT, 'bin/kawaraban'), path.join(folder, 'one'));
    await symlink('one', path.join(folder, 'two'));
    const { stdout } = await run(path.join(folder, 'two'), ['--help'], { cwd: folder });
    expect(stdout).toContain('Usage: kawaraban');
    await rm(folder, { recursive: true });
  });
});

test.each([
  ['the launcher', [path.join(ROOT, 'bin/kawaraban'), '--version']],
  ['main.ts', [process.execPath, path.join(ROOT, 'src/main.ts'), '--version']],
])('an empty CACHE_DIRECTORY counts as not set for %s', async (_, [command = '', ...words]) => {
  const folder = await mkdtemp(path.join(tmpdir(), 'kawaraban-cache-'));
  const { NODE_COMPILE_CACHE: __, ...env } = process.env;
  await run(command, words, { cwd: folder, env: { ...env, CACHE_DIRECTORY: '' } });
  expect(await readdir(folder)).toEqual([]);
  await rm(folder, { recursive: true });
});

test.each(['bin/kawaraban run', manifest.scripts.start])(
  'the signal that opens the debugger of Node opens none: %s',
  async (command) => {
    at = await install([{ id: 'one', url: 'http://127.0.0.1:9/feed' }]);
    const words = `${command} --config ${at.config} --data ${at.data} --host 127.0.0.1 --port 0`;
    const PATH = `${path.join(ROOT, 'node_modules/.bin')}:${process.env.PATH}`;
    const daemon = spawn('sh', ['-c', `exec ${words.replace(/^exec /, '')}`], {
      cwd: ROOT,
      env: { ...process.env, PATH, LOG_FORMAT: 'json' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    onTestFinished(() => void daemon.kill('SIGKILL'));
    let text = '';
    for (const stream of [daemon.stdout, daemon.stderr])
      stream.on('data', (chunk: Buffer) => {
        text += chunk.toString();
      });
    await waitFor(() => text.includes('daemon.started') || daemon.exitCode !== null);
    daemon.kill('SIGUSR1');
    expect((await fetch(/http:\/\/127\.0\.0\.1:\d+/.exec(text)?.[0] ?? '')).status).toBe(200);
    const ended = once(daemon, 'close');
    daemon.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
    expect(text).not.toContain('Debugger');
  },
);

describe('the command line', () => {
  test('refuses a store in the folder of the config', async () => {
    at = await install([{ id: 'one', url: 'http://127.0.0.1:9/feed' }]);
    const { status, err } = await runHere('poll', '--config', at.config, '--data', `${at.config}/`);
    expect(status).toBe(2);
    expect(err).toBe(
      `${at.config}/ is the folder of the config, so it cannot be the folder of the store. Name another folder with --data.\n`,
    );
  });

  test('takes no harm when the reader of its output goes away', async () => {
    at = await install([{ id: 'one', url: 'http://127.0.0.1:9/feed' }]);
    await mkdir(path.join(at.data, 'documents'), { recursive: true });
    const many = Array.from({ length: 3000 }, (_, index) => ({
      id: `s-${index}`,
      url: `http://127.0.0.1:9/${index}`,
    }));
    await writeFile(path.join(at.config, 'sources.yaml'), sourcesYaml(many));
    const words = `sources --config ${at.config} --data ${at.data}`;
    const { stdout, stderr } = await run('sh', [
      '-c',
      `${path.join(ROOT, 'bin/kawaraban')} ${words} | head -1`,
    ]);
    expect(stdout).toMatch(/^s-0 /);
    expect(stderr).toBe('');
  });

  test('prints its help where no command is named', async () => {
    const { stdout } = await run(process.execPath, [path.join(ROOT, 'src/main.ts')]);
    for (const command of ['run', 'poll', 'check', 'sources', 'digest'])
      expect(stdout).toContain(`  ${command}`);
  });

  test('answers wrong usage with status 2, and nothing on the standard output', async () => {
    at = await install([{ id: 'one', url: 'http://127.0.0.1:9/feed' }]);
    for (const words of [
      ['nothing'],
      ['poll', '--nothing'],
      ['digest', '--date', 'yesterday'],
      ['digest', '--days', '0'],
      ['why'],
      ['replay', '--apply', '--items', 'items.jsonl'],
    ]) {
      const { status, out, err } = await kawarabanHere(at, ...words);
      expect({ words, status, out }).toEqual({ words, status: 2, out: '' });
      expect(err).toMatch(/error:/);
    }
  });

  test('answers a source that is not there with status 2 and the list of those that are', async () => {
    at = await install([{ id: 'one', url: 'http://127.0.0.1:9/feed' }]);
    const { status, err } = await kawarabanHere(at, 'poll', 'two');
    expect(status).toBe(2);
    expect(err).toContain('No source is called two. The sources are: one.');
  });

  test('answers a misspelt source with the one that was meant', async () => {
    at = await install([
      { id: 'nikkei', url: 'http://127.0.0.1:9/feed' },
      { id: 'nhk', url: 'http://127.0.0.1:9/nhk' },
    ]);
    const { status, err } = await kawarabanHere(at, 'poll', 'nikke', 'nkh');
    expect(status).toBe(2);
    expect(err).toBe(
      'No source is called nikke; did you mean nikkei?\nNo source is called nkh; did you mean nhk?\n',
    );
  });

  test('says of a list without sources that nothing is polled, and how to add one', async () => {
    at = await install([]);
    await writeFile(path.join(at.config, 'sources.yaml'), 'sources: []\n');
    const said = async (...words: readonly string[]) => {
      const { status, out, err } = await kawarabanHere(at as Installation, ...words);
      return { status, text: out + err };
    };
    expect(await said('check')).toEqual({
      status: 0,
      text: expect.stringMatching(
        /sources\.yaml:1:1: warning: no source is enabled, so nothing is polled; enable one/,
      ),
    });
    for (const [words, status] of [
      [['poll'], 0],
      [['poll', '--all'], 0],
      [['poll', 'two'], 2],
      [['sources'], 0],
    ] as const)
      expect(await said(...words)).toEqual({
        status,
        text: expect.stringContaining('`kawaraban add URL` adds one.'),
      });
  });

  test('a digest of days without news prints nothing, and says so beside', async () => {
    at = await install([{ id: 'one', url: 'http://127.0.0.1:9/feed' }]);
    await kawarabanHere(at, 'poll');
    const { status, out, err } = await kawarabanHere(at, 'digest', '--date', '2020-01-01');
    expect({ status, out }).toEqual({ status: 0, out: '' });
    expect(err).toContain('No stored story matches. Choose other days');
  });

  test.each([
    ['run', kawaraban],
    ['poll', kawarabanHere],
    ['check', kawarabanHere],
    ['sources', kawarabanHere],
    ['digest', kawarabanHere],
    ['replay', kawarabanHere],
    ['why x', kawarabanHere],
  ] as const)('%s answers a wrong config with status 78 and the place', async (command, start) => {
    at = await install([]);
    await writeFile(
      path.join(at.config, 'sources.yaml'),
      'sources:\n  - id: one\n    outlet: Outlet One\n    language: de\n',
    );
    const { status, out, err } = await start(at, ...command.split(' '));
    expect(status).toBe(78);
    expect(out + err).toMatch(/sources\.yaml:4:\d+: /);
  });

  test.each([
    ['sources', kawaraban],
    ['digest', kawarabanHere],
    ['why x', kawarabanHere],
    ['replay', kawarabanHere],
    ['store check', kawarabanHere],
    ['store export', kawarabanHere],
  ] as const)('%s names a data folder that is not there, and makes none', async (command, start) => {
    at = await install([{ id: 'one', url: 'http://127.0.0.1:9/feed' }]);
    const { status, out, err } = await start(at, ...command.split(' '));
    expect({ status, out }).toEqual({ status: 1, out: '' });
    expect(err).toContain(`The folder ${at.data} has no store`);
    expect(existsSync(at.data)).toBe(false);
  });

  test.each([
    ['poll', '2 sources polled, 2 failed: 0 new articles (0 folded), 0 dropped.'],
    ['poll a', '1 source polled, 1 failed: 0 new articles (0 folded), 0 dropped.'],
  ])('%s says in one line that this machine looks offline', async (command, total) => {
    at = await install(['a', 'b'].map((id) => ({ id, url: `https://${id}.invalid/feed` })));
    const { status, err, out } = await kawarabanHere(at, ...command.split(' '));
    expect(status).toBe(1);
    expect(err).toMatch(
      /^This machine looks offline: host names cannot be resolved \(2 sites tried; getaddrinfo \w+ [ab]\.invalid\)\. Check the network connection and the name server\.\n$/,
    );
    expect(out).toContain(total);
  });

  test('tells its version', async () => {
    at = await install([]);
    const { stdout } = await run(path.join(ROOT, 'bin/kawaraban'), ['--version']);
    expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  test('a right config is told in one line', async () => {
    at = await install([{ id: 'one', url: 'http://127.0.0.1:9/feed' }]);
    const { status, out } = await kawarabanHere(at, 'check');
    expect(status).toBe(0);
    expect(out).toMatch(/^Config OK \(.*\): 1 source, 1 outlet, \d+ topics, \d+ companies, \d+ words\.\n$/);
  });

  test('the shipped config is right', async () => {
    const { out } = await runHere('check', '--config', SHIPPED_CONFIG);
    expect(out).toMatch(/^Config OK \(.*\): \d+ sources \(\d+ disabled\), /);
  });

  test('sources says of each source how it is', async () => {
    at = await install([{ id: 'one', url: 'http://127.0.0.1:9/feed' }]);
    await mkdir(path.join(at.data, 'documents'), { recursive: true });
    expect((await kawarabanHere(at, 'sources')).out).toMatch(/^one +new +The source has not been polled yet/);
    expect((await kawarabanHere(at, 'poll')).status).toBe(1);
    const [line = ''] = (await kawarabanHere(at, 'sources', '--json')).out.split('\n');
    expect(JSON.parse(line)).toMatchObject({ id: 'one', why: expect.stringContaining('ECONNREFUSED') });
  });
});
