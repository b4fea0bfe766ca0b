import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bareHost, canonicalUrl } from '../../../src/domain/article/canonical-url.ts';

describe('canonicalUrl', () => {
  const PAGE = 'https://news.example/articles/1001';
  test.each([
    ['is https whichever way the outlet links', 'http://news.example/articles/1001'],
    ['knows no www', 'https://www.news.example/articles/1001'],
    ['knows no page for phones', 'https://m.news.example/articles/1001'],
    ['knows no AMP host', 'https://amp.news.example/articles/1001'],
    ['knows no AMP path', 'https://news.example/articles/1001/amp/'],
    ['knows no AMP flag', 'https://news.example/articles/1001?outputType=amp'],
    ['has no slash at the end', 'https://news.example/articles/1001/'],
    ['has no place on the page', 'https://news.example/articles/1001#comments'],
    ['has no tracking fragment', 'https://news.example/articles/1001#xtor=RSS-1'],
    ['has no utm parameters', 'https://news.example/articles/1001?utm_source=rss&utm_medium=feed'],
    ['has no ref, source, itid or oc', 'https://news.example/articles/1001?ref=rss&source=rss&itid=x&oc=5'],
    ['has no default port', 'http://news.example:80/articles/1001'],
    ['has a host in small letters', 'https://News.Example/articles/1001'],
    ['has no number of a visit', 'https://news.example/articles/1001?PHPSESSID=k3j&CFID=1&CFTOKEN=2'],
    ['has no number of a visit in its path', 'https://news.example/articles/1001;jsessionid=A1B2.node3'],
    ['has single slashes', 'https://news.example//articles//1001'],
  ])('%s', (_, twin) => {
    expect(canonicalUrl(twin)).toBe(PAGE);
  });

  test('sorts the parameters that name the page, and keeps them', () => {
    expect(canonicalUrl('https://a.example/n?b=2&a=1')).toBe(canonicalUrl('https://a.example/n?a=1&b=2'));
    expect(canonicalUrl('https://a.example/n?id=7')).not.toBe(canonicalUrl('https://a.example/n?id=8'));
  });

  test('has percent-encoding in capitals, as for characters that are not encoded', () => {
    const page = 'https://a.example/%E6%96%B0%E5%B7%A5%E5%A0%B4/1';
    for (const path of ['新工場', '%e6%96%b0%e5%b7%a5%e5%a0%b4', '%E6%96%b0%E5%B7%a5%E5%A0%B4'])
      expect(canonicalUrl(`https://a.example/${path}/1/`)).toBe(page);
  });

  test('keeps a fragment that names one of several articles on a page', () => {
    expect(canonicalUrl('https://a.example/diary/20261124#p1')).not.toBe(
      canonicalUrl('https://a.example/diary/20261124#p2'),
    );
  });

  test('leaves a text that is no web address as it is', () => {
    expect(canonicalUrl('yt:video:abc')).toBe('yt:video:abc');
    expect(canonicalUrl('日本')).toBe('日本');
  });

  test.each([
    'https://www.sp.news.example/articles/1001',
    'https://news.example/articles/1001/index.html/amp',
    'https://news.example/articles/1001/amp/amp',
    'https://news.example/articles/1001/amp/index.html/amp//',
    'https://news.example/articles/1001/7/..;jsessionid=A1/amp',
  ])('has none of two parts that hide each other: %s', (url) => {
    expect(canonicalUrl(url)).toBe(PAGE);
  });

  test('is its own canonical URL, for every address', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (url) => {
        const once = canonicalUrl(url);
        expect(canonicalUrl(once)).toBe(once);
      }),
    );
  });
});

describe('bareHost', () => {
  test('keeps a host whose own name is m.example', () => {
    expect(bareHost('m.example')).toBe('m.example');
    expect(bareHost('m.news.example')).toBe('news.example');
  });
});
