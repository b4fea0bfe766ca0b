import { expect, test } from 'vitest';
import { acceptedLanguage } from '../../src/serve/accepted-language.ts';

test.each([
  [undefined, undefined],
  ['', undefined],
  ['ja', 'ja'],
  ['JA-jp', 'ja'],
  ['en-GB,en;q=0.9,ja;q=0.8', 'en'],
  ['ja,en-US;q=0.9,en;q=0.8', 'ja'],
  ['fr-FR, fr;q=0.9, ja;q=0.2, en;q=0.1', 'ja'],
  ['en;q=0.5, ja;q=0.9', 'ja'],
  ['en ; q=0.5 , ja ; q=0.501', 'ja'],
  ['en-US;q=0.3, ja;q=0.4, en;q=0.5', 'en'],
  // Wanted equally: the order counts, and a name more than a star.
  ['en,ja', 'en'],
  ['ja,en', 'ja'],
  ['ja-JP,en,ja', 'ja'],
  ['en;q=1, ja', 'en'],
  ['*;q=0.5, ja;q=0.6, *', 'ja'],
  ['*, ja', 'ja'],
  ['*', undefined],
  ['de, *;q=0.5', undefined],
  ['ja;q=0.5, *', 'en'],
  // 0 refuses (RFC 9110 §12.4.2).
  ['ja;q=0', 'en'],
  ['en;q=0.0, *', 'ja'],
  ['en;q=0, ja;q=0.000', undefined],
  ['*;q=0', undefined],
  ['fr', undefined],
  ['jam, english', undefined],
  // What is not well-formed counts as not sent.
  ['ja;q=2, en;q=0.1', 'en'],
  ['ja;q=x', undefined],
  ['ja;q=0.1234', undefined],
  ['ja;level=1;q=1', undefined],
  [';;;,,,q=,ja', 'ja'],
  ['日本語, en', 'en'],
])('of %j the language is %j', (header, language) => {
  expect(acceptedLanguage(header)).toBe(language);
  expect(acceptedLanguage(header)).toBe(language);
});

test('a header of any length is read as far as 500 characters', () => {
  expect(acceptedLanguage(`ja,${'x-'.repeat(100_000)}`)).toBe('ja');
  const languageAt = (length: number) => acceptedLanguage(`${'de,'.repeat(150)}ja`.padStart(length));
  expect([languageAt(500), languageAt(501)]).toEqual(['ja', undefined]);
});
