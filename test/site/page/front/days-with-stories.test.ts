import { expect, test, vi } from 'vitest';
import {
  daysWithStories,
  nextDayWithStories,
  readDay,
} from '../../../../src/site/page/front/days-with-stories.ts';
import { instant, makeStory } from '../../../make.ts';
import { createMemoryStore } from '../../../support/memory-store.ts';

const NOW = instant('2026-11-24T12:00:00+09:00');

const storeOf = async (...moments: readonly string[]) => {
  const store = createMemoryStore();
  const stories = moments.map((moment, n) => makeStory(`s${n}`, { published: instant(`${moment}+09:00`) }));
  await store.commit({ stories, drops: [], states: [] });
  return store;
};

test('the days with stories are the newest, each once, at most so many', async () => {
  const store = await storeOf(
    '2026-11-24T13:00:00',
    '2026-11-24T00:00:00',
    '2026-11-22T23:59:59',
    '2026-11-20T09:00:00',
  );
  const days = async (most: number) => (await daysWithStories(store, NOW, most)).map(String);
  expect(await days(0)).toEqual([]);
  expect(await days(1)).toEqual(['2026-11-24']);
  expect(await days(2)).toEqual(['2026-11-24', '2026-11-22']);
  expect(await days(9)).toEqual(['2026-11-24', '2026-11-22', '2026-11-20']);
});

test('the next day with a story is one after the day, today at the latest', async () => {
  const store = await storeOf('2026-11-20T09:00:00', '2026-11-24T09:00:00', '2026-11-25T00:00:00');
  const next = async (day: string) =>
    (await nextDayWithStories(store, Temporal.PlainDate.from(day), NOW))?.toString();
  expect(await next('2026-11-19')).toBe('2026-11-20');
  expect(await next('2026-11-20')).toBe('2026-11-24');
  expect(await next('2026-11-24')).toBeUndefined();
});

test('the next day is found by few queries even if it is years away', async () => {
  const store = await storeOf('2015-01-05T09:00:00', '2026-11-20T09:00:00');
  const count = vi.fn<typeof store.count>(store.count);
  const next = await nextDayWithStories({ ...store, count }, Temporal.PlainDate.from('2015-01-05'), NOW);
  expect(next?.toString()).toBe('2026-11-20');
  expect(count.mock.calls.length).toBeLessThan(20);
});

test.each(['1970-01-01', '2026-02-28', '2100-12-31'])('%s is a day', (text) => {
  expect(readDay(text)?.toString()).toBe(text);
});

test.each(['1969-12-31', '2101-01-01', '2026-02-29', '2026-2-01', ' 2026-02-01', '2026-02-01x', ''])(
  '"%s" is no day',
  (text) => {
    expect(readDay(text)).toBeUndefined();
  },
);
