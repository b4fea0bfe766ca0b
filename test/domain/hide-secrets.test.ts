import { expect, test } from 'vitest';
import { hideSecrets } from '../../src/domain/hide-secrets.ts';

test.each([
  ['Write https://me:word@a.example/feed instead.', 'Write https://…@a.example/feed instead.'],
  ['https://a.example/feed?api_key=abc&lang=ja', 'https://a.example/feed?api_key=…&lang=ja'],
  [
    'https://a.example/?accessToken=x#top and http://b.example/?SIGNATURE=y',
    'https://a.example/?accessToken=…#top and http://b.example/?SIGNATURE=…',
  ],
  ['https://a.example/@user/feed?q=日銀', 'https://a.example/@user/feed?q=日銀'],
  ['nothing at all', 'nothing at all'],
])('%s is shown as %s', (text, shown) => {
  expect(hideSecrets(text)).toBe(shown);
});
