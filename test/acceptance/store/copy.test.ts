import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Article } from '../../../src/domain/article/article.ts';
import type { CompanyCode } from '../../../src/domain/tag/company.ts';
import type { TopicKey } from '../../../src/domain/tag/topic.ts';
import { createArchiveShelf, createEditionShelf } from '../../../src/store/document/create-shelves.ts';
import { aDrop, anArticle, aState, aStory } from '../../store/make-story.ts';
import { NOW, openedStore } from '../../store/opened-store.ts';
import { hasPostgres, type PostgresServer, startPostgres } from '../../support/postgres.ts';
import { install, ROOT, startDaemon } from '../../support/product.ts';
import { kawarabanHere } from '../../support/run-here.ts';
import { waitFor } from '../../support/wait-for.ts';

const STORIES = 1_200;

/** Minutes between two stories: together they take four days, and the newest is some minutes old. */
const EVERY_MINUTES = 5;

/** Each test starts a dozen processes. */
const LIMIT = { timeout: 240_000 };

const stories = Array.from({ length: STORIES }, (_, n) => {
  const at = Temporal.Now.instant().subtract({ minutes: (STORIES - n) * EVERY_MINUTES });
  const tags: Article['tags'] = [
    { kind: 'company', code: '7203' as CompanyCode, evidence: [] },
    { kind: 'topic', key: 'macro' as TopicKey, evidence: [] },
  ];
  const article = anArticle(n, {
    tags,
    title: `架空商事、第${n}工場 & <増設>`,
    published: at,
    firstSeenAt: at,
  });
  return aStory(n, {
    articles: [article],
    published: at,
    updated: at,
    announcedAt: at,
    ...(n % 9 === 0 ? { topAt: at } : {}),
  });
});

/** Everything that a subscriber's program reads. */
const FEEDS = [
  'feed',
  'top',
  'edition',
  'topics/macro',
  'companies/7203',
  'outlets/kanda',
  'languages/ja',
].flatMap((feed) => ['rss', 'atom', 'json'].map((format) => `${feed}.${format}`));

describe.skipIf(!hasPostgres())('store copy', () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server.remove());

  /** An installation whose source answers nobody, with a filled JSON store. */
  const installed = async () => {
    const at = await install([{ id: 'kanda', url: 'http://127.0.0.1:9/feed', outlet: 'Kanda' }]);
    const store = await openedStore(at.data, { now: () => Temporal.Now.instant() });
    for (let n = 0; n < STORIES; n += 500)
      await store.commit({ stories: stories.slice(n, n + 500), drops: [aDrop(n)], states: [] });
    await store.commit({
      stories: [],
      drops: [],
      states: [aState('kanda', { nextPollAt: NOW.add({ hours: 90_000 }) })],
    });
    await store.close();
    await createArchiveShelf(at.data).keep('2026-10', {
      frozenAt: NOW,
      base: 'https://base.example',
      atom: '<feed/>',
    });
    // Today's, so that no daemon makes another one.
    const date = Temporal.Now.plainDateISO('Asia/Tokyo');
    await createEditionShelf(at.data).keep(date.toString(), {
      ...{ id: 'tag:kanda.example,2026:edition', date },
      ...{ since: NOW, until: NOW, language: 'ja', stories: [] },
    });
    return at;
  };

  test(
    'moves a store to PostgreSQL and back, and every feed stays the same, byte for byte',
    LIMIT,
    async () => {
      const at = await installed();
      const url = await server.newSchema();
      const back = path.join(at.folder, 'back');
      const env = { DATABASE_URL: url };
      const feedsOf = async (data: string, main: string): Promise<Readonly<Record<string, string>>> => {
        await writeFile(path.join(at.config, 'kawaraban.yaml'), `server:\n  port: 0\n${main}`);
        const daemon = await startDaemon({ ...at, data, env });
        const read: Record<string, string> = {};
        for (const feed of FEEDS) {
          const answer = await fetch(`${daemon.url}/${feed}`);
          expect(answer.status, feed).toBe(200);
          read[feed] = await answer.text();
        }
        await daemon.kill('SIGTERM');
        return read;
      };
      const before = await feedsOf(at.data, '');
      expect(before['feed.rss']?.match(/<item>/g)).toHaveLength(200);
      expect(before['top.atom']?.match(/<entry/g)?.length).toBeGreaterThan(9);
      expect(before['edition.rss']).toContain('tag:kanda.example,2026:edition');
      const there = await kawarabanHere({ ...at, env }, 'store', 'copy', at.data, `\${DATABASE_URL}`);
      expect(there).toMatchObject({
        status: 0,
        err: '',
        out: expect.stringContaining('is complete: stories 1200'),
      });
      expect(await feedsOf(path.join(at.folder, 'other'), `store: \${DATABASE_URL}\n`)).toEqual(before);
      expect(await kawarabanHere({ ...at, env }, 'store', 'copy', `\${DATABASE_URL}`, back)).toMatchObject({
        status: 0,
        err: '',
      });
      expect(await feedsOf(back, '')).toEqual(before);
      await at.remove();
    },
  );

  test.each(['PostgreSQL', 'JSON files'])(
    'that is killed goes on when it is run again: to %s',
    async (kind) => {
      const at = await installed();
      const url = await server.newSchema();
      const to = kind === 'PostgreSQL' ? url : path.join(at.folder, 'copy');
      const words = ['store', 'copy', at.data, to];
      const child = spawn(process.execPath, [path.join(ROOT, 'src/main.ts'), ...words], { stdio: 'ignore' });
      const ended = once(child, 'exit');
      const hasBegun = async (): Promise<boolean> => {
        if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode}`);
        if (kind === 'PostgreSQL')
          return Number(await server.query(url, 'SELECT count(*) FROM stories').catch(() => 0)) > 0;
        return (await readdir(path.join(to, 'log')).catch(() => [])).length > 2;
      };
      await waitFor(hasBegun);
      child.kill('SIGKILL');
      await ended;
      const opened = await kawarabanHere({ ...at, data: to }, 'store', 'export');
      if (kind !== 'PostgreSQL') {
        expect(opened).toMatchObject({
          status: 1,
          err: expect.stringContaining('an unfinished copy'),
        });
        await rm(path.join(to, 'lock.txt'), { force: true });
      }
      await waitFor(async () => (await kawarabanHere(at, ...words)).status === 0);
      const kept =
        kind === 'PostgreSQL' ? await server.query(url, 'SELECT count(*) FROM stories') : String(STORIES);
      expect(kept).toBe(String(STORIES));
      await at.remove();
    },
  );

  test('says what is wrong with its words, and does nothing', async () => {
    const at = await install([]);
    const say = async (...words: readonly string[]) =>
      kawarabanHere({ ...at, env: { OTHER: 'mysql://hunter2' } }, 'store', 'copy', ...words);
    expect(await say('a')).toMatchObject({
      status: 2,
      err: expect.stringContaining("missing required argument 'to'"),
    });
    expect(await say('a', 'a')).toMatchObject({
      status: 2,
      err: 'FROM and TO are the same store. Name an empty folder or database as TO.\n',
    });
    expect(await say('/absent', at.data)).toMatchObject({
      status: 1,
      err: '/absent contains no store. Name the folder or the database of a store as FROM.\n',
    });
    await mkdir(path.join(at.folder, 'empty', 'documents'), { recursive: true });
    expect(await say(path.join(at.folder, 'empty'), path.join(at.folder, 'copy'))).toMatchObject({
      status: 0,
      out: expect.stringContaining('is complete: nothing (digest '),
    });
    expect(await say(at.data, `\${NOT_SET}`)).toMatchObject({
      status: 2,
      err: expect.stringContaining('NOT_SET is not set'),
    });
    const { status, err } = await say(at.data, `\${OTHER}`);
    expect({ status, err }).toEqual({
      status: 2,
      err: expect.stringContaining('not the address of a PostgreSQL'),
    });
    expect(err).not.toContain('hunter');
    await at.remove();
  });
});
