import { EventEmitter } from 'node:events';
import type { Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { describe, expect, test } from 'vitest';
import { limitConnections } from '../../src/serve/connections.ts';
import { refuse } from '../../src/serve/create-server.ts';
import { limitUnread } from '../../src/serve/limit-unread.ts';
import { createTurns } from '../../src/serve/take-turns.ts';

/** A socket or an answer: what is written to it, and whether it was cut off. */
class Wire extends EventEmitter {
  written = '';
  destroyed = false;
  writable = true;
  end(text: string, done: () => void): void {
    this.written += text;
    done();
  }
  destroy(): void {
    this.destroyed = true;
  }
}
const socketOf = (wire: Wire) => wire as unknown as Socket;
const responseOf = (wire: Wire) => wire as unknown as ServerResponse;
const cut = (...wires: readonly Wire[]) => wires.map(({ destroyed }) => destroyed);

describe('a request that cannot be parsed', () => {
  const answerTo = (code: string, packet = ''): string => {
    const wire = new Wire();
    const error = Object.assign(new Error(code), { code, rawPacket: Buffer.from(packet, 'latin1') });
    refuse(error, socketOf(wire));
    expect(wire.destroyed).toBe(true);
    return wire.written.split('\r\n\r\n')[0] ?? '';
  };
  const rest = '\r\nConnection: close\r\nContent-Length: 0';

  test.each([
    ['HPE_HEADER_OVERFLOW', '431 Request Header Fields Too Large'],
    ['ERR_HTTP_REQUEST_TIMEOUT', '408 Request Timeout'],
    ['HPE_INVALID_METHOD', '400 Bad Request'],
  ])('for %s is answered with %s', (code, status) => {
    expect(answerTo(code)).toBe(`HTTP/1.1 ${status}${rest}`);
  });

  test('for Japanese words without percent-encoding leads to the address as it should be', () => {
    const words = Buffer.from('日銀').toString('latin1');
    expect(answerTo('HPE_INVALID_URL', `GET /search?q=${words}&topic=fx HTTP/1.1\r\nHost: a\r\n`)).toBe(
      `HTTP/1.1 301 Moved Permanently\r\nLocation: ./search?q=%E6%97%A5%E9%8A%80&topic=fx${rest}`,
    );
    for (const request of [
      `POST /search?q=${words} HTTP/1.1\r\n`,
      `GET /${words}/search HTTP/1.1\r\n`,
      `GET /search?q=a b HTTP/1.1\r\n`,
      'GET /search HTTP/1.1\r\n',
    ])
      expect(answerTo('HPE_INVALID_URL', request), request).toBe(`HTTP/1.1 400 Bad Request${rest}`);
  });

  test('from a client that is gone gets no answer', () => {
    expect(answerTo('ECONNRESET')).toBe('');
    const wire = Object.assign(new Wire(), { writable: false });
    refuse(new Error('gone'), socketOf(wire));
    expect([wire.written, wire.destroyed]).toEqual(['', true]);
  });
});

describe('answers that nobody reads', () => {
  const bytes = (length: number) => new Uint8Array(length);

  test('are cut off, the oldest first, once they hold more than the limit', () => {
    const note = limitUnread(100);
    const [a, b, c] = [new Wire(), new Wire(), new Wire()];
    note(responseOf(a), bytes(50));
    note(responseOf(b), bytes(50));
    expect(cut(a, b)).toEqual([false, false]);
    note(responseOf(c), bytes(1));
    expect(cut(a, b, c)).toEqual([true, false, false]);
  });

  test('do not count if the client left before the answer was ready', () => {
    const note = limitUnread(100);
    const [gone, a] = [Object.assign(new Wire(), { closed: true }), new Wire()];
    note(responseOf(gone), bytes(60));
    note(responseOf(a), bytes(60));
    note(responseOf(new Wire()), bytes(40));
    expect(cut(gone, a)).toEqual([false, false]);
  });

  test('count once where they are the same bytes, until the last of them is read', () => {
    const note = limitUnread(100);
    const [shared, wires] = [bytes(60), [new Wire(), new Wire(), new Wire(), new Wire()] as const];
    const [a, b, c, d] = wires;
    note(responseOf(a), shared);
    note(responseOf(b), shared);
    note(responseOf(c), bytes(40));
    expect(cut(...wires)).toEqual([false, false, false, false]);
    a.emit('close');
    note(responseOf(d), bytes(1));
    expect(cut(...wires)).toEqual([false, true, false, false]);
  });

  test('may hold sixty-four mebibytes in all', () => {
    const note = limitUnread();
    const [a, b] = [new Wire(), new Wire()];
    note(responseOf(a), bytes(1));
    note(responseOf(b), bytes(64 * 1024 * 1024 - 1));
    expect(cut(a, b)).toEqual([false, false]);
    note(responseOf(new Wire()), bytes(1));
    expect(cut(a, b)).toEqual([true, false]);
  });

  test('count anew where the same bytes are sent again', () => {
    const note = limitUnread(100);
    const shared = bytes(60);
    const [a, b, c] = [new Wire(), new Wire(), new Wire()];
    note(responseOf(a), shared);
    a.emit('close');
    note(responseOf(b), shared);
    note(responseOf(c), bytes(41));
    expect(cut(a, b, c)).toEqual([false, true, false]);
  });

  test('that are read make room, and one alone may be larger than the limit', () => {
    const note = limitUnread(100);
    const [a, b] = [new Wire(), new Wire()];
    note(responseOf(a), bytes(500));
    expect(a.destroyed).toBe(false);
    a.emit('close');
    note(responseOf(b), bytes(100));
    expect(b.destroyed).toBe(false);
  });
});

describe('connections beyond the limit', () => {
  const connect = (max?: number) => {
    const server = new EventEmitter();
    const { noteRequest } = limitConnections(server as unknown as Server, max);
    return {
      note: (wire: Wire) => noteRequest(socketOf(wire)),
      open: (): Wire => {
        const wire = new Wire();
        server.emit('connection', socketOf(wire));
        return wire;
      },
    };
  };

  test('end the one that has waited longest for its client, not one that is being answered', () => {
    const { open, note } = connect(3);
    const [a, b, c] = [open(), open(), open()];
    note(a);
    const end = note(b);
    end();
    open();
    expect(cut(a, b, c)).toEqual([false, false, true]);
    open();
    expect(cut(a, b, c)).toEqual([false, true, true]);
  });

  test('are those beyond eight hundred', () => {
    const { open } = connect();
    const wires = Array.from({ length: 800 }, open);
    expect(cut(...wires)).not.toContain(true);
    open();
    expect(cut(...wires).indexOf(true)).toBe(0);
    expect(cut(...wires).lastIndexOf(true)).toBe(0);
  });

  test('leave those that are being answered alone, and take back one whose answer has ended', () => {
    const { open, note } = connect(2);
    const [a, b] = [open(), open()];
    const ends = [note(a), note(b)];
    a.emit('close');
    ends[0]?.();
    const c = open();
    expect(cut(a, b, c)).toEqual([false, false, false]);
    open();
    expect(cut(b, c)).toEqual([false, true]);
    ends[1]?.();
    open();
    open();
    expect(cut(b)).toEqual([true]);
  });

  test('end the oldest one where all are being answered, and none where one has closed', () => {
    const { open, note } = connect(2);
    const [a, b] = [open(), open()];
    note(a);
    note(b);
    const c = open();
    expect(cut(a, b, c)).toEqual([true, false, false]);
    c.emit('close');
    open();
    expect(cut(b)).toEqual([false]);
  });
});

describe('connections that send request after request', () => {
  /** A connection on which so many bytes wait; a request lies in each slice that is read. */
  class Sending extends EventEmitter {
    destroyed = false;
    readableLength: number;
    readonly reads: (number | undefined)[] = [];
    readonly #onRequest: () => void;
    constructor(bytes: number, onRequest: () => void) {
      super();
      this.readableLength = bytes;
      this.#onRequest = onRequest;
    }
    read(size?: number): Buffer | null {
      this.reads.push(size);
      if (size === undefined) return null;
      this.readableLength -= size;
      this.#onRequest();
      return Buffer.alloc(size);
    }
  }
  const serveTurns = () => {
    const server = new EventEmitter();
    const takeTurn = createTurns(server as unknown as Server);
    const begun: string[] = [];
    const responses: EventEmitter[] = [];
    const connect = (name: string, bytes: number): Sending => {
      const socket: Sending = new Sending(bytes, () => request(name, socket));
      server.emit('connection', socket);
      return socket;
    };
    const request = (name: string, socket: Sending): void => {
      const response = new EventEmitter();
      responses.push(response);
      takeTurn(socket as unknown as Socket, response as unknown as ServerResponse, () => begun.push(name));
    };
    const nextTurn = () => new Promise((resolve) => setImmediate(resolve));
    return { connect, request, begun, responses, nextTurn };
  };

  test('are read 256 bytes at a time, and no further while an answer is under way', async () => {
    const { connect, begun, responses, nextTurn } = serveTurns();
    const socket = connect('a', 300);
    socket.emit('readable');
    expect([socket.reads, begun]).toEqual([[256], ['a']]);
    responses[0]?.emit('close');
    expect(socket.reads).toEqual([256]);
    await nextTurn();
    expect([socket.reads, begun]).toEqual([
      [256, 44],
      ['a', 'a'],
    ]);
    responses[1]?.emit('close');
    // Nothing waits: it is read on at once, up to the end.
    expect(socket.reads).toEqual([256, 44, undefined]);
  });

  test('have their requests of one slice answered one after the other', async () => {
    const { connect, request, begun, responses, nextTurn } = serveTurns();
    const socket = connect('a', 0);
    request('first', socket);
    request('second', socket);
    expect(begun).toEqual(['first']);
    responses[0]?.emit('close');
    expect(begun).toEqual(['first']);
    await nextTurn();
    expect(begun).toEqual(['first', 'second']);
    socket.destroyed = true;
    responses[1]?.emit('close');
    await nextTurn();
    expect(socket.reads).toEqual([]);
  });

  test('go on sixteen in a turn, so that a new client is heard meanwhile', async () => {
    const { connect, begun, responses, nextTurn } = serveTurns();
    for (let n = 0; n < 17; n += 1) connect(`${n}`, 512).emit('readable');
    expect(begun).toHaveLength(17);
    for (const response of responses.slice(0, 17)) response.emit('close');
    await nextTurn();
    expect(begun).toHaveLength(17 + 16);
    await nextTurn();
    expect(begun).toHaveLength(17 + 17);
  });

  test('are answered at once where they came before the server took turns', () => {
    const { request, begun } = serveTurns();
    request('early', new Sending(0, () => {}));
    expect(begun).toEqual(['early']);
  });
});
