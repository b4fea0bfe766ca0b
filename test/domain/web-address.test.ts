import { expect, test } from 'vitest';
import { isHost, webAddress } from '../../src/domain/web-address.ts';

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
