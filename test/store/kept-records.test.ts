import { describe, expect, test } from 'vitest';
import type { IdentityKey } from '../../src/domain/article/article.ts';
import { keepingContract } from './contract.ts';
import { JSON_KIT } from './json-kit.ts';
import { aStory } from './make-story.ts';

describe('the JSON store', () => {
  keepingContract(JSON_KIT);

  test('answers a question of the same turn as a commit without its change', async () => {
    const store = await JSON_KIT.open(await JSON_KIT.newHome());
    const key = 'url:https://kanda.example/news/1' as IdentityKey;
    const writing = store.commit({ stories: [aStory(1)], drops: [], states: [] });
    const [known, stories] = await Promise.all([store.knows([key]), store.stories({ limit: 10 })]);
    expect([known.get(key), stories]).toEqual([undefined, []]);
    await writing;
    expect((await store.knows([key])).get(key)?.kind).toBe('article');
    await store.close();
  });
});
