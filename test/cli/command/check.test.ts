import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { rssOf } from '../../support/outlets-server.ts';
import { type Installation, install, kawaraban } from '../../support/product.ts';
import { kawarabanHere } from '../../support/run-here.ts';
import { type SiteServer, serveSite } from '../../support/site-server.ts';

let at: Installation;
let site: SiteServer | undefined;
afterEach(async () => {
  await site?.close();
  await at.remove();
  site = undefined;
});

const items = (count: number, published: Temporal.Instant) =>
  Array.from({ length: count }, (_, n) => ({
    title: `架空電機、第${n}工場を稼働`,
    link: `https://kaku.example/${n}`,
    published,
  }));

const HOUR_AGO = Temporal.Now.instant().subtract({ hours: 1 });

describe('check', () => {
  test('prints one JSON object: with the problems, and empty for a right config', async () => {
    at = await install([{ id: 'one', url: 'https://one.example/feed' }]);
    const right = await kawaraban(at, 'check', '--json');
    expect({ ...right, out: JSON.parse(right.out) }).toEqual({
      status: 0,
      out: { problems: [], total: 0, warnings: [] },
      err: '',
    });
    await writeFile(path.join(at.config, 'sources.yaml'), 'sources:\n  - id: one\n    langauge: ja\n');
    const wrong = await kawarabanHere(at, 'check', '--json');
    expect(wrong.status).toBe(78);
    const { problems } = JSON.parse(wrong.out);
    expect(problems).toContainEqual({
      file: path.join(at.config, 'sources.yaml'),
      line: 3,
      column: 5,
      message: '"langauge" is not a key of a source; did you mean "language"?',
    });
  });

  test('counts all problems of a file that has too many to list', async () => {
    at = await install([]);
    await writeFile(path.join(at.config, 'sources.yaml'), `sources:\n${'  - x\n'.repeat(2000)}`);
    const checked = await kawarabanHere(at, 'check', '--json');
    expect(JSON.parse(checked.out)).toMatchObject({ problems: { length: 501 }, total: 2000 });
    const { status, err } = await kawarabanHere(at, 'sources');
    expect(status).toBe(78);
    expect(err.split('\n').slice(-3)).toEqual([
      expect.stringContaining('sources.yaml:502:5: not listed: 1500 more problems from here on'),
      '2000 problems in the config. Correct the config and try again.',
      '',
    ]);
  });

  test('warns of a rule that nothing stored meets, and of one that all of it meets', async () => {
    site = await serveSite({ '/feed': { body: rssOf('Kaku', items(120, HOUR_AGO)) } });
    at = await install([
      {
        id: 'one',
        url: `${site.url}/feed`,
        rest: '    include:\n      - title: 工場\n      - title: 株主\n    exclude:\n      - any: 野球\n',
      },
    ]);
    expect((await kawarabanHere(at, 'check')).out).not.toContain('warning');
    await kawarabanHere(at, 'poll');
    const { status, out } = await kawarabanHere(at, 'check');
    expect(status).toBe(0);
    expect(out).toMatch(
      /sources\.yaml:8:\d+: warning: all of the 120 newest items of one match "title: 工場"/,
    );
    expect(out).toMatch(
      /sources\.yaml:9:\d+: warning: none of the 120 newest items .* is known to match "title: 株主"/,
    );
    expect(out).toMatch(
      /sources\.yaml:11:\d+: warning: none of the 120 newest items .* is known to match "any: 野球"/,
    );
  });

  test('warns of two sources with one address in two spellings', async () => {
    at = await install([
      { id: 'one', url: 'https://a.example/feed' },
      { id: 'two', url: 'https://www.a.example/feed/' },
    ]);
    const { status, out } = await kawarabanHere(at, 'check');
    expect(status).toBe(0);
    expect(out).toMatch(
      /sources\.yaml:7:\d+: warning: the endpoint https:\/\/www\.a\.example\/feed\/ is probably .* "one" on line 2/,
    );
  });

  test('says online what every source answers and what to do', async () => {
    site = await serveSite({
      '/well-too': { body: rssOf('Kaku', items(7, HOUR_AGO)) },
      '/well?key=secret': { body: rssOf('Kaku', items(7, HOUR_AGO)) },
      '/english': { body: rssOf('Kaku', items(7, HOUR_AGO)) },
      '/well': { body: rssOf('Kaku', items(7, HOUR_AGO)) },
      '/old': { body: rssOf('Kaku', items(7, HOUR_AGO.subtract({ hours: 24 * 90 }))) },
      '/moved': { status: 301, headers: { location: '/well?key=secret' } },
      '/page': { headers: { 'content-type': 'text/html' }, body: '<html><title>x</title></html>' },
      '/asks': { status: 401 },
    });
    at = await install([
      ...['well', 'old', 'moved', 'page', 'asks', 'gone'].map((id) => ({ id, url: `${site?.url}/${id}` })),
      { id: 'second', url: `${site.url}/gone-too", "${site.url}/well-too` },
      { id: 'asleep', url: `${site.url}/asleep`, rest: '    enabled: false\n' },
      { id: 'english', url: `${site.url}/english`, language: 'en' },
    ]);
    const file = path.join(at.config, 'sources.yaml');
    await writeFile(file, (await readFile(file, 'utf8')).replaceAll('\\"', '"'));
    const { status, out, err } = await kawarabanHere(at, 'check', '--online');
    expect({ status, err }).toEqual({ status: 1, err: '' });
    const said = (id: string) => out.split(/\n(?! )/).find((lines) => lines.startsWith(`${id} `)) ?? '';
    expect(said('well')).toMatch(/rss, utf-8, 7 items, the newest 1 hour old.*, in Japanese\.$/);
    expect(said('old')).toContain('The newest item is 90 days old');
    expect(said('moved')).toContain(
      `The feed has moved permanently: write ${site.url}/well as the endpoint, with the query to which the server redirects.`,
    );
    expect(said('page')).toMatch(/FAILED \(html-page\)[\s\S]*look on the outlet’s site/);
    expect(said('asks')).toContain('FAILED (blocked)');
    expect(said('gone')).toContain('FAILED (not-found)');
    expect(said('second')).toMatch(/7 items[\s\S]*Endpoint 2 answers, but endpoint 1 fails \(not-found\)/);
    expect(said('asleep')).toBe('');
    expect(said('english')).toContain('check whether "language: en" is right');
    expect(out).toContain('5 of 8 sources answer with a feed.');
    expect(site.asked).not.toContain('/asleep');
    const { sources } = JSON.parse((await kawarabanHere(at, 'check', '--online', '--json')).out);
    expect(sources).toHaveLength(8);
    expect(sources[0]).toMatchObject({
      id: 'well',
      endpoint: 1,
      portrait: { format: 'rss', charset: 'utf-8', items: 7 },
    });
  });

  test('says in one line that no name can be looked up', async () => {
    at = await install(['a', 'b'].map((id) => ({ id, url: `https://${id}.invalid/feed` })));
    const { status, out } = await kawarabanHere(at, 'check', '--online');
    expect(status).toBe(1);
    expect(out).toContain(
      'This machine looks offline: host names cannot be resolved (2 sites tried; getaddrinfo',
    );
  });
});
