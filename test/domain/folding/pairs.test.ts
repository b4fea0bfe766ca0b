import { describe, expect, test } from 'vitest';
import { createFolding } from '../../../src/domain/folding/fold-articles.ts';
import { createStory } from '../../../src/domain/story/grow-story.ts';
import { FOLD_SETTINGS, makeStoryArticle, START } from './make-story-article.ts';
import { PAIRS, type Pair } from './pairs.ts';

/** Reads its words once, for all pairs. */
const FOLDING = createFolding(FOLD_SETTINGS);

/** The same without any story. */
const folding = () => {
  FOLDING.forgetBefore(START.add({ hours: 24 * 365 }));
  return FOLDING;
};

/** Whether the second of two articles, which comes later, joins the first. */
const joins = ({ titles, hours, codes }: Pair): boolean => {
  const first = makeStoryArticle('a', titles[0], { codes: codes[0] });
  const second = makeStoryArticle('b', titles[1], { codes: codes[1], hours });
  const stories = folding();
  if (hours === 0)
    return stories.place([first, second], second.firstSeenAt).some(({ into }) => into.kind === 'with');
  const join = { article: first.id, reason: 'first', detail: '' } as const;
  stories.accept([createStory(first, join, 'test')]);
  return stories.place([second], second.firstSeenAt)[0]?.into.kind === 'story';
};

describe('of two articles', () => {
  test('at least 120 pairs say why they fold or do not', () => {
    expect(PAIRS.length).toBeGreaterThanOrEqual(120);
  });

  test.each(PAIRS)('$reason: together is $together', (pair) => {
    expect(joins(pair), pair.titles.join(' // ')).toBe(pair.together);
  });
});
