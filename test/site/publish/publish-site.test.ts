import { expect, test } from 'vitest';
import { fileOf } from '../../../src/site/publish/publish-site.ts';
import { ownLinks } from '../../support/own-links.ts';

const settings = { title: '', description: '', url: 'https://kawaraban.example/news', authority: 'a,2026' };

test('the links of a page are those within the site, without questions to a server', () => {
  const page = `<a href="/news/topics/ma#day"></a><link href="/news/style.css?v=abc"><script src="/news/script.js?v=1">
    <a href="https://kawaraban.example/news/archive/2026-11.atom"></a><a href="/news/"></a><a href="/news/topics/ma"></a>
    <a href="/news/search?q=1"></a><a href="/elsewhere"></a><a href="https://other.example/news/a"></a><a href="//x/y"></a>
    <a href="#main"></a><a href="https://kawaraban.example/newspaper"></a>`;
  expect(ownLinks(page, settings)).toEqual([
    '/topics/ma',
    '/style.css',
    '/script.js',
    '/archive/2026-11.atom',
    '/',
  ]);
});

test.each([
  ['/', true, 'index.html'],
  ['/topics/ma', true, 'topics/ma/index.html'],
  ['/topics/m%26a', true, 'topics/m&a/index.html'],
  ['/companies/7203.atom', false, 'companies/7203.atom'],
  ['/topics/..', true, undefined],
  ['/topics/%2e%2e/a', true, undefined],
  ['/topics/a%2Fb', true, undefined],
  ['/topics/%00', true, undefined],
  ['/topics/%ff', true, undefined],
  ['//a', true, undefined],
  ['/.kawaraban-site', false, undefined],
])('%s is the file %s', (path, isPage, file) => {
  expect(fileOf(path, isPage)).toBe(file);
});
