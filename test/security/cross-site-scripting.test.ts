import { Parser } from 'htmlparser2';
import { describe, expect, test } from 'vitest';
import { cleanHtml } from '../../src/read/normalise/clean-html.ts';
import { openSite } from '../daemon/support/open-site.ts';
import { HOSTILE_ADDRESSES, HOSTILE_TEXTS } from '../support/hostile-texts.ts';
import { publishAttack, rssOfMany, rssWith } from './publish-attack.ts';

/** Bodies that browsers and sanitisers have read differently: what is harmless text to one is an element to the other. */
const MUTATIONS = [
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=owned=1&gt;">',
  '<svg></p><style><a id="</style><img src=1 onerror=owned=1>">',
  '<form><math><mtext></form><form><mglyph><style></math><img src onerror=owned=1>',
  '<noscript><p title="</noscript><img src=x onerror=owned=1>">',
  '<svg><foreignObject><p><style></style><img src=x onerror=owned=1></foreignObject></svg>',
  '<math><annotation-xml encoding="text/html"><p><img src=x onerror=owned=1></annotation-xml></math>',
  '<table><caption><svg><title><table><td><img src=x onerror=owned=1>',
  '<select><template><style><!--</select><a title="--><img src onerror=owned=1>">',
  '<xmp><p title="</xmp><img src=x onerror=owned=1>">',
  '<textarea><p title="</textarea><img src=x onerror=owned=1>">',
  '<iframe><p title="</iframe><img src=x onerror=owned=1>">',
  '<title><p title="</title><img src=x onerror=owned=1>">',
  '<p title="<!--"><b>x</b>--><img src=x onerror=owned=1>',
  '<![CDATA[<p>]]><img src=x onerror=owned=1>',
  '<?x ?><img src=x onerror=owned=1 ?>',
  '<!doctype html><img src=x onerror=owned=1>',
  '<a href="&#x6a;avascript:owned=1">x</a><a href="java&Tab;script:owned=1">x</a><a href="data:text/html,x">x</a>',
  '<img src="data:image/svg+xml,<svg onload=owned=1>"><img src="x" srcset="javascript:owned=1">',
  '<p style="background:url(javascript:owned=1)" class="x" id="y" onclick=owned=1>x</p>',
  '<q cite="javascript:owned=1">x</q><blockquote cite="javascript:owned=1">x</blockquote>',
  '<time datetime="&quot; onclick=&quot;owned=1">x</time><td colspan="1&quot; onclick=&quot;owned=1">x</td>',
  '<a href="https://a.example/" target="_blank" ping="https://evil.example/">x</a>',
  '<a href="mailto:a@b.example?body=&quot;onclick=owned=1">x</a>',
];

const ALLOWED =
  /^(?:p|br|hr|div|span|h[1-6]|blockquote|pre|code|a|img|figure|figcaption|ul|ol|li|dl|dt|dd|table|caption|thead|tbody|tfoot|tr|th|td|b|strong|i|em|u|s|del|ins|small|sub|sup|mark|abbr|cite|q|time|ruby|rb|rt|rp|wbr)$/;

/** Attributes of a body, and the address where the attribute is one. */
const isHarmless = (name: string, value: string): boolean => {
  if (name === 'href') return /^(?:https?:\/\/|mailto:)/.test(value);
  return name === 'src'
    ? /^https?:\/\//.test(value)
    : /^(?:title|alt|width|height|datetime|colspan|rowspan|lang|hreflang)$/.test(name);
};

/** What a browser would find in a body that has no business there. */
const harmIn = (html: string): readonly string[] => {
  const found: string[] = [];
  const parser = new Parser({
    onopentag: (tag, attributes) => {
      if (!ALLOWED.test(tag)) found.push(tag);
      for (const [name, value] of Object.entries(attributes))
        if (!isHarmless(name, value)) found.push(`${tag} ${name}=${value}`);
    },
    oncomment: (comment) => found.push(`<!--${comment}`),
    onprocessinginstruction: (_, data) => found.push(data),
  });
  parser.end(html);
  return found;
};

const asXml = (text: string): string =>
  text.replace(/[&<>]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign] ?? sign);

/** XML can hold none of these. */
const inXml = (text: string): string =>
  asXml(text.toWellFormed().replace(/[^\P{Cc}\t\n\r]|[\ufffe\uffff]/gu, ''));

const bodies = (published: readonly (readonly [string, string])[]): readonly string[] => {
  const feed = JSON.parse(published.find(([path]) => path === '/feed.json')?.[1] ?? '{"items":[]}');
  return feed.items.map(({ content_html }: { content_html?: string }) => content_html ?? '');
};

const NEVER_OURS =
  /^(?:iframe|object|embed|base|style|math|template|plaintext|xmp|marquee|video|audio|image)$/;

/** Whether an image is a picture as our pages show it: from an https address, and without a referrer. */
const isPicture = ({
  class: style = '',
  src = '',
  referrerpolicy,
}: Readonly<Record<string, string>>): boolean =>
  /^picture\b/.test(style) && src.startsWith('https://') && referrerpolicy === 'no-referrer';

/** Elements and attributes of a page that could run something, or that only a stranger puts there. */
const runsIn = (page: string): readonly string[] => {
  const found: string[] = [];
  const parser = new Parser({
    onopentag: (tag, attributes) => {
      if (NEVER_OURS.test(tag)) found.push(tag);
      if (tag === 'img' && !isPicture(attributes)) found.push('img');
      if (tag === 'script' && !/^\/script\.js\?/.test(attributes.src ?? '')) found.push('script');
      for (const [name, value] of Object.entries(attributes)) {
        if (name.startsWith('on') || name === 'style' || name === 'srcdoc') found.push(`${tag} ${name}`);
        if (/^(?:href|src|action)$/.test(name) && !/^(?:https?:\/\/|\/(?!\/)|#|\?|$)/.test(value))
          found.push(`${tag} ${name}=${value}`);
      }
    },
  });
  parser.end(page);
  return found;
};

const isPage = ([path]: readonly [string, string]): boolean => !/\.(?:rss|atom|json)$/.test(path);

describe('stored XSS in titles', () => {
  test('whatever a title says stays text on every page', async () => {
    const { published, articles } = await publishAttack(
      rssOfMany(
        HOSTILE_TEXTS.map(
          (text, index) => `<title>${inXml(text)}</title><link>https://kaku.example/${index}</link>`,
        ),
      ),
    );
    expect(articles.length).toBeGreaterThan(100);
    for (const [path, page] of published.filter(isPage)) expect(runsIn(page), path).toEqual([]);
  });

  test('nor does markup in CDATA, in XHTML or in a JSON Feed run', async () => {
    const attack = '<script>owned=1</script><img src=x onerror=owned=1>';
    const xhtml = `<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>x</id><updated>2026-11-24T02:30:00Z</updated><link href="https://kaku.example/1"/><title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><img src="x" onerror="owned=1"/><b>架空</b></div></title></entry><entry><id>y</id><updated>2026-11-24T02:30:00Z</updated><link href="https://kaku.example/2"/><title type="html"><![CDATA[${attack}]]></title></entry></feed>`;
    const json = JSON.stringify({
      version: 'https://jsonfeed.org/version/1.1',
      items: [
        { id: '1', url: 'https://kaku.example/1', title: attack, date_published: '2026-11-24T02:30:00Z' },
      ],
    });
    for (const [body, type] of [
      [xhtml, 'application/atom+xml'],
      [json, 'application/feed+json'],
      [rssWith('', `<![CDATA[${attack}]]>`), 'text/xml'],
    ] as const) {
      const { published } = await publishAttack(body, type);
      for (const [path, page] of published.filter(isPage)) expect(runsIn(page), path).toEqual([]);
    }
  });
});

describe('stored XSS in bodies', () => {
  test('of all that a body can hold, feeds carry text elements and web addresses alone', async () => {
    const attacks = [...MUTATIONS, ...HOSTILE_TEXTS];
    const { published, articles } = await publishAttack(
      rssOfMany(
        attacks.map(
          (text, index) =>
            `<title>架空電機、第${index}工場を稼働</title><link>https://kaku.example/${index}</link><description>${inXml(`<p>本文</p>${text}`)}</description>`,
        ),
      ),
    );
    expect(articles.length).toBeGreaterThan(100);
    for (const { content = '' } of articles) {
      expect(harmIn(content), content).toEqual([]);
      // What a sanitiser would change a second time is read in two ways.
      expect(cleanHtml(content, 'https://kaku.example/')).toBe(content);
    }
    expect(bodies(published).length).toBeGreaterThan(50);
    for (const html of bodies(published)) expect(harmIn(html), html).toEqual([]);
    for (const [path, page] of published.filter(isPage)) expect(runsIn(page), path).toEqual([]);
  });

  test('addresses of links, images and enclosures are http(s), or left out', async () => {
    const { articles, published } = await publishAttack(
      rssOfMany(
        HOSTILE_ADDRESSES.map(
          (
            address,
            index,
          ) => `<title>架空電機、第${index}工場を稼働</title><link>${inXml(address)}</link><guid isPermaLink="false">${index}</guid>
          <description>${inXml(`<p>本文<a href="${address}">x</a><img src="${address}"></p>`)}</description>
          <enclosure url="${inXml(address).replaceAll('"', '&quot;')}" type="image/png"/>`,
        ),
        '<link>https://kaku.example/</link>',
      ),
    );
    expect(articles.length).toBeGreaterThan(10);
    for (const { link, image, content = '' } of articles) {
      expect(link).toMatch(/^https?:\/\//);
      expect(image ?? 'https://').toMatch(/^https?:\/\//);
      expect(harmIn(content)).toEqual([]);
    }
    for (const [path, page] of published.filter(isPage)) expect(runsIn(page), path).toEqual([]);
    for (const [path, text] of published)
      expect(text, path).not.toMatch(/(?:href|src|url)="\s*(?:javascript|data|vbscript|file|blob):/i);
  });
});

describe('stored XSS in names', () => {
  test('authors, categories, outlets and the feed itself are text wherever they are named', async () => {
    const { published, articles } = await publishAttack(
      rssOfMany(
        HOSTILE_TEXTS.map(
          (text, index) =>
            `<title>架空電機、第${index}工場を稼働</title><link>https://kaku.example/${index}</link><author>${inXml(text)}</author><category>${inXml(text)}</category><source url="https://kei.example/">${inXml(text)}</source>`,
        ),
      ).replace('架空通信', inXml(HOSTILE_TEXTS[0] ?? '')),
    );
    expect(articles.length).toBeGreaterThan(100);
    for (const [path, page] of published.filter(isPage)) expect(runsIn(page), path).toEqual([]);
    for (const html of bodies(published)) expect(harmIn(html), html).toEqual([]);
  });
});

describe('XSS in error pages', () => {
  test('what an address or a search says is text on the page that finds nothing, and on one that failed', async () => {
    const site = await openSite([]);
    for (const text of HOSTILE_TEXTS) {
      const said = encodeURIComponent(text);
      for (const address of [
        `/${said}`,
        `/topics/${said}`,
        `/search?q=${said}`,
        `/stories/${said}`,
        `/?topic=${said}`,
      ]) {
        const found = await site.ask(address);
        expect(runsIn(String(found?.body)), address).toEqual([]);
      }
      const failed = site.failed(`/${text}`, new URLSearchParams());
      expect(runsIn(String(failed.body)), text).toEqual([]);
    }
  });

  test('an error that repeats an address as plain text is never taken for a page', async () => {
    const { ask } = await openSite([]);
    const found = await ask('/topics/<script>owned=1</script>.rss');
    expect([found?.status, found?.contentType]).toEqual([404, 'text/plain; charset=utf-8']);
  });
});
