import { chmod, mkdir, mkdtemp, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import {
  complainOfStore,
  keepPrivate,
  mayHold,
  nameOf,
  openStoreFor,
  tryStore,
} from '../../src/cli/reach-store.ts';
import { aStory } from '../store/make-story.ts';
import { newFolder, openedStore, silent } from '../store/opened-store.ts';
import { fakeTimers, turns } from '../support/fake-timers.ts';
import { install } from '../support/product.ts';
import { kawarabanHere } from '../support/run-here.ts';
import { waitFor } from '../support/wait-for.ts';

const umask = process.umask();
afterEach(() => void process.umask(umask));

/** The mode that a folder has after it was named as the data folder, and may be read by all before. */
const modeAfter = async (names: readonly string[]): Promise<string> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'private-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await chmod(folder, 0o755);
  for (const name of names) {
    if (name.endsWith('/')) await mkdir(path.join(folder, name));
    else await writeFile(path.join(folder, name), '');
  }
  await keepPrivate(folder);
  return ((await stat(folder)).mode & 0o777).toString(8);
};

test('a data folder is closed to other users, whether it is new or holds a store', async () => {
  expect(await modeAfter([])).toBe('700');
  expect(await modeAfter(['README.md', '.gitignore'])).toBe('700');
  const files = [
    'lock',
    'lock.txt',
    'lock-journal',
    'control.sock',
    'log/',
    'documents/',
    'index/',
    'under-way/',
  ];
  expect(await modeAfter(files)).toBe('700');
});

test('a folder that holds other things is left as it is, even with a store among them', async () => {
  expect(await modeAfter(['somebody.txt'])).toBe('755');
  expect(await modeAfter(['lock', 'log/', 'logs/'])).toBe('755');
});

test('a file that is named as the data folder keeps its mode', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'private-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = path.join(folder, 'file');
  await writeFile(file, '');
  await chmod(file, 0o644);
  await keepPrivate(file);
  expect((await stat(file)).mode & 0o777).toBe(0o644);
});

test('a store is in a folder with documents or a day, and may be in one that cannot be read', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'closed-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const held: string[] = [];
  for (const [name, file] of [
    ['whole', 'documents/states.json'],
    ['a day', 'log/2026-11-24.jsonl'],
    ['unfinished', 'copy-of.txt'],
    ['of an earlier format', 'journal/1'],
    ['like /var', 'log/syslog'],
    ['above a store', 'data/documents/states.json'],
    ['left by a reader', 'index/index.sqlite'],
    ['empty', ''],
  ] as const) {
    const at = path.join(folder, name, file);
    await mkdir(path.dirname(at), { recursive: true });
    await (file === '' ? mkdir(at, { recursive: true }) : writeFile(at, ''));
    if (await mayHold({ data: path.join(folder, name) })) held.push(name);
  }
  expect(held).toEqual(['whole', 'a day', 'unfinished', 'of an earlier format']);
  await symlink(path.join(folder, 'loop'), path.join(folder, 'loop'));
  await writeFile(path.join(folder, 'file'), '');
  const others = ['loop', 'loop/data', 'file', 'file/data', 'absent'];
  const mayBe = await Promise.all(others.map((name) => mayHold({ data: path.join(folder, name) })));
  expect(mayBe).toEqual([true, true, false, false, false]);
});

test('no command but `poll` takes a folder without a store for one, or writes into it', async () => {
  const at = await install([{ id: 'one', url: 'https://outlet.example/feed' }]);
  onTestFinished(at.remove);
  await mkdir(at.data);
  await writeFile(path.join(at.data, 'mine.txt'), '');
  for (const command of [
    ['digest'],
    ['why', 'https://outlet.example/1'],
    ['replay'],
    ['replay', '--apply'],
    ['store', 'check'],
    ['store', 'export'],
    ['store', 'compact'],
  ]) {
    const { status, out, err } = await kawarabanHere(at, ...command);
    expect([status, out, err]).toEqual([1, '', expect.stringMatching(/^The folder \S+ has no store\. /)]);
  }
  expect(await readdir(at.data)).toEqual(['mine.txt']);
});

test('a command says why a data folder cannot be read, also one that checks it', async () => {
  const at = await install([{ id: 'one', url: 'https://outlet.example/feed' }]);
  onTestFinished(at.remove);
  await symlink(at.data, at.data);
  for (const command of [['sources'], ['store', 'check']]) {
    const { status, out, err } = await kawarabanHere(at, ...command);
    expect({ status, text: `${out}${err}` }).toEqual({
      status: 1,
      text: expect.stringMatching(/ cannot be (opened|checked): ELOOP/),
    });
  }
});

const DATABASE = 'postgres://reader:secret@db.example/news';

test('a store that cannot be opened is named by its folder, or by its database without a password, with what to do', () => {
  const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const said = (...given: Parameters<typeof complainOfStore>) => {
    const status = complainOfStore(...given);
    return [status, String(write.mock.calls.at(-1)?.[0]).replace(/^<3>/, '')];
  };
  const [folder, database] = [{ data: '/data' }, { data: '/data', store: DATABASE }];
  const [locked, failed] = [
    { kind: 'locked', by: 'process 7' },
    { kind: 'failed', reason: 'the disk is full.' },
  ] as const;
  try {
    expect(said(folder, locked)).toEqual([
      1,
      '/data is in use by process 7. Stop it first, or name another folder.\n',
    ]);
    expect(said(database, locked)).toEqual([
      1,
      `${nameOf(database)} is in use by process 7. Stop it first, or name another database.\n`,
    ]);
    expect(said(folder, failed)).toEqual([1, '/data cannot be opened: the disk is full.\n']);
    expect(said(database, failed)).toEqual([1, 'The store cannot be opened: the disk is full.\n']);
  } finally {
    write.mockRestore();
  }
  expect(nameOf(database)).toMatch(/news.*db\.example|db\.example.*news/);
  expect(nameOf(database)).not.toContain('secret');
});

describe('a command that opens the store', () => {
  const LOCK = { lock: true, log: silent };

  test('is refused at once while another one holds it; if it is patient, it says once that it waits', async () => {
    const data = await newFolder();
    const holder = await openedStore(data);
    const warned: unknown[] = [];
    const log = { ...silent, warn: (...line: unknown[]) => void warned.push(line) };
    expect(await tryStore({ data }, { ...LOCK, log })).toMatchObject({ kind: 'locked' });
    expect(warned).toEqual([]);
    const waiting = tryStore({ data }, { ...LOCK, log, isPatient: true });
    await waitFor(() => warned.length > 0);
    await holder.close();
    const opened = await waiting;
    expect(opened.kind).toBe('opened');
    const reason = expect.stringMatching(new RegExp(`^${data} is in use by process ${process.pid}, since `));
    expect(warned).toEqual([['store.waits', { reason, seconds: 20 }]]);
    if (opened.kind === 'opened') await opened.store.close();
  });

  test('gives up after twenty seconds, having looked five times a second', async () => {
    const data = await newFolder();
    const holder = await openedStore(data);
    const sleeps = fakeTimers();
    let slept = 0;
    for (const passing of [
      [200, 19_799, 200],
      [200, 19_800],
    ]) {
      const opening = tryStore({ data }, { ...LOCK, isPatient: true });
      for (const ms of passing) {
        while (sleeps().length === slept) await turns(1);
        slept += 1;
        vi.advanceTimersByTime(ms);
      }
      expect((await opening).kind).toBe('locked');
    }
    expect(sleeps()).toEqual([200, 200, 200, 200, 200]);
    await holder.close();
  });

  test('takes an unfinished copy only to go on with it', async () => {
    const data = await newFolder();
    await writeFile(path.join(data, 'copy-of.txt'), '/other\n');
    expect(await tryStore({ data }, LOCK)).toMatchObject({ kind: 'failed' });
    const opened = await tryStore({ data }, { ...LOCK, isCopy: true });
    if (opened.kind !== 'opened') throw new Error(opened.kind);
    await opened.store.close();
  });

  test('closes it to other users, with all that it will write, only if it writes', async () => {
    const data = await newFolder();
    await chmod(data, 0o755);
    process.umask(0o022);
    for (const lock of [false, true]) {
      const opened = await tryStore({ data }, { lock, log: silent });
      if (opened.kind !== 'opened') throw new Error(opened.kind);
      await opened.store.close();
      expect([(await stat(data)).mode & 0o777, process.umask()]).toEqual(
        lock ? [0o700, 0o077] : [0o755, 0o022],
      );
    }
  });

  test('makes it if it writes, and else says that there is none', async () => {
    const data = path.join(await newFolder(), 'data');
    const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    onTestFinished(() => write.mockRestore());
    expect(await openStoreFor({ data }, { lock: false, log: silent })).toEqual({ kind: 'closed', status: 1 });
    expect(String(write.mock.calls[0]?.[0])).toMatch(
      new RegExp(`The folder ${data} has no store\\. Run the daemon or`),
    );
    const opened = await openStoreFor({ data }, LOCK);
    expect(opened.kind).toBe('opened');
    const again = await openStoreFor({ data }, LOCK);
    expect(again).toEqual({ kind: 'closed', status: 1 });
    expect(String(write.mock.calls.at(-1)?.[0])).toMatch(/ is in use by .*\. Stop it first, or name another/);
    if (opened.kind === 'opened') await opened.store.close();
  });

  test('makes no data folder if the store is a database', async () => {
    const data = path.join(await newFolder(), 'data');
    const away = await tryStore({ data, store: 'postgres://127.0.0.1:1/news' }, LOCK);
    expect([away.kind, await mayHold({ data })]).toEqual(['failed', false]);
  });

  test('shows its progress on a terminal while it checks all', async () => {
    const at = await install([{ id: 'one', url: 'https://outlet.example/feed' }]);
    onTestFinished(at.remove);
    const store = await openedStore(at.data);
    await store.commit({ stories: [aStory(1), aStory(2)], drops: [], states: [] });
    await store.close();
    const { isTTY } = process.stderr;
    process.stderr.isTTY = true;
    const { out, err } = await kawarabanHere(at, 'store', 'check').finally(() => {
      process.stderr.isTTY = isTTY;
    });
    expect(out).toBe(`${at.data} is intact.\n`);
    expect(err).toMatch(/^[█░]{30} \d+ of \d+/);
    expect(err.endsWith('\r\u001b[K')).toBe(true);
  });
});
