import { expect, test } from 'vitest';
import type { Entry } from '../../../src/domain/entry/entry.ts';
import type { DocumentParts } from '../../../src/site/feed/make-feed.ts';
import { renderFeed, writeOnce } from '../../../src/site/feed/render-feed.ts';
import { sampleEntry } from '../../domain/entry/sample-entry.ts';
import { settings, view } from './merged-feed.ts';

/** Writes the ids of the entries, and notes which are asked for. */
const setUp = () => {
  const asked: string[][] = [];
  const write = writeOnce(({ entries, settings: { url } }): DocumentParts<string> => {
    asked.push(entries.map(({ id }) => id));
    return { head: '<', items: entries.map(({ id }) => `${url} ${id}`), tail: '>' };
  });
  return { asked, write };
};

const entries = ['a', 'b', 'c'].map((id) => sampleEntry(id));
const [a, b, c] = entries as [Entry, Entry, Entry];

test('an entry is written once, wherever it stands, and again where the site has another address', () => {
  const { asked, write } = setUp();
  const { url } = settings;
  expect(write(view, [a, b], settings).items).toEqual([`${url} ${a.id}`, `${url} ${b.id}`]);
  expect(write(view, [c, a, b], settings).items).toEqual([c, a, b].map(({ id }) => `${url} ${id}`));
  expect(asked).toEqual([[a.id, b.id], [c.id]]);
  const moved = { ...settings, url: 'https://moved.example' };
  expect(write(view, [a], moved).items).toEqual([`https://moved.example ${a.id}`]);
});

test('a document whose entries are all known still shows where they stand', () => {
  const { asked, write } = setUp();
  write(view, entries, settings);
  expect(write(view, [b, c], settings)).toMatchObject({ head: '<', tail: '>' });
  expect(asked.at(-1)).toEqual([b.id]);
});

test('a document may have more entries than are kept', () => {
  const { write } = setUp();
  const many = Array.from({ length: 1_500 }, (_, n) => sampleEntry(`many-${n}`));
  for (let times = 0; times < 2; times += 1)
    expect(write(view, many, settings).items).toEqual(many.map(({ id }) => `${settings.url} ${id}`));
});

test.each(['rss', 'atom', 'json'] as const)(
  'a feed in %s has the same bytes after any feed before it',
  (format) => {
    const copies = () => ['x', 'y', 'z'].map((id) => sampleEntry(id));
    const [x, y, z] = copies() as [Entry, Entry, Entry];
    renderFeed(format, view, [y], settings);
    renderFeed(format, { ...view, path: '/other' }, [z, y], { ...settings, url: 'https://other.example' });
    expect(renderFeed(format, view, [x, y, z], settings)).toBe(renderFeed(format, view, copies(), settings));
  },
);
