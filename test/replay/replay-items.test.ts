import { expect, test } from 'vitest';
import type { ItemLine } from '../../src/replay/read-items.ts';
import { replayItems } from '../../src/replay/replay-items.ts';
import { realConfig } from '../domain/tag/real-dictionary.ts';
import { NOON } from '../make.ts';

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
