import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { Resource } from '../../../src/serve/ports.ts';
import { keepSearches } from '../../../src/site/search/keep-searches.ts';

const pageOf = (body: string): Resource => ({
  ...{ status: 200, contentType: 'text/html', body, maxAgeSeconds: 60, page: true },
});

const HOUR_MS = 3_600_000;

test('searches are made one after the other, and others have a turn between two of them', async () => {
  const searches = keepSearches(() => 0);
  const order: string[] = [];
  const ask = (words: string) =>
    searches.get(words, HOUR_MS, async () => {
      order.push(words);
      return pageOf(words);
    });
  const all = [ask('a'), ask('b')];
  for (let turn = 0; turn < 4; turn += 1) {
    await nextTurn();
    order.push('-');
  }
  await Promise.all(all);
  expect(order.join('')).toMatch(/a-+b/);
});

test('where many searches wait, a new one is refused, and one that is kept is not', async () => {
  const searches = keepSearches(() => 0);
  const kept = await searches.get('kept', HOUR_MS, async () => pageOf('kept'));
  const { promise, resolve } = Promise.withResolvers<Resource>();
  const answers = Array.from({ length: 100 }, (_, n) => searches.get(`${n}`, HOUR_MS, () => promise));
  expect(await answers.at(-1)).toMatchObject({ status: 503, retryAfterSeconds: 5 });
  expect(await searches.get('kept', HOUR_MS, async () => pageOf('again'))).toBe(kept);
  resolve(pageOf('found'));
  const statuses = (await Promise.all(answers)).map((answer) => answer?.status);
  expect(statuses.filter((status) => status === 200)).toHaveLength(32);
  expect(await searches.get('99', HOUR_MS, async () => pageOf('now'))).toMatchObject({ body: 'now' });
});

test('where many searches wait, one of them is answered as often as it is asked for', async () => {
  const searches = keepSearches(() => 0);
  const { promise, resolve } = Promise.withResolvers<Resource>();
  const ask = (words: string) => searches.get(words, HOUR_MS, () => promise);
  const first = Array.from({ length: 32 }, (_, n) => ask(`${n}`));
  const again = ask('0');
  const other = ask('32');
  searches.changed();
  const outdated = ask('1');
  resolve(pageOf('found'));
  const answers = await Promise.all([first[0], again, other, outdated]);
  expect(answers.map((answer) => answer?.status)).toEqual([200, 200, 503, 503]);
});

test('forty searches are kept, and none after a change', async () => {
  const searches = keepSearches(() => 0);
  let made = 0;
  const ask = (words: string) =>
    searches.get(words, HOUR_MS, async () => {
      made += 1;
      return pageOf(words);
    });
  for (let n = 0; n <= 40; n += 1) await ask(`${n}`);
  await ask('40');
  expect(made).toBe(41);
  await ask('0');
  expect(made).toBe(42);
  searches.changed();
  await ask('40');
  expect(made).toBe(43);
});
