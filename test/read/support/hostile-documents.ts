/** Documents made to hang a parser, to fill its memory or to reach what is not theirs. */
export type HostileDocument = {
  readonly name: string;
  readonly make: () => Uint8Array;
  /** Holds more items than are read, so that only the one before them can be expected. */
  readonly isCut?: true;
};

/** Titles of the good items that stand before and after what is hostile. */
export const BEFORE = '前のよい記事';
export const AFTER = '後のよい記事';

const good = (title: string): string =>
  `<item><title>${title}</title><link>https://news.example.jp/a</link></item>`;

const bytes = (...parts: readonly (string | Uint8Array)[]): Uint8Array =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : part)));

const rss = (hostile: string | Uint8Array, doctype = ''): Uint8Array =>
  bytes(
    `<?xml version="1.0"?>${doctype}<rss version="2.0"><channel><title>t</title>${good(BEFORE)}`,
    hostile,
    `${good(AFTER)}</channel></rss>`,
  );

const described = (text: string | Uint8Array): Uint8Array =>
  rss(
    bytes(
      '<item><title>t</title><link>https://news.example.jp/h</link><description>',
      text,
      '</description></item>',
    ),
  );

const MEGABYTE = 1 << 20;
const repeated = (text: string, times: number): Uint8Array =>
  Buffer.alloc(Buffer.byteLength(text) * times, text);

const laughs = (levels: number): string =>
  Array.from({ length: levels }, (_, level) => `<!ENTITY e${level + 1} "${`&e${level};`.repeat(10)}">`).join(
    '',
  );

export const HOSTILE_DOCUMENTS: readonly HostileDocument[] = [
  {
    name: 'billion laughs',
    make: () => rss('<item><title>&e9;</title></item>', `<!DOCTYPE rss [<!ENTITY e0 "ha">${laughs(9)}]>`),
  },
  {
    name: 'an entity of 100 KB used 10,000 times',
    make: () =>
      rss(
        `<item><title>${'&a;'.repeat(10_000)}</title></item>`,
        `<!DOCTYPE rss [<!ENTITY a "${'x'.repeat(100_000)}">]>`,
      ),
  },
  {
    name: 'external entity',
    make: () =>
      rss('<item><title>&x;</title></item>', '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
  },
  {
    name: '200,000 levels, closed',
    make: () => described(bytes(repeated('<b>', 200_000), repeated('</b>', 200_000))),
  },
  { name: '200,000 levels, left open', make: () => described(repeated('<b>', 200_000)) },
  { name: '200,000 unknown levels in the channel', make: () => rss(repeated('<x>', 200_000)) },
  {
    name: '30,000 levels and 300,000 stray end tags',
    make: () => described(bytes(repeated('<b>', 30_000), repeated('</x>', 300_000))),
  },
  { name: '50 MB of text', make: () => described(repeated('a', 50 * MEGABYTE)) },
  { name: '100,000 escaped less-than signs', make: () => described(repeated('&lt;', 100_000)) },
  { name: '100,000 escaped tags without an end', make: () => described(repeated('&lt;p', 100_000)) },
  { name: '100,000 comments without an end', make: () => rss(repeated('<!-', 100_000)) },
  {
    name: 'a declaration of 140 KB without an end',
    make: () => rss(`<!${'x'.repeat(140_000)}`),
  },
  {
    name: '100,000 openings of CDATA',
    make: () => described(repeated('<![CDATA[', 100_000)),
  },
  {
    name: 'CDATA of 5 MB without an end',
    make: () => described(bytes('<![CDATA[', repeated('a', 5 * MEGABYTE))),
  },
  { name: '1,000,000 bare ampersands', make: () => described(repeated('&', 1_000_000)) },
  {
    name: '100,000 tiny items',
    make: () => rss(repeated('<item><title>x</title></item>', 100_000)),
    isCut: true,
  },
  {
    name: '50,000 items left open',
    make: () => rss(repeated('<item><description><b>', 50_000)),
    isCut: true,
  },
  {
    name: '200,000 empty items inside each other',
    make: () => rss(repeated('<item>', 200_000)),
  },
  {
    name: 'elements named __proto__',
    make: () =>
      rss('<__proto__><polluted>1</polluted></__proto__><item __proto__="1"><__proto__>1</__proto__></item>'),
  },
  { name: '5 MB that are no UTF-8', make: () => described(Buffer.alloc(5 * MEGABYTE, 0xff)) },
  {
    name: 'an author of 200 KB',
    make: () => rss(`<item><title>t</title><author>${'a@'.repeat(100_000)}</author></item>`),
  },
  {
    name: 'a date of 200 KB',
    make: () => rss(`<item><title>t</title><pubDate>${'2026-'.repeat(40_000)}</pubDate></item>`),
  },
  {
    name: 'a title of 5 MB of spaces',
    make: () => rss(bytes('<item><title>a', repeated(' ', 5 * MEGABYTE), 'b</title></item>')),
  },
  {
    name: 'an attribute of 5 MB',
    make: () =>
      rss(
        bytes('<item><title>t</title><guid isPermaLink="', repeated('a', 5 * MEGABYTE), '">1</guid></item>'),
      ),
  },
  {
    name: '100,000 attributes on one tag',
    make: () =>
      rss(
        `<item ${Array.from({ length: 100_000 }, (_, index) => `a${index}="1"`).join(' ')}><title>t</title></item>`,
      ),
  },
  {
    name: 'xml:base of 6 KB on 1,200 items',
    make: () =>
      rss(
        Array.from(
          { length: 1_200 },
          (_, index) =>
            `<item xml:base="https://news.example.jp/${'x/'.repeat(3_000)}"><link>${index}</link></item>`,
        ).join(''),
      ),
  },
  {
    name: '80,000 relative links in each of ten bodies',
    make: () =>
      rss(
        `<item><title>t</title><description><![CDATA[${'<a href=x>x</a>'.repeat(80_000)}]]></description></item>`.repeat(
          10,
        ),
      ),
  },
  { name: 'a body of 262,000 tags', make: () => described(`<![CDATA[${'<p>x'.repeat(262_000)}]]>`) },
  {
    name: '30 categories on each of 9,000 items',
    make: () => rss(`<item><title>t</title>${'<category>x</category>'.repeat(30)}</item>`.repeat(9_000)),
  },
  { name: '5 MB of blanks before the end', make: () => rss(repeated(' \n', 2.5 * MEGABYTE)) },
  {
    name: 'namespaces declared 20,000 times',
    make: () =>
      rss(Array.from({ length: 20_000 }, (_, index) => `<x xmlns:p${index}="u:${index}"/>`).join('')),
  },
  {
    name: 'JSON of 200,000 levels',
    make: () =>
      bytes(
        `{"version":"https://jsonfeed.org/version/1.1","title":"t","items":[{"id":"1","url":"https://news.example.jp/a","title":"${BEFORE}"},{"id":"2","title":"t","x":`,
        repeated('[', 200_000),
        repeated(']', 200_000),
        `},{"id":"3","url":"https://news.example.jp/a","title":"${AFTER}"}]}`,
      ),
  },
];
