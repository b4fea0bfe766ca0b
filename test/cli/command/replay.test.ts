import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startDaemonHere } from '../../support/daemon-here.ts';
import { type OutletsServer, rssOf, serveOutlets } from '../../support/outlets-server.ts';
import { type Installation, install, sourcesYaml } from '../../support/product.ts';
import { kawarabanHere } from '../../support/run-here.ts';

const ONE = { id: 'one', url: 'http://127.0.0.1:9/feed' };

let at: Installation;
beforeEach(async () => {
  at = await install([ONE]);
});
afterEach(() => at.remove());

describe('replay of what is stored', () => {
  const published = Temporal.Now.instant().subtract({ minutes: 5 });
  let outlets: OutletsServer;
  beforeEach(async () => {
    outlets = await serveOutlets([
      [
        'one',
        {
          body: rssOf('One', [
            { title: '架空電機、新工場を稼働', link: 'https://one.example/1', published },
            { title: 'トヨタ自動車が決算を発表', link: 'https://one.example/2', published },
          ]),
        },
      ],
    ]);
    await writeFile(
      path.join(at.config, 'sources.yaml'),
      sourcesYaml([{ ...ONE, url: `${outlets.url}/one` }]),
    );
    expect((await kawarabanHere(at, 'poll')).status).toBe(0);
  });
  afterEach(() => outlets.close());

  const addCompany = async (): Promise<void> => {
    const file = path.join(at.config, 'companies.csv');
    await writeFile(
      file,
      `${(await readFile(file, 'utf8')).trimEnd()}\n9999,架空電機,Kaku Electric,,,電気機器,\n`,
    );
  };
  const feed = async () => {
    const stories = (await kawarabanHere(at, 'store', 'export')).out.trim().split('\n');
    return stories.map((line) => JSON.parse(line));
  };

  test('says that nothing differs while the rules are those of the polls', async () => {
    const { status, out } = await kawarabanHere(at, 'replay');
    expect({ status, out }).toEqual({
      status: 0,
      out: "2 stories: today's rules give the same tags.\n",
    });
  });

  test('prints what a new line of companies.csv would change, and changes nothing', async () => {
    const before = await feed();
    await addCompany();
    const { status, out } = await kawarabanHere(at, 'replay', '--verbose');
    expect(status).toBe(0);
    expect(out).toMatch(
      /^[a-z2-7]{16} \+9999 {2}架空電機、新工場を稼働\n1 of 2 stories: 1 tag added, 0 removed, 0 earned by other words\.\nNothing was written/,
    );
    expect((await kawarabanHere(at, 'replay')).out).toMatch(/^1 of 2 stories: 1 tag added/);
    expect(await feed()).toEqual(before);
  });

  test('writes it with --apply; ids, dates and "updated" stay as they were', async () => {
    const before = await feed();
    await addCompany();
    expect((await kawarabanHere(at, 'replay', '--apply')).out).toMatch(/Written\.\n$/);
    const after = await feed();
    const companies = (stories: typeof after): readonly string[] =>
      stories.flatMap((story) => story.articles[0].tags.flatMap((tag: { code?: string }) => tag.code ?? []));
    expect(companies(before)).toEqual(['7203']);
    expect(companies(after).toSorted()).toEqual(['7203', '9999']);
    const fixed = ({ id, entryId, published: at, updated, announcedAt }: (typeof after)[number]) => ({
      id,
      entryId,
      at,
      updated,
      announcedAt,
    });
    expect(after.map(fixed)).toEqual(before.map(fixed));
    expect((await kawarabanHere(at, 'replay')).out).toContain("today's rules give the same tags");
  });

  test('gives a source’s articles the topics that the editor gives to the source today', async () => {
    const rest = '    topics: [autos]\n';
    await writeFile(
      path.join(at.config, 'sources.yaml'),
      sourcesYaml([{ ...ONE, url: `${outlets.url}/one`, rest }]),
    );
    const { out } = await kawarabanHere(at, 'replay', '--json');
    expect(JSON.parse(out)).toMatchObject({ articles: [{ added: ['autos'], removed: [], reworded: [] }] });
  });

  test('joins and parts by folds.yaml beside a running daemon, and no entry comes back as unread', async () => {
    const daemon = await startDaemonHere(at);
    const folds = path.join(at.config, 'folds.yaml');
    const [one, two] = (await feed()).toSorted((a, b) => (a.articles[0].link < b.articles[0].link ? -1 : 1));
    await writeFile(folds, 'join:\n  - [https://one.example/1, https://www.one.example/2]\n');
    const { out } = await kawarabanHere(at, 'replay', '--verbose');
    expect(out).toContain(`takes in`);
    expect(out).toContain('By folds.yaml: 1 joined.\n');
    expect(await feed()).toHaveLength(2);
    expect((await kawarabanHere(at, 'replay', '--apply')).out).toMatch(/Written\.\n$/);
    const [joined, ...others] = await feed();
    const [kept, taken] = joined.id === one.id ? [one, two] : [two, one];
    expect(others).toEqual([]);
    expect(joined).toMatchObject({
      entryId: kept.entryId,
      published: kept.published,
      updated: kept.updated,
      announcedAt: kept.announcedAt,
      articles: [{ id: kept.articles[0].id }, { id: taken.articles[0].id }],
    });
    expect((await kawarabanHere(at, 'replay')).out).not.toContain('By folds.yaml');

    await writeFile(folds, 'part:\n  - [https://one.example/1, https://one.example/2]\n');
    expect((await kawarabanHere(at, 'replay', '--apply')).out).toContain('By folds.yaml: 1 split.\n');
    const parted = await feed();
    const byLink = parted.toSorted((a, b) => (a.articles[0].link < b.articles[0].link ? -1 : 1));
    expect(byLink.map(({ id, entryId, articles }) => [id, entryId, articles.length])).toEqual([
      [one.id, one.entryId, 1],
      [two.id, two.entryId, 1],
    ]);
    await rm(folds);
    await daemon.stop();
  });

  test('has a running daemon write it', async () => {
    const daemon = await startDaemonHere(at);
    await addCompany();
    const { status, out, err } = await kawarabanHere(at, 'replay', '--apply', '--verbose');
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(out).toMatch(/\+9999 .*\n.*Written\.\n$/s);
    expect((await kawarabanHere(at, 'replay')).out).toContain("today's rules give the same tags");
    await daemon.stop();
  });
});
