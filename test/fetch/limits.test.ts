import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { startTimeLimit } from '../../src/fetch/time-limits.ts';
import { ask, failureOf, makeFetcher, textOf } from './support/ask.ts';
import { always, answer, FEED, head, serveRaw } from './support/raw-server.ts';

describe('limits on size', () => {
  test('a body that says it is too large is not read', async () => {
    await using server = await serveRaw((_request, socket) =>
      socket.write(head(200, { 'Content-Length': 1_000_001 })),
    );
    expect(await ask(server.origin)).toMatchObject({
      failure: { kind: 'too-large', detail: 'the body has 1000001 bytes, more than 1000000' },
    });
  });

  test('a body of a byte more than allowed, whose length is not said, is too large', async () => {
    await using server = await serveRaw((_request, socket) =>
      socket.end(Buffer.concat([head(200), Buffer.from('x'.repeat(1001))])),
    );
    expect(await ask(server.origin, {}, { maxBytes: 1000 })).toMatchObject({
      failure: { kind: 'too-large', detail: 'the body has more than 1000 bytes' },
    });
    expect((await ask(server.origin, {}, { maxBytes: 1001 })).kind).toBe('fetched');
  });

  test('a body that comes in many parts is joined in their order', async () => {
    const parts = Array.from({ length: 30 }, (_, n) => String.fromCodePoint(97 + n).repeat(9_999));
    await using server = await serveRaw((_request, socket) => {
      socket.write(head(200));
      for (const part of parts) socket.write(part);
      socket.end();
    });
    expect(textOf(await ask(server.origin))).toBe(parts.join(''));
  });

  test('a body that turns out too large is cut off while it comes', async () => {
    let sent = 0;
    await using server = await serveRaw((_request, socket) => {
      socket.write(head(200));
      const more = () => {
        while (!socket.destroyed && sent < 1e9 && socket.write('x'.repeat(65_536))) sent += 65_536;
      };
      socket.on('drain', more);
      more();
    });
    expect(failureOf(await ask(server.origin))).toBe('too-large');
    expect(sent).toBeLessThan(100_000_000);
  });

  test('a body as large as allowed is taken', async () => {
    await using server = await serveRaw(always(answer(200, {}, 'x'.repeat(1_000_000))));
    expect((await ask(server.origin)).kind).toBe('fetched');
  });

  test('the status line and the headers may have 32 KiB', async () => {
    const failureWith = async (length: number) => {
      await using server = await serveRaw(always(answer(200, { X: 'y'.repeat(length) }, 'b')));
      return failureOf(await ask(server.origin));
    };
    // Node counts names, values and the text of the status.
    const most = 32 * 1024 - 'TextContent-Length1X'.length - 1;
    expect([await failureWith(most), await failureWith(most + 1)]).toEqual([undefined, 'bad-answer']);
  });

  test('headers without end are cut off', async () => {
    await using server = await serveRaw((_request, socket) => {
      socket.write('HTTP/1.1 200 OK\r\n');
      for (let n = 0; n < 100; n += 1) socket.write(`X-${n}: ${'y'.repeat(1000)}\r\n`);
    });
    expect(failureOf(await ask(server.origin))).toBe('bad-answer');
  });
});

describe('limits on time', () => {
  const SHORT = { timeoutMs: 300 };

  test('a server that never answers is a timeout', async () => {
    await using server = await serveRaw(() => undefined);
    expect(await ask(server.origin, {}, SHORT)).toMatchObject({
      failure: { kind: 'timeout', detail: 'the server did not answer within 100 ms' },
    });
  });

  test('a server that falls silent in the middle of the body is a timeout', async () => {
    await using server = await serveRaw((_request, socket) =>
      socket.write(head(200, { 'Content-Length': 100 })),
    );
    // A busy machine may notice the silence late, but before the whole time is over.
    const result = await ask(server.origin, {}, { timeoutMs: 1500 });
    expect(result).toMatchObject({
      failure: { kind: 'timeout', detail: 'the server sent nothing for 500 ms' },
    });
  });

  test('the connection of a fetch that failed is closed at once, not when the fetcher is', async () => {
    const closed = Promise.withResolvers<string>();
    await using server = await serveRaw((_request, socket) => {
      socket.on('close', () => closed.resolve('closed'));
      socket.write(head(200, { 'Content-Length': 100 }));
    });
    const fetcher = makeFetcher(SHORT);
    const request = { url: server.origin, validators: {}, headers: {} };
    expect(failureOf(await fetcher.fetch(request, new AbortController().signal))).toBe('timeout');
    expect(await closed.promise).toBe('closed');
  });

  test('a server that is slow, and never silent for long, is heard to the end', async () => {
    await using server = await serveRaw((_request, socket) => {
      socket.write(head(200, { 'Content-Length': 5 }));
      let sent = 0;
      const drip = setInterval(() => {
        socket.write('x');
        sent += 1;
        if (sent === 5) clearInterval(drip);
      }, 50);
    });
    expect(textOf(await ask(server.origin, {}, { timeoutMs: 2_000 }))).toBe('xxxxx');
  });

  test('of an error page, no more than 16 KiB are awaited', async () => {
    const refusing = (bytes: number) =>
      serveRaw((_request, socket) => {
        socket.write(head(404, { 'Content-Length': 1_000_000 }));
        socket.write('x'.repeat(bytes));
      });
    await using enough = await refusing(16 * 1024 + 1);
    await using less = await refusing(16 * 1024);
    expect(failureOf(await ask(enough.origin, {}, SHORT))).toBe('not-found');
    expect(failureOf(await ask(less.origin, {}, SHORT))).toBe('timeout');
  });

  test('a server that drips a byte at a time, never silent, is a timeout all the same', async () => {
    await using server = await serveRaw((_request, socket) => {
      socket.write(head(200, { 'Content-Length': 1_000_000 }));
      const drip = setInterval(() => socket.write('x'), 20);
      socket.on('close', () => clearInterval(drip));
    });
    // The head must come within a third of this time, also on a busy machine.
    expect(await ask(server.origin, {}, { timeoutMs: 1_500 })).toMatchObject({
      failure: { kind: 'timeout', detail: expect.stringContaining('not complete') },
    });
  });

  test('a server that drips its headers is a timeout', async () => {
    await using server = await serveRaw((_request, socket) => {
      socket.write('HTTP/1.1 200 OK\r\n');
      const drip = setInterval(() => socket.write('X: y\r\n'), 20);
      socket.on('close', () => clearInterval(drip));
    });
    expect(await ask(server.origin, {}, SHORT)).toMatchObject({
      failure: { kind: 'timeout', detail: 'the server did not answer within 100 ms' },
    });
  });

  test('redirects share the time of one fetch', async () => {
    await using server = await serveRaw(({ path }, socket) => {
      setTimeout(() => socket.end(answer(302, { Location: `${path}x` })), 700);
    });
    expect(await ask(`${server.origin}/`, {}, { timeoutMs: 3000 })).toMatchObject({
      failure: { kind: 'timeout', detail: 'the answer was not complete 3000 ms after the request began' },
    });
  });

  test('a fetch ends at once when we stop', async () => {
    const stop = new AbortController();
    await using server = await serveRaw(() => stop.abort());
    expect(failureOf(await ask(server.origin, {}, {}, stop.signal))).toBe('stopped');
  });

  test('nothing is asked once we have stopped', async () => {
    await using server = await serveRaw(always(answer(200, {}, FEED)));
    expect(failureOf(await ask(server.origin, {}, {}, AbortSignal.abort()))).toBe('stopped');
    expect(server.connections()).toBe(0);
  });

  test('no timer, listener or socket is left behind', async () => {
    await using server = await serveRaw(always(answer(200, {}, FEED)));
    const stop = new AbortController();
    const results = [];
    for (let n = 0; n < 20; n += 1) results.push(textOf(await ask(server.origin, {}, {}, stop.signal)));
    expect(new Set(results)).toEqual(new Set([FEED]));
    expect(process.getActiveResourcesInfo().filter((kind) => kind === 'TCPSocketWrap').length).toBeLessThan(
      5,
    );
  });
});

test('while we are busy ourselves, a server that answers is not called too slow', async () => {
  await using server = await serveRaw((_request, socket) => {
    setTimeout(() => {
      const untilMs = performance.now() + 800;
      while (performance.now() < untilMs);
      socket.end(answer(200, {}, FEED));
    }, 10);
  });
  expect(textOf(await ask(server.origin, {}, { timeoutMs: 600 }))).toBe(FEED);
});

describe('the time that a server has', () => {
  /** A limit of 100 ms, by a clock that a test sets; `fire` lets the timer be as late as the clock says. */
  const limit = () => {
    let nowMs = 0;
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => nowMs);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => {
      vi.useRealTimers();
      clock.mockRestore();
    });
    const expired = vi.fn<() => void>();
    const own = startTimeLimit(100, expired);
    const fireAt = (ms: number): number => {
      nowMs = ms;
      vi.runOnlyPendingTimers();
      return expired.mock.calls.length;
    };
    return { ...own, fireAt };
  };

  test('is over when it is, and by a timer that is up to 50 ms late', () => {
    expect(limit().fireAt(100)).toBe(1);
    expect(limit().fireAt(150)).toBe(1);
  });

  test('is over a millisecond early, because a timer counts no less', () => {
    expect([limit().fireAt(98), limit().fireAt(99)]).toEqual([0, 1]);
  });

  test('is longer by twice the time for which this process was busy', () => {
    const { fireAt } = limit();
    expect([fireAt(151), fireAt(200), fireAt(202)]).toEqual([0, 0, 1]);
  });

  test('begins again when it is renewed, and never ends once it is stopped', () => {
    const renewed = limit();
    renewed.fireAt(60);
    renewed.renew();
    expect([renewed.fireAt(100), renewed.fireAt(158), renewed.fireAt(160)]).toEqual([0, 0, 1]);
    const stopped = limit();
    stopped.stop();
    expect(stopped.fireAt(1000)).toBe(0);
  });
});
