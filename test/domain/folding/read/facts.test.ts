import { expect, test } from 'vitest';
import { publisherOf } from '../../../../src/domain/folding/read/facts.ts';
import { makeStoryArticle } from '../make-story-article.ts';

const publisherNamed = (outlet: string): string =>
  publisherOf(makeStoryArticle('a', '北浜精機が新工場を建設', { outlet }));

test.each([
  ['Minato Kyodo Sports', 'kyodo'],
  ['ANN Minato', 'tv-asahi'],
  ['ANNnews Minato', 'tv-asahi'],
  ['港の東洋経済だより', 'toyo-keizai'],
])('an outlet whose name tells of its house, %s, prints the reports of %s', (outlet, publisher) => {
  expect(publisherNamed(outlet)).toBe(publisher);
});

test.each(['Harbour Channel', 'Annals of Trade', 'Hanna’s Planner'])(
  'an outlet with the letters of a house within a word, %s, is its own publisher',
  (outlet) => {
    expect(publisherNamed(outlet)).toBe(outlet);
  },
);
