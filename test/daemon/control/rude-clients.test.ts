import { once } from 'node:events';
import { request as send } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { waitFor } from '../../support/wait-for.ts';
import { COMPACT, useControl } from './running-control.ts';

const { serve, ask, logged, socket } = useControl();

const DONE = { kind: 'ended', outcome: 'done' } as const;

/** What the daemon answers to a body that no command sends. */
const answerTo = async (body: string): Promise<string> => {
  const sent = send({ socketPath: socket(), method: 'POST', agent: false }).end(body);
  const [answer] = await once(sent, 'response');
  return text(answer);
};

describe('a daemon', () => {
  test.each([
    ['no JSON', '{', 'JSON'],
    ['of a later version', '{"version":2,"wish":"dance"}', 'restart the daemon after an upgrade'],
    ['of an unknown kind', '{"version":1,"config":"/","request":{"kind":"dance"}}', 'kind'],
    ['too long', ' '.repeat(5_000_000), 'longer than'],
    ['empty', '', 'JSON'],
  ])('refuses a request that is %s in words, and does the next one', async (_what, body, words) => {
    await serve(async () => 'done');
    const [problem = '', ended = ''] = (await answerTo(body)).trim().split('\n');
    expect(JSON.parse(problem)).toEqual({ kind: 'problem', text: expect.stringContaining(words) });
    expect(JSON.parse(ended)).toEqual({ kind: 'ended', outcome: 'usage' });
    expect(logged[0]).toMatchObject({ event: 'request.unreadable', reason: expect.stringContaining(words) });
    expect(await ask().asked).toEqual(DONE);
  });

  test('answers others while one sends garbage and another one never ends its request', async () => {
    await serve(async () => 'done');
    const slow = connect(socket());
    slow.write('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{');
    const garbage = connect(socket());
    garbage.on('error', () => {});
    garbage.end('\u0000\u0001 garbage\r\n\r\n');
    await once(garbage.resume(), 'close');
    expect(await ask().asked).toEqual(DONE);
    slow.destroy();
  });

  test('does not wait at its stop for a request that never ends', async () => {
    const { stop } = await serve(async () => 'done');
    const slow = connect(socket());
    slow.on('error', () => {});
    slow.write('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{');
    await once(slow, 'connect');
    await ask().asked;
    await stop();
    await once(slow.resume(), 'close');
  });

  test('ends the work of a command that does not read, and its memory stays bounded', async () => {
    const ended = Promise.withResolvers<number>();
    await serve(async (_request, _config, emit, signal) => {
      let lines = 0;
      while (!signal.aborted && lines < 1_000) {
        emit({ kind: 'result', text: 'x'.repeat(1_000_000) });
        lines += 1;
        await new Promise(setImmediate);
      }
      ended.resolve(lines);
      return 'done';
    });
    const deaf = connect(socket());
    deaf.on('error', () => {});
    deaf.pause();
    const body = JSON.stringify({ version: 1, config: '/', request: COMPACT });
    deaf.write(`POST / HTTP/1.1\r\nHost: x\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
    expect(await ended.promise).toBeLessThan(30);
    await waitFor(() => logged.some(({ event }) => event === 'request.unread'));
    deaf.destroy();
  });

  test('says to the command after the sixty-fourth that it is busy', async () => {
    const done = Promise.withResolvers<void>();
    await serve(async () => {
      await done.promise;
      return 'done';
    });
    const accepted = Array.from({ length: 64 }, () => ask());
    await waitFor(() => accepted.slice(1).every(({ heard }) => heard.length === 1));
    const { heard, asked } = ask();
    expect(await asked).toEqual({ kind: 'ended', outcome: 'failed' });
    expect(heard).toEqual([
      { kind: 'problem', text: 'The daemon is busy with 64 earlier requests. Run the command again later.' },
    ]);
    done.resolve();
    for (const { asked } of accepted) expect(await asked).toEqual(DONE);
    expect(await ask().asked).toEqual(DONE);
  });

  test('gives a command all of a long answer', async () => {
    await serve(async (_request, _config, emit) => {
      for (let n = 0; n < 10_000; n += 1) emit({ kind: 'result', text: `${n}`.padEnd(1_000) });
      return 'done';
    });
    const { heard, asked } = ask();
    expect(await asked).toEqual(DONE);
    expect(heard).toHaveLength(10_000);
  });

  test('ends a work whose command was killed', async () => {
    const begun = Promise.withResolvers<void>();
    const ended = Promise.withResolvers<void>();
    await serve(async (_request, _config, _emit, signal) => {
      begun.resolve();
      if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve));
      ended.resolve();
      return 'failed';
    });
    const body = JSON.stringify({ version: 1, config: '/', request: COMPACT });
    const killed = connect(socket());
    killed.write(`POST / HTTP/1.1\r\nHost: x\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
    await begun.promise;
    killed.destroy();
    await ended.promise;
  });
});
