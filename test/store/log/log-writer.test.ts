import { basename } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Disk } from '../../../src/store/disk/file-system.ts';
import { LogWriter, type LogWriterOptions, type WaitingLine } from '../../../src/store/log/log-writer.ts';
import { waitFor } from '../../support/wait-for.ts';

const lineOf = (text: string, day = '2026-11-24'): WaitingLine => ({ day, bytes: Buffer.from(`${text}\n`) });

/** A writer over a disk in memory; `world.fails` is thrown at each access whose name it matches. */
const writing = (
  files: Readonly<Record<string, string>> = {},
  rest: Partial<LogWriterOptions<WaitingLine>> = {},
) => {
  const held = new Map(Object.entries(files));
  const done: string[] = [];
  const world = { fails: undefined as { readonly at: RegExp; readonly error: Error } | undefined };
  const act = (what: string): void => {
    done.push(what);
    if (world.fails?.at.test(what)) throw world.fails.error;
  };
  const dayIn = (path: string): string => basename(path, '.jsonl');
  const textIn = (path: string): string => held.get(dayIn(path)) ?? '';
  const disk = {
    size: async (path: string) => {
      if (world.fails?.at.test('size')) throw world.fails.error;
      return held.get(dayIn(path))?.length;
    },
    readPart: async (path: string, from: number, length: number) => {
      act('read');
      return Buffer.from(textIn(path).slice(from, from + length));
    },
    syncFolder: async (path: string) => act(`sync ${basename(path)}`),
    open: async (path: string) => {
      act(`open ${dayIn(path)}`);
      held.set(dayIn(path), textIn(path));
      return {
        append: async (bytes: Uint8Array) => {
          act('append');
          held.set(dayIn(path), textIn(path) + Buffer.from(bytes).toString());
        },
        sync: async () => act('sync'),
        truncate: async (size: number) => {
          act(`truncate ${size}`);
          held.set(dayIn(path), textIn(path).slice(0, size));
        },
        close: async () => act(`close ${dayIn(path)}`),
      };
    },
  } as Partial<Disk> as Disk;
  const left = new Set<string>();
  const ends = new Map(Object.entries(files).map(([file, text]) => [file, text.length]));
  const durable: string[] = [];
  const writer = new LogWriter<WaitingLine>({
    ...{ disk, folder: '/data', retryMs: 1 },
    permit: async () => act('permit'),
    fileOf: (day) => (left.has(day) ? `${day}.2` : day),
    leave: (file) => {
      act(`leave ${file}`);
      left.add(file);
    },
    sizeOf: async (file) => ends.get(file) ?? 0,
    onDurable: async (lines) => {
      act('durable');
      for (const { entry, file, offset } of lines) {
        durable.push(`${file} ${offset} ${entry.bytes.toString().trim()}`);
        ends.set(file, offset + entry.bytes.length);
      }
    },
    onTrouble: (reason) => done.push(`trouble ${reason}`),
    onRecovery: () => done.push('recovery'),
    ...rest,
  });
  return { writer, held, done, durable, world };
};

const NO_ROOM = new Error('no room');

describe('a writer of the log', () => {
  test('writes and syncs together what waits together, and hands it over with its place', async () => {
    const { writer, held, done, durable } = writing();
    const all = ['a', 'bb', 'c'].map((text) => writer.append(lineOf(text)));
    expect([writer.waiting().length, writer.waitingBytes()]).toEqual([3, 7]);
    await Promise.all(all);
    expect(held.get('2026-11-24')).toBe('a\nbb\nc\n');
    expect(durable).toEqual(['2026-11-24 0 a', '2026-11-24 2 bb', '2026-11-24 5 c']);
    expect(done).toEqual([
      ...['permit', 'open 2026-11-24', 'sync log', 'append', 'sync', 'durable'],
      ...['append', 'sync', 'durable'],
    ]);
    expect([writer.waiting(), writer.waitingBytes(), writer.trouble()]).toEqual([[], 0, undefined]);
    await writer.close();
    expect(done.at(-1)).toBe('close 2026-11-24');
  });

  test('writes each day to a file of its own, and has one file open at a time', async () => {
    const { writer, held, done } = writing();
    const lines = [lineOf('a'), lineOf('b'), lineOf('c', '2026-11-25'), lineOf('d', '2026-11-25')];
    await Promise.all(lines.map((line) => writer.append(line)));
    expect([...held]).toEqual([
      ['2026-11-24', 'a\nb\n'],
      ['2026-11-25', 'c\nd\n'],
    ]);
    expect(done.indexOf('close 2026-11-24')).toBeLessThan(done.indexOf('open 2026-11-25'));
    expect(done.filter((what) => what === 'append')).toHaveLength(3);
  });

  test.each([
    ['four mebibytes', 2 * 1024 * 1024, 2],
    ['a byte more', 2 * 1024 * 1024 + 1, 3],
  ])('writes %s in as many turns as it must', async (_, second, writes) => {
    const { writer, done } = writing();
    const sized = (length: number) => lineOf('x'.repeat(length - 1));
    await Promise.all([lineOf('a'), sized(2 * 1024 * 1024), sized(second)].map((one) => writer.append(one)));
    expect(done.filter((what) => what === 'append')).toHaveLength(writes);
  });

  test('writes a line that is longer than a batch', async () => {
    const { writer, durable } = writing();
    await Promise.all(['a', 'x'.repeat(5 * 1024 * 1024), 'b'].map((text) => writer.append(lineOf(text))));
    expect(durable).toHaveLength(3);
  });

  test.each([
    ['as it is', 'old\n', 'old\n', ['read']],
    ['after a line of its own if it has no line feed', 'old', 'old\n', ['read', 'append']],
  ])('continues a file %s', async (_, before, after, more) => {
    const { writer, held, done, durable } = writing({ '2026-11-24': before });
    await writer.append(lineOf('new'));
    expect(held.get('2026-11-24')).toBe(`${after}new\n`);
    expect(durable).toEqual([`2026-11-24 ${after.length} new`]);
    expect(done).toEqual(['permit', 'open 2026-11-24', ...more, 'append', 'sync', 'durable']);
  });

  test('cuts off what an earlier write left behind', async () => {
    const { writer, held } = writing({ '2026-11-24': 'old\nrest' }, { sizeOf: async () => 4 });
    await writer.append(lineOf('new'));
    expect(held.get('2026-11-24')).toBe('old\nnew\n');
  });

  test.each([
    ['shorter', (held: Map<string, string>) => held.set('2026-11-24', 'a')],
    ['longer', (held: Map<string, string>) => held.set('2026-11-24', 'a\nother\n')],
    ['gone', (held: Map<string, string>) => held.delete('2026-11-24')],
  ])('leaves a file that another program made %s, and continues in another', async (_, harm) => {
    const { writer, held, done, durable } = writing();
    await writer.append(lineOf('a'));
    harm(held);
    const left = held.get('2026-11-24');
    await writer.append(lineOf('b'));
    expect([held.get('2026-11-24'), held.get('2026-11-24.2')]).toEqual([left, 'b\n']);
    expect(durable.at(-1)).toBe('2026-11-24.2 0 b');
    expect(done.slice(6, 10)).toEqual(['permit', 'close 2026-11-24', 'leave 2026-11-24', 'permit']);
  });

  test('leaves a file that is shorter than what was read of it', async () => {
    const { writer, held } = writing(
      { '2026-11-24': 'a' },
      { sizeOf: async (file) => (file.endsWith('.2') ? 0 : 9) },
    );
    await writer.append(lineOf('b'));
    expect(held.get('2026-11-24.2')).toBe('b\n');
  });

  test('leaves a folder in the place of a file, but not a file whose size cannot be read for a moment', async () => {
    const folder = writing();
    await folder.writer.append(lineOf('a'));
    const file = writing();
    await file.writer.append(lineOf('a'));
    file.world.fails = { at: /^size/, error: Object.assign(new Error('EIO'), { code: 'EIO' }) };
    const waiting = file.writer.append(lineOf('b'));
    await waitFor(() => file.writer.trouble() !== undefined);
    file.world.fails = undefined;
    await waiting;
    expect(file.done.filter((what) => what.startsWith('leave'))).toEqual([]);
    folder.world.fails = { at: /^size/, error: new Error('it is a folder') };
    const late = folder.writer.append(lineOf('b'));
    await waitFor(() => folder.done.includes('leave 2026-11-24'));
    folder.world.fails = undefined;
    await late;
    expect(folder.held.get('2026-11-24.2')).toBe('b\n');
  });

  test.each(['append', 'sync$', 'open', 'permit', 'sync log'])(
    'waits while the disk fails (%s), says it once, and writes it once when it is over',
    async (at) => {
      const { writer, held, done, durable, world } = writing();
      world.fails = { at: new RegExp(`^${at}`), error: NO_ROOM };
      const waiting = writer.append(lineOf('a'));
      await waitFor(() => done.filter((what) => world.fails?.at.test(what)).length > 2);
      expect([writer.trouble(), writer.waitingBytes()]).toEqual(['no room', 2]);
      world.fails = undefined;
      await waiting;
      await waitFor(() => writer.trouble() === undefined);
      expect(held.get('2026-11-24')).toBe('a\n');
      expect(durable).toEqual(['2026-11-24 0 a']);
      expect(done.filter((what) => /^(?:trouble|recovery)/.test(what))).toEqual([
        'trouble no room',
        'recovery',
      ]);
    },
  );

  test('says each new reason', async () => {
    const { writer, done, world } = writing();
    world.fails = { at: /^append/, error: NO_ROOM };
    const waiting = writer.append(lineOf('a'));
    await waitFor(() => writer.trouble() === 'no room');
    world.fails = { at: /^append/, error: new Error('read-only') };
    await waitFor(() => writer.trouble() === 'read-only');
    world.fails = undefined;
    await waiting;
    expect(done.filter((what) => what.startsWith('trouble'))).toEqual([
      'trouble no room',
      'trouble read-only',
    ]);
  });

  test('that begins in trouble says when it is over', async () => {
    const { writer, done } = writing({}, { trouble: 'read-only' });
    expect(writer.trouble()).toBe('read-only');
    await writer.append(lineOf('a'));
    await waitFor(() => writer.trouble() === undefined);
    expect(done.at(-1)).toBe('recovery');
  });

  test('that does not retry rejects all that waits, with the reason', async () => {
    const { writer, world, held } = writing({}, { retryMs: undefined });
    world.fails = { at: /^append/, error: NO_ROOM };
    const all = [writer.append(lineOf('a')), writer.append(lineOf('b'))];
    for (const one of all) await expect(one).rejects.toThrow('not stored: no room');
    expect(writer.waiting()).toEqual([]);
    world.fails = undefined;
    await writer.append(lineOf('c'));
    expect(held.get('2026-11-24')).toBe('c\n');
  });

  test('hands durable lines over again if that failed, and does not write them again', async () => {
    const { writer, held, done, durable, world } = writing();
    world.fails = { at: /^durable/, error: new Error('the index is full') };
    const waiting = writer.append(lineOf('a'));
    await waitFor(() => writer.trouble() === 'the index is full');
    const later = writer.append(lineOf('b'));
    expect(writer.waiting().map(({ bytes }) => bytes.toString())).toEqual(['a\n', 'b\n']);
    world.fails = undefined;
    await Promise.all([waiting, later]);
    expect(held.get('2026-11-24')).toBe('a\nb\n');
    expect(durable).toEqual(['2026-11-24 0 a', '2026-11-24 2 b']);
    expect(done.filter((what) => what === 'append')).toHaveLength(2);
  });

  test('counts durable lines as stored if it gives up', async () => {
    const { writer, world } = writing({}, { retryMs: undefined });
    world.fails = { at: /^durable/, error: new Error('the index is full') };
    const [durable, other] = [writer.append(lineOf('a')), writer.append(lineOf('b'))];
    await durable;
    await expect(other).rejects.toThrow('not stored: the index is full');
    expect(writer.waiting()).toEqual([]);
  });

  test('tries once more when it is closed, rejects the rest, and takes nothing afterwards', async () => {
    const { writer, done, world } = writing({}, { retryMs: 60_000 });
    world.fails = { at: /^append/, error: NO_ROOM };
    const waiting = writer.append(lineOf('a'));
    await waitFor(() => writer.trouble() !== undefined);
    await writer.close();
    await expect(waiting).rejects.toThrow('not stored: no room');
    expect(done.filter((what) => what === 'append')).toHaveLength(2);
    await expect(writer.append(lineOf('b'))).rejects.toThrow('not stored: the store is closed');
  });

  test('runs other work after the write in progress, while no file is open', async () => {
    const { writer, done } = writing();
    const first = writer.append(lineOf('a'));
    const work = writer.between(async () => void done.push('work'));
    await Promise.all([first, work, writer.append(lineOf('b'))]);
    const rest = done.filter((what) => /^(?:append|close|work|open)/.test(what));
    expect(rest).toEqual([
      'open 2026-11-24',
      'append',
      'close 2026-11-24',
      'work',
      'open 2026-11-24',
      'append',
    ]);
  });

  test('hands on the failure of other work, which is no trouble of the disk, and asks first whether it may write', async () => {
    const { writer, done, world } = writing();
    await expect(writer.between(() => Promise.reject(NO_ROOM))).rejects.toThrow('no room');
    expect(writer.trouble()).toBeUndefined();
    world.fails = { at: /^permit/, error: new Error('locked') };
    await expect(writer.between(async () => void done.push('work'))).rejects.toThrow('locked');
    expect(done).not.toContain('work');
  });

  test('closes a file that it cannot read', async () => {
    const { writer, done, world } = writing({ '2026-11-24': 'old\n' }, { retryMs: undefined });
    world.fails = { at: /^read/, error: NO_ROOM };
    await expect(writer.append(lineOf('a'))).rejects.toThrow('no room');
    expect(done).toContain('close 2026-11-24');
  });
});
