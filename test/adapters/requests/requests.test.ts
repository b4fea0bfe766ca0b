import { mkdir, mkdtemp, readdir, rename, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Asked, type AskParts, askDaemon } from '../../../src/adapters/requests/ask-daemon.ts';
import { type RequestsParts, takeRequests } from '../../../src/adapters/requests/take-requests.ts';
import type { CommandRequest, Telling } from '../../../src/domain/request/request.ts';
import { waitFor } from '../../support/wait-for.ts';

let folder: string;
let requests: string;
const stops: (() => Promise<void>)[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'requests-'));
  requests = join(folder, 'requests');
});
afterEach(async () => {
  await Promise.all(stops.splice(0).map((stop) => stop()));
  await rm(folder, { recursive: true });
});

const logged: { readonly event: string; readonly reason: unknown }[] = [];
beforeEach(() => logged.splice(0));
const note = (event: string, fields: Readonly<Record<string, unknown>> = {}): void => {
  logged.push({ event, reason: fields.reason });
};
const log = { debug: note, info: note, warn: note, error: note };
const eventsOf = (): readonly string[] => logged.map(({ event }) => event);

/** The part of a daemon that this is about. */
const serve = (act: RequestsParts['act']): { readonly stop: () => Promise<void> } => {
  const taken = takeRequests({ folder, log, now: () => Temporal.Now.instant(), act });
  stops.push(taken.stop);
  return taken;
};

const COMPACT: CommandRequest = { kind: 'compact' };

/** A command that asks, with what it was told. */
const ask = (
  rest: Partial<AskParts> = {},
): { readonly told: readonly Telling[]; readonly asked: Promise<Asked> } => {
  const told: Telling[] = [];
  const asked = askDaemon({
    folder,
    config: '/etc/kawaraban',
    request: COMPACT,
    tell: (telling) => told.push(telling),
    signal: new AbortController().signal,
    isHeld: async () => true,
    ...rest,
  });
  return { told, asked };
};

const isServing = () => waitFor(async () => (await readdir(folder)).includes('requests'));
const namesLeft = () => readdir(requests);
/** The name of a request, once it stands there whole. */
const nameAsked = async (): Promise<string> => {
  let name: string | undefined;
  await waitFor(async () => {
    name = (await namesLeft()).find((one) => one.endsWith('.json'));
    return name !== undefined;
  });
  return name ?? '';
};
const write = async (name: string, content: string): Promise<void> => {
  await writeFile(join(requests, 'new'), content);
  await rename(join(requests, 'new'), join(requests, name));
};

describe('a request', () => {
  test('is done by the daemon, and its command hears all of it in order and how it ended', async () => {
    const request: CommandRequest = { kind: 'poll', sources: ['nhk'], all: true, json: false };
    const given: unknown[] = [];
    serve(async (asked, config, tell) => {
      given.push(asked, config);
      for (let n = 1; n <= 1000; n += 1) tell({ kind: 'progress', done: n, total: 1000 });
      tell({ kind: 'result', text: '日本語の一行\nand another' });
      tell({ kind: 'problem', text: 'one failed' });
      return 'failed';
    });
    await isServing();
    const { told, asked } = ask({ request });
    expect(await asked).toEqual({ kind: 'ended', outcome: 'failed' });
    expect(given).toEqual([request, '/etc/kawaraban']);
    expect(told).toHaveLength(1002);
    expect(told.at(-3)).toEqual({ kind: 'progress', done: 1000, total: 1000 });
    expect(told.at(-2)).toEqual({ kind: 'result', text: '日本語の一行\nand another' });
    expect(told.at(-1)).toEqual({ kind: 'problem', text: 'one failed' });
    expect(await namesLeft()).toEqual([]);
  });

  test('and its answer can be read by nobody else', async () => {
    const modes: number[] = [];
    serve(async () => {
      for (const name of await namesLeft()) modes.push((await stat(join(requests, name))).mode & 0o777);
      return 'done';
    });
    await isServing();
    await ask().asked;
    expect(modes).toEqual([0o600, 0o600]);
    expect((await stat(requests)).mode & 0o777).toBe(0o700);
  });

  test('that comes while another one is done waits for its turn, and both are done', async () => {
    const steps: string[] = [];
    const first = Promise.withResolvers<void>();
    serve(async (_request, config) => {
      steps.push(`begin ${config}`);
      if (config === '/1') await first.promise;
      steps.push(`end ${config}`);
      return 'done';
    });
    await isServing();
    const one = ask({ config: '/1' });
    await waitFor(() => steps.length === 1);
    const two = ask({ config: '/2', patienceMs: 2_000 });
    await waitFor(async () => (await namesLeft()).length === 4);
    first.resolve();
    expect(await Promise.all([one.asked, two.asked])).toEqual([
      { kind: 'ended', outcome: 'done' },
      { kind: 'ended', outcome: 'done' },
    ]);
    expect(steps).toEqual(['begin /1', 'end /1', 'begin /2', 'end /2']);
  });

  test('whose work fails is answered with the reason, and the next one is done', async () => {
    let works = 0;
    serve(async () => {
      works += 1;
      if (works === 1) throw new Error('not stored: ENOSPC');
      return 'done';
    });
    await isServing();
    const one = ask();
    expect(await one.asked).toEqual({ kind: 'ended', outcome: 'failed' });
    expect(one.told).toEqual([{ kind: 'problem', text: 'not stored: ENOSPC' }]);
    expect(await ask().asked).toEqual({ kind: 'ended', outcome: 'done' });
  });

  test('that is taken back ends its work', async () => {
    const begun = Promise.withResolvers<void>();
    const ended = Promise.withResolvers<void>();
    serve(async (_request, _config, _tell, signal) => {
      begun.resolve();
      if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve));
      ended.resolve();
      return 'failed';
    });
    await isServing();
    const cancel = new AbortController();
    const { asked } = ask({ signal: cancel.signal });
    await begun.promise;
    cancel.abort();
    expect(await asked).toEqual({ kind: 'withdrawn' });
    await ended.promise;
    await waitFor(async () => (await namesLeft()).length === 0);
  });

  test('is answered when the daemon stops: what was begun ends, what was not is said', async () => {
    const begun = Promise.withResolvers<void>();
    const { stop } = serve(async (_request, _config, tell, signal) => {
      begun.resolve();
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
      tell({ kind: 'problem', text: 'stopped' });
      return 'failed';
    });
    await isServing();
    const one = ask();
    await begun.promise;
    const two = ask();
    await waitFor(async () => (await namesLeft()).length === 4);
    await stop();
    expect(await Promise.all([one.asked, two.asked])).toEqual([
      { kind: 'ended', outcome: 'failed' },
      { kind: 'ended', outcome: 'failed' },
    ]);
    expect(one.told).toEqual([{ kind: 'problem', text: 'stopped' }]);
    expect(two.told).toEqual([
      { kind: 'problem', text: 'The daemon does another request first.' },
      { kind: 'problem', text: expect.stringContaining('did not begin this') },
    ]);
  });
});

describe('a command', () => {
  test('does not wait for ever where nobody takes requests', async () => {
    expect(await ask().asked).toEqual({ kind: 'unheard' });
    await mkdir(requests);
    expect(await ask({ patienceMs: 100 }).asked).toEqual({ kind: 'unheard' });
    expect(await namesLeft()).toEqual([]);
  });

  test('ends its wait when the holder of the folder went away without taking the request up', async () => {
    await mkdir(requests);
    let asked = 0;
    const isHeld = async (): Promise<boolean> => {
      asked += 1;
      return asked < 3;
    };
    expect(await ask({ isHeld }).asked).toEqual({ kind: 'unheard' });
    expect(asked).toBe(3);
  });

  test('notices that the daemon died in the midst of its work', async () => {
    await mkdir(requests);
    let isHeld = true;
    const { told, asked } = ask({ isHeld: async () => isHeld });
    const name = await nameAsked();
    const lines = '{"kind":"taken"}\n{"kind":"result","text":"half"}\n';
    await write(name.replace('.json', '.answer.jsonl'), lines);
    await waitFor(() => told.length === 1);
    isHeld = false;
    expect(await asked).toEqual({ kind: 'lost' });
    expect(told).toEqual([{ kind: 'result', text: 'half' }]);
    expect(await namesLeft()).toEqual([]);
  });

  test('says so where the answer is no answer', async () => {
    await mkdir(requests);
    const { asked } = ask();
    const name = await nameAsked();
    await write(name.replace('.json', '.answer.jsonl'), 'good day\n');
    expect(await asked).toMatchObject({ kind: 'failed', reason: expect.stringContaining('JSON') });
  });
});

describe('what lies in the folder when a daemon starts', () => {
  const content = JSON.stringify({ version: 1, config: '/etc', request: COMPACT });

  test('a request whose command still waits is done', async () => {
    await mkdir(requests);
    const { asked } = ask();
    await nameAsked();
    serve(async () => 'done');
    expect(await asked).toEqual({ kind: 'ended', outcome: 'done' });
  });

  test('what an earlier run left is done by nobody and removed', async () => {
    await mkdir(requests);
    await write('1-1-a.json', content);
    await utimes(join(requests, '1-1-a.json'), new Date(0), new Date(0));
    await write('1-1-b.json', content);
    await write('1-1-b.answer.jsonl', '{"kind":"taken"}\n');
    await write('1-1-c.answer.jsonl', '{"kind":"taken"}\n');
    await write('1-1-d.tmp', content);
    const done: unknown[] = [];
    serve(async (request) => {
      done.push(request);
      return 'done';
    });
    await waitFor(async () => (await namesLeft()).length === 0);
    expect(done).toEqual([]);
    expect(eventsOf()).toEqual(['request.left-over', 'request.left-over']);
  });

  test.each([
    ['no JSON', '{', 'JSON'],
    ['of a later version', '{"version":2}', 'restart the daemon after an upgrade'],
    ['of an unknown kind', '{"version":1,"config":"/","request":{"kind":"dance"}}', 'request'],
    ['too long', ' '.repeat(300_000), 'longer than'],
  ])('a request that is %s is refused in words, and the next one is done', async (_what, text, words) => {
    serve(async () => 'done');
    await isServing();
    await write('1-1-a.json', text);
    await waitFor(() => logged.some(({ event }) => event === 'request.unreadable'));
    expect(String(logged[0]?.reason)).toContain(words);
    expect(await ask().asked).toEqual({ kind: 'ended', outcome: 'done' });
  });

  test('a link and a folder in the place of a request are not followed', async () => {
    serve(async () => 'done');
    await isServing();
    await symlink('/etc/hostname', join(requests, '1-1-a.json'));
    await mkdir(join(requests, '1-1-b.json'));
    await waitFor(() => eventsOf().filter((event) => event === 'request.unreadable').length === 2);
    expect(await ask().asked).toEqual({ kind: 'ended', outcome: 'done' });
  });
});

test('a stop during the very first look leaves nothing behind that keeps the process alive', async () => {
  const open = () => process.getActiveResourcesInfo().filter((resource) => resource === 'FSEventWrap').length;
  const before = open();
  for (let time = 0; time < 20; time += 1) {
    const { stop } = takeRequests({
      folder,
      log,
      now: () => Temporal.Now.instant(),
      act: async () => 'done',
    });
    await new Promise(setImmediate);
    await stop();
  }
  await waitFor(() => open() <= before);
});
