import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Entry } from '../../../src/domain/entry/entry.ts';
import type { FeedView } from '../../../src/site/feed/feed-view.ts';
import { renderFeed } from '../../../src/site/feed/render-feed.ts';
import { anyEntry, anyText, legal } from './any-entry.ts';
import { all, readXml, textOf } from './read-feed.ts';

const settings = {
  title: 'Sample <Feed> & more',
  description: '一つの話題に一つの記事',
  url: 'https://kawaraban.example',
  authority: 'kawaraban.example,2026',
  hub: 'https://hub.example/?a=1&b=2',
};

const anyView: fc.Arbitrary<FeedView> = fc.record({
  path: fc.constantFrom('/feed', '/topics/earnings', '/search?q=日銀&<'),
  title: anyText,
  description: anyText,
  pagePath: fc.constantFrom('/', '/topics/earnings', '/search?q=日銀&<'),
});

const anyFeed = fc.tuple(anyView, fc.array(anyEntry, { maxLength: 4 }));

/** What a reader gets of an entry, whatever the format. */
type Read = {
  readonly title: string | undefined;
  readonly summary: string | undefined;
  readonly outlet: string | undefined;
  readonly tags: readonly (string | undefined)[];
};

/** A title that is left empty is filled with the link, so that a reader has something to open. */
const expected = ({ title, summary, outlet, tags }: Entry): Read => ({
  title: legal(title) === '' ? expect.stringMatching(/^https?:/) : legal(title),
  summary: summary === undefined ? undefined : legal(summary),
  outlet: legal(outlet.name),
  tags: tags.map(({ label }) => legal(label)).filter((label) => label.trim() !== ''),
});

const unescapeHtml = (html: string | undefined): string | undefined =>
  html
    ?.replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');

test('any RSS feed is well-formed, holds every entry, and gives back every text', () => {
  fc.assert(
    fc.property(anyFeed, ([view, entries]) => {
      const channel = readXml(renderFeed('rss', view, entries, settings)).children[0];
      if (channel === undefined) throw new Error('no channel');
      expect(textOf(channel, 'title')).toBe(legal(view.title));
      const read = all(channel, 'item').map((item) => ({
        title: textOf(item, 'title'),
        summary: unescapeHtml(textOf(item, 'description')),
        outlet: textOf(item, 'source'),
        tags: all(item, 'category').map(({ text }) => text),
      }));
      expect(read).toEqual(entries.map(expected));
    }),
  );
});

test('any Atom feed is well-formed, holds every entry, and gives back every text', () => {
  fc.assert(
    fc.property(anyFeed, ([view, entries]) => {
      const feed = readXml(renderFeed('atom', view, entries, settings));
      expect(textOf(feed, 'title')).toBe(legal(view.title));
      const read = all(feed, 'entry').map((entry) => ({
        title: textOf(entry, 'title'),
        summary: textOf(entry, 'summary'),
        outlet: entry.children.at(-1)?.children.find(({ name }) => name === 'title')?.text,
        tags: all(entry, 'category').map(({ attributes }) => attributes.term),
      }));
      expect(read).toEqual(entries.map(expected));
    }),
  );
});

test('any JSON Feed holds every entry, and gives back every text', () => {
  fc.assert(
    fc.property(anyFeed, ([view, entries]) => {
      const feed = JSON.parse(renderFeed('json', view, entries, settings));
      expect(feed.title).toBe(legal(view.title));
      const read = feed.items.map((item: Record<string, unknown>) => ({
        title: item.title,
        summary: item.summary,
        outlet: (item._source as { title: string }).title,
        tags: item.tags,
      }));
      expect(read).toEqual(entries.map(expected));
    }),
  );
});

test('the body of any entry comes back as it was, up to line ends', () => {
  fc.assert(
    fc.property(anyEntry, anyText, (entry, html) => {
      const entries = [{ ...entry, contentHtml: `<p>${html}</p>`, related: [], alsoReportedBy: [] }];
      const body = `<p>${legal(html)}</p>`;
      const view: FeedView = { path: '/feed', title: 't', description: 'd', pagePath: '/' };
      const rss = all(readXml(renderFeed('rss', view, entries, settings)), 'content:encoded')[0];
      const atom = all(readXml(renderFeed('atom', view, entries, settings)), 'content')[0];
      expect(rss?.text).toBe(body.replace(/\r\n?/g, '\n'));
      expect(atom?.text).toBe(body.replace(/\r\n?/g, '\n'));
      expect(JSON.parse(renderFeed('json', view, entries, settings)).items[0].content_html).toBe(body);
    }),
  );
});

test('ids, links and dates are the same and usable in every format, whatever the entry says', () => {
  fc.assert(
    fc.property(anyEntry, (entry) => {
      const view: FeedView = { path: '/feed', title: 't', description: 'd', pagePath: '/' };
      const [item] = all(readXml(renderFeed('rss', view, [entry], settings)), 'item');
      const [atom] = all(readXml(renderFeed('atom', view, [entry], settings)), 'entry');
      const json = JSON.parse(renderFeed('json', view, [entry], settings)).items[0];
      if (item === undefined || atom === undefined) throw new Error('an entry is lost');
      expect([textOf(item, 'guid'), textOf(atom, 'id')]).toEqual([json.id, json.id]);
      expect([
        textOf(item, 'link'),
        atom.children.find(({ name }) => name === 'link')?.attributes.href,
      ]).toEqual([json.url, json.url]);
      expect(json.url).toMatch(/^https?:\/\/[!-~]+$/);
      expect(textOf(atom, 'published')).toBe(json.date_published);
      expect(json.date_published).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    }),
  );
});
