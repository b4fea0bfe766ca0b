import { expect, test } from 'vitest';
import type { RawFeed } from '../../../../src/domain/item/raw-item.ts';
import { portrayFeed } from '../../../../src/domain/source/propose/portrait.ts';
import { NOON } from '../../../make.ts';

const feed: RawFeed = {
  title: 'Kaku News',
  hubUrls: [],
  skipHours: [],
  skipDays: [],
  format: 'atom',
  charset: 'utf-8',
};
const hoursAgo = (hours: number) => NOON.subtract({ hours });

test('a feed is portrayed with its format, size, newest date, rhythm and language', () => {
  const items = [
    { title: 'Bank of Japan', published: hoursAgo(2) },
    { title: 'Toyota', updated: hoursAgo(14) },
    { title: 'Nissan', published: hoursAgo(26), updated: hoursAgo(1) },
  ];
  expect(portrayFeed(feed, items, NOON)).toEqual({
    format: 'atom',
    charset: 'utf-8',
    title: 'Kaku News',
    items: 3,
    newestAt: hoursAgo(2),
    itemsADay: 2,
    language: { kind: 'read', is: 'en' },
  });
});

test.each([
  [[1, 1.2, 2], 1],
  [[1, 1, 1], 1],
  [[1, 9, 24.5], 24],
])('items of %s hours ago lie within %s hours, which is too short for items a day', (ages, withinHours) => {
  const items = ages.map((age) => ({ published: NOON.subtract({ minutes: age * 60 }) }));
  const portrait = portrayFeed(feed, items, NOON);
  expect(portrait).toMatchObject({ withinHours });
  expect(portrait).not.toHaveProperty('itemsADay');
});

test.each([
  ['two dates', [hoursAgo(1), hoursAgo(25)]],
  ['three equal dates', [hoursAgo(1), hoursAgo(1), hoursAgo(1)]],
])('%s show no rhythm', (_, dates) => {
  const portrait = portrayFeed(
    feed,
    dates.map((published) => ({ published })),
    NOON,
  );
  expect(portrait.newestAt).toEqual(hoursAgo(1));
  expect(portrait).not.toHaveProperty('itemsADay');
});

test('a date more than a day ahead is left out', () => {
  const items = [{ published: NOON.add({ hours: 25 }) }, { published: hoursAgo(3) }];
  expect(portrayFeed(feed, items, NOON).newestAt).toEqual(hoursAgo(3));
  const ahead = [{ published: NOON.add({ hours: 24 }) }, { published: hoursAgo(3) }];
  expect(portrayFeed(feed, ahead, NOON).newestAt).toEqual(NOON.add({ hours: 24 }));
});

test('a feed without title and items has neither title, date nor rhythm', () => {
  const { title: _, ...untitled } = feed;
  expect(portrayFeed(untitled, [], NOON)).toEqual({
    format: 'atom',
    charset: 'utf-8',
    items: 0,
    language: { kind: 'read', is: 'en' },
  });
});

test('a title of thousands of characters is cut', () => {
  const { title } = portrayFeed({ ...feed, title: 'RSS feed '.repeat(900) }, [], NOON);
  expect(title).toMatch(/^RSS feed .{50,91}…$/);
});
