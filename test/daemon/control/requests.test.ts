import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { type IncomingMessage, request as send } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type CommandRequest, readRequest } from '../../../src/daemon/control/read-request.ts';
import { fakeTimers, pass, turns } from '../../support/fake-timers.ts';
import { waitFor } from '../../support/wait-for.ts';
import { COMPACT, useControl } from './running-control.ts';

const { serve, ask, logged, socket } = useControl();

const untilAborted = async (signal: AbortSignal): Promise<void> => {
  if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve));
};

describe('a request', () => {
  test('is done by the daemon, and its command hears all of it in order and how it ended', async () => {
    const request: CommandRequest = { kind: 'poll', sources: ['nhk'], all: true, json: false };
    const given: unknown[] = [];
    await serve(async (asked, config, emit) => {
      given.push(asked, config);
      for (let n = 1; n <= 1000; n += 1) emit({ kind: 'progress', done: n, total: 1000 });
      emit({ kind: 'result', text: '日本語の一行\nand\u2028another' });
      emit({ kind: 'problem', text: 'one failed' });
      return 'failed';
    });
    const { heard, asked } = ask({ request });
    expect(await asked).toEqual({ kind: 'ended', outcome: 'failed' });
    expect(given).toEqual([request, '/etc/kawaraban']);
    expect(logged).toEqual([
      { event: 'request.started', request: 1, kind: 'poll' },
      { event: 'request.ended', request: 1, outcome: 'failed' },
    ]);
    expect(heard).toHaveLength(1002);
    expect(heard.at(-3)).toEqual({ kind: 'progress', done: 1000, total: 1000 });
    expect(heard.at(-2)).toEqual({ kind: 'result', text: '日本語の一行\nand\u2028another' });
    expect(heard.at(-1)).toEqual({ kind: 'problem', text: 'one failed' });
  });

  test.each<CommandRequest>([
    { kind: 'replay', verbose: true, json: false },
    { kind: 'add', address: 'https://news.example/', json: true },
    {
      kind: 'import',
      feeds: [
        { url: 'https://news.example/feed', name: 'News', folders: ['Asia'], language: 'ja' },
        { url: 'https://other.example/feed', name: '', folders: [] },
      ],
      json: false,
    },
    { kind: 'why', item: 'https://news.example/articles/1001', json: false },
  ])('of kind $kind arrives as it was sent', async (request) => {
    const given: unknown[] = [];
    await serve(async (asked) => {
      given.push(asked);
      return 'done';
    });
    expect(await ask({ request }).asked).toEqual({ kind: 'ended', outcome: 'done' });
    expect(given).toEqual([request]);
  });

  test('is heard while its work goes on', async () => {
    const goOn = Promise.withResolvers<void>();
    await serve(async (_request, _config, emit) => {
      emit({ kind: 'result', text: 'first' });
      await goOn.promise;
      return 'done';
    });
    const { heard, asked } = ask();
    await waitFor(() => heard.length === 1);
    goOn.resolve();
    expect(await asked).toEqual({ kind: 'ended', outcome: 'done' });
  });

  test('that comes while another one is done waits for its turn and says so, and both are done', async () => {
    const steps: string[] = [];
    const [first, fourth] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    await serve(async (_request, config) => {
      steps.push(`begin ${config}`);
      if (config === '/1') await first.promise;
      if (config === '/4') await fourth.promise;
      steps.push(`end ${config}`);
      return 'done';
    });
    const one = ask({ config: '/1' });
    await waitFor(() => steps.length === 1);
    const two = ask({ config: '/2' });
    await waitFor(() => two.heard.length === 1);
    expect(two.heard).toEqual([
      { kind: 'problem', text: 'The daemon is busy with an earlier request; this command waits.' },
    ]);
    first.resolve();
    expect(await Promise.all([one.asked, two.asked])).toEqual([
      { kind: 'ended', outcome: 'done' },
      { kind: 'ended', outcome: 'done' },
    ]);
    expect(steps).toEqual(['begin /1', 'end /1', 'begin /2', 'end /2']);
    const three = ask({ config: '/3' });
    await three.asked;
    expect(three.heard).toEqual([]);
    const four = ask({ config: '/4' });
    await waitFor(() => steps.at(-1) === 'begin /4');
    const five = ask({ config: '/5' });
    await waitFor(() => five.heard.length === 1);
    expect(five.heard).toEqual(two.heard);
    fourth.resolve();
    await Promise.all([four.asked, five.asked]);
  });

  test('that only reads waits for nobody', async () => {
    const writing = Promise.withResolvers<void>();
    await serve(async ({ kind }) => {
      if (kind !== 'why') await writing.promise;
      return 'done';
    });
    const { asked } = ask();
    await waitFor(() => logged.some(({ event }) => event === 'request.started'));
    const { heard, asked: answered } = ask({ request: { kind: 'why', item: 'abc', json: false } });
    expect(await answered).toEqual({ kind: 'ended', outcome: 'done' });
    expect(heard).toEqual([]);
    writing.resolve();
    await asked;
  });

  test('whose work fails is answered with the reason, and the next one is done', async () => {
    let works = 0;
    await serve(async () => {
      works += 1;
      if (works === 1) throw new Error('not stored: ENOSPC');
      return 'done';
    });
    const one = ask();
    expect(await one.asked).toEqual({ kind: 'ended', outcome: 'failed' });
    expect(one.heard).toEqual([{ kind: 'problem', text: 'not stored: ENOSPC' }]);
    expect(logged).toContainEqual({
      ...{ event: 'request.failed', request: 1, kind: 'compact' },
      reason: 'not stored: ENOSPC',
    });
    expect(await ask().asked).toEqual({ kind: 'ended', outcome: 'done' });
    expect(logged.at(-1)).toEqual({ event: 'request.ended', request: 2, outcome: 'done' });
  });

  test('that is taken back ends its work', async () => {
    const begun = Promise.withResolvers<void>();
    const ended = Promise.withResolvers<void>();
    await serve(async (_request, _config, _emit, signal) => {
      begun.resolve();
      await untilAborted(signal);
      ended.resolve();
      return 'failed';
    });
    const cancel = new AbortController();
    const { asked } = ask({ signal: cancel.signal });
    await begun.promise;
    cancel.abort();
    expect(await asked).toEqual({ kind: 'withdrawn' });
    await ended.promise;
  });

  test('that is answered before the end of its work stops that work', async () => {
    const stopped = Promise.withResolvers<void>();
    await serve(async (_request, _config, _emit, signal) => {
      void untilAborted(signal).then(stopped.resolve);
      return 'failed';
    });
    expect(await ask().asked).toEqual({ kind: 'ended', outcome: 'failed' });
    await stopped.promise;
  });

  test('that is taken back before its turn is not begun', async () => {
    const first = Promise.withResolvers<void>();
    const done: string[] = [];
    await serve(async (_request, config) => {
      done.push(config);
      await first.promise;
      return 'done';
    });
    const one = ask({ config: '/1' });
    await waitFor(() => done.length === 1);
    const cancel = new AbortController();
    const two = ask({ config: '/2', signal: cancel.signal });
    await waitFor(() => two.heard.length === 1);
    cancel.abort();
    await two.asked;
    const three = ask({ config: '/3' });
    await waitFor(() => three.heard.length === 1);
    first.resolve();
    await Promise.all([one.asked, three.asked]);
    expect(done).toEqual(['/1', '/3']);
  });

  test('is answered when the daemon stops: what was begun ends, what was not is said', async () => {
    const begun = Promise.withResolvers<void>();
    const { stop } = await serve(async (_request, _config, emit, signal) => {
      begun.resolve();
      await untilAborted(signal);
      emit({ kind: 'problem', text: 'Not asked: nhk.' });
      return 'failed';
    });
    const one = ask();
    await begun.promise;
    const two = ask();
    await waitFor(() => two.heard.length === 1);
    await stop();
    expect(await Promise.all([one.asked, two.asked])).toEqual([
      { kind: 'ended', outcome: 'failed' },
      { kind: 'ended', outcome: 'failed' },
    ]);
    expect(one.heard).toEqual([
      { kind: 'problem', text: expect.stringContaining('Finished work is kept') },
      { kind: 'problem', text: 'Not asked: nhk.' },
    ]);
    expect(two.heard.at(-1)).toEqual({
      kind: 'problem',
      text: expect.stringContaining('did not begin the work'),
    });
    expect(await ask({ request: COMPACT }).asked).toEqual({ kind: 'nobody' });
  });
});

test('a request that cannot be read is answered with the reason, logged, and not done', async () => {
  const done: unknown[] = [];
  await serve(async (request) => {
    done.push(request);
    return 'done';
  });
  const sent = send({ socketPath: socket(), method: 'POST', agent: false }).end('{"version":2}');
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  expect([answer.statusCode, answer.headers['content-type']]).toEqual([
    200,
    'application/jsonl; charset=utf-8',
  ]);
  const reason =
    'it has format 2, and this daemon reads format 1; run the command and the daemon from one version of Kawaraban, and restart the daemon after an upgrade';
  expect(
    (await text(answer))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line)),
  ).toEqual([
    { kind: 'problem', text: `The daemon cannot read the request: ${reason}.` },
    { kind: 'ended', outcome: 'usage' },
  ]);
  expect(logged).toEqual([
    { event: 'request.unreadable', request: 1, reason },
    { event: 'request.ended', request: 1, outcome: 'usage' },
  ]);
  expect(done).toEqual([]);
});

test('a stop without a command waits for nobody', async () => {
  const { stop } = await serve(async () => 'done');
  await ask().asked;
  fakeTimers();
  // No time passes, so a stop that waits would not end.
  await stop();
  expect(existsSync(socket())).toBe(false);
});

test('a command that goes away within its request does no harm', async () => {
  await serve(async () => 'done');
  const gone = connect(socket());
  gone.write('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{"ver');
  await turns();
  gone.destroy();
  await turns();
  expect(await ask().asked).toEqual({ kind: 'ended', outcome: 'done' });
});

test('a stop waits a second for those who do not read their answer, and then cuts them off', async () => {
  const { stop } = await serve(async () => 'done');
  const idle = connect(socket());
  await once(idle, 'connect');
  idle.write('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n');
  await turns();
  const sleeps = fakeTimers();
  let isStopped = false;
  void stop().then(() => {
    isStopped = true;
  });
  while (!sleeps().includes(1_000)) await turns(1);
  await pass(999);
  expect([isStopped, idle.destroyed]).toEqual([false, false]);
  const closed = new Promise((resolve) => idle.on('error', resolve).once('close', resolve));
  await pass(1);
  expect(isStopped).toBe(true);
  await closed;
});

test('a stop waits until the work that was begun has ended, also if its command is gone', async () => {
  const [begun, gone] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const last = Promise.withResolvers<void>();
  const { stop } = await serve(async (_request, _config, _emit, signal) => {
    begun.resolve();
    await untilAborted(signal);
    gone.resolve();
    await last.promise;
    return 'done';
  });
  const cancel = new AbortController();
  const { asked } = ask({ signal: cancel.signal });
  await begun.promise;
  cancel.abort();
  expect(await asked).toEqual({ kind: 'withdrawn' });
  await gone.promise;
  let isStopped = false;
  const stopped = stop().then(() => {
    isStopped = true;
  });
  await waitFor(() => !existsSync(socket()));
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  expect(isStopped).toBe(false);
  last.resolve();
  await stopped;
});

describe('a request as it arrives', () => {
  const read = (text: string) =>
    readRequest(
      (async function* parts() {
        // As a socket gives it: in parts that end within a character.
        const bytes = Buffer.from(text);
        yield bytes.subarray(0, 70);
        yield bytes.subarray(70);
      })(),
    );
  const why = (rest: object = {}) =>
    JSON.stringify({
      version: 1,
      config: '/',
      request: { kind: 'why', item: 'あ'.repeat(9), json: false },
      ...rest,
    });
  const MOST = 4 * 1024 * 1024;

  test('may have four mebibytes, and no byte more', async () => {
    expect(await read(why().padEnd(MOST - 18))).toMatchObject({
      kind: 'read',
      message: { config: '/', request: { item: 'あ'.repeat(9) } },
    });
    expect(await read(why().padEnd(MOST - 17))).toEqual({
      kind: 'unreadable',
      reason: 'it is longer than 4194304 bytes; import the list in parts',
    });
  });

  test.each<[what: string, text: string, reason: RegExp]>([
    ['is no JSON', 'good day', /^Unexpected token/],
    [
      'is of another version',
      why({ version: 2 }),
      /^it has format 2, and this daemon reads format 1; run the command and the daemon from one version of Kawaraban, and restart the daemon after an upgrade$/,
    ],
    ['has no version', why({ version: undefined }), /version/],
    [
      'has a key that is not known',
      why({ color: 'red' }),
      /^\S.*"color"; run the command and the daemon from one version of Kawaraban/,
    ],
    ['is for nothing that is known', why({ request: { kind: 'dance' } }), /request\.kind; run the command/],
    ['is not complete', why({ request: { kind: 'why', item: 'x' } }), /request\.json; run the command/],
  ])('is refused with the reason where it %s', async (_, text, reason) => {
    expect(await read(text)).toEqual({ kind: 'unreadable', reason: expect.stringMatching(reason) });
  });

  test('is refused where 128 connections are open, so that no client takes all file descriptors', async () => {
    await serve(async () => 'done');
    const open = Array.from({ length: 127 }, () => connect(socket()));
    onTestFinished(() => {
      for (const one of open) one.destroy();
    });
    expect(await ask().asked).toEqual({ kind: 'ended', outcome: 'done' });
    open.push(connect(socket()));
    expect(await ask().asked).toEqual({ kind: 'nobody' });
  });
});
