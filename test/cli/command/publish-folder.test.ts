import { mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openedStore } from '../../store/opened-store.ts';
import { type Installation, install } from '../../support/product.ts';
import { kawarabanHere } from '../../support/run-here.ts';

let at: Installation;
beforeAll(async () => {
  at = await install([{ id: 'kaku', url: 'https://kaku.example/feed' }]);
  await mkdir(at.data);
  await (await openedStore(at.data)).close();
});
afterAll(() => at.remove());

const publish = (...words: readonly string[]) => kawarabanHere(at, 'publish', ...words);

test('a site is counted in a line or as JSON, and its files stay while nothing changes them', async () => {
  const dir = path.join(at.folder, 'new/site');
  const first = await publish(dir);
  const [, count = ''] =
    /^(\d+) files in (\S+): \1 written, 0 removed, 0 unchanged\.\n$/.exec(first.out) ?? [];
  expect([first.status, first.err, Number(count) > 20]).toEqual([0, '', true]);
  expect(await readdir(dir)).toEqual(expect.arrayContaining(['index.html', 'feed.rss', 'status']));
  const again = await publish(dir, '--json');
  const { files, written, ...rest } = JSON.parse(again.out);
  expect([files, rest]).toEqual([Number(count), { removed: 0, foreign: [] }]);
  expect(written).toBeLessThan(files / 2);
});

test('a folder with other files is left alone, and a file in its place is named with what to do', async () => {
  const other = path.join(at.folder, 'other');
  await mkdir(other);
  const thesis = path.join(other, 'thesis.txt');
  await writeFile(thesis, 'mine');
  expect(await publish(other)).toEqual({
    status: 1,
    out: '',
    err: `${other} contains files that kawaraban did not write, such as thesis.txt; name an empty folder or a new one.\n`,
  });
  expect(await publish(thesis)).toEqual({
    status: 1,
    out: '',
    err: expect.stringMatching(
      /^The site in \S+thesis\.txt is incomplete: .*\. A file is where a folder belongs, or the other way round: move it away, or name another folder\.\n$/,
    ),
  });
  expect(await readdir(other)).toEqual(['thesis.txt']);
});
