import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { wrapText } from '../../src/domain/wrap-text.ts';
import { type OutletsServer, rssOf, serveOutlets } from '../support/outlets-server.ts';
import { type Installation, install } from '../support/product.ts';
import { kawarabanHere, onTerminal } from '../support/run-here.ts';

const LINK = 'https://kaku.example/1';
let outlets: OutletsServer;
let at: Installation;
beforeAll(async () => {
  const published = Temporal.Now.instant().subtract({ minutes: 5 });
  const item = { title: '架空電機、純利益が過去最高', link: LINK, published };
  outlets = await serveOutlets([['kaku', { body: rssOf('架空新聞', [item]) }]]);
  at = await install([
    { id: 'kaku', url: `${outlets.url}/kaku`, outlet: '架空新聞' },
    { id: 'gone', url: `${outlets.url}/gone`, outlet: '架空通信' },
  ]);
});
afterAll(async () => {
  await outlets.close();
  await at.remove();
});

const run = (...words: readonly string[]) => kawarabanHere(at, ...words);

describe('without a daemon', () => {
  test('poll asks each source itself, stores what comes, and fails if one fails', async () => {
    const { status, out, err } = await run('poll');
    expect([status, err]).toEqual([1, '']);
    expect(out.split('\n').toSorted()).toEqual([
      '',
      '2 sources polled, 1 failed: 1 new article (0 folded), 0 dropped.',
      expect.stringMatching(/^gone {25}FAILED \(not-found\): the server answered 404/),
      `${'kaku'.padEnd(28)} 1 new of 1`,
    ]);
    expect(await run('poll')).toEqual({
      status: 0,
      out: 'No source is due. Name a source to poll it now, or give --all.\n',
      err: '',
    });
  });

  test('sources says of each how it is, why, and what to do', async () => {
    const { status, out } = await run('sources');
    expect(status).toBe(0);
    expect(out.split('\n')).toEqual([
      expect.stringMatching(/^kaku {25}ok {7}\S/),
      'gone                         gone     Nothing has been read yet: the server answered 404. The server has no feed at this URL: look for the new URL on the outlet’s site.',
      '',
    ]);
    const [, gone] = (await run('sources', '--json')).out
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line));
    expect(gone).toMatchObject({ id: 'gone', outlet: '架空通信', enabled: true, kind: 'gone' });
    expect(Temporal.Instant.from(gone.nextPollAt).epochMilliseconds).toBeGreaterThan(Date.now());
  });

  test('sources keeps to the width of a terminal, beside the names and healths', async () => {
    const text =
      'Nothing has been read yet: the server answered 404. The server has no feed at this URL: look for the new URL on the outlet’s site.';
    for (const [columns, width] of [
      [100, 62],
      [0, 42],
      [20, 40],
    ] as const) {
      const { out } = await onTerminal(columns, () => run('sources'));
      const lines = wrapText(text, width).map((line, n) => (n === 0 ? '' : ' '.repeat(38)) + line);
      expect(out.slice(out.indexOf('gone'))).toBe(`${'gone'.padEnd(29)}gone     ${lines.join('\n')}\n`);
    }
  });

  test('why finds what was stored', async () => {
    const { status, out } = await run('why', LINK);
    expect(status).toBe(0);
    expect(out).toContain('架空電機、純利益が過去最高');
    expect((await run('why', 'https://kaku.example/2')).status).toBe(1);
  });

  test('an import of a file that is no list changes nothing, and says what to do', async () => {
    const file = path.join(at.folder, 'list.opml');
    await writeFile(file, 'hello');
    const before = await readFile(path.join(at.config, 'sources.yaml'), 'utf8');
    expect(await run('import', file)).toEqual({
      status: 1,
      out: '',
      err: expect.stringMatching(
        /^\S*list\.opml cannot be imported: .*not OPML.*\. Export the feeds from your reader as OPML\.\n$/,
      ),
    });
    expect(await run('import', `${file}.gone`)).toEqual({
      status: 1,
      out: '',
      err: `The file ${file}.gone does not exist. Name another file.\n`,
    });
    expect(await readFile(path.join(at.config, 'sources.yaml'), 'utf8')).toBe(before);
  });
});
