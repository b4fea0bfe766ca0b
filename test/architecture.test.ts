import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from './support/product.ts';

const page = readFileSync(path.join(ROOT, 'docs/architecture.md'), 'utf8');

/** The first cells of the tables under headings that list folders. */
const roomsListed = Array.from(page.matchAll(/^\| `([a-z/]+)\/` \|/gm), ([, room = '']) => room).sort();

const foldersOf = (folder: string): readonly string[] =>
  readdirSync(path.join(ROOT, 'src', folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => path.join(folder, entry.name));

test('the page lists every room of src, every folder of domain, and nothing else', () => {
  expect(roomsListed).toEqual([...foldersOf(''), ...foldersOf('domain')].sort());
});

test.each(
  Array.from(page.matchAll(/`([\w./-]+\/[\w./-]*)`/g), ([, written = '']) => written).filter(
    (written) => !roomsListed.includes(written.replace(/\/$/, '')),
  ),
)('%s, which the page names, is there', (written) => {
  const places = [written, `src/${written}`, ...foldersOf('domain').map((room) => `src/${room}/${written}`)];
  const rooms = foldersOf('').map((room) => `src/${room}/${written}`);
  expect([...places, ...rooms].filter((place) => existsSync(path.join(ROOT, place)))).not.toEqual([]);
});

test('the page fits one page', () => {
  expect(page.split('\n').length).toBeLessThanOrEqual(90);
});
