import { expect, test } from 'vitest';
import { normaliseFeed } from '../../../src/read/normalise/normalise-feed.ts';
import type { ReadFeed } from '../../../src/read/normalise/read-canonical.ts';

const URL_OF_FEED = 'https://news.example.jp/feed.xml';

const normalised = (feed: Omit<ReadFeed, 'items'>) =>
  normaliseFeed({ ...feed, items: [] }, 'rss', 'utf-8', {
    url: URL_OF_FEED,
    zone: 'Asia/Tokyo',
    authors: [],
  });

test('a feed that says nothing of itself has its format and its encoding', () => {
  expect(normalised({})).toEqual({
    hubUrls: [],
    skipHours: [],
    skipDays: [],
    format: 'rss',
    charset: 'utf-8',
  });
});

test('what a feed says of itself has the types of a feed', () => {
  const links = [
    { _: '/', $: {} },
    { _: '/other.xml', $: { rel: 'self' } },
    { _: '/hub', $: { rel: 'hub' } },
    { _: '/hub', $: { rel: 'HUB' } },
    { _: '/hub/2', $: { rel: 'x hub' } },
  ];
  const feed = {
    title: '経済',
    language: 'ja',
    updated: ['2026-11-20'],
    ttl: '60',
    days: ['Sunday', 'Sunday'],
  };
  expect(normalised({ ...feed, links })).toEqual({
    title: '経済',
    link: 'https://news.example.jp/',
    language: 'ja',
    updated: Temporal.Instant.from('2026-11-20T00:00:00+09:00'),
    selfUrl: 'https://news.example.jp/other.xml',
    hubUrls: ['https://news.example.jp/hub', 'https://news.example.jp/hub/2'],
    ttlMinutes: 60,
    skipHours: [],
    skipDays: ['Sunday'],
    format: 'rss',
    charset: 'utf-8',
  });
});

test('the hours without polls are those of a day, from 0 or from 1', () => {
  expect(normalised({ hours: ['0', '23', '24', '-1', '25', '1.5', 'noon'] }).skipHours).toEqual([0, 23, 0]);
});

test.each([
  ['hourly', undefined, 60],
  ['daily', undefined, 1440],
  ['weekly', undefined, 10_080],
  ['monthly', undefined, 43_200],
  ['yearly', undefined, 525_600],
  ['Hourly', '2', 30],
  [undefined, '4', 360],
  ['hourly', '0', 60],
  ['sometimes', '2', undefined],
  [undefined, 'often', undefined],
])('the period "%s" with the frequency "%s" is %s minutes', (period, frequency, minutes) => {
  const said = {
    ...(period === undefined ? {} : { period: [period] }),
    ...(frequency === undefined ? {} : { frequency: [frequency] }),
  };
  expect(normalised(said).updatePeriodMinutes).toBe(minutes);
});
