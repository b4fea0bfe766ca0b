import { appendFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rssOf, serveOutlets } from '../../support/outlets-server.ts';
import { hasPostgres, type PostgresServer, startPostgres } from '../../support/postgres.ts';
import { install, kawaraban, startDaemon } from '../../support/product.ts';
import { kawarabanHere } from '../../support/run-here.ts';

/** A source that nobody answers for. */
const NOBODY = { id: 'kanda', url: 'http://127.0.0.1:9/feed' };

const PASSWORD = 'hunter2';

const ago = (minutes: number): Temporal.Instant => Temporal.Now.instant().subtract({ minutes });

const outlets = () =>
  serveOutlets([
    [
      'kanda',
      {
        body: rssOf('Kanda', [
          {
            title: '架空鉄道、新路線を発表',
            link: 'https://kanda.example/1',
            published: ago(2),
            description: '上野で。',
          },
          { title: '架空電機が増益', link: 'https://kanda.example/2', published: ago(1) },
        ]),
      },
    ],
  ]);

/** True for the end of a poll. */
const ended = ({ event }: { readonly event: string }): boolean =>
  event === 'source.polled' || event === 'source.fetch-failed';

const read = async (url: string): Promise<string> => {
  const answer = await fetch(url);
  expect(answer.status, url).toBe(200);
  return answer.text();
};

/** What a feed says, without the moment at which it was written. */
const feedAt = async (url: string): Promise<string> =>
  (await read(url)).replace(/<lastBuildDate>.*?<\/lastBuildDate>/, '');

test('nothing of PostgreSQL is loaded without the key `store`, and no rule that judges without news', async () => {
  const server = await outlets();
  const at = await install([{ id: 'kanda', url: `${server.url}/kanda` }]);
  const env = { NODE_OPTIONS: `--import=${path.join(import.meta.dirname, 'note-packages.ts')}` };
  const { status, out, err } = await kawaraban({ ...at, env }, 'poll');
  expect(status, out + err.replaceAll(/^(?:package|module) .*\n/gm, '')).toBe(0);
  expect(err).toContain('package zod\n');
  expect(err).not.toMatch(/package (?:pg|node-pg-migrate|stemmer)\b/);
  const judging = /module .*\/(?:judging|judge-candidate|dictionary|fold-articles)\.ts\n/;
  expect(err).toMatch(judging);
  const again = await kawaraban({ ...at, env }, 'poll');
  expect(again.status, again.out + again.err.replaceAll(/^(?:package|module) .*\n/gm, '')).toBe(0);
  expect(again.err).not.toMatch(judging);
  await at.remove();
  await server.close();
});

describe.skipIf(!hasPostgres())('a daemon with its store in PostgreSQL', () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server.remove());

  test('polls, serves, answers commands, survives kill -9, and tells nobody the password', {
    timeout: 240_000,
  }, async () => {
    const schema = await server.newSchema();
    await server.query(
      schema,
      `CREATE ROLE news LOGIN PASSWORD '${PASSWORD}'; ALTER SCHEMA test1 OWNER TO news`,
    );
    const source = await outlets();
    const at = await install([{ id: 'kanda', url: `${source.url}/kanda` }], `store: \${DATABASE_URL}\n`);
    const ours = { ...at, env: { DATABASE_URL: schema.replace('postgres@', `news:${PASSWORD}@`) } };
    const first = await startDaemon(ours);
    expect(await first.event(ended)).toMatchObject({ event: 'source.polled' });
    const feed = await feedAt(`${first.url}/feed.rss`);
    expect(feed).toContain('架空鉄道、新路線を発表');
    expect(await read(`${first.url}/search?q=${encodeURIComponent('新路線')}`)).toContain('架空鉄道');
    const pages = [`${first.url}/config`, `${first.url}/status`, `${first.url}/status.json`];
    const shown = (await Promise.all(pages.map(read))).join();
    expect(shown).toContain('database postgres');

    const commands = [
      ['why', 'https://kanda.example/1'],
      ['store', 'compact'],
      ['store', 'check'],
      ['store', 'export'],
      ['digest'],
    ];
    const answers: string[] = [];
    for (const words of commands) {
      const { status, out, err } = await kawarabanHere(ours, ...words);
      expect(status, `${words.join(' ')}: ${err}`).toBe(0);
      answers.push(out, err);
    }
    expect(answers.join()).toMatch(/PostgreSQL at .*, database postgres is intact/);
    const lines = answers
      .join('')
      .split('\n')
      .filter((line) => line.startsWith('{"id"'));
    expect(lines).toHaveLength(2);

    await appendFile(path.join(at.config, 'kawaraban.yaml'), '# the same\n');
    await first.kill('SIGKILL');
    const second = await startDaemon(ours);
    expect(await feedAt(`${second.url}/feed.rss`)).toBe(feed);
    await second.kill('SIGTERM');
    expect(await readdir(at.data)).not.toContain('log');
    const said = JSON.stringify([shown, answers, first.events, second.events]);
    expect(said).not.toContain(PASSWORD);
    await at.remove();
    await source.close();
  });

  test('ends when it is stopped right after its start, while it takes the lead', async () => {
    const schema = await server.newSchema();
    const at = await install([NOBODY], `store: \${DATABASE_URL}\n`);
    for (let start = 0; start < 2; start += 1) {
      const daemon = await startDaemon({ ...at, env: { DATABASE_URL: schema } });
      expect(await daemon.kill('SIGTERM')).toEqual({ status: 0 });
    }
    await at.remove();
  });

  test('stays with its store when an edit names another, and says so', async () => {
    const at = await install([NOBODY], 'store: postgres:///absent?host=/nowhere\n');
    const { status, err } = await kawaraban(at, 'run');
    expect({ status, err }).toEqual({
      status: 1,
      err: expect.stringMatching(
        /^The store cannot be opened: PostgreSQL at \/nowhere does not listen there/,
      ),
    });
    const here = await install([NOBODY]);
    const daemon = await startDaemon(here);
    await appendFile(path.join(here.config, 'kawaraban.yaml'), 'store: postgres:///absent?host=/nowhere\n');
    const refused = await daemon.event(({ event }) => event === 'config.invalid');
    expect(refused.message).toContain('a running daemon keeps its store; restart the daemon');
    await daemon.kill('SIGTERM');
    await Promise.all([at.remove(), here.remove()]);
  });
});
