import { expect, test } from 'vitest';
import { isHost, webAddress, withScheme } from '../../src/domain/web-address.ts';

test.each([
  [' https://A.example/経済 ', 'https://a.example/%E7%B5%8C%E6%B8%88'],
  ['https://bank.example:443@evil.example/', 'https://evil.example/'],
  ['//b.example/x', 'https://b.example/x'],
  ['/x', 'https://base.example/x'],
  ['ftp://a.example/', undefined],
  ['java\nscript:alert(1)', undefined],
  ['https://[not-an-address/', undefined],
])('%j is the address %s', (text, address) => {
  expect(webAddress(text, 'https://base.example/')).toBe(address);
});

test('an address of more than 4,096 characters is none, counted as it is sent', () => {
  const [begin, longest] = ['https://a.example/', 4096];
  const whole = begin + 'a'.repeat(longest - begin.length);
  expect(webAddress(whole)).toBe(whole);
  expect(webAddress(`${whole}a`)).toBeUndefined();
  expect(webAddress(`${begin}${'経'.repeat(500)}`)).toBeUndefined();
});

test.each([
  'news.example.com',
  'News.example/a b',
  'news.example?kind=feed',
  '127.0.0.1:8080/feed',
  '新聞.example#p1',
  'हिन्दी.example/feed',
  'ガス.example'.normalize('NFD'),
])('%s begins with a host name, so it gets a scheme', (text) => {
  expect(withScheme(text)).toBe(`https://${text}`);
});

test.each([
  'https://a.example/',
  'localhost:8080',
  '/feed.xml',
  'a..b/c',
  'U.S. trade',
  '架空電機、増収',
  '',
])('%j does not begin with a host name, and stays as it is', (text) => {
  expect(withScheme(text)).toBe(text);
});

test.each([
  ['127.0.0.1', true],
  ['::1', true],
  ['news.example.com', true],
  ['', false],
  ['all hosts', false],
  ['http://0.0.0.0', false],
  ['0.0.0.0:80', false],
  ['localhost:', false],
  ['[::1]', false],
  ['[::1]:80', false],
])('%s is a host to listen on: %s', (text, expected) => {
  expect(isHost(text)).toBe(expected);
});
