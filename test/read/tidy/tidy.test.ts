import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { describe, expect, test } from 'vitest';
import { readJsonFeed } from '../../../src/read/tidy/json-feed.ts';
import { tidy } from '../../../src/read/tidy/tidy.ts';

const URL_OF_FEED = 'https://news.example.jp/feed.xml';

const itemsOf = (text: string): readonly string[] => {
  const tidied = tidy(text, URL_OF_FEED);
  return tidied.kind === 'tidied' ? tidied.items.map(({ xml }) => xml) : [];
};

const FRAGMENTS = [
  '<rss>',
  '<feed xmlns="http://www.w3.org/2005/Atom">',
  '<rdf:RDF>',
  '<channel>',
  '<item>',
  '<entry>',
  '<title>',
  '<title type="xhtml">',
  '<link>',
  '<link href="/a?b&c"/>',
  '<guid>',
  '<description>',
  '<content:encoded>',
  '<content type="xhtml">',
  '<author>',
  '<name>',
  '<source url="x">',
  '<media:group>',
  '<media:thumbnail url="//i/1.png"/>',
  '<image>',
  '<br>',
  '<b a="\'<&">',
  '<q:r xmlns:q="q">',
  '</title>',
  '</item>',
  '</description>',
  '</channel>',
  '</b>',
  '</x>',
  '<![CDATA[',
  ']]>',
  '<!--',
  '-->',
  '<!',
  '&amp;',
  '&#1;',
  '&',
  '\0',
  '日本',
  ' ',
  'text',
  '<__proto__>',
  'xml:base="b"',
  '>',
  '<',
  '"',
];

describe('any markup becomes canonical elements', () => {
  test('whatever the markup, the canonical form is well-formed', () => {
    const check = fc.check(
      fc.property(fc.array(fc.constantFrom(...FRAGMENTS), { maxLength: 60 }), (pieces) => {
        const tidied = tidy(pieces.join(''), URL_OF_FEED);
        if (tidied.kind === 'unreadable') return;
        const items = tidied.items.map(({ xml }) => `<item>${xml}</item>`).join('');
        const xml = `<rss xmlns:x="urn:x" xmlns:dc="urn:dc">${tidied.channel}${items}</rss>`;
        new SaxesParser({ xmlns: true }).write(xml).close();
      }),
      { numRuns: 2000 },
    );
    expect(check.counterexample).toBeNull();
  });

  test('the best candidate of a field comes first, wherever it stood', () => {
    const [item] = itemsOf(
      '<rss xmlns:dc="http://purl.org/dc/elements/1.1/"><item><dc:date>second</dc:date><pubDate>first</pubDate></item></rss>',
    );
    expect(item).toBe('<x:published>first</x:published><x:published>second</x:published>');
  });

  test('a field that was never closed ends where the next one begins', () => {
    const [item] = itemsOf('<rss><item><title>a<link>https://a.example/</link></item></rss>');
    expect(item).toBe('<title>a</title><x:link>https://a.example/</x:link>');
  });

  test('an item that was never closed ends where the next one begins', () => {
    expect(itemsOf('<rss><item><title>a</title><item><title>b</title>')).toEqual([
      '<title>a</title>',
      '<title>b</title>',
    ]);
  });

  test('an item that has only begun counts for nothing, and one that is empty counts', () => {
    expect(itemsOf('<rss><item><title>a</title></item><item>')).toEqual(['<title>a</title>']);
    for (const empty of ['<item></item>', '<item/>'])
      expect(itemsOf(`<rss><item><title>a</title></item>${empty}`)).toEqual(['<title>a</title>', '']);
  });

  test('ten thousand items are read, and the others counted, except one that has only begun', () => {
    const tidied = tidy(`<rss>${'<item><guid>1</guid></item>'.repeat(10_003)}<item>`, URL_OF_FEED);
    expect(tidied.kind === 'tidied' && [tidied.items.length, tidied.cut]).toEqual([10_000, 3]);
  });

  test('a text is read in 8192 characters, a body in 1048576', () => {
    const text = (length: number) => `<rss><item><title>${'x'.repeat(length)}</title>`;
    expect(itemsOf(`${text(8_193)}`)).toEqual([`<title>${'x'.repeat(8_192)}</title>`]);
    const bodyOf = (inside: string): string => {
      const tidied = tidy(`<rss><item><description>${inside}</description>`, URL_OF_FEED);
      return (tidied.kind === 'tidied' && tidied.items[0]?.bodies[0]) || '';
    };
    expect(bodyOf(`<![CDATA[${'x'.repeat(1_048_577)}]]>`)).toHaveLength(1_048_576);
    // Of text with entities, as many characters are read before they are decoded.
    expect(bodyOf(`${'x'.repeat(1_048_570)}&lt;yyyy`).slice(-4)).toBe('x<yy');
  });

  test('items nested without end count once', () => {
    expect(itemsOf(`<rss>${'<item>'.repeat(20_000)}<title>a</title>`)).toEqual(['<title>a</title>']);
  });

  test('the titles of an image, a text input and a media object are not the title', () => {
    const text =
      '<rss><channel><image><title>no</title></image><item><media:content url="v"><media:title>no</media:title></media:content><title>yes</title></item></channel></rss>';
    expect(itemsOf(text)).toEqual(['<title>yes</title>']);
    expect(tidy(text, URL_OF_FEED)).toMatchObject({ channel: '' });
  });

  test('an end tag without its start tag closes nothing', () => {
    expect(itemsOf('<rss><item><title>a</b></i></title><guid>1</guid></item></rss>')).toEqual([
      '<title>a</title><guid>1</guid><x:link rel="guid">1</x:link>',
    ]);
  });

  test('a base replaces the base around it, also by the address of the document; above 1,000 characters it is ignored', () => {
    const text = (base: string) => `<rss><item xml:base="${base}"><link>a</link></item></rss>`;
    const other = 'https://other.example/';
    expect(itemsOf(text(other))).toEqual([`<x:link b="${other}">a</x:link>`]);
    const own = `<x:link b="${URL_OF_FEED}">a</x:link>`;
    expect(itemsOf(text(URL_OF_FEED).replace('<rss>', `<rss xml:base="${other}">`))).toEqual([own]);
    const long = other.padEnd(1000, 'x');
    expect(itemsOf(text(long))).toEqual([`<x:link b="${long}">a</x:link>`]);
    expect(itemsOf(text(`${long}x`))).toEqual(['<x:link>a</x:link>']);
  });

  test('a page, an empty text and another vocabulary are distinguished', () => {
    const unreadable = (reason: string, detail: string) => ({ kind: 'unreadable', reason, detail });
    const page = unreadable('html-page', 'the document is an HTML page');
    expect(tidy('<html><title>a</title></html>', URL_OF_FEED)).toEqual(page);
    expect(tidy(' <!DOCTYPE HTML><p>a</p>', URL_OF_FEED)).toEqual(page);
    expect(tidy(' \n', URL_OF_FEED)).toEqual(unreadable('empty', 'the document is empty'));
    expect(tidy('<opml><body/></opml>', URL_OF_FEED)).toEqual(
      unreadable('not-a-feed', 'the document has no element of a feed, such as <rss> or <feed>'),
    );
    expect(tidy('<p>Warning</p><rss/>', URL_OF_FEED)).toMatchObject({ kind: 'tidied', format: 'rss' });
  });

  test('JSON that is cut off and JSON of another kind are distinguished', () => {
    expect(readJsonFeed('{"version": "https://jsonfeed.org/version/1.1", "items": [')).toMatchObject({
      detail: 'the document begins like JSON, but is not valid JSON',
    });
    expect(readJsonFeed('{"error": "down"}')).toMatchObject({
      detail: 'the document is JSON, but not a JSON Feed',
    });
  });
});

/** The elements of a field: those that stand together in a list count the same, and go before the next list. */
type Order = readonly (readonly string[])[];

const pairsOf = (orders: readonly Order[]): readonly (readonly [better: string, worse: string])[] =>
  orders.flatMap((order) =>
    order
      .slice(1)
      .flatMap((worse, index) =>
        (order[index] ?? []).flatMap((one) => worse.map((other) => [one, other] as const)),
      ),
  );

const NAMESPACES = [
  'atom="http://www.w3.org/2005/Atom"',
  'dc="http://purl.org/dc/elements/1.1/"',
  'dcterms="http://purl.org/dc/terms/"',
  'content="http://purl.org/rss/1.0/modules/content/"',
  'media="http://search.yahoo.com/mrss/"',
  'itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"',
  'xhtml="http://www.w3.org/1999/xhtml"',
  'feedburner="http://rssnamespace.org/feedburner/ext/1.0"',
  'sy="http://purl.org/rss/1.0/modules/syndication/"',
].map((declaration) => `xmlns:${declaration}`);

const tidiedWith = (inside: string) => {
  const found = tidy(`<rss ${NAMESPACES.join(' ')}><channel>${inside}</channel></rss>`, URL_OF_FEED);
  if (found.kind === 'unreadable') throw new Error(found.detail);
  return found;
};

describe('an item has several elements for one thing', () => {
  test.each(
    pairsOf([
      [['title'], ['atom:title'], ['dc:title'], ['itunes:title'], ['media:title']],
      [['guid', 'id'], ['atom:id'], ['dc:identifier']],
      [['category'], ['dc:subject'], ['atom:category']],
      [['feedburner:origLink'], ['link'], ['atom:link']],
      [['dc:creator'], ['author'], ['atom:author'], ['itunes:author']],
      [
        ['pubDate', 'published'],
        ['atom:published'],
        ['issued', 'atom:issued', 'dcterms:issued'],
        ['created', 'atom:created', 'dcterms:created'],
        ['dc:date'],
        ['date'],
      ],
      [['updated', 'atom:updated'], ['modified', 'atom:modified'], ['dcterms:modified']],
      [['content:encoded'], ['xhtml:body'], ['fullitem', 'content'], ['atom:content'], ['body']],
      [
        ['description'],
        ['dc:description'],
        ['summary', 'atom:summary'],
        ['itunes:summary'],
        ['media:description'],
      ],
    ]),
  )('%s goes before %s, wherever it stands', (better, worse) => {
    const { items } = tidiedWith(`<item><${worse}>worse</${worse}><${better}>better</${better}></item>`);
    const said = items.flatMap(({ xml, bodies }) => [...bodies, xml]).join('');
    expect(/better|worse/.exec(said)?.[0]).toBe('better');
  });

  test.each(
    pairsOf([
      [['media:content'], ['media:thumbnail'], ['itunes:image'], ['image']],
      [['source'], ['atom:source']],
    ]),
  )('the address of %s goes before that of %s', (better, worse) => {
    const element = (name: string, address: string) => `<${name} url="https://a.example/${address}.jpg"/>`;
    const { items } = tidiedWith(`<item>${element(worse, 'worse')}${element(better, 'better')}</item>`);
    expect(/better|worse/.exec(items[0]?.xml ?? '')?.[0]).toBe('better');
  });
});

test.each([
  ['medium="image" url="1"', '<x:image rank="0">1</x:image>'],
  ['type="image/png" url="1"', '<x:image rank="0">1</x:image>'],
  ['url="1.png"', '<x:image rank="0">1.png</x:image>'],
  ['medium="video" url="1.png"', ''],
  ['medium="image"', ''],
])('media:content with %s gives "%s"', (attributes, image) => {
  expect(tidiedWith(`<item><media:content ${attributes}/></item>`).items[0]?.xml).toBe(image);
});

test('a person is called by the name inside, else by the mail address, never by that of a page, and a source by its parts', () => {
  const item = (inside: string) => tidiedWith(`<item>${inside}</item>`).items[0]?.xml;
  expect(item('<author><email>a@b.example</email><name> A <b>B</b></name></author>')).toBe(
    '<dc:creator>A B</dc:creator>',
  );
  expect(item('<author><email>a@b.example</email></author>')).toBe('<dc:creator>a@b.example</dc:creator>');
  expect(item('<author>A</author>')).toBe('<dc:creator>A</dc:creator>');
  expect(item('<atom:author>A <atom:uri>https://a.example/</atom:uri></atom:author>')).toBe(
    '<dc:creator>A</dc:creator>',
  );
  for (const name of ['uri', 'url'])
    expect(item(`<author><${name}>https://a.example/</${name}></author>`)).toBe('');
  expect(
    item(
      '<source><updated>2026</updated><title>S</title><link>/s</link><author><name>A</name></author><author><name>B</name></author></source>',
    ),
  ).toBe(
    '<x:source url="/s">S</x:source><x:sourceauthor>A</x:sourceauthor><x:sourceauthor>B</x:sourceauthor>',
  );
});

test('a source with a text of its own that is not closed ends at the next field, which is one of the item', () => {
  expect(tidiedWith('<item><source url="/s">S<title>T</title><link>/1</link></item>').items[0]?.xml).toBe(
    '<title>T</title><x:link>/1</x:link><x:source url="/s">S</x:source>',
  );
});

test('a source with a text of its own that is closed later keeps the fields inside it', () => {
  const source = '<x:source url="/s">S</x:source>';
  const item = (inside: string) => tidiedWith(inside).items.map(({ xml }) => xml);
  for (const inside of ['<title>T</title><link>/1</link>', '<title>T', '<x:a/><title>T</title><category>C'])
    expect(item(`<item><source url="/s">S${inside}</source><title>Real</title></item>`)).toEqual([
      `<title>Real</title>${source}`,
    ]);
  const twenty = '<title>T</title>'.repeat(20);
  expect(item(`<item><source url="/s">S${twenty}</source><title>Real</title></item>`)).toEqual([
    `<title>Real</title>${source}`,
  ]);
  expect(item('<item><source url="/s">S<title>T</title><item><title>U</title></source></item>')).toEqual([
    `<title>T</title>${source}`,
    '<title>U</title>',
  ]);
  expect(item('<item><source url="/s">S<guid>1</guid></source></item>')).toEqual([
    `<guid>1</guid><x:link rel="guid">1</x:link>${source}`,
  ]);
});

test('XHTML is read as HTML: prefixes and namespaces go, and an empty element gets an end', () => {
  const { items } = tidiedWith(
    '<item><atom:content type="xhtml"><x:div xmlns:x="http://www.w3.org/1999/xhtml"><x:P xmlns="y" class="a&quot;"><x:b/>1 &lt; 2<x:br/></x:P></x:div></atom:content></item>',
  );
  expect(items[0]?.bodies).toEqual(['<p class="a&quot;"><b></b>1 &lt; 2<br></p>']);
});

test('a picture inside a media object that is no picture is one of the item', () => {
  const video = (inside: string) =>
    tidiedWith(`<item><media:content medium="video" url="v">${inside}</media:content></item>`).items[0]?.xml;
  expect(video('<media:thumbnail url="1.png"/>')).toBe('<x:image rank="1">1.png</x:image>');
  expect(video('<media:title>no</media:title>')).toBe('');
});

const unstated = (inside: string) =>
  tidiedWith(`<item><atom:summary>${inside}</atom:summary></item>`).items[0]?.bodies;

test('an Atom text without a type is HTML if it has tags, written as tags or as text', () => {
  expect(unstated('<i>1</i> 2')).toEqual(['<i>1</i> 2']);
  expect(unstated('&lt;p&gt;1&lt;/p&gt;')).toEqual(['<p>1</p>']);
  expect(unstated('1 &lt; 2')).toEqual(['1 &lt; 2']);
  expect(unstated('the &lt;i&gt; key')).toEqual(['the &lt;i&gt; key']);
});

test.each(['p', 'br', 'a', 'div', 'img', 'ul', 'li', 'b', 'strong', 'em', 'span', 'h1', 'h6'])(
  'an Atom text without a type is HTML if it has the tag %s as text',
  (tag) => {
    expect(unstated(`1&lt;${tag}&gt;2`)).toEqual([`1<${tag}>2`]);
  },
);

test('the links of an item come in the order of their kinds', () => {
  const { items } = tidiedWith(
    '<item rdf:about="https://a.example/4"><guid>3</guid><atom:link>2</atom:link><link>1</link></item>',
  );
  const order = ['>1<', '>2<', 'rel="guid">3<', 'rel="about">https://a.example/4<'];
  const found = items[0]?.xml.match(/<x:link.*?<\/x:link>/g) ?? [];
  expect(found.map((link) => order.findIndex((end) => link.includes(end)))).toEqual([0, 2, 1, 3]);
  const later = tidiedWith('<item><atom:link>2</atom:link><guid isPermaLink="FALSE">3</guid></item>');
  expect(later.items[0]?.xml).toBe('<guid>3</guid><x:link>2</x:link>');
});

test.each([
  [
    '<enclosure url=" 1.mp3 " type="audio/mpeg" length="9"/>',
    '<x:enclosure type="audio/mpeg" length="9">1.mp3</x:enclosure>',
  ],
  ['<enclosure href="1.mp3"/>', '<x:enclosure>1.mp3</x:enclosure>'],
  ['<enclosure url=" "/>', ''],
  ['<image><url> 1.png </url><title>no</title></image>', '<x:image rank="3">1.png</x:image>'],
  ['<image> 1.png </image>', '<x:image rank="3">1.png</x:image>'],
  [
    '<itunes:image href="1.png" width="8" height="6"/>',
    '<x:image rank="2" width="8" height="6">1.png</x:image>',
  ],
  [
    '<media:content url="1.png"><media:title>T</media:title></media:content>',
    '<x:image rank="0" alt="T">1.png</x:image>',
  ],
  [
    '<link rel="self" href=" /a " type="t" length="9"/>',
    '<x:link rel="self" type="t" length="9">/a</x:link>',
  ],
  ['<link href="/a"/>', '<x:link rel="alternate">/a</x:link>'],
  ['<link> </link>', ''],
  ['<category label="L" term="T">X</category>', '<category>L</category>'],
  ['<category term="T"> </category>', '<category>T</category>'],
  ['<category term="T">X</category>', '<category>X</category>'],
  ['<category> </category>', ''],
  ['<title mode="base64">QSBC</title>', '<title>A B</title>'],
  ['<atom:title mode="base64">QSBC</atom:title>', '<title>A B</title>'],
  ['<atom:title type="text">a &lt;b&gt;</atom:title>', '<title>a &lt;b&gt;</title>'],
  ['<source url="/s"> S </source>', '<x:source url="/s">S</x:source>'],
  ['<pubDate> </pubDate>', ''],
])('%s becomes "%s"', (inside, xml) => {
  expect(tidiedWith(`<item>${inside}</item>`).items[0]?.xml).toBe(xml);
});

/** The bodies of texts from which the markup can be told that was assumed for them. */
const readAs = (format: 'rss' | 'atom', name: string, attributes: string): string => {
  const bodyOf = (text: string) => {
    const item = `<${name} ${attributes}>${text}</${name}>`;
    const document =
      format === 'atom'
        ? `<feed xmlns="http://www.w3.org/2005/Atom" ${NAMESPACES.join(' ')}><entry>${item}</entry></feed>`
        : `<rss ${NAMESPACES.join(' ')}><item>${item}</item></rss>`;
    const tidied = tidy(document, URL_OF_FEED);
    return (tidied.kind === 'tidied' && tidied.items[0]?.bodies[0]) || '';
  };
  const found = ['1&lt;b&gt;', '1&lt;i&gt;', '<b/>1', 'MTIz'].map(bodyOf).join(' ');
  return (
    {
      '1<b> 1<i> <b></b>1 MTIz': 'html',
      '1<b> 1&lt;i&gt; <b></b>1 MTIz': 'unstated',
      '1&lt;b&gt; 1&lt;i&gt; <b></b>1 MTIz': 'xhtml',
      '1&lt;b&gt; 1&lt;i&gt; &lt;b&gt;&lt;/b&gt;1 MTIz': 'plain',
      '   123': 'base64',
    }[found] ?? found
  );
};

test.each([
  ['atom', 'content', '', 'unstated'],
  ['atom', 'content', 'type="html"', 'html'],
  ['atom', 'content', 'type=" TEXT/HTML "', 'html'],
  ['atom', 'content', 'type="xhtml"', 'xhtml'],
  ['atom', 'content', 'type="application/xhtml+xml"', 'xhtml'],
  ['atom', 'content', 'type="application/xml"', 'unstated'],
  ['atom', 'content', 'type="text"', 'plain'],
  ['atom', 'content', 'type="text/plain"', 'plain'],
  ['atom', 'content', 'type="image/png"', 'base64'],
  ['atom', 'content', 'mode=" Base64 " type="html"', 'base64'],
  ['atom', 'content', 'mode="xml" type="text/plain"', 'xhtml'],
  ['atom', 'content', 'mode="escaped" type="text/plain"', 'plain'],
  ['atom', 'content', 'mode="escaped" type="text"', 'plain'],
  ['atom', 'content', 'mode="escaped" type="text/html"', 'html'],
  ['atom', 'media:description', 'type="html"', 'html'],
  ['atom', 'media:description', '', 'plain'],
  ['rss', 'description', 'type="text"', 'html'],
  ['rss', 'atom:summary', 'type="text"', 'plain'],
  ['rss', 'xhtml:body', '', 'xhtml'],
] as const)('the text of %s %s with %s is read as %s', (format, name, attributes, markup) => {
  expect(readAs(format, name, attributes)).toBe(markup);
});

test('XHTML in one div is what the div holds, and in two divs all of it', () => {
  const bodyOf = (inside: string) =>
    tidiedWith(`<item><atom:content type="xhtml"> ${inside} </atom:content></item>`).items[0]?.bodies[0];
  expect(bodyOf('<div><p>1</p><div>2</div></div>')).toBe('<p>1</p><div>2</div>');
  expect(bodyOf('<div>1</div><div>2</div>')).toBe('<div>1</div><div>2</div>');
  expect(bodyOf('<p>1</p>')).toBe('<p>1</p>');
});

test('an item after the end of the feed counts, though nothing ends it', () => {
  expect(
    itemsOf('<rss xmlns:q="http://purl.org/dc/elements/1.1/"></rss><item><q:title>A</q:title></item>'),
  ).toEqual(['<title>A</title>']);
  expect(itemsOf('<rss></rss><item><title>A')).toEqual(['<title>A</title>']);
  expect(itemsOf('<item><title>A')).toEqual(['<title>A</title>']);
});

describe('a feed has several elements for one thing', () => {
  test.each(
    pairsOf([
      [
        ['lastBuildDate', 'updated', 'atom:updated'],
        ['pubDate', 'modified', 'atom:modified'],
        ['dcterms:modified'],
        ['dc:date'],
      ],
      [['language'], ['dc:language']],
    ]),
  )('%s goes before %s, wherever it stands', (better, worse) => {
    const { channel } = tidiedWith(`<${worse}>worse</${worse}><${better}>better</${better}>`);
    expect(/better|worse/.exec(channel)?.[0]).toBe('better');
  });

  test('its language is what its elements say, before what an attribute says', () => {
    const { channel } = tidiedWith('<channel xml:lang="fr"><dc:language>ja</dc:language></channel>');
    expect(channel).toBe('<language>ja</language><language>fr</language>');
  });

  test('when it is to be asked again is read from each of its elements', () => {
    const { channel } = tidiedWith(
      '<ttl>60</ttl><skipHours><hour>1</hour></skipHours><skipDays><day>Sunday</day></skipDays><sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>',
    );
    expect(channel).toBe(
      '<ttl>60</ttl><x:hour>1</x:hour><x:day>Sunday</x:day><x:period>daily</x:period><x:frequency>2</x:frequency>',
    );
  });
});

test('the name that RDF gives an item counts as its id, after an element for it, unless it is empty', () => {
  const about = (inside: string, name: string) =>
    tidiedWith(`<item rdf:about="${name}">${inside}</item>`).items[0]?.xml;
  expect(about('<atom:id>b</atom:id>', 'a')).toMatch(/^<guid>a<\/guid><guid>b</);
  expect(about('<guid>b</guid>', 'a')).toMatch(/^<guid>b<\/guid><guid>a</);
  expect(about('<title>b</title>', ' ')).toBe('<title>b</title>');
  const own = (attributes: string) =>
    itemsOf(
      `<rss><item xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" ${attributes}><title>b</title></item></rss>`,
    )[0];
  expect(own('r:about="a"')).toMatch(/<guid>a<\/guid>/);
  expect(own('q:about="a"')).not.toContain('<guid>');
});
