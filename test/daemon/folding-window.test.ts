import { describe, expect, test } from 'vitest';
import { createFoldingWindow } from '../../src/daemon/folding-window.ts';
import type { Story } from '../../src/domain/story/story.ts';
import { makeStory, NOON } from '../make.ts';
import { makeConfig } from './support/make-config.ts';

const { fold } = makeConfig();

/** A window over these stories, and the moments from which they were read. */
const windowOver = (stories: readonly Story[], failures = 0) => {
  const asked: Temporal.Instant[] = [];
  const store = {
    gainedSince: async function* (moment: Temporal.Instant) {
      asked.push(moment);
      if (asked.length <= failures) throw new Error('the index is gone');
      yield stories;
    },
  };
  return { asked, window: createFoldingWindow(fold, store, () => NOON) };
};

const nearIds = (window: ReturnType<typeof windowOver>['window'], story: Story) =>
  window
    .nearest()?.(story.articles, story.id)
    .map((near) => near.story);

describe('the folding window', () => {
  const [a, b] = ['a', 'b'].map((id) =>
    makeStory(id, {
      articles: [{ ...makeStory(id).articles[0], title: '架空電機、北国に新工場を建設へ 投資額は500億円' }],
    }),
  ) as [Story, Story];

  test('reads nothing before it is filled, then once what gained an article within its time', async () => {
    const { asked, window } = windowOver([a]);
    window.accept([a]);
    window.forgetBefore(NOON);
    expect(asked).toEqual([]);
    const filled = await window.fill();
    expect(await window.fill()).toBe(filled);
    expect(asked).toEqual([NOON.subtract({ milliseconds: fold.windowMs })]);
  });

  test('names as near what came within its time before the earliest report of the story', async () => {
    const seenAt = (id: string, moment: Temporal.Instant) => ({
      ...makeStory(id).articles[0],
      title: a.articles[0].title,
      firstSeenAt: moment,
    });
    const own = makeStory('own', {
      articles: [seenAt('own', NOON.add({ milliseconds: 500 })), seenAt('own-2', NOON)],
    });
    const from = NOON.subtract({ milliseconds: fold.windowMs });
    const { window } = windowOver([
      makeStory('first', { articles: [seenAt('first', from)] }),
      makeStory('before', { articles: [seenAt('before', from.subtract({ milliseconds: 1 }))] }),
    ]);
    await window.fill();
    expect(nearIds(window, own)).toEqual(['first']);
  });

  test('begins to fill itself when a near story is asked for, and has none until it is filled', async () => {
    const { asked, window } = windowOver([a]);
    expect(window.nearest()).toBeUndefined();
    await expect.poll(() => window.nearest()).toBeDefined();
    expect(asked).toHaveLength(1);
  });

  test('is read again after a failure, which a question for a near story does not pass on', async () => {
    const { asked, window } = windowOver([a], 2);
    expect(window.nearest()).toBeUndefined();
    await expect.poll(() => asked.length).toBe(1);
    await expect(window.fill()).rejects.toThrow('the index is gone');
    await window.fill();
    expect(asked).toHaveLength(3);
    expect(window.nearest()).toBeDefined();
  });

  test('has what was stored and what was accepted since, until it is forgotten', async () => {
    const { window } = windowOver([a]);
    await window.fill();
    expect(nearIds(window, b)).toEqual(['a']);
    expect(nearIds(window, a)).toEqual([]);
    window.accept([b]);
    expect(nearIds(window, a)).toEqual(['b']);
    window.forgetBefore(NOON.add({ hours: 1 }));
    expect(nearIds(window, a)).toEqual([]);
  });
});
