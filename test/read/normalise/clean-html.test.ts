import fc from 'fast-check';
import sanitizeHtml from 'sanitize-html';
import { describe, expect, test } from 'vitest';
import { cleanHtml, isCleanHtml } from '../../../src/read/normalise/clean-html.ts';

const BASE = 'https://news.example.jp/a/1';

describe('a body is harmless', () => {
  test.each([
    ['<p onclick="x()">a</p><script>x()</script><style>p{}</style>', '<p>a</p>'],
    ['<a href="javascript:x()">a</a>', '<a>a</a>'],
    ['<a href=" java\tscript:x()">a</a>', '<a>a</a>'],
    ['<img src="data:image/png;base64,AAAA">', '<img />'],
    ['<iframe src="https://a.example/"></iframe><form><input></form>b', 'b'],
    [
      '<a href="../2">a</a><img src="//img.example/1.png">',
      '<a href="https://news.example.jp/2">a</a><img src="https://img.example/1.png" />',
    ],
    ['<a href="mailto:a@b.example">a</a>', '<a href="mailto:a@b.example">a</a>'],
    ['<a href=" mailto:a@b.example ">a</a>', '<a href="mailto:a@b.example">a</a>'],
    [' <p>a</p>\n', '<p>a</p>'],
    ['\n<p class="x">a</p> ', '<p>a</p>'],
    ['a < b &amp; c', 'a &lt; b &amp; c'],
    ['<a href="http://a.example/" class="x">a</a>', '<a href="http://a.example/">a</a>'],
    ['<i>a</i>'.repeat(101), '<i>a</i>'.repeat(101)],
    ['<p>a<b>b</p>', '<p>a<b>b</b></p>'],
    ['a&#x1f;b', 'ab'],
    ['<time datetime="2026-11-20" class="x">a</time>', '<time datetime="2026-11-20">a</time>'],
    [
      '<table><tr><th colspan="2" rowspan="3" id="x">a</th><td colspan="4" rowspan="5" id="x">b</td></tr></table>',
      '<table><tr><th colspan="2" rowspan="3">a</th><td colspan="4" rowspan="5">b</td></tr></table>',
    ],
    [
      '<img src="/1.png" alt="a" width="1" height="2" title="x"><a href="/2" title="b" target="x">c</a>',
      '<img alt="a" width="1" height="2" src="https://news.example.jp/1.png" /><a title="b" href="https://news.example.jp/2">c</a>',
    ],
  ])('%j becomes %j', (html, clean) => {
    expect(cleanHtml(html, BASE)).toBe(clean);
  });

  test.each([
    'http://192.168.1.1/reboot?x=1',
    'http://0xc0.0xa8.1.1/reboot',
    'http://3232235777/reboot',
    'https://[::1]:631/1.png',
    'http://router/1.png',
    'http://localhost:8080/1.png',
    'https://printer.local/1.png',
    'https://PRINTER.LOCAL/1.png',
    'https://printer.local./1.png',
    'https://nas.home.arpa:8443/1.png',
    'https://fritz.box/1.png',
    'https://printer.fritz.box:631/1.png',
    'https://nas.private/1.png',
  ])('an image at %s, which only a reader’s own network has, loses its address', (url) => {
    expect(cleanHtml(`<img alt="a" src="${url}" />`, BASE)).toBe('<img alt="a" />');
    expect(cleanHtml(`<p class="x"><img src="${url}"></p>`, BASE)).toBe('<p><img /></p>');
  });

  test.each([
    'https://img.example/1.png',
    'http://local.example:8080/1.png',
    'https://a.localnews.example/1.png',
    'https://seafritz.box/1.png',
    'https://img.kaku.box/1.png',
  ])('an image at %s keeps its address', (url) => {
    expect(isCleanHtml(`<img src="${url}" />`)).toBe(true);
    expect(cleanHtml(`<img class="x" src="${url}">`, BASE)).toBe(`<img src="${url}" />`);
  });

  test('a body nested without end, or of tags without end, keeps its text', () => {
    expect(cleanHtml(`${'<div>'.repeat(200_000)}text`, BASE)).toBe('text');
    expect(cleanHtml(`${'<i>a</i> <!-- -->'.repeat(50_000)}`, BASE)).toMatch(/^a( +a)+$/);
  });
});

const piece = fc.constantFrom(
  '<p>',
  '</p>',
  '<div>',
  '</div>',
  '<ul>',
  '</ul>',
  '<li>',
  '</li>',
  '<b>',
  '</b>',
  '<a>',
  '</a>',
  '<br />',
  'text',
  '日本',
  '&amp;',
  '&',
  '<',
  '>',
  '<a href="https://a.example/b?c=d&amp;e">',
  '<a href="javascript:x">',
  '<img alt="" src="https://a.example/1.png" />',
  '<img src="x">',
  '<h2>',
  '</h2>',
);

test('what is passed by the sanitiser is what the sanitiser would have left as it was', () => {
  const options = { allowedTags: false, allowedAttributes: false } as const;
  const check = fc.check(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const html = pieces.join('');
      return !isCleanHtml(html) || sanitizeHtml(html, options) === html;
    }),
    { numRuns: 5000 },
  );
  expect(check.counterexample).toBeNull();
});

test.each([
  'text alone, 日本語も',
  'a &amp; b &lt; c &gt; d',
  '<p>one<br />two</p><p><strong>three</strong></p>',
  '<div><ul><li>a</li><li><em>b</em></li></ul></div>',
  `${'<div>'.repeat(17)}${'</div>'.repeat(17)}`,
  '<p><a href="https://a.example/b?c=d&amp;e">link</a> <img alt="a" src="https://a.example/1.png" /></p>',
])('%s passes by the sanitiser', (html) => {
  expect(isCleanHtml(html)).toBe(true);
});

test.each([
  '<p>not closed',
  '</p>',
  '<p><b>crossed</p></b>',
  '<p><p>inside</p></p>',
  '<li>without a list</li>',
  '<a><b><a>a</a></b></a>',
  '<b><p>block in line</p></b>',
  '<h2><div>a</div></h2>',
  '<p>a & b</p>',
  'a > b',
  '<p class="a">a</p>',
  `${'<div>'.repeat(18)}${'</div>'.repeat(18)}`,
  '<b>a</i>',
])('%s does not pass by the sanitiser', (html) => {
  expect(isCleanHtml(html)).toBe(false);
});
