import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, openSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { logOutput } from '../../src/cli/log-output.ts';
import { type Installation, install, ROOT } from '../support/product.ts';
import { waitFor } from '../support/wait-for.ts';

let at: Installation;
beforeAll(async () => {
  at = await install([{ id: 'one', url: 'http://127.0.0.1:9/feed' }]);
});
afterAll(() => at.remove());

const start = (words: string, stdout: 'pipe' | number) => {
  const given = [...words.split(' '), '--config', at.config, '--data', at.data];
  const child: ChildProcess = spawn(path.join(ROOT, 'bin/kawaraban'), given, {
    stdio: ['ignore', stdout, 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let err = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    err += chunk.toString();
  });
  const ended = once(child, 'close');
  return { child, ended, err: () => err };
};

const LOST = /^Lines of the log are lost, because the standard output cannot be written: .*\n$/;

test('a daemon whose log is on a full disk goes on, and says so once', async () => {
  const { child, ended, err } = start('run', openSync('/dev/full', 'w'));
  await waitFor(() => existsSync(path.join(at.data, 'control.sock')) && err() !== '');
  child.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);
  expect(err()).toMatch(LOST);
  expect(err()).toContain('ENOSPC');
});

test('a daemon goes on without the program that reads its log, and says so once', async () => {
  const { child, ended, err } = start('run', 'pipe');
  await once(child.stdout ?? child, 'data');
  child.stdout?.destroy();
  child.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);
  expect(err()).toMatch(LOST);
  expect(err()).toContain('EPIPE');
});

test('a line after lost lines begins a new line, and the next loss is reported again', () => {
  const streams = [process.stdout, process.stderr];
  for (const stream of streams) {
    const before = stream.listeners('error');
    onTestFinished(() => {
      for (const one of stream.listeners('error'))
        if (!before.includes(one)) stream.off('error', one as () => void);
    });
  }
  let isFull = false;
  const written: string[] = [];
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((text, done: unknown) => {
    if (!isFull) written.push(String(text));
    if (typeof done === 'function') done(isFull ? new Error('ENOSPC') : null);
    return true;
  });
  const complain = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  onTestFinished(() => {
    for (const spy of [write, complain]) spy.mockRestore();
  });
  const log = logOutput();
  const complaints = [false, true, true, false, false, true].map((next, n) => {
    isFull = next;
    log.write(`${n}\n`);
    return complain.mock.calls.length;
  });
  expect(complaints).toEqual([0, 1, 1, 1, 1, 2]);
  expect(written).toEqual(['0\n', '\n3\n', '4\n']);
});

test('another command whose output cannot be written says so in one line, with status 1', async () => {
  const { ended, err } = start('export', openSync('/dev/full', 'w'));
  expect(await ended).toEqual([1, null]);
  expect(err()).toMatch(/^The standard output cannot be written: ENOSPC: .* Make room on its disk, .*\n$/);
});
