import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { makeArticle, makeStory } from '../make.ts';
import { openedStore } from '../store/opened-store.ts';
import { fakeTimers, turns } from '../support/fake-timers.ts';
import { type Installation, install } from '../support/product.ts';
import { kawarabanHere } from '../support/run-here.ts';

const LINK = 'https://kaku.example/1';
let at: Installation;
beforeAll(async () => {
  at = await install([{ id: 'kaku', url: 'https://kaku.example/feed' }]);
  await mkdir(at.data);
  const store = await openedStore(at.data);
  const article = makeArticle('1', { title: '港の新しい橋が開通' });
  await store.commit({ stories: [makeStory('1', { articles: [article] })], drops: [], states: [] });
  await store.close();
});
afterAll(() => at.remove());

const run = (...words: readonly string[]) => kawarabanHere(at, ...words);

describe('of what is stored, without a daemon', () => {
  test('replay compares what is stored, and --apply writes it', async () => {
    const said = "1 story: today's rules give the same tags.\n";
    expect(await run('replay')).toEqual({ status: 0, out: said, err: '' });
    expect(await run('replay', '--apply')).toEqual({ status: 0, out: said, err: '' });
    for (const flag of ['--labels', '--parameters'])
      expect(await run('replay', flag, 'file.json')).toEqual({
        status: 2,
        out: '',
        err: '--labels and --parameters need --items FILE: name the file of the items.\n',
      });
  });

  test('replay counts what a new topic would change, and --verbose names it', async () => {
    const file = path.join(at.config, 'topics.yaml');
    const before = await readFile(file, 'utf8');
    const topic = '  - { key: bridge, label: { en: Bridge, ja: 橋 }, cues: { en: [], ja: [新しい橋] } }\n';
    await writeFile(file, `${before.trimEnd()}\n${topic}`);
    const total =
      '1 of 1 story: 1 tag added, 0 removed, 0 earned by other words.\nNothing was written. Use --apply to write the new tags, and the splits and joins of folds.yaml.\n';
    expect(await run('replay')).toEqual({ status: 0, out: total, err: '' });
    const { out } = await run('replay', '--verbose');
    expect(out).toMatch(/^\S+ \+bridge {2}港の新しい橋が開通\n/);
    expect(out.endsWith(total)).toBe(true);
    await writeFile(file, before);
  });

  test('the store is compacted, checked and exported', async () => {
    expect(await run('store', 'compact')).toEqual({
      status: 0,
      out: expect.stringMatching(/^1 story of 1 article, \d+ MB\.\n$/),
      err: '',
    });
    expect(await run('store', 'check')).toEqual({ status: 0, out: `${at.data} is intact.\n`, err: '' });
    expect(await run('store', 'check', '--json')).toEqual({ status: 0, out: '', err: '' });
    const { status, out } = await run('store', 'export');
    expect(status).toBe(0);
    expect(
      out
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toEqual([
      expect.objectContaining({
        id: expect.any(String),
        articles: [expect.objectContaining({ link: LINK })],
      }),
    ]);
  });
});

describe('while another process holds the store', () => {
  test('a command waits for it, looking ten times a second', async () => {
    const holder = await openedStore(at.data);
    const sleeps = fakeTimers();
    const running = run('store', 'compact');
    while (sleeps().length < 1) await turns(1);
    await holder.close();
    vi.advanceTimersByTime(100);
    expect(await running).toMatchObject({ status: 0, err: '' });
    expect(sleeps()).toEqual([100]);
  });

  test('a command gives up after ten seconds, and says who holds it', async () => {
    const holder = await openedStore(at.data);
    const sleeps = fakeTimers();
    const running = run('store', 'compact');
    for (const [nth, ms] of [10_000, 100].entries()) {
      while (sleeps().length <= nth) await turns(1);
      vi.advanceTimersByTime(ms);
    }
    const { status, err } = await running;
    expect([status, err]).toEqual([
      1,
      expect.stringMatching(
        /^\S+ is in use by .+, but no daemon listens there: a command uses it, or a daemon is starting or cannot listen\. Wait, or look at the log of that process\.\n$/,
      ),
    ]);
    await holder.close();
  });
});

test('a config with a problem stops a command, and the problems are counted', async () => {
  const wrong = await install([{ id: 'kaku', url: 'ftp://kaku.example/feed' }]);
  await writeFile(path.join(wrong.config, 'kawaraban.yaml'), 'store: mysql://db.example/news\n');
  for (const [command, count] of [
    [['sources'], '2 problems'],
    [['store', 'check'], '1 problem'],
  ] as const) {
    const { status, out, err } = await kawarabanHere(wrong, ...command);
    expect([status, out, err.trim().split('\n').at(-1)]).toEqual([
      ...[78, '', `${count} in the config. Correct the config and try again.`],
    ]);
  }
  await wrong.remove();
});

test('a store that cannot be read is no reason to restore a backup over it', async () => {
  const away = await install([]);
  await writeFile(path.join(away.config, 'kawaraban.yaml'), 'store: postgres://reader@127.0.0.1:1/news\n');
  const database = await kawarabanHere(away, 'store', 'check');
  expect(database).toEqual({ status: 1, out: expect.stringContaining('ECONNREFUSED'), err: '1 problem.\n' });
  await writeFile(path.join(away.config, 'kawaraban.yaml'), '');
  await symlink(away.data, away.data);
  const folder = await kawarabanHere(away, 'store', 'check');
  expect(folder).toEqual({ status: 1, out: expect.stringContaining('ELOOP'), err: '1 problem.\n' });
  await away.remove();
});

test('a store with a broken record is not whole; each problem is named, and what to do', async () => {
  const broken = await install([]);
  await mkdir(path.join(broken.data, 'log'), { recursive: true });
  await writeFile(path.join(broken.data, 'log', '2026-11-24.jsonl'), 'no json\n');
  const { status, out, err } = await kawarabanHere(broken, 'store', 'check');
  expect([status, err]).toEqual([
    1,
    '1 problem. If a daemon is running, run the check again, because the daemon may have changed files during the check. If you miss articles, stop the daemon and restore the named files from a backup.\n',
  ]);
  expect(out).not.toContain('is intact');
  const json = await kawarabanHere(broken, 'store', 'check', '--json');
  expect([json.status, json.err]).toEqual([1, '']);
  expect(
    json.out
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line).problem),
  ).toEqual(out.split('\n').filter(Boolean));
  await broken.remove();
});
