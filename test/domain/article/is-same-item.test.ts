import { describe, expect, test } from 'vitest';
import { isPageOfItsOwn, isSameItem } from '../../../src/domain/article/is-same-item.ts';
import type { OutletId } from '../../../src/domain/source/outlet.ts';
import { makeArticle, makeCandidate, NOON } from '../../make.ts';

test.each([
  ['https://sho.example/news', false],
  ['https://sho.example/news/12', false],
  ['https://sho.example/news/123', true],
  ['https://sho.example/new-plant-opens', false],
  ['https://sho.example/new-plant-reopens', true],
  ['https://sho.example/new-plant-reopens/', false],
])(
  'an address with a number of three digits or a last part of 16 letters names one article: %s',
  (url, own) => {
    expect(isPageOfItsOwn(url)).toBe(own);
  },
);

describe('isSameItem', () => {
  const stored = makeArticle('a', { guid: 'g1', canonicalUrl: 'https://kaku.example/articles/20261124' });

  test('an item with the same guid is the same, though its title or its page changed', () => {
    const again = makeCandidate('b', { guid: 'g1', title: '訂正', canonicalUrl: stored.canonicalUrl });
    expect(isSameItem(stored, again)).toBe(true);
    const moved = { ...again, title: stored.title, canonicalUrl: 'https://kaku.example/other/1' };
    expect(isSameItem(stored, moved)).toBe(true);
    const both = { ...moved, title: '訂正', statedAt: NOON };
    expect(isSameItem({ ...stored, statedAt: NOON }, both)).toBe(true);
  });

  test('a guid that an outlet gives to another page with another title and date names another item', () => {
    const next = makeCandidate('b', {
      guid: 'g1',
      title: '別の記事',
      canonicalUrl: 'https://kaku.example/other/1',
    });
    expect(isSameItem({ ...stored, statedAt: NOON }, { ...next, statedAt: NOON.add({ hours: 1 }) })).toBe(
      false,
    );
    expect(isSameItem(stored, next)).toBe(false);
  });

  test('an item of another outlet is another item, even on the same page', () => {
    const copy = makeCandidate('a', {
      canonicalUrl: stored.canonicalUrl,
      outlet: { id: 'other' as OutletId, name: 'Other' },
    });
    expect(isSameItem(stored, copy)).toBe(false);
  });

  test('an item that lost or changed its guid is the same where its page is an article’s own', () => {
    const { guid: _, ...without } = makeCandidate('b', { canonicalUrl: stored.canonicalUrl, title: '訂正' });
    expect(isSameItem(stored, without)).toBe(true);
    expect(isSameItem(stored, { ...without, guid: 'g2' })).toBe(true);
  });

  test('two notices with guids of their own under one page of a ministry are two items', () => {
    const notice = makeArticle('n1', {
      guid: 'n1',
      canonicalUrl: 'https://sho.example/news',
      title: '告示 一',
    });
    const other = makeCandidate('n2', {
      guid: 'n2',
      canonicalUrl: 'https://sho.example/news',
      title: '告示 二',
    });
    expect(isSameItem(notice, other)).toBe(false);
    expect(isSameItem(notice, { ...other, title: '告示 一' })).toBe(true);
    expect(isSameItem(notice, { ...other, title: '告示　一' })).toBe(true);
  });
});
