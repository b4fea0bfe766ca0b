import { appendFile, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { sum } from '../../../src/cli/command/check.ts';
import type { FailureKind } from '../../../src/domain/source/failure.ts';
import type { SourceId } from '../../../src/domain/source/source.ts';
import type { AskedSource } from '../../../src/sources/ask-sources.ts';
import { anArticle, aStory } from '../../store/make-story.ts';
import { openedStore } from '../../store/opened-store.ts';
import { rssOf, serveOutlets } from '../../support/outlets-server.ts';
import { type Installation, install, sourcesYaml } from '../../support/product.ts';
import { kawarabanHere, onTerminal } from '../../support/run-here.ts';

let at: Installation;
beforeEach(async () => {
  at = await install([
    { id: 'one', url: 'http://127.0.0.1:9/1', outlet: 'Outlet' },
    { id: 'two', url: 'http://127.0.0.1:9/2', outlet: 'Outlet' },
  ]);
});
afterEach(() => at.remove());
const sources = () => path.join(at.config, 'sources.yaml');

describe('check', () => {
  test('says what a right config has, and warns of a rule that looks like a path', async () => {
    const plain = await kawarabanHere(at, 'check');
    expect(plain).toEqual({
      status: 0,
      out: expect.stringMatching(
        new RegExp(
          `^Config OK \\(${at.config}\\): 2 sources, 1 outlet, \\d+ topics, \\d+ compan(?:y|ies), \\d+ words\\.\\n$`,
        ),
      ),
      err: '',
    });
    await appendFile(sources(), '    enabled: false\n    exclude:\n      - link: /sports/\n');
    const { status, out } = await kawarabanHere(at, 'check');
    expect([status, out]).toEqual([
      0,
      plain.out
        .replace('2 sources', '2 sources (1 disabled)')
        .replace(/^/, () => out.slice(0, out.indexOf('Config OK'))),
    ]);
    expect(out).toMatch(/sources\.yaml:14:\d+: warning: "link: \/sports\/" is a regular expression/);
    const { warnings, ...rest } = JSON.parse((await kawarabanHere(at, 'check', '--json')).out);
    expect(rest).toEqual({ problems: [], total: 0 });
    expect(warnings).toEqual([
      { file: sources(), line: 14, column: expect.any(Number), message: expect.stringContaining('/sports/') },
    ]);
  });

  test('names all that is wrong, one line each or as one JSON object', async () => {
    const wrong = sourcesYaml([{ id: 'one', url: 'http://127.0.0.1:9/1' }]).replace('scope:', 'skope:');
    await writeFile(sources(), wrong.replace('language: ja', 'language: fr'));
    const { status, out, err } = await kawarabanHere(at, 'check');
    expect([status, err]).toEqual([78, '']);
    expect(out.split('\n').map((line) => line.replace(/: .*/, ''))).toEqual([
      `${sources()}:4:15`,
      `${sources()}:5:5`,
      '',
    ]);
    expect(JSON.parse((await kawarabanHere(at, 'check', '--json')).out)).toEqual({
      problems: [
        { file: sources(), line: 4, column: 15, message: expect.stringContaining('"fr"') },
        { file: sources(), line: 5, column: 5, message: expect.stringContaining('did you mean "scope"?') },
      ],
      total: 2,
      warnings: [],
    });
  });
});

test('on a terminal the problems are counted, and texts keep to its width', async () => {
  const problem = (count: number) => `sources:\n${'  - 5\n'.repeat(count)}`;
  for (const [count, says] of [
    [1, '1 problem.'],
    [2, '2 problems.'],
  ] as const) {
    await writeFile(sources(), problem(count));
    const { out } = await onTerminal(80, () => kawarabanHere(at, 'check'));
    expect(out.split('\n').at(-2)).toBe(says);
    const json = await onTerminal(80, () => kawarabanHere(at, 'check', '--json'));
    expect(json.out).toMatch(/^\{.*\}\n$/);
  }
  const outlets = await serveOutlets([]);
  onTestFinished(outlets.close);
  await writeFile(sources(), sourcesYaml([{ id: 'one', url: `${outlets.url}/one` }]));
  const answerAt = async (columns: number) =>
    (await onTerminal(columns, () => kawarabanHere(at, 'check', '--online'))).out.split('\n').slice(1, 3);
  const [one, rest] = ['one'.padEnd(28), ' '.repeat(28)];
  const wrapped = [`${one}FAILED (not-found): the server answered`, `${rest}404.`];
  const whole = `${one}FAILED (not-found): the server answered 404.`;
  expect(await answerAt(71)).toEqual(wrapped);
  expect(await answerAt(20)).toEqual(wrapped);
  for (const columns of [72, 0]) expect((await answerAt(columns))[0]).toBe(whole);
});

describe('check with warnings', () => {
  const warnings = async (...words: readonly string[]) =>
    JSON.parse((await kawarabanHere(at, 'check', '--json', ...words)).out).warnings;

  test('says that nothing is polled where no source is enabled', async () => {
    await writeFile(sources(), 'sources: []\n');
    expect(await warnings()).toEqual([
      {
        ...{ file: sources(), line: 1, column: 1 },
        message:
          'no source is enabled, so nothing is polled; enable one, or add one with `kawaraban add URL`',
      },
    ]);
  });

  test('says that links lead nowhere if the port is 0 and feed.url is absent', async () => {
    const main = path.join(at.config, 'kawaraban.yaml');
    await writeFile(main, 'server: { port: 0 }\n');
    expect(await warnings()).toEqual([
      {
        ...{ file: main, line: 1, column: 1 },
        message:
          'links in feeds and mails have port 0, so they lead nowhere; write the public address as feed.url, or a port as server.port',
      },
    ]);
  });

  test('reads what is stored beside the process that stores it, and judges the rules by that', async () => {
    await appendFile(sources(), '    include:\n      - title: 株主\n');
    expect(await warnings()).toEqual([]);
    await mkdir(at.data);
    await using holder = new AsyncDisposableStack();
    const store = await openedStore(at.data);
    holder.defer(store.close);
    const stories = Array.from({ length: 100 }, (_, n) =>
      aStory(n, { articles: [anArticle(n, { source: 'two' as SourceId })] }),
    );
    await store.commit({ stories, drops: [], states: [] });
    expect(await warnings()).toEqual([
      {
        ...{ file: sources(), line: 13, column: 9 },
        message:
          'none of the 100 newest items of two is known to match "title: 株主": compare the rule with items of the source',
      },
    ]);
  });

  test('has none of a store that cannot be opened, and is right all the same', async () => {
    await writeFile(at.data, 'a file');
    expect((await kawarabanHere(at, 'check')).status).toBe(0);
    expect(await warnings()).toEqual([]);
  });
});

test('check --online prints a line for each source, what to do below it, and the total', async () => {
  const feed = rssOf('Outlet', [
    { title: '架空電機、新工場を稼働', link: 'https://kaku.example/1', published: Temporal.Now.instant() },
  ]);
  const outlets = await serveOutlets([['one', { body: feed }]]);
  onTestFinished(outlets.close);
  const both = ['one', 'two'].map((id) => ({ id, url: `${outlets.url}/${id}` }));
  await writeFile(sources(), sourcesYaml(both));
  const mixed = await kawarabanHere(at, 'check', '--online');
  expect(mixed.status).toBe(1);
  const [, ...lines] = mixed.out.split('\n');
  expect(
    lines
      .slice(0, -2)
      .join('\n')
      .split(/\n(?! )/)
      .toSorted(),
  ).toEqual([
    expect.stringMatching(/^one {25}rss, utf-8, 1 item, .*\.$/),
    expect.stringMatching(
      /^two {25}FAILED \(not-found\): the server answered 404\.\n {28}The server has no feed .*\.$/,
    ),
  ]);
  expect(lines.slice(-2)).toEqual(['1 of 2 sources answers with a feed.', '']);
});

test('sources lists each with its health, disabled ones as such, and as JSON lines', async () => {
  await mkdir(path.join(at.data, 'documents'), { recursive: true });
  await appendFile(sources(), '    enabled: false\n');
  const { status, out } = await kawarabanHere(at, 'sources');
  expect([status, out.split('\n')]).toEqual([
    0,
    [
      `${'one'.padEnd(28)} new      The source has not been polled yet.`,
      `${'two'.padEnd(28)} disabled The source has not been polled yet.`,
      '',
    ],
  ]);
  const lines = (await kawarabanHere(at, 'sources', '--json')).out.trim().split('\n');
  expect(lines.map((line) => JSON.parse(line))).toEqual(
    [true, false].map((enabled) => ({
      id: enabled ? 'one' : 'two',
      outlet: 'Outlet',
      enabled,
      kind: 'new',
      since: expect.any(String),
      why: 'The source has not been polled yet.',
    })),
  );
});

test('export lists the sources as OPML', async () => {
  const { status, out } = await kawarabanHere(at, 'export');
  expect(status).toBe(0);
  expect(out).toMatch(/<title>Sources of [^<]+<\/title>/);
  expect(out.match(/xmlUrl="[^"]*"/g)).toEqual([
    'xmlUrl="http://127.0.0.1:9/1"',
    'xmlUrl="http://127.0.0.1:9/2"',
  ]);
});

test('sources of an empty list says how to add one, but not among JSON lines', async () => {
  await mkdir(path.join(at.data, 'documents'), { recursive: true });
  await writeFile(sources(), 'sources: []\n');
  expect(await kawarabanHere(at, 'sources')).toEqual({
    status: 0,
    out: 'The config has no sources. `kawaraban add URL` adds one.\n',
    err: '',
  });
  expect(await kawarabanHere(at, 'sources', '--json')).toEqual({ status: 0, out: '', err: '' });
});

const answered = (id: string): AskedSource => ({
  id,
  url: `https://${id}.example/feed`,
  endpoint: 1,
  found: 'RSS',
});
const failed = (id: string, kind: FailureKind): AskedSource => ({
  ...answered(id),
  failure: { kind, detail: 'it failed' },
});

test.each<[string, readonly AskedSource[], string]>([
  ['all answer', [answered('a'), answered('b')], '2 of 2 sources answer with a feed.'],
  ['one fails', [answered('a'), failed('b', 'timeout')], '1 of 2 sources answers with a feed.'],
  [
    'it was stopped',
    [answered('a'), failed('b', 'timeout'), failed('c', 'stopped'), failed('d', 'stopped')],
    '1 of 2 sources answers with a feed. No answer before the check was stopped: 2.',
  ],
  [
    'no name is found',
    [failed('a', 'dns'), failed('b', 'dns')],
    'This machine looks offline: host names cannot be resolved (2 sites tried; it failed). Check the network connection and the name server.',
  ],
  [
    'a firewall refuses everything',
    [failed('a', 'refused'), failed('b', 'refused'), failed('c', 'refused')],
    'This machine looks offline: servers are unreachable or refuse connections (3 sites tried; it failed). Check the network connection and the firewall.',
  ],
  [
    'two fail, each in its way',
    [failed('a', 'dns'), failed('b', 'refused')],
    '0 of 2 sources answer with a feed.',
  ],
  ['the only source fails', [failed('a', 'dns')], '0 of 1 source answer with a feed.'],
])('the total where %s', (_, asked, says) => {
  expect(sum(asked)).toBe(says);
});
