import { describe, expect, test } from 'vitest';
import { nearestArticle } from '../../../src/domain/article/nearest-article.ts';
import { makeArticle } from '../../make.ts';

const articles = [
  makeArticle('a', {
    title: '架空電機、電池の新工場を建設',
    canonicalUrl: 'https://kaku.example/articles/1001',
  }),
  makeArticle('b', {
    title: 'Kaku Electric to build battery plant',
    canonicalUrl: 'https://en.example/2026/plant',
  }),
  makeArticle('c', { title: '仮想商事、決算を発表', canonicalUrl: 'https://kaku.example/articles/2002' }),
];

describe('the nearest article', () => {
  test.each([
    ['an address with a slip in its last step', 'https://kaku.example/articles/2003', 'c'],
    ['a part of a title, in capitals or not', 'ELECTRIC to  build', 'b'],
    ['three letters of a title', 'ild', 'b'],
    ['words of a Japanese title', '電池工場の建設', 'a'],
    ['words in the address of another outlet', 'https://other.example/news/kaku-electric-battery', 'b'],
    ['a rare word rather than a common one', '架空電機ではなく仮想商事の決算', 'c'],
  ])('is found by %s', (_, asked, id) => {
    expect(nearestArticle(asked, articles)?.id).toBe(id);
  });

  test('is none where no word is shared; the host alone says nothing', () => {
    expect(nearestArticle('https://kaku.example/zzz', articles)).toBeUndefined();
    expect(nearestArticle('ld', articles)).toBeUndefined();
    expect(nearestArticle('電池', [])).toBeUndefined();
  });
});
