import { describe, expect, test } from 'vitest';
import { canonicalName, declare, NO_NAMESPACES } from '../../../../src/read/tidy/vocabulary/namespaces.ts';

const VOCABULARIES = [
  ['http://www.w3.org/2005/Atom', 'atom:x'],
  ['http://purl.org/atom/ns#', 'atom:x'],
  ['http://www.w3.org/1999/02/22-rdf-syntax-ns#', 'rdf:x'],
  ['http://purl.org/dc/elements/1.1/', 'dc:x'],
  ['http://purl.org/dc/terms/', 'dcterms:x'],
  ['http://purl.org/rss/1.0/modules/content/', 'content:x'],
  ['http://purl.org/rss/1.0/modules/syndication/', 'sy:x'],
  ['http://search.yahoo.com/mrss/', 'media:x'],
  ['http://search.yahoo.com/mrss', 'media:x'],
  ['http://www.itunes.com/dtds/podcast-1.0.dtd', 'itunes:x'],
  ['http://www.w3.org/1999/xhtml', 'xhtml:x'],
  ['http://rssnamespace.org/feedburner/ext/1.0', 'feedburner:x'],
  ['http://purl.org/rss/1.0/', 'x'],
  ['http://my.netscape.com/rdf/simple/0.9/', 'x'],
  ['http://backend.userland.com/rss2', 'x'],
  ['http://blogs.law.harvard.edu/tech/rss', 'x'],
  ['https://outlet.example/own', '?:x'],
] as const;

const under = (...attributes: readonly (readonly [string, string])[]) =>
  declare(NO_NAMESPACES, new Map(attributes));

describe('a vocabulary', () => {
  test.each(VOCABULARIES)('%s is known by its address, whatever prefix is declared for it', (uri, name) => {
    expect(canonicalName('q:X', under(['xmlns:q', ` ${uri.toUpperCase()} `]), '')).toBe(name);
  });

  test('of the document itself needs no prefix', () => {
    const atom = under(['xmlns', 'http://www.w3.org/2005/Atom'], ['xmlns:a', 'http://www.w3.org/2005/Atom']);
    expect(canonicalName('title', atom, 'atom')).toBe('title');
    expect(canonicalName('a:title', atom, 'atom')).toBe('title');
    expect(canonicalName('title', atom, '')).toBe('atom:title');
  });

  test('is that of a usual prefix where none is declared', () => {
    const names = ['content:x', 'atom10:x', 'a10:x', 'atom03:x', 'html:x', 'own:x', 'x'];
    expect(names.map((name) => canonicalName(name, NO_NAMESPACES, ''))).toEqual([
      'content:x',
      'atom:x',
      'atom:x',
      'atom:x',
      'xhtml:x',
      '?:x',
      'x',
    ]);
  });

  test('of a name with two colons is the part before the first one', () => {
    const declared = under(['xmlns:q', 'http://purl.org/dc/terms/']);
    expect(canonicalName('q:a:b', declared, '')).toBe('dcterms:a:b');
    expect(canonicalName('own:a:b', declared, '')).toBe('?:a:b');
    expect(canonicalName('dc:a:b', NO_NAMESPACES, '')).toBe('dc:a:b');
  });

  test('an outlet’s own default vocabulary is its spelling of the format', () => {
    expect(canonicalName('x', under(['xmlns', 'https://outlet.example/own']), '')).toBe('x');
  });
});

test('what is declared holds inside, and other attributes declare nothing', () => {
  const outer = under(['xmlns:q', 'http://purl.org/dc/terms/']);
  const inner = declare(outer, new Map([['xmlns:q', 'http://purl.org/dc/elements/1.1/']]));
  expect([outer, inner].map((namespaces) => canonicalName('q:x', namespaces, ''))).toEqual([
    'dcterms:x',
    'dc:x',
  ]);
  expect(declare(outer, new Map([['xmlnsq', 'http://purl.org/dc/elements/1.1/']]))).toBe(outer);
  expect(declare(outer, new Map([['q', 'x']]))).toBe(outer);
});

test('the first 64 prefixes of a document are declared', () => {
  const all = under(
    ...Array.from({ length: 70 }, (_, n) => [`xmlns:p${n}`, 'http://purl.org/dc/terms/'] as const),
  );
  expect(all.size).toBe(64);
  expect(canonicalName('p63:x', all, '')).toBe('dcterms:x');
  expect(canonicalName('p64:x', all, '')).toBe('?:x');
});
