import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

type Row = Readonly<Record<string, unknown>>;

/** The answer of a server to a statement: rows, or an error; undefined if the server never answers. */
export type Answer = readonly Row[] | Error | undefined;

/** A statement that the server got; `name` is the name of a prepared statement. */
export type Asked = {
  readonly session: number;
  readonly name: string;
  readonly sql: string;
  readonly values: readonly (string | null)[];
};

/**
 * Starts a server on loopback with a part of the protocol of PostgreSQL (version 3), until the end of the test. It
 * answers each statement with the result of `answer`.
 */
export const startScriptedServer = async (answer: (asked: Asked) => Answer = () => []) => {
  const asked: Asked[] = [];
  const sockets: Socket[] = [];
  /** The parameters that each session sent at its start. */
  const sessions: Readonly<Record<string, string>>[] = [];
  const server = createServer((socket) => {
    const session = sockets.push(socket) - 1;
    const take = createSession((statement) => {
      const came = { session, ...statement };
      asked.push(came);
      return answer(came);
    });
    let rest: Buffer = Buffer.alloc(0);
    socket.on('error', () => undefined);
    socket.on('data', (data) => {
      rest = Buffer.concat([rest, Buffer.from(data)]);
      if (sessions[session] === undefined) {
        const length = rest.readInt32BE(0);
        sessions[session] = parametersOf(rest.subarray(8, length));
        rest = rest.subarray(length);
        socket.write(Buffer.concat([message('R', int32(0)), READY]));
      }
      for (let end = endOf(rest); end <= rest.length; end = endOf(rest)) {
        const kind = rest.toString('latin1', 0, 1);
        if (kind === 'X') socket.end();
        else socket.write(take(kind, rest.subarray(5, end)));
        rest = rest.subarray(end);
      }
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const cut = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  onTestFinished(() => {
    cut();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `postgres://reader:secret@127.0.0.1:${port}/news`,
    asked,
    sessions,
    /** Breaks all connections, like a crash. */
    cut,
    /** Sends a notification to all sessions. */
    notify: (channel: string, payload: string): void => {
      for (const socket of sockets)
        if (!socket.destroyed) socket.write(message('A', int32(1), text(channel), text(payload)));
    },
    /** Returns the numbers of the sessions whose connection is open. */
    open: (): readonly number[] => sockets.flatMap(({ destroyed }, n) => (destroyed ? [] : [n])),
  };
};

/** Makes an error for an `Answer`, with an SQLSTATE code. */
export const sqlError = (code: string, words: string): Error => Object.assign(new Error(words), { code });

const createSession = (answer: (asked: Omit<Asked, 'session'>) => Answer) => {
  const prepared = new Map<string, string>();
  let bound: Omit<Asked, 'session'> = { name: '', sql: '', values: [] };
  return (kind: string, body: Buffer): Buffer => {
    const [first = '', second = ''] = body.toString('utf8').split('\0');
    if (kind === 'Q') return answered(answer({ name: '', sql: first, values: [] }), []);
    if (kind === 'P') prepared.set(first, second);
    if (kind === 'B') bound = { name: second, sql: prepared.get(second) ?? '', values: valuesIn(body) };
    return kind === 'S' ? answered(answer(bound), [message('1'), message('2')]) : Buffer.alloc(0);
  };
};

const answered = (answer: Answer, before: readonly Buffer[]): Buffer => {
  if (answer === undefined) return Buffer.alloc(0);
  if (answer instanceof Error) {
    const { code = 'XX000', message: words } = answer as Error & { readonly code?: string };
    return Buffer.concat([message('E', text('SERROR'), text(`C${code}`), text(`M${words}`), ZERO), READY]);
  }
  const [first = {}] = answer;
  const columns = Object.keys(first).map((name) =>
    Buffer.concat([
      text(name),
      int32(0),
      int16(0),
      int32(typeOf(first[name])),
      int16(-1),
      int32(-1),
      int16(0),
    ]),
  );
  const rows = answer.map((row) => message('D', int16(columns.length), ...Object.values(row).map(encoded)));
  const description = columns.length === 0 ? [] : [message('T', int16(columns.length), ...columns)];
  return Buffer.concat([...before, ...description, ...rows, message('C', text('SELECT')), READY]);
};

const ZERO = Buffer.alloc(1);
const text = (value: string): Buffer => Buffer.from(`${value}\0`);
const int16 = (value: number): Buffer => {
  const bytes = Buffer.alloc(2);
  bytes.writeInt16BE(value);
  return bytes;
};
const int32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
};
const message = (kind: string, ...parts: readonly Buffer[]): Buffer => {
  const body = Buffer.concat(parts);
  return Buffer.concat([Buffer.from(kind), int32(body.length + 4), body]);
};
const READY = message('Z', Buffer.from('I'));

const endOf = (bytes: Buffer): number =>
  bytes.length < 5 ? Number.POSITIVE_INFINITY : 1 + bytes.readInt32BE(1);

/** Returns the number of a value's type in PostgreSQL (`pg_type.oid`). */
const typeOf = (value: unknown): number => {
  if (typeof value === 'boolean') return 16;
  if (typeof value === 'number') return 701;
  if (value instanceof Date) return 1184;
  return typeof value === 'object' && value !== null ? 3802 : 25;
};

const encoded = (value: unknown): Buffer => {
  if (value === null || value === undefined) return int32(-1);
  const words =
    typeof value === 'string'
      ? value
      : value instanceof Date
        ? value.toISOString().replace('T', ' ').replace('Z', '+00')
        : JSON.stringify(value);
  const bytes = Buffer.from(typeof value === 'boolean' ? words.slice(0, 1) : words);
  return Buffer.concat([int32(bytes.length), bytes]);
};

const parametersOf = (body: Buffer): Readonly<Record<string, string>> => {
  const parts = body.toString('utf8').split('\0');
  return Object.fromEntries(
    parts.flatMap((name, n) => (n % 2 === 0 && name !== '' ? [[name, parts[n + 1] ?? '']] : [])),
  );
};

/** Returns the values of a Bind message, which are texts. */
const valuesIn = (body: Buffer): readonly (string | null)[] => {
  let at = body.indexOf(0, body.indexOf(0) + 1) + 1;
  at += 2 + 2 * body.readInt16BE(at);
  const values: (string | null)[] = [];
  for (let left = body.readInt16BE(at); left > 0; left -= 1) {
    const length = body.readInt32BE(at + 2);
    values.push(length < 0 ? null : body.toString('utf8', at + 6, at + 6 + length));
    at += 4 + Math.max(0, length);
  }
  return values;
};
