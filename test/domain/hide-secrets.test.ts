import { expect, test } from 'vitest';
import { hideSecrets, withoutSecrets } from '../../src/domain/hide-secrets.ts';

test.each([
  ['Write https://me:word@a.example/feed instead.', 'Write https://…@a.example/feed instead.'],
  ...['/', '?', '#', '@', '@x/', ':'].map((sign) => [
    `Write https://me:wo${sign}rd@a.example/feed instead.`,
    'Write https://…@a.example/feed instead.',
  ]),
  ['https://me@word@a.example/@user/feed', 'https://…@a.example/@user/feed'],
  ['https://a.example:8443/@user/feed', 'https://a.example:8443/@user/feed'],
  ['http://[::1]:8080/@user/feed', 'http://[::1]:8080/@user/feed'],
  ['https://a.example/feed?api_key=abc&lang=ja', 'https://a.example/feed?api_key=…&lang=ja'],
  [
    'https://a.example/?accessToken=x#top and http://b.example/?SIGNATURE=y',
    'https://a.example/?accessToken=…#top and http://b.example/?SIGNATURE=…',
  ],
  ['https://a.example/@user/feed?q=日銀', 'https://a.example/@user/feed?q=日銀'],
  ['https://a.example/feed?SIG=x&monkey=1&key=y', 'https://a.example/feed?SIG=…&monkey=1&key=…'],
  [
    'https://a.example/feed?to%6ben=x&q=a%20b&%61pi_key=y',
    'https://a.example/feed?token=…&q=a%20b&api_key=…',
  ],
  [
    'https://a.example/?%6Bey=x?y&u=http://b.example/?t%6Fken=z',
    'https://a.example/?key=…&u=http://b.example/?token=…',
  ],
  ['https://a.example/feed?100%=1&%E6%96=2&to%6=3', 'https://a.example/feed?100%=1&%E6%96=2&to%6=3'],
  ['a key=1 without an address', 'a key=1 without an address'],
  ['nothing at all', 'nothing at all'],
])('%s is shown as %s', (text, shown) => {
  expect(hideSecrets(text)).toBe(shown);
});

test.each([
  ['https://me:word@a.example/feed', 'https://a.example/feed'],
  ['https://a.example/feed?lang=ja&token=abc&q=%20x', 'https://a.example/feed?lang=ja&q=%20x'],
  ['https://a.example/feed?to%6Ben=abc', 'https://a.example/feed'],
  ['https://a.example/feed?TOKEN=abc', 'https://a.example/feed'],
  ['https://a.example/feed?lang=ja#part', 'https://a.example/feed?lang=ja'],
  ['https://a.example/feed?a=1;user_key=abc', 'https://a.example/feed'],
  ['https://a.example/feed?X-Amz-Credential=abc#token=abc', 'https://a.example/feed'],
  [
    'https://a.example/日本?category=経済&keyword=token',
    'https://a.example/日本?category=経済&keyword=token',
  ],
  ['no address ://me:word@a', 'no address ://me:word@a'],
])('%s is shown to strangers as %s', (address, shown) => {
  expect(withoutSecrets(address)).toBe(shown);
});
