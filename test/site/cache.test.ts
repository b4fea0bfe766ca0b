import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { Resource } from '../../src/serve/ports.ts';
import { createResourceCache, keepSearches } from '../../src/site/cache.ts';

const page = (body: string): Resource => ({
  status: 200,
  contentType: 'text/plain',
  body,
  maxAgeSeconds: 300,
  page: true,
});

test('what was made is at hand until something changes', async () => {
  const cache = createResourceCache(() => 0);
  expect(cache.atHand('/')).toBeUndefined();
  const made = await cache.get('/', Number.POSITIVE_INFINITY, async () => page('old'));
  expect(cache.atHand('/')).toBe(made);
  cache.changed();
  expect(cache.atHand('/')).toBeUndefined();
});

test('what was made is at hand for as long as it may be kept', async () => {
  let nowMs = 0;
  const cache = createResourceCache(() => nowMs);
  await cache.get('/', 1000, async () => page('old'));
  nowMs = 999;
  expect(cache.atHand('/')).toBeDefined();
  nowMs = 1000;
  expect(cache.atHand('/')).toBeUndefined();
});

test('what changed while it was made is not at hand, and made again for the next reader', async () => {
  const cache = createResourceCache(() => 0);
  const forEver = Number.POSITIVE_INFINITY;
  const late = Promise.withResolvers<Resource>();
  const asked = cache.get('/', forEver, () => late.promise);
  cache.changed();
  late.resolve(page('old'));
  expect(await asked).toEqual(page('old'));
  expect(cache.atHand('/')).toBeUndefined();
  expect(await cache.get('/', forEver, async () => page('new'))).toEqual(page('new'));
});

test('where there is nothing, and where making fails, nothing is at hand', async () => {
  const cache = createResourceCache(() => 0);
  expect(await cache.get('/nothing', 1000, async () => undefined)).toBeUndefined();
  await expect(cache.get('/broken', 1000, () => Promise.reject(new Error('gone')))).rejects.toThrow('gone');
  expect([cache.atHand('/nothing'), cache.atHand('/broken')]).toEqual([undefined, undefined]);
});

test.each([
  ['finds nothing', (late: PromiseWithResolvers<undefined>) => late.resolve(undefined)],
  ['fails', (late: PromiseWithResolvers<undefined>) => late.reject(new Error('late'))],
])('an older rendering that %s leaves a newer one in the cache', async (_, end) => {
  const cache = createResourceCache(() => 0);
  const late = Promise.withResolvers<undefined>();
  const older = cache.get('/', 60_000, () => late.promise).catch(String);
  cache.changed();
  const newer = cache.get('/', 60_000, async () => page('new'));
  end(late);
  await older;
  expect(await newer).toEqual(page('new'));
  expect(cache.atHand('/')).toEqual(page('new'));
});

test('where making fails, readers get what was made before, until it can be made again', async () => {
  const errors: unknown[] = [];
  const cache = createResourceCache(
    () => 0,
    (address, error) => errors.push([address, String(error)]),
  );
  const gone = () => Promise.reject(new Error('gone'));
  const made = await cache.get('/', 60_000, async () => page('old'));
  cache.changed();
  const late = Promise.withResolvers<Resource>();
  const first = cache.get('/', 60_000, () => late.promise);
  cache.changed();
  // While one rendering is in progress, another one fails.
  expect(await cache.get('/', 60_000, gone)).toBe(made);
  late.reject(new Error('late'));
  expect(await first).toBe(made);
  expect(await cache.get('/', 60_000, gone)).toBe(made);
  expect(cache.atHand('/')).toBeUndefined();
  expect(errors).toEqual([
    ['/', 'Error: gone'],
    ['/', 'Error: late'],
    ['/', 'Error: gone'],
  ]);
  expect(await cache.get('/', 60_000, async () => page('new'))).toEqual(page('new'));
});

test('where the state of this moment cannot be shown, no earlier one is shown instead', async () => {
  const cache = createResourceCache(() => 0);
  await cache.get('/status', 5_000, async () => page('all is well'));
  cache.changed();
  await expect(cache.get('/status', 5_000, () => Promise.reject(new Error('gone')))).rejects.toThrow('gone');
});

test('what is made again with the same bytes stays the same object, and another answer does not', async () => {
  const cache = createResourceCache(() => 0);
  const make = async (resource: Resource) => {
    cache.changed();
    return cache.get('/', 60_000, async () => resource);
  };
  const first = await make(page('old'));
  expect(await make(page('old'))).toBe(first);
  for (const other of [
    page('new'),
    { ...page('new'), status: 404 },
    { ...page('new'), status: 404, images: true },
  ])
    expect(await make(other)).toBe(other);
});

const HOUR_MS = 3_600_000;

test('searches are made one after the other, and others have a turn between two of them', async () => {
  const searches = keepSearches(() => 0);
  const order: string[] = [];
  const ask = (words: string) =>
    searches.get(words, HOUR_MS, async () => {
      order.push(words);
      return page(words);
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
  const kept = await searches.get('kept', HOUR_MS, async () => page('kept'));
  const { promise, resolve } = Promise.withResolvers<Resource>();
  const answers = Array.from({ length: 100 }, (_, n) => searches.get(`${n}`, HOUR_MS, () => promise));
  expect(await answers.at(-1)).toMatchObject({ status: 503, retryAfterSeconds: 5 });
  expect(await searches.get('kept', HOUR_MS, async () => page('again'))).toBe(kept);
  resolve(page('found'));
  const statuses = (await Promise.all(answers)).map((answer) => answer?.status);
  expect(statuses.filter((status) => status === 200)).toHaveLength(32);
  expect(await searches.get('99', HOUR_MS, async () => page('now'))).toMatchObject({ body: 'now' });
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
  resolve(page('found'));
  const answers = await Promise.all([first[0], again, other, outdated]);
  expect(answers.map((answer) => answer?.status)).toEqual([200, 200, 503, 503]);
});

test('forty searches are kept, and none after a change', async () => {
  const searches = keepSearches(() => 0);
  let made = 0;
  const ask = (words: string) =>
    searches.get(words, HOUR_MS, async () => {
      made += 1;
      return page(words);
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
