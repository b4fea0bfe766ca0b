import { describe, expect, test } from 'vitest';
import type { Article } from '../../../src/domain/article/article.ts';
import {
  chooseStories,
  isNews,
  mostImportant,
  publishedIn,
} from '../../../src/domain/edition/choose-stories.ts';
import { rankingContext } from '../../../src/domain/ranking/ranking-context.ts';
import type { OutletId } from '../../../src/domain/source/outlet.ts';
import type { Story, StoryId } from '../../../src/domain/story/story.ts';
import { makeConfig } from '../../daemon/support/make-config.ts';
import { instant, makeArticle, makeOutlet, makeStory } from '../../make.ts';

const SINCE = instant('2026-11-25T07:00:00+09:00');
const UNTIL = instant('2026-11-26T07:00:00+09:00');
const RANGE = { since: SINCE, until: UNTIL };

const CONTEXT = rankingContext(
  makeConfig({ outlets: Array.from({ length: 20 }, (_, n) => makeOutlet(`outlet-${n}`, { priority: 70 })) }),
);

/** A story with a title of its own, first reported at a moment, then by other outlets at others. */
const storyAt = (n: number, published: Temporal.Instant, joined: readonly Temporal.Instant[] = []): Story => {
  const title = Array.from({ length: 8 }, (_, k) => String.fromCodePoint(0x4e00 + n * 8 + k)).join('');
  const articleAt = (firstSeenAt: Temporal.Instant, index: number): Article => {
    const id = `outlet-${(n + index) % 20}` as OutletId;
    return makeArticle(`story-${n}-${index}`, {
      title,
      outlet: { id, name: id },
      published: firstSeenAt,
      firstSeenAt,
    });
  };
  const articles = joined.map((at, index) => articleAt(at, index + 1));
  return makeStory(`story-${n}`, { published, articles: [articleAt(published, 0), ...articles] });
};

describe('the news of a range', () => {
  test('is what is dated in it', () => {
    expect(isNews(storyAt(1, SINCE), RANGE)).toBe(true);
    expect(isNews(storyAt(1, SINCE.subtract({ seconds: 1 })), RANGE)).toBe(false);
  });

  test('is also what began within the day before and grew in it', () => {
    const began = SINCE.subtract({ minutes: 5 });
    expect(isNews(storyAt(1, began, [SINCE.add({ hours: 3 })]), RANGE)).toBe(true);
    expect(isNews(storyAt(1, began, [began.add({ minutes: 1 })]), RANGE)).toBe(false);
    expect(publishedIn(RANGE)).toEqual({ from: SINCE.subtract({ hours: 24 }), until: UNTIL });
  });
});

const CHOICE = { until: UNTIL, limit: 12, earlier: new Set<StoryId>() };

const idsOf = (stories: readonly Story[], choice = CHOICE): readonly string[] =>
  chooseStories(stories, CONTEXT, choice).map(({ story }) => story.id);

describe('the stories of an edition', () => {
  const stories = Array.from({ length: 40 }, (_, n) => storyAt(n, UNTIL.subtract({ minutes: 10 * n + 10 })));

  test('are the twelve most important, the one that most outlets report first', () => {
    const told = UNTIL.subtract({ hours: 5 });
    const chosen = idsOf([...stories, storyAt(50, told, [told, told, told])]);
    expect(chosen).toHaveLength(12);
    expect(chosen[0]).toBe('story-50');
  });

  test('are none that stood in an earlier edition', () => {
    const chosen = idsOf(stories);
    const next = idsOf(stories, { ...CHOICE, earlier: new Set(chosen as readonly StoryId[]) });
    expect(next).toHaveLength(12);
    expect(next.filter((id) => chosen.includes(id))).toEqual([]);
  });

  test('are as many as there are where there are few', () => {
    expect(idsOf(stories.slice(0, 3))).toHaveLength(3);
    expect(idsOf([])).toEqual([]);
  });

  test('are picked among the five hundred most important', () => {
    const many = Array.from({ length: 600 }, (_, n) => storyAt(n, UNTIL.subtract({ minutes: n + 1 })));
    const compared = mostImportant(many, CONTEXT, UNTIL);
    expect(compared).toHaveLength(500);
    expect(idsOf(many)).toEqual(idsOf(compared));
  });
});
