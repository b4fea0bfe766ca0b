import { describe, expect, test } from 'vitest';
import { announcingStore } from '../../../src/app/search/announcing-store.ts';
import { createSearch } from '../../../src/app/search/create-search.ts';
import type { Story } from '../../../src/domain/story/story.ts';
import type { Company } from '../../../src/domain/tag/company.ts';
import type { Config, Store } from '../../../src/pipeline/ports.ts';
import { makeArticle, makeOutlet, makeStory, NOON } from '../../make.ts';
import { createMemoryStore } from '../../support/memory-store.ts';
import { makeConfig } from '../support/make-config.ts';

const SILENT = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
const PATIENCE_MS = 20_000;

const storyOf = (id: string, title: string, rest: Partial<Story> = {}): Story =>
  makeStory(id, { articles: [makeArticle(id, { title })], ...rest });

const KAKU = {
  code: '9999',
  nameJa: '架空電機株式会社',
  nameEn: 'Kaku Electric',
  aliases: [],
} as unknown as Company;

const open = async (stories: readonly Story[], initial: Config = makeConfig({ companies: [KAKU] })) => {
  let config = initial;
  let built = 0;
  const memory = createMemoryStore();
  await memory.commit({ stories, drops: [], states: [] });
  const search = createSearch({
    config: () => config,
    store: memory,
    log: SILENT,
    now: () => NOON,
    onBuilt: () => {
      built += 1;
    },
  });
  const store: Store = announcingStore(memory, search.take);
  return {
    store,
    find: async (words: string, patienceMs = PATIENCE_MS) => {
      const {
        stories: found,
        total,
        isWhole,
      } = await search.find({ words, order: 'best', limit: 10 }, patienceMs);
      return { ids: found.map(({ id }) => id), total, isWhole };
    },
    edit: (edited: Config) => {
      config = edited;
    },
    built: () => built,
  };
};

const many = Array.from({ length: 300 }, (_, n) =>
  storyOf(`s${n}`, `第${n}工場が稼働`, { published: NOON.subtract({ minutes: n }) }),
);

describe('the search', () => {
  test('finds everything that is stored, from the first question on', async () => {
    const { find, built } = await open(many);
    expect(built()).toBe(0);
    expect(await find('第299工場')).toEqual({ ids: ['s299'], total: 1, isWhole: true });
    expect((await find('工場')).total).toBe(300);
    expect(built()).toBe(1);
  });

  test('finds what came, and what changed, after the index was made', async () => {
    const { find, store } = await open(many);
    await find('工場');
    await store.commit({
      stories: [storyOf('late', '港に新しい倉庫'), storyOf('s1', '第1倉庫に改称')],
      drops: [],
      states: [],
    });
    expect((await find('倉庫')).ids).toEqual(expect.arrayContaining(['late', 's1']));
    expect((await find('工場')).total).toBe(299);
  });

  test('misses nothing that comes while the index is made', async () => {
    const { find, store } = await open(many);
    const first = find('工場', 0);
    await store.commit({ stories: [storyOf('late', '港に新しい工場')], drops: [], states: [] });
    await first;
    expect((await find('港')).ids).toEqual(['late']);
    expect((await find('工場')).total).toBe(301);
  });

  test('answers an impatient first question from what it has, and says so', async () => {
    const { find } = await open(many);
    const { isWhole } = await find('工場', 0);
    expect(isWhole).toBe(false);
    expect((await find('工場')).isWhole).toBe(true);
  });

  test('finds a Japanese story by the English name, code and topic of what it is about', async () => {
    const tags = [{ kind: 'company' as const, code: KAKU.code, evidence: [] }];
    const outlet = makeOutlet('kaku');
    const story = makeStory('a', { articles: [makeArticle('a', { title: '新製品を発表', tags, outlet })] });
    const { find } = await open([story]);
    for (const words of ['kaku electric', '9999', '架空電機', '新製品 kaku']) {
      expect((await find(words)).ids, words).toEqual(['a']);
    }
  });

  test('takes over names that an edit of the config brings', async () => {
    const tags = [{ kind: 'company' as const, code: KAKU.code, evidence: [] }];
    const story = makeStory('a', { articles: [makeArticle('a', { title: '新製品を発表', tags })] });
    const { find, edit } = await open([story]);
    expect((await find('electric')).total).toBe(1);
    edit(makeConfig({ companies: [{ ...KAKU, nameEn: 'Kaku Denki' }] }));
    expect((await find('electric')).total).toBe(0);
    expect((await find('denki')).total).toBe(1);
  });

  test('does not show a story that retention removed', async () => {
    const old = storyOf('old', '古い工場', { published: NOON.subtract({ hours: 48 }) });
    const { find, store } = await open([old]);
    expect((await find('工場')).ids).toEqual(['old']);
    await store.removeBefore(NOON.subtract({ hours: 24 }));
    expect((await find('工場')).ids).toEqual([]);
    expect((await find('工場')).total).toBe(0);
  });

  test('hears of no story whose commit failed', async () => {
    const { find, store } = await open(many);
    await find('工場');
    const broken = announcingStore<Store>(
      { ...store, commit: () => Promise.reject(new Error('disk full')) },
      () => expect.unreachable(),
    );
    await expect(broken.commit({ stories: [storyOf('x', 'x')], drops: [], states: [] })).rejects.toThrow(
      'disk full',
    );
  });
});
