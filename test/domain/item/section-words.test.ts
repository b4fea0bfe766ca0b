import { expect, test } from 'vitest';
import { sectionOf } from '../../../src/domain/item/relevance/section-words.ts';

test('the section is told with the words that name it: the path of the link, else the first category that does', () => {
  const categories = ['速報', ' 企業 ', '経済'];
  expect(sectionOf({ categories })).toEqual({ kind: 'business', words: ' 企業 ' });
  expect(sectionOf({ link: 'https://kaku.example/news/economy/1', categories })).toEqual({
    kind: 'business',
    words: '/economy/',
  });
});

test('business goes before other sections, wherever it is named', () => {
  const link = 'https://kaku.example/sports/1';
  expect(sectionOf({ link, categories: ['産業'] })).toEqual({ kind: 'business', words: '産業' });
  expect(sectionOf({ link, categories: ['速報'] })).toEqual({ kind: 'other', words: '/sports/' });
  expect(sectionOf({ link: 'no address', categories: ['速報'] })).toBeUndefined();
});
