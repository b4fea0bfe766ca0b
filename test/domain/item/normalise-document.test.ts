import { describe, expect, test } from 'vitest';
import { defined } from '../../../src/domain/defined.ts';
import { normaliseDocument } from '../../../src/domain/item/normalise-document.ts';
import type { RawItem } from '../../../src/domain/item/raw-item.ts';
import type { TitleRule } from '../../../src/domain/item/rule/rule.ts';
import type { OutletId } from '../../../src/domain/source/outlet.ts';
import type { Source } from '../../../src/domain/source/source.ts';
import { atOnce } from '../../../src/domain/steps.ts';
import { instant, makeOutlet, makeRawItem, makeSource, NOON } from '../../make.ts';

const normalise = (
  items: readonly RawItem[],
  source: Source = makeSource('kaku'),
  firstPoll = false,
  more: { readonly feedLink?: string; readonly lastSuccessAt?: Temporal.Instant } = {},
) =>
  atOnce(
    normaliseDocument(items, source, {
      outlets: [
        makeOutlet('nikkei', { name: 'Nikkei', home: 'https://www.nikkei.com/' }),
        makeOutlet('nikkei-example', { home: 'https://keizai.example/' }),
        makeOutlet('en-keizai', { home: 'https://en.keizai.example/' }),
      ],
      firstSeenAt: NOON,
      firstPoll,
      digest: (text) => `digest of ${text}`,
      waiting: new Set(['waited']),
      ...more,
    }),
  );

test('an item that waited since an earlier poll is silent', () => {
  const items = [makeRawItem({ hash: 'waited', published: NOON }), makeRawItem({ hash: 'new', id: 'b' })];
  expect(normalise(items).arrived).toMatchObject([{ silent: true, hasWaited: true }, { silent: false }]);
});

test('an item that waited keeps its date, though it is older than a day', () => {
  const published = NOON.subtract({ hours: 24 * 90 });
  const items = [
    makeRawItem({ hash: 'waited', published }),
    makeRawItem({ hash: 'new', id: 'b', published }),
  ];
  const { arrived } = normalise(items, undefined, false, { lastSuccessAt: NOON.subtract({ minutes: 10 }) });
  expect(arrived).toMatchObject([
    { silent: true, candidate: { published } },
    { silent: false, candidate: { published: NOON } },
  ]);
});

const AGGREGATOR = makeSource('aggregator', { aggregator: true });

const one = (item: Partial<RawItem>, source?: Source, firstPoll?: boolean) => {
  const { arrived } = normalise([makeRawItem(item)], source, firstPoll);
  if (arrived[0] === undefined) throw new Error('the item was rejected');
  return arrived[0];
};

test('a text of more than ten thousand characters is cut, and still known as a whole', () => {
  const text = (end: string) => `a${'😀'.repeat(5_000)}${end}`;
  const [long, other] = ['b', 'c'].map((end) => one({ content: text(end), published: NOON }).candidate);
  expect(long?.summary).toBe(`a${'😀'.repeat(4_999)}…`);
  expect(other?.otherKeys).not.toEqual(long?.otherKeys);
  expect(one({ content: '短い本文' }).candidate.summary).toBe('短い本文');
  expect(one({ content: 'あ'.repeat(10_000) }).candidate.summary).toBe('あ'.repeat(10_000));
  expect(one({ content: 'あ'.repeat(10_001) }).candidate.summary).toBe(`${'あ'.repeat(9999)}…`);
});

describe('a bad item costs itself alone', () => {
  test('an item without a link leads to the outlet’s page, and is known by its guid', () => {
    const { link: _, ...linkless } = makeRawItem();
    const items = [
      { ...linkless, id: 'a' },
      { ...linkless, id: 'b' },
    ];
    const { arrived } = normalise(items, undefined, false, { feedLink: 'https://kaku.example/' });
    expect(arrived.map(({ candidate }) => candidate.link)).toEqual([
      'https://kaku.example/',
      'https://kaku.example/',
    ]);
    expect(new Set(arrived.map(({ candidate }) => candidate.canonicalUrl)).size).toBe(2);
  });

  test('an item without a link in a feed without a page is rejected, and says so', () => {
    const { link: _, ...linkless } = makeRawItem();
    const result = normalise([linkless, makeRawItem()]);
    expect(result.arrived).toHaveLength(1);
    expect(result.rejections).toEqual([
      {
        reason: 'no-link',
        detail: '"架空電機、新工場を稼働" has no link, and its feed names no home page',
      },
    ]);
  });

  test('a guid that is a web address serves as the link that is missing', () => {
    const { link: _, ...linkless } = makeRawItem({ id: 'https://news.example/articles/7' });
    expect(normalise([linkless]).arrived[0]?.candidate.link).toBe('https://news.example/articles/7');
  });

  test('an item without a title is called by its first sentence', () => {
    expect(
      one({ title: '', summary: '<p>工場が動き出した。来春には二つ目も動く。</p>' }).candidate.title,
    ).toBe('工場が動き出した。');
    const text = '長い文'.repeat(40);
    expect(one({ title: '', summary: text }).candidate.title).toBe(`${text.slice(0, 79)}…`);
  });

  test('marks that nobody sees are no title and no text', () => {
    const marks = '\u200e\u202e \u2060\u3164\u2800\ufe0f';
    expect(one({ title: marks, summary: '<p>工場が動き出した。</p>' }).candidate.title).toBe(
      '工場が動き出した。',
    );
    expect(normalise([makeRawItem({ title: marks, summary: marks })]).rejections).toHaveLength(1);
  });

  test('an item with neither title nor text is rejected', () => {
    const { link: _, ...linkless } = makeRawItem({ title: '' });
    expect(normalise([makeRawItem({ title: '' }), linkless]).rejections).toEqual([
      { reason: 'no-title', detail: 'https://news.example/articles/1001 has neither a title nor text' },
      { reason: 'no-title', detail: 'an item has neither a title nor text' },
    ]);
  });
});

describe('identity', () => {
  test('comes from outlet and guid, so that a corrected title or link changes nothing', () => {
    const id = one({ id: 'g1' }).candidate.id;
    expect(one({ id: 'g1', title: '訂正', link: 'https://news.example/2' }).candidate.id).toBe(id);
    expect(one({ id: 'g2' }).candidate.id).not.toBe(id);
  });

  test('comes from the canonical URL where there is no guid', () => {
    expect(one({ link: 'http://www.news.example/articles/1001?ref=rss' }).candidate.id).toBe(
      one({}).candidate.id,
    );
  });

  test('two outlets’ copies of one page are two articles', () => {
    const copy = one({}, makeSource('other')).candidate;
    expect(copy.canonicalUrl).toBe(one({}).candidate.canonicalUrl);
    expect(copy.id).not.toBe(one({}).candidate.id);
  });

  test('a guid that is an address survives the move from http to https', () => {
    expect(one({ id: 'http://news.example/a' }).candidate.id).toBe(
      one({ id: 'https://news.example/a' }).candidate.id,
    );
  });

  test('the moment of the poll that several addresses share names none of them, and stays in their links', () => {
    const seconds = NOON.epochMilliseconds / 1000;
    const links = (...queries: readonly string[]) => {
      const items = queries.map((query, n) =>
        makeRawItem({ link: `https://kaku.example/${n}?${query}`, hash: query }),
      );
      return normalise(items).arrived.map(({ candidate }) => candidate);
    };
    const stamped = links(`t=${seconds}`, `a=1&t=${seconds}`, `_=${seconds}123`, `_=${seconds}123`);
    expect(stamped.map(({ canonicalUrl }) => canonicalUrl.slice('https://kaku.example/'.length))).toEqual([
      '0',
      '1?a=1',
      '2',
      '3',
    ]);
    expect(stamped[0]?.link).toBe(`https://kaku.example/0?t=${seconds}`);
    const coded = links(`a%5Bt%5D=${seconds}&b=1`, `a%5Bt%5D=${seconds}`);
    expect(coded.map(({ canonicalUrl }) => canonicalUrl.replace(/.*\//, ''))).toEqual(['0?b=1', '1']);
    const kept = (...queries: readonly string[]) => links(...queries)[0]?.canonicalUrl.replace(/.*[?]/, '');
    expect(kept(`t=${seconds}`, `t=${seconds + 1}`)).toBe(`t=${seconds}`);
    expect(kept(`t=${seconds - 3600}`, `t=${seconds - 3600}`)).toBe(`t=${seconds - 3600}`);
    expect(kept('id=12', 'id=12')).toBe('id=12');
  });

  test('a guid that is the address is known without it, too', () => {
    const at = (path: string) => `https://kaku.example/${path}?t=${NOON.epochMilliseconds / 1000}`;
    const items = ['a', 'b'].map((path) => makeRawItem({ link: at(path), id: at(path) }));
    expect(normalise(items).arrived[0]?.candidate.guid).toBe('https://kaku.example/a');
  });

  test('a guid that several pages of one document share names none of them', () => {
    const { arrived } = normalise([
      makeRawItem({ id: '0', link: 'https://news.example/1' }),
      makeRawItem({ id: '0', link: 'https://news.example/2' }),
    ]);
    expect(new Set(arrived.map(({ candidate }) => candidate.id)).size).toBe(2);
  });
});

describe('dates', () => {
  const HOUR_AGO = NOON.subtract({ hours: 1 });
  const WEEK_AGO = NOON.subtract({ hours: 168 });

  test('a date is of the last day until 24 hours before the item was first seen', () => {
    const [day, older] = [0, 1].map((milliseconds) => NOON.subtract({ hours: 24, milliseconds }));
    if (day === undefined || older === undefined) throw new Error('there are two');
    expect(one({ published: NOON }).candidate.published).toEqual(NOON);
    expect(one({ published: day }).candidate.published).toEqual(day);
    expect(one({ published: older }).candidate.published).toEqual(NOON);
    expect(one({ published: day }, undefined, true).silent).toBe(false);
    expect(one({ published: older }, undefined, true).silent).toBe(true);
  });

  test('a stated date of the last day is gone by', () => {
    expect(one({ published: HOUR_AGO }).candidate.published).toEqual(HOUR_AGO);
  });

  test('a missing or future date is the moment the item was first seen, and what was stated is kept', () => {
    expect(one({}).candidate.published).toEqual(NOON);
    const ahead = one({ published: instant('2031-01-01T00:00:00Z') }).candidate;
    expect(ahead.published).toEqual(NOON);
    expect(ahead.statedAt).toEqual(instant('2031-01-01T00:00:00Z'));
  });

  test('an item that a known source lists late is dated by when it came', () => {
    expect(one({ published: WEEK_AGO }).candidate.published).toEqual(NOON);
  });

  test.each([
    ['ten minutes ago, a date six hours before that', makeSource('kaku'), 10, 6 * 60 + 10, true],
    ['ten minutes ago, an earlier date', makeSource('kaku'), 10, 6 * 60 + 11, false],
    ['ten hours ago, a date six hours before that', makeSource('kaku'), 600, 16 * 60, true],
    ['ten hours ago, an earlier date', makeSource('kaku'), 600, 16 * 60 + 1, false],
    ['two days ago, a date of the last day', makeSource('kaku'), 2880, 24 * 60, true],
    ['two days ago, an earlier date', makeSource('kaku'), 2880, 24 * 60 + 1, false],
    ['ten minutes ago as a search, a date of the last day', AGGREGATOR, 10, 24 * 60, true],
  ])('if a source was polled %s is believed or not', (_, source, polled, stated, isBelieved) => {
    const published = NOON.subtract({ minutes: stated });
    const more = { lastSuccessAt: NOON.subtract({ minutes: polled }) };
    const [one] = normalise([makeRawItem({ published })], source, false, more).arrived;
    expect(one?.candidate).toMatchObject({ statedAt: published, published: isBelieved ? published : NOON });
    expect(one?.silent).toBe(false);
  });

  test('a new source starts silently: old and undated items are backlog and keep their dates', () => {
    expect(one({ published: WEEK_AGO }, undefined, true)).toMatchObject({
      silent: true,
      candidate: { published: WEEK_AGO },
    });
    expect(one({}, undefined, true).silent).toBe(true);
    expect(one({ published: HOUR_AGO }, undefined, true).silent).toBe(false);
    expect(one({}).silent).toBe(false);
  });
});

test('a source that comes back brings items of two days ago silently, with their dates, and later ones as news', () => {
  const published = [48, 47, undefined].map((hours) =>
    hours === undefined ? undefined : NOON.subtract({ hours }),
  );
  const items = published.map((at, n) => makeRawItem({ id: `${n}`, ...defined({ published: at }) }));
  const context = { outlets: [], firstSeenAt: NOON, firstPoll: false, digest: (text: string) => text };
  const { arrived } = atOnce(normaliseDocument(items, makeSource('kaku'), { ...context, afterPause: true }));
  expect(arrived.map(({ silent, candidate }) => [silent, candidate.published])).toEqual([
    [true, published[0]],
    [false, NOON],
    [false, NOON],
  ]);
});

describe('outlets and titles', () => {
  const named = { source: { name: '日本経済新聞', url: 'https://www.nikkei.com' } };

  test('the outlet that an aggregator names is the one that is configured with that home', () => {
    expect(one(named, AGGREGATOR).candidate.outlet).toEqual({ id: 'nikkei' as OutletId, name: 'Nikkei' });
  });

  test.each([
    ['keizai.example', 'nikkei-example'],
    ['www.keizai.example', 'nikkei-example'],
    ['ja.keizai.example', 'nikkei-example'],
    ['en.keizai.example', 'en-keizai'],
    ['www.en.keizai.example', 'en-keizai'],
  ])('%s belongs to the outlet of the nearest domain, in any order of the list', (host, id) => {
    expect(one({ source: { url: `https://${host}/` } }, AGGREGATOR).candidate.outlet.id).toBe(id);
  });

  test('an outlet that only an aggregator names gets an id from its host', () => {
    const unknown = { source: { name: '架空新報', url: 'https://www.kaku-shimpo.example' } };
    expect(one(unknown, AGGREGATOR).candidate.outlet).toEqual({
      id: 'kaku-shimpo-example' as OutletId,
      name: '架空新報',
    });
  });

  test.each([
    ['a host', { name: 'Japan Now', url: 'https://nikkei.example' }, 'other-nikkei-example'],
    ['a name', { name: 'Nikkei!' }, 'other-nikkei'],
  ])('%s whose id would be that of a configured outlet makes another', (_, source, id) => {
    expect(one({ source }, AGGREGATOR).candidate.outlet.id).toBe(id);
  });

  test('an item of an aggregator that names no outlet belongs to the aggregator', () => {
    const outlet = { id: 'aggregator' as OutletId, name: 'aggregator' };
    expect(one({}, AGGREGATOR).candidate.outlet).toEqual(outlet);
    expect(one({ source: { url: 'https://unknown.example/' } }, AGGREGATOR).candidate.outlet).toEqual(outlet);
  });

  test('names of authors, categories and outlets are cut after 200 characters', () => {
    const long = 'とても長い名前'.repeat(50);
    const item = { authors: ['架空太郎', long], categories: [long], source: { name: long } };
    const { authors, categories, outlet } = one(item, AGGREGATOR).candidate;
    expect(authors[0]).toBe('架空太郎');
    const whole = '名'.repeat(200);
    expect(one({ authors: [whole] }).candidate.authors).toEqual([whole]);
    expect(one({ authors: [`${whole}名`] }).candidate.authors).toEqual([
      expect.stringMatching(/^名{150,199}…$/),
    ]);
    for (const name of [authors[1], categories[0], outlet.name]) {
      expect(name?.length).toBeLessThanOrEqual(200);
      expect(name).toMatch(/^とても長い名前.*…$/);
    }
  });

  test('a title is cut after 500 characters', () => {
    expect(one({ title: '題'.repeat(500) }).candidate.title).toBe('題'.repeat(500));
    expect(one({ title: '題'.repeat(501) }).candidate.title).toMatch(/^題{400,499}…$/);
  });

  test('a title whose NFKC form has more than a thousand characters is cut further', () => {
    for (const character of ['題\u0327\u0327\u0327', 'ﷺ', '👨‍👩‍👧‍👦']) {
      const { title } = one({ title: character.repeat(400) }).candidate;
      expect(title).toMatch(new RegExp(`^(?:${character}){20,}…$`, 'u'));
      expect(title.normalize('NFKC').length).toBeLessThanOrEqual(1000);
    }
    const fits = 'か\u3099'.repeat(333);
    expect(one({ title: fits }).candidate.title).toBe(fits);
    const { title } = one({ title: '', summary: `${'ﷺ'.repeat(79)}。` }).candidate;
    expect(title.normalize('NFKC').length).toBeLessThanOrEqual(1000);
  });

  test('an outlet that the item of another source names is not believed', () => {
    expect(one(named).candidate.outlet).toEqual({ id: 'kaku' as OutletId, name: 'kaku' });
  });

  test('an outlet’s own suffix is taken off, but never the whole title', () => {
    const strip = (title: string) => title.replace(/架空電機.*/, '');
    const rule: TitleRule = { strip, written: 'x', place: { file: 'sources.yaml', line: 1, column: 1 } };
    const source = makeSource('kaku', { titleRules: [rule] });
    expect(one({ title: '速報：架空電機' }, source).candidate.title).toBe('速報：');
    expect(one({ title: '速報 架空電機' }, source).candidate.title).toBe('速報');
    expect(one({ title: '架空電機、増益' }, source).candidate.title).toBe('架空電機、増益');
  });

  test('the body is kept only where the source may be republished in full', () => {
    const item = { summary: '<p>短い。</p>', content: '<p>長い<b>本文</b>。</p>' };
    expect(one(item).candidate).toMatchObject({ summary: '短い。' });
    expect(one(item).candidate.content).toBeUndefined();
    expect(one(item, makeSource('kaku', { republish: 'full' })).candidate.content).toBe(
      '<p>長い<b>本文</b>。</p>',
    );
  });

  test('a body longer than 50,000 characters is left out, and its beginning is the summary', () => {
    const source = makeSource('kaku', { republish: 'full' });
    const paragraph = '<p>新工場が稼働した。</p>';
    const content = paragraph.repeat(4000).slice(0, 50_000);
    expect(one({ content }, source).candidate.content).toBe(content);
    const { candidate } = one({ content: `${content}。` }, source);
    expect(candidate.content).toBeUndefined();
    expect(candidate.summary).toMatch(/^新工場が稼働した。\n/);
  });
});
