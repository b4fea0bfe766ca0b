import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { TopicKey } from '../../../src/domain/tag/topic.ts';
import { renderOpml } from '../../../src/site/feed/render-opml.ts';
import { makeOutlet, makeSource } from '../../make.ts';
import { isInstalled } from '../../support/debian.ts';
import { anyText, legal } from './any-entry.ts';
import { all, readXml, textOf } from './read-feed.ts';

const kaku = makeOutlet('kaku', { name: '「架空」新聞 <R&D>', home: 'https://kaku.example/?a=1&b=2' });
const SOURCES = [
  makeSource('kaku-top', {
    outlet: kaku,
    endpoints: ['https://kaku.example/rss?x=1&y="2"', 'https://b.example/'],
  }),
  makeSource('kaku-markets', { outlet: kaku, headers: { Authorization: 'secret' } }),
  makeSource('times', { outlet: makeOutlet('times', { name: 'The Times' }), language: 'en' }),
  makeSource('gone', { enabled: false }),
];

const outlinesOf = (opml: string) => all(readXml(opml), 'outline').map(({ attributes }) => attributes);

test('a source is in the folder of the topic that the config adds to its articles', () => {
  const topics = [
    { key: 'fx' as TopicKey, label: { en: 'Currencies', ja: '為替' } },
    { key: 'deals' as TopicKey, label: { en: 'M&A', ja: 'M&A' } },
  ];
  const deals = makeSource('deals', { topics: ['deals' as TopicKey] });
  const body = renderOpml([deals, makeSource('other')], 'Sources', topics);
  const [first, folder] = all(readXml(body), 'body')[0]?.children ?? [];
  expect([first?.attributes.text, folder?.attributes.text]).toEqual(['other', 'M&A']);
  expect(folder?.children.map(({ attributes }) => attributes.text)).toEqual(['deals']);
});

test('the list has a line for each source and each folder', () => {
  const topics = [{ key: 'deals' as TopicKey, label: { en: 'Deals', ja: 'M&A' } }];
  const deals = ['a', 'b'].map((id) => makeSource(id, { topics: ['deals' as TopicKey] }));
  const [, body = ''] = renderOpml([...deals, makeSource('c'), makeSource('d')], 'S', topics).split(
    '<body>\n',
  );
  expect(body.replace(/ (?:title|xmlUrl|htmlUrl|type|language)="[^"]*"/g, '')).toBe(`<outline text="c"/>
<outline text="d"/>
<outline text="Deals">
<outline text="a"/>
<outline text="b"/>
</outline>
</body>
</opml>
`);
});

test('each enabled source is an outline that a reader can subscribe to', () => {
  const opml = renderOpml(SOURCES, 'Sources of 瓦版 & others', []);
  const document = readXml(opml);
  expect([document.name, document.attributes]).toEqual(['opml', { version: '2.0' }]);
  expect(all(document, 'head').map((head) => textOf(head, 'title'))).toEqual(['Sources of 瓦版 & others']);
  expect(outlinesOf(opml)).toEqual([
    {
      type: 'rss',
      text: '「架空」新聞 <R&D> (kaku-top)',
      title: '「架空」新聞 <R&D> (kaku-top)',
      xmlUrl: 'https://kaku.example/rss?x=1&y="2"',
      htmlUrl: 'https://kaku.example/?a=1&b=2',
      language: 'ja',
    },
    {
      type: 'rss',
      text: '「架空」新聞 <R&D> (kaku-markets)',
      title: '「架空」新聞 <R&D> (kaku-markets)',
      xmlUrl: 'https://kaku-markets.example/feed.xml',
      htmlUrl: 'https://kaku.example/?a=1&b=2',
      language: 'ja',
    },
    {
      type: 'rss',
      text: 'The Times',
      title: 'The Times',
      xmlUrl: 'https://times.example/feed.xml',
      language: 'en',
    },
  ]);
  expect(opml).not.toContain('secret');
});

const anySource = fc.record({ name: anyText, endpoint: anyText, home: anyText, enabled: fc.boolean() });

test('any list is well-formed, holds every source that is asked, and gives back every text', () => {
  fc.assert(
    fc.property(anyText, fc.array(anySource, { maxLength: 5 }), (title, given) => {
      const sources = given.map(({ name, endpoint, home, enabled }, n) =>
        makeSource(`s${n}`, {
          outlet: makeOutlet(`o${n}`, { name, home }),
          endpoints: [endpoint],
          enabled,
        }),
      );
      const opml = renderOpml(sources, title, []);
      expect(all(readXml(opml), 'head').map((head) => textOf(head, 'title'))).toEqual([legal(title)]);
      expect(outlinesOf(opml)).toEqual(
        given
          .filter(({ enabled }) => enabled)
          .map(({ name, endpoint, home }) => ({
            type: 'rss',
            text: legal(name),
            title: legal(name),
            xmlUrl: legal(endpoint),
            htmlUrl: legal(home),
            language: 'ja',
          })),
      );
    }),
  );
});

test('a list without sources is a list all the same', () => {
  expect(outlinesOf(renderOpml([], 'Nothing', []))).toEqual([]);
});

test.skipIf(!isInstalled('newsboat', 'newsboat'))('newsboat imports the list', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'opml-'));
  writeFileSync(path.join(folder, 'sources.opml'), renderOpml(SOURCES, 'Sources', []));
  for (const name of ['config', 'urls']) writeFileSync(path.join(folder, name), '');
  const files = ['-u', 'urls', '-c', 'cache.db', '-C', 'config'];
  execFileSync('newsboat', [...files, '-i', 'sources.opml'], { cwd: folder });
  const urls = readFileSync(path.join(folder, 'urls'), 'utf8');
  rmSync(folder, { recursive: true });
  expect(urls.match(/^http\S+/gm)).toEqual([
    'https://kaku.example/rss?x=1&y="2"',
    'https://kaku-markets.example/feed.xml',
    'https://times.example/feed.xml',
  ]);
});
