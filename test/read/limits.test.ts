import { describe, expect, test } from 'vitest';
import { mainSchema } from '../../src/config/schema/main-schema.ts';
import { cleanHtml } from '../../src/read/normalise/clean-html.ts';
import { imagesOf } from '../../src/read/normalise/images-of.ts';
import { parseFeed } from '../../src/read/parse-feed.ts';
import { readOpml } from '../../src/read/read-opml.ts';
import { personName } from '../../src/read/tidy/person-name.ts';
import { addBody, addCandidate, startSection, writeSection } from '../../src/read/tidy/section.ts';
import { tokenize } from '../../src/read/tokenize.ts';

const BASE = 'https://a.example/news/';
const repeated = (count: number, make: (n: number) => string): string =>
  Array.from({ length: count }, (_, n) => make(n)).join('');

test('a document above the largest possible fetch.maxBytes is refused', async () => {
  const { maxBytes } = mainSchema.parse({ fetch: { maxBytes: '64MB' } }).fetch;
  expect(await parseFeed(new Uint8Array(maxBytes + 1), { url: BASE })).toMatchObject({ reason: 'too-large' });
});

describe('a tag', () => {
  const attributesOf = (text: string) => {
    let found: ReadonlyMap<string, string> = new Map();
    tokenize(text, {
      open: ({ attributes }) => {
        found = attributes;
      },
    });
    return found;
  };

  test('keeps its first 32 attributes, each name once, in small letters', () => {
    expect([...attributesOf(`<x ${repeated(40, (n) => `a${n}="${n}" `)}/>`).keys()].at(-1)).toBe('a31');
    expect([...attributesOf('<x Href="1" HREF="2"/>')]).toEqual([['href', '1']]);
  });

  test('keeps 8192 characters of an attribute', () => {
    expect(attributesOf(`<x a="${'y'.repeat(9000)}"/>`).get('a')).toHaveLength(8192);
    expect([...attributesOf(`<x ${'y'.repeat(9000)}="1"/>`).keys()][0]).toHaveLength(8192);
  });

  test('whose quote is never closed ends before the end of its item', () => {
    expect(attributesOf('<x a="1" b="2></item>').get('a')).toBe('1');
  });
});

describe('a body', () => {
  test('has a thousand addresses of links and images; more are a list of links', () => {
    const links = cleanHtml(
      repeated(1001, (n) => `<a title="t" href="/${n}">x</a>`),
      BASE,
    );
    expect(links.match(/href=/g)).toHaveLength(1000);
    expect(links.match(/<a /g)).toHaveLength(1001);
  });

  test('of ten thousand tags, or nested a hundred deep, is sanitised; beyond only its text is kept', () => {
    const many = (count: number) => cleanHtml(`<u>x</u>${repeated(count - 2, () => '<wbr>')}`, BASE);
    expect(many(10_000)).toContain('<u>');
    expect(many(10_001)).not.toContain('<');
    const deep = (depth: number) => cleanHtml(`<u></u>${'<div>'.repeat(depth)}x<u></u>`, BASE);
    expect(deep(99)).toContain('<div>');
    expect(deep(100)).toBe('x');
    const text = 'a &amp; b &lt;c&gt; &#12354;&#x1f;';
    expect(cleanHtml(`${'<div>'.repeat(101)}${text}`, BASE)).toBe('a &amp; b &lt;c&gt; あ');
  });

  test('may link to mail addresses and to pages, and shows images of pages alone', () => {
    expect(cleanHtml('<a title="t" href=" mailto:a@b.example ">x</a>', BASE)).toBe(
      '<a title="t" href="mailto:a@b.example">x</a>',
    );
    expect(cleanHtml('<a title="t" href="x">y</a><img src="mailto:a@b.example">', BASE)).toBe(
      '<a title="t" href="https://a.example/news/x">y</a><img />',
    );
  });

  test('brings an attached image with the place that its element has among the images', () => {
    const attached = { _: '/1.jpg', $: { rank: '2', width: ' 800px ', height: '1.5', alt: '図' } };
    expect(imagesOf({ images: [attached] }, [], [], BASE)).toEqual([
      { url: 'https://a.example/1.jpg', rank: 2, width: 800, height: 1, alt: '図' },
    ]);
    expect(imagesOf({ images: [{ _: '/1.jpg' }] }, [], [], BASE)).toEqual([
      { url: 'https://a.example/1.jpg', rank: 0, alt: '' },
    ]);
  });

  test('brings its first four images, after all that the document attaches', () => {
    const body = repeated(
      6,
      (n) => `<img src="https://a.example/${n}.jpg" width="${n}00px" height="50.0" />`,
    );
    const attached = { type: 'image/jpeg', url: 'https://a.example/attached.jpg' };
    expect(imagesOf({}, [attached], [undefined, body], BASE)).toMatchObject([
      { url: 'https://a.example/attached.jpg', rank: 0 },
      { url: 'https://a.example/0.jpg', rank: 9, height: 50 },
      { url: 'https://a.example/1.jpg', rank: 10, width: 100, height: 50 },
      { url: 'https://a.example/2.jpg', rank: 11 },
      { url: 'https://a.example/3.jpg', rank: 12 },
    ]);
  });
});

describe('a field of an item', () => {
  test('keeps twenty candidates of a rank and in all, the best first, and one body', () => {
    const section = startSection();
    for (let n = 0; n < 30; n += 1) addCandidate(section, { field: 'title', rank: 1 }, `<late>${n}</late>`);
    for (let n = 0; n < 15; n += 1) addCandidate(section, { field: 'title', rank: 0 }, `<early>${n}</early>`);
    addBody(section, { field: 'content', rank: 1 }, ' <p>second</p> ');
    addBody(section, { field: 'content', rank: 0 }, '<p>first</p>', 'https://b.example/');
    addBody(section, { field: 'summary', rank: 0 }, '  ');
    const { xml, bodies } = writeSection(section);
    expect(xml.match(/<early>/g)).toHaveLength(15);
    expect(xml.match(/<late>/g)).toHaveLength(5);
    expect(xml.indexOf('<early>')).toBeLessThan(xml.indexOf('<late>'));
    expect(bodies).toEqual(['<p>first</p>']);
    expect(xml).toContain('b="https://b.example/"');
  });
});

test.each([
  ['desk@a.example (Desk)', 'Desk'],
  ['Desk (desk@a.example)', 'Desk'],
  ['Desk <desk@a.example>', 'Desk'],
  ['desk@a.example Desk', 'Desk'],
  ['"Desk" mailto:desk@a.example', 'Desk'],
  ['（編集部） desk@a.example', '編集部'],
  ['編集部［desk＠a.example', '編集部'],
  ['desk@a.example', 'desk@a.example'],
  ['desk@a.example ( )', 'desk@a.example'],
  ['desk@a.example, news@a.example', 'desk@a.example'],
  ['desk@a.example; news@a.example (Desk)', 'Desk'],
  ['編集部、desk@a.example', '編集部'],
  ['[Desk] desk@a.example', 'Desk'],
  ['［編集部］ desk@a.example', '編集部'],
  ['Desk [a], Desk (b) desk@a.example', 'Desk [a], Desk (b)'],
  [' Desk ', 'Desk'],
  ['', ''],
])('the author "%s" is called "%s"', (text, name) => {
  expect(personName(text)).toBe(name);
});

test('the name of an author is read in 300 characters', () => {
  expect(personName('長'.repeat(301))).toHaveLength(300);
});

test('a feed of a list keeps its sixteen outermost folders', () => {
  const outline = (name: string) => `<outline text="${name}">`;
  const list = `<opml>${repeated(20, (n) => outline(`f${n}`))}<outline xmlUrl="https://a.example/feed"/>`;
  const read = readOpml(Buffer.from(list));
  expect(read.kind === 'read' && read.feeds[0]?.folders).toEqual(
    Array.from({ length: 16 }, (_, n) => `f${n}`),
  );
});

test.each([
  ['xmlUrl="feed:https://a.example/f"', 'https://a.example/f'],
  ['xmlUrl="feed://a.example/f"', 'http://a.example/f'],
  ['type="rss" url=" https://a.example/f "', 'https://a.example/f'],
  ['type="link" url="https://a.example/f"', undefined],
  ['xmlUrl=" "', undefined],
])('an outline with %s is the feed %s', (attributes, url) => {
  const read = readOpml(Buffer.from(`<OPML><Outline ${attributes}/>`));
  expect(read.kind === 'read' && read.feeds[0]?.url).toBe(url);
});
