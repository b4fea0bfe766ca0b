import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { always, answer, head, serveRaw } from '../fetch/support/raw-server.ts';
import { instant, makeSource } from '../make.ts';
import { rssOf } from '../support/outlets-server.ts';
import { openHousehold } from './support/household.ts';

const PUBLISHED = instant('2026-11-24T02:30:00Z');
const itemOf = (n: number, guid: string) => ({
  title: `架空電機、第${n}工場を稼働`,
  link: `https://kaku.example/articles/100${n}`,
  guid,
  published: PUBLISHED,
});

test('an item that comes through two endpoints is one article, and its outlet stays the outlet', async () => {
  let isFirstWell = true;
  await using first = await serveRaw((_request, socket) =>
    socket.end(isFirstWell ? answer(200, {}, rssOf('Kaku', [itemOf(1, 'a'), itemOf(2, 'b')])) : answer(500)),
  );
  // Another system writes this one: other guids, links with a tracking code.
  const copies = [3, 2, 1].map((n) => itemOf(n, `other-${n}`));
  const tracked = copies.map((item) => ({ ...item, link: `${item.link}?utm_source=rss` }));
  await using second = await serveRaw(always(answer(200, {}, rssOf('Kaku by another way', tracked))));
  const source = makeSource('kaku', { endpoints: [`${first.origin}/rss`, `${second.origin}/rss`] });
  await using household = await openHousehold([source]);
  const poll = async () => {
    await household.pollDue();
    household.toNextPoll(source.id);
  };

  await poll();
  isFirstWell = false;
  for (let n = 0; n < 100 && second.requests.length < 2; n += 1) await poll();
  expect(household.state(source.id)?.endpoint).toBe(1);
  isFirstWell = true;
  for (let n = 0; n < 100 && household.state(source.id)?.endpoint !== 0; n += 1) await poll();
  expect(household.state(source.id)?.endpoint).toBe(0);

  const articles = (await household.stories()).flatMap((story) => story.articles);
  expect(articles.map(({ title }) => title).toSorted()).toEqual(
    [1, 2, 3].map((n) => itemOf(n, '').title).toSorted(),
  );
  expect(new Set(articles.map(({ outlet }) => outlet.id))).toEqual(new Set(['kaku']));
});

test('a redirect into a host that answered 429 waits until its rest is over', async () => {
  let isBusy = true;
  await using busy = await serveRaw(
    (_request, socket) =>
      socket.end(isBusy ? answer(429, { 'Retry-After': 7200 }) : answer(200, {}, rssOf('Busy', []))),
    '127.0.4.1',
  );
  await using old = await serveRaw(
    always(answer(301, { Location: `${busy.origin}/moved.xml` })),
    '127.0.4.2',
  );
  const [first, second] = [
    makeSource('first', { endpoints: [`${busy.origin}/feed.xml`] }),
    makeSource('second', { endpoints: [`${old.origin}/feed.xml`] }),
  ];
  await using household = await openHousehold([first]);
  await household.pollDue();
  const until = household.now().add({ hours: 2 });
  household.edit([first, second]);
  await household.pollDue();
  expect(old.requests.length).toBe(1);
  expect(busy.requests.map(({ path }) => path)).toEqual(['/feed.xml']);

  isBusy = false;
  household.toNextPoll(second.id);
  expect(Temporal.Instant.compare(household.now(), until)).toBeGreaterThanOrEqual(0);
  await household.pollDue();
  expect(busy.requests.map(({ path }) => path)).toContain('/moved.xml');
});

const page = '<!doctype html><title>Not here</title><a href="https://kaku.example/articles/1">Article</a>';
const feed = rssOf('Error', [{ ...itemOf(9, 'error'), title: 'Error 500: feed unavailable' }]);

test.each<[string, Buffer]>([
  ['a web page', answer(200, { 'Content-Type': 'text/html' }, page)],
  ['a challenge page', answer(403, { 'cf-mitigated': 'challenge' }, page)],
  ['404 with a feed', answer(404, { 'Content-Type': 'application/rss+xml' }, feed)],
  ['410 with a feed', answer(410, {}, feed)],
  ['429 with a feed', answer(429, {}, feed)],
  ['500 with a feed', answer(500, { 'Content-Type': 'application/rss+xml' }, feed)],
  ['503 with a feed', answer(503, {}, feed)],
  ['a body that is no gzip', answer(200, { 'Content-Encoding': 'gzip' }, feed)],
  ['half a gzip', answer(200, { 'Content-Encoding': 'gzip' }, gzipSync(feed).subarray(0, 60))],
  ['a body that ends early', Buffer.concat([head(200, { 'Content-Length': 99_999 }), Buffer.from(feed)])],
  ['a body that is too large', answer(200, {}, feed + ' '.repeat(10_000_001))],
  ['an empty body', answer(200)],
  ['no answer', Buffer.alloc(0)],
])('a source that answers with %s adds nothing to what is published', async (_name, bytes) => {
  await using server = await serveRaw(always(bytes));
  await using well = await serveRaw(always(answer(200, {}, rssOf('Kaku', [itemOf(1, 'a')]))));
  const ill = makeSource('ill', { endpoints: [server.origin] });
  const kaku = makeSource('kaku', { endpoints: [well.origin] });
  await using household = await openHousehold([ill, kaku]);
  for (let n = 0; n < 4; n += 1) {
    await household.pollDue();
    household.toNextPoll(ill.id);
  }
  const articles = (await household.stories()).flatMap((story) => story.articles);
  expect(articles.map(({ title }) => title)).toEqual([itemOf(1, 'a').title]);
  expect(household.state(ill.id)?.endpoints[0]?.failure).toBeDefined();
});
