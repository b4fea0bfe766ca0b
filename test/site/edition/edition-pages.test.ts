import { describe, expect, test } from 'vitest';
import type { Edition } from '../../../src/domain/edition/edition.ts';
import { makeConfig } from '../../daemon/support/make-config.ts';
import { openSite } from '../../daemon/support/open-site.ts';
import { sampleEdition } from '../../domain/edition/sample-edition.ts';
import { instant, makeOutlet } from '../../make.ts';
import { createMemoryEditions } from '../../support/memory-editions.ts';
import { all, readXml, textOf } from '../feed/read-feed.ts';

const WEDNESDAY = sampleEdition('2026-11-25');
const THURSDAY = sampleEdition('2026-11-26');
const FRIDAY_EMPTY = sampleEdition('2026-11-27', { stories: [] });

const open = (...editions: readonly Edition[]) =>
  openSite([], makeConfig(), {
    editions: createMemoryEditions(...editions),
    nextEditionAt: () => instant('2026-11-30T07:00:00+09:00'),
  });

describe('the page of an edition', () => {
  test('has the lead with its text, then the others with outlet and time, their reports, and what is below them', async () => {
    const page = await (await open(THURSDAY)).read('/edition');
    const [, edition = ''] = page.split('<div class="edition">');
    const texts = edition
      .split('</div>')[0]
      ?.replace(/<[^>]*>/g, '')
      .split('\n')
      .filter((line) => line !== '');
    expect(texts).toEqual([
      'Kaku Shimbun - Nov 26, 05:00',
      '架空電機、新工場を稼働 2026-11-26',
      'Kaku Denki opens a plant',
      '架空電機は新工場を稼働した。',
      '投資額は100億円。',
      'Also reported by: asia',
      'Asia News - Nov 25, 22:00',
      'Kaku Bank raises its forecast',
      'The bank raised its forecast on Thursday.',
      'More: 競合も増産 (Kaku Shimbun)',
    ]);
    expect(edition).toContain('<h2 lang="ja"><a href="https://kaku.example/lead-2026-11-26?a=1&amp;b=2">');
  });

  test('has an address of its own, and leads to the editions before and after', async () => {
    const site = await open(WEDNESDAY, THURSDAY, FRIDAY_EMPTY);
    const page = await site.read('/edition/2026-11-26');
    expect(page).toContain(
      '<h1>Morning edition, <time datetime="2026-11-26">Thursday, 26 November 2026</time></h1>',
    );
    expect(page).toContain('<title>Morning edition, Thursday, 26 November 2026 · Test</title>');
    expect(page).toContain('rel="prev" href="/edition/2026-11-25"');
    expect(page).toContain('rel="next" href="/edition/2026-11-27"');
    expect(page).not.toContain('Earlier editions');
    expect(await site.ask('/edition/2026-11-24')).toMatchObject({ status: 404 });
    expect(await site.ask('/edition/2026-02-31')).toMatchObject({ status: 404 });
  });

  test('leads to no edition before the first and none after the last', async () => {
    const site = await open(WEDNESDAY, THURSDAY);
    const first = await site.read('/edition/2026-11-25');
    expect(first).not.toContain('rel="prev"');
    expect(first).toContain('rel="next" href="/edition/2026-11-26"');
    expect(await site.read('/edition/2026-11-26')).not.toContain('rel="next"');
    expect(await (await open(WEDNESDAY)).read('/edition')).not.toContain('Earlier editions');
  });

  test('of the newest one lists sixty earlier ones', async () => {
    const days = Array.from({ length: 62 }, (_, n) =>
      sampleEdition(Temporal.PlainDate.from('2026-11-27').subtract({ days: n }).toString()),
    );
    const page = await (await open(...days.toReversed())).read('/edition');
    expect(page.match(/<li><a href="\/edition\/(?=2026)/g)).toHaveLength(60);
    expect(page).toContain('<li><a href="/edition/2026-09-28">');
  });

  test('of the newest one lists the earlier ones, says when the next comes, and offers the feeds of editions', async () => {
    const page = await (await open(WEDNESDAY, THURSDAY)).read('/edition');
    expect(page).toContain('<li><a href="/edition/2026-11-25">Wednesday, 25 November 2026</a></li>');
    expect(page).toMatch(/Next edition: <time[^>]*>30 Nov, 07:00<\/time>/);
    expect(page).toContain(
      'type="application/atom+xml" title="Morning edition · Test (Atom)" href="/edition.atom"',
    );
  });

  test('says so where there was no news, and where there is no edition yet', async () => {
    const { read } = await open(FRIDAY_EMPTY);
    expect(await read('/edition')).toContain('<p>No news from Nov 26, 07:00 to Nov 27, 07:00.</p>');
    const none = await (await open()).read('/edition');
    expect(none).toContain('No edition has been made yet. Next edition:');
  });

  test('is in Japanese for a reader of Japanese', async () => {
    const site = await open(WEDNESDAY, THURSDAY);
    const page = await site.read('/edition?lang=ja');
    expect(page).toContain('<h1><time datetime="2026-11-26">2026年11月26日(木)</time>の朝刊</h1>');
    expect(page).toContain('これまでの朝刊');
    expect(page).toContain('</time>までの主要ニュース。次の朝刊は');
    expect(page).toMatch(/<p>Kaku Shimbun - <time[^>]*>11月26日 05:00<\/time>/);
  });

  test('names outlets of the config in the language of the reader', async () => {
    const outlets = [makeOutlet('kaku', { name: 'Kaku Shimbun', nameJa: '架空新聞' })];
    const editions = createMemoryEditions(THURSDAY);
    const { read } = await openSite([], makeConfig({ outlets }), { editions });
    const page = await read('/edition?lang=ja');
    for (const text of ['架空新聞 - <time', '(架空新聞)', 'Asia News - <time']) expect(page).toContain(text);
    expect(await read('/edition?lang=en')).toContain('Kaku Shimbun - <time');
  });

  test('escapes what outlets wrote, and follows no address but http', async () => {
    const [lead, brief] = THURSDAY.stories;
    if (lead === undefined || brief === undefined) throw new Error('the sample has two stories');
    const hostile = { ...brief, title: '<script>alert(1)</script>', link: 'javascript:alert(1)' };
    const page = await (await open({ ...THURSDAY, stories: [lead, hostile] })).read('/edition');
    expect(page).not.toContain('<script>alert');
    expect(page).not.toContain('javascript:');
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  });
});

describe('the feed of editions', () => {
  test('has in RSS an entry for each edition, newest first, with its address, its lead and its whole text', async () => {
    const feed = readXml(await (await open(WEDNESDAY, THURSDAY, FRIDAY_EMPTY)).read('/edition.rss'));
    const items = all(feed, 'item');
    expect(items.map((item) => [textOf(item, 'guid'), textOf(item, 'title'), textOf(item, 'link')])).toEqual([
      [
        'tag:kawaraban.example,2026:edition-2026-11-27',
        'Morning edition, Nov 27',
        'http://127.0.0.1:8080/edition/2026-11-27',
      ],
      [
        'tag:kawaraban.example,2026:edition-2026-11-26',
        'Morning edition, Nov 26: 架空電機、新工場を稼働 2026-11-26',
        'http://127.0.0.1:8080/edition/2026-11-26',
      ],
      [
        'tag:kawaraban.example,2026:edition-2026-11-25',
        'Morning edition, Nov 25: 架空電機、新工場を稼働 2026-11-25',
        'http://127.0.0.1:8080/edition/2026-11-25',
      ],
    ]);
    const [empty, thursday] = items.map((item) => textOf(item, 'content:encoded') ?? '');
    expect(empty).toBe('<p>No news from Nov 26, 07:00 to Nov 27, 07:00.</p>');
    expect(thursday).toContain('Kaku Bank raises its forecast');
    const { items: inJson } = JSON.parse(await (await open(THURSDAY)).read('/edition.json'));
    expect(inJson[0].summary).toBe('架空電機、新工場を稼働 2026-11-26\nKaku Bank raises its forecast');
  });

  test('has the same ids and dates in every format, and stays the same when the address of the site changes', async () => {
    const site = await open(THURSDAY);
    const atom = all(readXml(await site.read('/edition.atom')), 'entry');
    const json = JSON.parse(await site.read('/edition.json'));
    expect(
      atom.map((entry) => [textOf(entry, 'id'), textOf(entry, 'published'), textOf(entry, 'updated')]),
    ).toEqual([[THURSDAY.id, '2026-11-25T22:00:10Z', '2026-11-25T22:00:10Z']]);
    expect(
      json.items.map((item: { id: string; date_published: string }) => [item.id, item.date_published]),
    ).toEqual([[THURSDAY.id, '2026-11-25T22:00:10Z']]);
  });

  test('has no other format, is valid without entries, and passes over an edition that cannot be read', async () => {
    const site = await open();
    expect(await site.ask('/edition.txt')).toMatchObject({ status: 404 });
    expect(JSON.parse(await site.read('/edition.json')).items).toEqual([]);
    const shelf = createMemoryEditions(WEDNESDAY, THURSDAY);
    const read = async (date: string) => {
      if (date === '2026-11-26') throw new Error('cannot be read');
      return shelf.read(date);
    };
    const damaged = await openSite([], makeConfig(), { editions: { ...shelf, read } });
    expect(JSON.parse(await damaged.read('/edition.json')).items).toHaveLength(1);
  });
});
