import { expect, test } from 'vitest';
import shipped from '../../src/domain/folding/parameters.json' with { type: 'json' };
import type { Parameters } from '../../src/domain/folding/score/parameters.ts';
import type { ItemLine } from '../../src/replay/read-items.ts';
import { replayItems } from '../../src/replay/replay-items.ts';
import { realConfig } from '../domain/tag/real-dictionary.ts';
import { makeOutlet, NOON } from '../make.ts';

const item = (id: string, title: string, minutes: number, rest: Partial<ItemLine> = {}): ItemLine => ({
  id,
  title,
  language: 'ja',
  scope: 'business',
  outlet: `Outlet ${id}`,
  published: NOON.add({ minutes }),
  firstSeenAt: NOON.add({ minutes }),
  ...rest,
});

const TITLE = 'ライオンの新しい歯みがき、香りを三種類から選べる';
const SURE = { summary: 'ライオン株式会社は新しい歯みがきを来月発売する。' };

test('an item of a story has the tags that it earns in the light of the story’s other reports', async () => {
  const alone = await replayItems([item('a', TITLE, 0)], realConfig);
  expect(alone).toMatchObject([{ id: 'a', story: 'a', companies: [] }]);
  const both = await replayItems([item('a', TITLE, 0), item('b', TITLE, 5, SURE)], realConfig);
  expect(both).toMatchObject([
    { id: 'a', story: 'a', companies: ['4912'] },
    { id: 'b', story: 'a', companies: ['4912'] },
  ]);
});

test('items are taken in by their time, whatever their place in the file', async () => {
  const replayed = await replayItems([item('b', TITLE, 5, SURE), item('a', TITLE, 0)], realConfig);
  expect(replayed.map(({ id, story }) => `${id} in ${story}`)).toEqual(['b in a', 'a in a']);
});

/** The shipped config without what takes long to read: a test names no company, and no item in two languages. */
const CONFIG = {
  ...realConfig,
  companies: [],
  fold: { ...realConfig.fold, dictionary: [], glossary: [] },
};

const [RECALL, AGAIN, WEATHER] = [
  '暁自動車、国内で12万台リコール ブレーキに不具合',
  '暁自動車が12万台をリコール ブレーキ部品の不具合で',
  'きょうの天気、東京は晴れ',
];

test('each item is judged, relevant or not, with its reasons', async () => {
  const recall = item('a', RECALL, 0);
  const weather = item('b', WEATHER, 5, { scope: 'general' });
  const [business, other] = await replayItems([recall, weather], CONFIG);
  expect(business).toEqual({
    ...{ id: 'a', story: 'a', lead: 'a', companies: [], topics: ['autos', 'governance'] },
    ...{ relevant: true, relevance: expect.any(Number) },
    reasons: expect.arrayContaining([expect.stringContaining('the source brings business news')]),
  });
  expect(other).toMatchObject({ id: 'b', story: 'b', topics: [], relevant: false });
  const { threshold } = CONFIG.relevance;
  expect(business?.relevance).toBeGreaterThan(threshold);
  expect(other?.relevance).toBeLessThan(threshold);
  const strict = { ...CONFIG, relevance: { ...CONFIG.relevance, threshold: 1 } };
  expect((await replayItems([recall], strict))[0]).toMatchObject({ relevant: false });
});

test('items are folded by the parameters that are given, else by those of the config', async () => {
  const items = [item('a', RECALL, 0), item('b', AGAIN, 5)];
  const storiesOf = async (parameters?: Parameters) =>
    (await replayItems(items, CONFIG, parameters)).map(({ story }) => story);
  expect(await storiesOf()).toEqual(['a', 'a']);
  const never = { normal: 2, careful: 2 };
  const thresholds = { japanese: never, english: never, bilingual: never };
  expect(await storiesOf({ ...(shipped as unknown as Parameters), thresholds })).toEqual(['a', 'b']);
});

test('the report of the most important outlet leads its story', async () => {
  const outlets = [
    makeOutlet('ueno', { name: 'Ueno Times', priority: 90 }),
    makeOutlet('kanda', { name: 'Kanda', priority: 10 }),
  ];
  const items = [item('a', RECALL, 0, { outlet: 'Kanda' }), item('b', AGAIN, 5, { outlet: 'Ueno Times' })];
  expect(await replayItems(items, { ...CONFIG, outlets })).toMatchObject([{ lead: 'b' }, { lead: 'b' }]);
});

test('an item that came again under another id is in the story of the first', async () => {
  const url = 'https://kanda.example/1';
  const items = [
    item('a', RECALL, 0, { outlet: 'Kanda', url }),
    item('b', WEATHER, 5, { outlet: 'Kanda', url: `${url}?utm_source=rss` }),
  ];
  expect((await replayItems(items, CONFIG)).map(({ id, story }) => [id, story])).toEqual([
    ['a', 'a'],
    ['b', 'a'],
  ]);
});

test('items without an outlet are of different outlets', async () => {
  const items = ['a', 'b'].map((id, n) => {
    const { outlet: _, ...rest } = item(id, RECALL, n);
    return rest;
  });
  expect((await replayItems(items, CONFIG)).map(({ story }) => story)).toEqual(['a', 'a']);
});

test.each([
  ['in polls of their own', 1],
  ['in one poll', 0],
])('items that repeat a headline beyond five of one outlet, %s, are of its story', async (_, apart) => {
  const items = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((id, n) =>
    item(id, RECALL, n * apart, { outlet: n === 0 ? 'Ueno' : 'Kanda' }),
  );
  const replayed = await replayItems(items, CONFIG);
  expect(replayed.map(({ id, story }) => `${id} in ${story}`)).toEqual(items.map(({ id }) => `${id} in a`));
});
