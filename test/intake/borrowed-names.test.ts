import { describe, expect, test } from 'vitest';
import { normaliseDocument } from '../../src/domain/item/normalise-document.ts';
import type { RawItem } from '../../src/domain/item/raw-item.ts';
import { type Source, type SourceId, speakersIn } from '../../src/domain/source/source.ts';
import { atOnce } from '../../src/domain/steps.ts';
import { type IntakeContext, takeIn } from '../../src/intake/take-in.ts';
import { filled, makeFolding, makeIntakeRest, makeOutlet, makeRawItem, makeSource, NOON } from '../make.ts';
import { createMemoryStore } from '../support/memory-store.ts';

const HOUR_MS = 3_600_000;

const kaku = makeOutlet('kaku', { name: 'Kaku Shimbun', home: 'https://kaku.example/', priority: 40 });
const own = makeSource('kaku', { outlet: kaku });
const ownMarkets = makeSource('kaku-markets', { outlet: kaku });
/** Its outlet's priority is the higher one: it must not gain by it. */
const stranger = makeSource('a-stranger', { outlet: makeOutlet('stranger', { priority: 90 }) });
const aggregator = makeSource('aggregator', { outlet: makeOutlet('aggregator'), aggregator: true });

const PAGE = 'https://kaku.example/articles/1001';
const TITLE = '架空電機、新工場を稼働';
const FALSE_TITLE = '架空電機が倒産、こちらを参照';
const GUID = 'kaku-1001';

/** `<source url="https://kaku.example/">` */
const NAMED = { name: 'Kaku Shimbun', url: 'https://kaku.example/' };

const item = (rest: Partial<RawItem> = {}) =>
  makeRawItem({ title: TITLE, link: PAGE, id: GUID, published: NOON, ...rest });

const setUp = (
  sources: readonly Source[] = [own, ownMarkets, stranger, aggregator],
  rest: Partial<IntakeContext> = {},
) => {
  const store = createMemoryStore();
  const folding = makeFolding(72 * HOUR_MS);
  const digest = (text: string) => `digest of ${text}`;
  const intakeRest = makeIntakeRest();
  let at = NOON;
  /** Each call is one batch, an hour after the one before it. */
  const take = async (...lists: readonly (readonly [Source, ...RawItem[]])[]) => {
    const polls = lists.map(([source, ...items]) => ({
      source,
      url: source.endpoints[0],
      outcome: { kind: 'changed' as const, listed: items.length },
      ...atOnce(
        normaliseDocument(items, source, {
          outlets: sources.map(({ outlet }) => outlet),
          firstSeenAt: at,
          firstPoll: false,
          waiting: new Set(),
          digest,
        }),
      ),
      at,
      durationMs: 1,
    }));
    const reports = await takeIn(polls, {
      store,
      folding: filled(folding),
      ...intakeRest,
      sources,
      speakerOf: speakersIn({ sources, outlets: sources.map(({ outlet }) => outlet) }),
      digest,
      tagStory: (articles) => articles,
      judge: (candidate) => ({
        kind: 'kept',
        article: { ...candidate, tags: [], relevance: { score: 1, reasons: [] } },
      }),
      ...rest,
    });
    at = at.add({ hours: 1 });
    return reports;
  };
  const articles = () => store.allStories().flatMap((story) => story.articles);
  const articlesOf = (outlet: string) => articles().filter((one) => one.outlet.id === outlet);
  return { store, take, articles, articlesOf };
};

describe('a feed that is no aggregator speaks for its own outlet alone', () => {
  test('a stranger that names an outlet and its guid cannot retitle or redirect the outlet’s entry', async () => {
    const { take, articlesOf } = setUp();
    await take([own, item()]);
    await take([stranger, item({ title: FALSE_TITLE, link: 'https://stranger.example/x', source: NAMED })]);
    expect(articlesOf('kaku')).toMatchObject([{ title: TITLE, link: PAGE, revision: 1 }]);
    expect(articlesOf('stranger')).toMatchObject([{ title: FALSE_TITLE, source: 'a-stranger' }]);
  });

  test('after a stranger’s attempt the outlet’s own correction still stands', async () => {
    const { take, articlesOf } = setUp();
    await take([own, item()]);
    await take([stranger, item({ title: FALSE_TITLE, source: NAMED })]);
    await take([own, item({ title: `${TITLE}へ` })]);
    expect(articlesOf('kaku')).toMatchObject([{ title: `${TITLE}へ`, link: PAGE, revision: 2 }]);
  });

  test('an outlet whose items have no guid corrects its article after a stranger listed its page', async () => {
    const { take, articlesOf } = setUp();
    const { id: _, ...bare } = item();
    await take([own, bare]);
    await take([stranger, { ...bare, title: FALSE_TITLE }]);
    const [report] = await take([own, { ...bare, title: `${TITLE}へ` }]);
    expect(report).toMatchObject({ added: 0, revised: 1 });
    expect(articlesOf('kaku')).toMatchObject([{ title: `${TITLE}へ` }]);
  });

  test.each([
    ['guid and address', GUID],
    ['address', 'x-1'],
  ])(
    'a stranger that comes first with an outlet’s %s does not keep the outlet’s article out',
    async (_, id) => {
      const { store, take, articlesOf } = setUp();
      await take([stranger, item({ id, title: FALSE_TITLE, source: NAMED })]);
      const [report] = await take([own, item()]);
      expect(report).toMatchObject({ added: 1 });
      expect(articlesOf('kaku')).toMatchObject([{ title: TITLE, link: PAGE, guid: GUID }]);
      expect(store.allStories().every(({ announcedAt }) => announcedAt !== undefined)).toBe(true);
    },
  );

  test('a stranger that listed a page before it was written does not make the outlet’s news old', async () => {
    const { store, take } = setUp();
    await take([stranger, item({ id: 'x-1', title: FALSE_TITLE })]);
    await take([own, item()]);
    const news = store.allStories().find(({ articles: [first] }) => first.outlet.id === 'kaku');
    expect(news).toMatchObject({ announcedAt: NOON.add({ hours: 1 }), articles: [{ title: TITLE }] });
  });

  test('an outlet’s report still joins a stranger’s that says the same of its page', async () => {
    const { store, take } = setUp();
    await take([stranger, item({ id: 'x-1' })]);
    await take([own, item()]);
    expect(store.allStories()).toMatchObject([{ articles: [{ source: 'a-stranger' }, { source: 'kaku' }] }]);
  });

  test('an outlet and a stranger that list one page under new guids with every poll have one article each', async () => {
    const { articles, take } = setUp();
    for (let poll = 0; poll < 3; poll += 1) {
      await take([own, item({ id: `k-${poll}` })]);
      await take([stranger, item({ id: `x-${poll}`, title: '見本市立図書館が改装のため休館' })]);
    }
    expect(articles().map(({ outlet }) => outlet.id)).toEqual(['kaku', 'stranger']);
  });

  test.each(['the outlet', 'the stranger'])(
    'a stranger’s report about something else does not join that of the page, if %s comes first',
    async (first) => {
      const unplaced = { ...own, outlet: makeOutlet('kaku') };
      const { store, take } = setUp([unplaced, stranger]);
      const honest = [unplaced, item()] as const;
      const bait = [stranger, item({ id: 'x-1', title: '見本市立図書館が改装のため休館' })] as const;
      for (const list of first === 'the outlet' ? [honest, bait] : [bait, honest]) await take(list);
      expect(store.allStories().map(({ articles }) => articles.length)).toEqual([1, 1]);
    },
  );

  const { id: _, ...bare } = item();

  test.each([
    ['article', item(), item({ id: 'another guid' })],
    ['article without a guid', bare, bare],
  ])(
    'an address that a stranger had listed, and that retention removed, does not keep the outlet’s %s out',
    async (_what, article, sameAgain) => {
      const { store, take, articlesOf } = setUp();
      await take([stranger, item({ id: 'x-1', title: FALSE_TITLE })]);
      await store.removeBefore(NOON.add({ hours: 1 }));
      await take([own, article]);
      expect(articlesOf('kaku')).toMatchObject([{ title: TITLE }]);
      await store.removeBefore(NOON.add({ hours: 2 }));
      const [again] = await take([own, sameAgain]);
      expect(again).toMatchObject({ added: 0 });
    },
  );

  test('a stranger’s many reports of one page join the outlet’s entry once', async () => {
    const { store, take } = setUp();
    await take([own, item()]);
    const titles = ['架空電機の株主総会が開幕', '新工場の開所式に市長', '架空電機、新社長に見本氏'];
    await take([stranger, ...titles.map((title) => item({ title, id: title }))]);
    const entry = store.allStories().find(({ articles: [first] }) => first.outlet.id === 'kaku');
    expect(entry?.articles.map(({ source }) => source)).toEqual(['kaku', 'a-stranger']);
  });

  test('a stranger in one batch with two sources of an outlet does not make the outlet’s article two', async () => {
    const { take, articlesOf } = setUp([own, ownMarkets, { ...stranger, id: 'kaku-b' as SourceId }]);
    const { id: _, ...bare } = item();
    await take(
      [own, bare],
      [
        { ...stranger, id: 'kaku-b' as SourceId },
        { ...bare, title: FALSE_TITLE },
      ],
      [ownMarkets, bare],
    );
    expect(articlesOf('kaku')).toHaveLength(1);
  });
});

describe('an aggregator is believed when its items name an outlet', () => {
  test('it brings an outlet’s article that the outlet’s own source has not brought', async () => {
    const { take, articles } = setUp();
    await take([aggregator, item({ source: NAMED })]);
    expect(articles()).toMatchObject([{ outlet: { id: 'kaku' }, source: 'aggregator' }]);
  });

  test('it cannot revise what the outlet’s own source brought, nor teach it another name', async () => {
    const { take, articlesOf } = setUp();
    await take([own, item()]);
    const other = item({ id: 'kaku-1002', title: '別の記事', link: 'https://kaku.example/articles/1002' });
    await take([aggregator, { ...item({ title: FALSE_TITLE, source: NAMED }), link: other.link ?? '' }]);
    const [report] = await take([own, other]);
    expect(report).toMatchObject({ added: 1, revised: 0 });
    expect(articlesOf('kaku')).toMatchObject([
      { title: TITLE, link: PAGE, revision: 1 },
      { title: '別の記事' },
    ]);
  });

  test('what it says of an article that it brought first gives way to the outlet’s own words', async () => {
    const { store, take, articles } = setUp();
    await take([
      aggregator,
      item({
        title: FALSE_TITLE,
        link: 'https://stranger.example/x',
        summary: '<p>偽の本文</p>',
        source: NAMED,
      }),
    ]);
    const [report] = await take([own, item()]);
    expect(report).toMatchObject({ added: 0, revised: 1 });
    expect(articles()).toMatchObject([{ title: TITLE, link: PAGE, source: 'kaku', published: NOON }]);
    expect(articles()[0]?.summary).toBeUndefined();
    const [again] = await take([aggregator, item({ title: '再び偽', source: NAMED })]);
    expect(again).toMatchObject({ added: 0, revised: 0 });
    expect(store.allStories()).toMatchObject([{ published: NOON, updated: NOON.add({ hours: 1 }) }]);
  });

  test('an article that it gave another page, title and date is no reason to lose the outlet’s own', async () => {
    const { take, articles } = setUp();
    const published = NOON.subtract({ hours: 2 });
    await take([
      aggregator,
      item({ title: FALSE_TITLE, link: 'https://stranger.example/x', published, source: NAMED }),
    ]);
    await take([own, item()]);
    await take([own, item({ title: `${TITLE}へ` })]);
    expect(articles()).toContainEqual(
      expect.objectContaining({ title: `${TITLE}へ`, link: PAGE, source: 'kaku' }),
    );
  });

  test('a title that it took back is none that the outlet may not use', async () => {
    const { take, articles } = setUp();
    await take([aggregator, item({ source: NAMED })]);
    await take([aggregator, item({ title: FALSE_TITLE, source: NAMED })]);
    await take([own, item()]);
    expect(articles()).toMatchObject([{ title: TITLE, source: 'kaku' }]);
  });

  test('names of other articles that it gave to one lead to nothing once the outlet has spoken', async () => {
    const { take, articlesOf } = setUp();
    const second = item({ id: 'kaku-1002', title: '別の記事', link: 'https://kaku.example/articles/1002' });
    await take([aggregator, { ...item({ title: FALSE_TITLE, source: NAMED }), link: second.link ?? '' }]);
    await take([own, item()]);
    await take([own, second]);
    expect(
      articlesOf('kaku')
        .map(({ title }) => title)
        .toSorted(),
    ).toEqual(['別の記事', TITLE].toSorted());
  });

  test('in one batch the outlet’s own words stand, whichever source comes first by name', async () => {
    const { take, articles } = setUp();
    await take([aggregator, item({ title: FALSE_TITLE, source: NAMED })], [own, item()]);
    expect(articles()).toMatchObject([{ title: TITLE, source: 'kaku' }]);
  });
});

describe('what an aggregator brings in an outlet’s name', () => {
  /** Reports without a common word. */
  const reports = (count: number, named: (n: number) => Partial<RawItem>): readonly RawItem[] =>
    Array.from({ length: count }, (_, n) => {
      const id = `a-${n}`;
      const title = String.fromCodePoint(0x4e00 + 97 * n).repeat(12);
      return item({ id, title, link: `https://a.example/${id}`, ...named(n) });
    });
  const invented = (n: number) => ({ source: { name: `Outlet ${n}`, url: `https://n${n}.example/` } });
  const announcedOf = ({ store }: ReturnType<typeof setUp>) =>
    store.allStories().flatMap(({ announcedAt, articles: [first] }) => (announcedAt ? [first.source] : []));

  test('uses up none of the entries that the outlet itself may announce in an hour', async () => {
    const set = setUp(undefined, { perOutlet: 2 });
    const [flood] = await set.take([aggregator, ...reports(5, () => ({ source: NAMED }))]);
    expect(flood).toMatchObject({ added: 5, flooded: 3 });
    const [report] = await set.take([own, item()]);
    expect(report).not.toHaveProperty('flooded');
    expect(announcedOf(set).toSorted()).toEqual(['aggregator', 'aggregator', 'kaku']);
  });

  test('counts together if the outlets are invented, so that new names do not lift the limit', async () => {
    const set = setUp(undefined, { perOutlet: 2 });
    await set.take([aggregator, ...reports(5, invented)]);
    expect(announcedOf(set)).toHaveLength(2);
  });

  test('seven items of one headline leave a place for the outlet’s own', async () => {
    const { store, take } = setUp();
    const title = '架空電機、新工場を北国に建設へ';
    await take([aggregator, ...reports(7, () => ({ title, source: NAMED }))]);
    const [report] = await take([own, item({ title })]);
    expect(report).toMatchObject({ added: 1, dropped: 0 });
    expect(store.allStories().map(({ articles }) => articles.map(({ source }) => source))).toContainEqual([
      ...Array.from({ length: 5 }, () => 'aggregator'),
      'kaku',
    ]);
  });

  test('cannot fill a story under invented names, so that the next honest report still joins it', async () => {
    const { store, take } = setUp();
    const title = '架空電機、新工場を北国に建設へ';
    await take([own, item({ title })]);
    await take([aggregator, ...reports(49, (n) => ({ title, ...invented(n) }))]);
    await take([stranger, item({ title, id: 'x-1', link: 'https://stranger.example/1001' })]);
    expect(store.allStories()).toMatchObject([{ articles: { length: 1 + 5 + 1 } }]);
  });
});

describe('an article that is in a story with other outlets’ reports', () => {
  const elsewhere = item({ id: 'x-1', link: 'https://stranger.example/1001' });
  const unrelated = item({ title: '見本市立図書館が改装のため休館' });
  const corrected = item({ title: `${TITLE}へ` });
  const titlesOf = (store: ReturnType<typeof setUp>['store']) =>
    store.allStories().map(({ articles }) => articles.map(({ title }) => title));

  test('that an aggregator brought is taken over with a title about its event', async () => {
    const { store, take } = setUp();
    await take([aggregator, item({ source: NAMED })], [stranger, elsewhere]);
    expect(titlesOf(store)).toEqual([[TITLE, TITLE]]);
    await take([own, corrected]);
    expect(titlesOf(store).flat().toSorted()).toEqual([TITLE, corrected.title]);
  });

  const { id: _, ...bare } = item();

  test.each([
    ['the outlet’s guid', item(), item()],
    ['another guid', item({ id: 'a-1' }), item()],
    ['no guid', bare, item()],
    ['a guid that the outlet does not give', item(), bare],
    ['no guid, as the outlet’s', bare, bare],
  ])(
    'that an aggregator brought falsely, with %s, is the aggregator’s own once the outlet says something else',
    async (_what, borrowed, honest) => {
      const { take, articlesOf, store } = setUp();
      const bait = { ...borrowed, title: FALSE_TITLE, source: NAMED };
      const news = { ...honest, title: '見本市立図書館が改装のため休館' };
      await take([aggregator, bait]);
      await take([stranger, item({ id: 'x-1', title: FALSE_TITLE, link: 'https://stranger.example/1001' })]);
      const [report] = await take([own, news], [aggregator, { ...bait, title: `${FALSE_TITLE}へ` }]);
      expect(report).toMatchObject({ added: 1, dropped: 0 });
      expect(new Set(titlesOf(store))).toEqual(new Set([[news.title], [FALSE_TITLE, FALSE_TITLE]]));
      expect(articlesOf('kaku')).toMatchObject([{ title: news.title, source: 'kaku', link: PAGE }]);
      expect(articlesOf('aggregator')).toMatchObject([{ title: FALSE_TITLE, source: 'aggregator' }]);
      const before = titlesOf(store);
      await take([own, news], [aggregator, bait]);
      await take([aggregator, { ...bait, title: `${FALSE_TITLE}へ` }], [own, news]);
      expect(titlesOf(store)).toEqual(before);
      await take([own, { ...news, title: `${news.title}へ` }]);
      expect(articlesOf('kaku')).toMatchObject([{ title: `${news.title}へ`, source: 'kaku' }]);
    },
  );

  test('that went to the aggregator’s outlet stays there when the aggregator’s item comes in the same batch', async () => {
    const { take, articlesOf } = setUp();
    const link = 'https://kaku.example/plant';
    const bait = { ...bare, title: FALSE_TITLE, link, source: NAMED };
    await take([aggregator, bait]);
    await take([stranger, item({ id: 'x-1', title: FALSE_TITLE, link: 'https://stranger.example/1001' })]);
    await take(
      [own, item({ title: '見本市立図書館が改装のため休館', link })],
      [aggregator, { ...bait, id: 'a-2', title: `${FALSE_TITLE}へ` }],
    );
    expect(articlesOf('kaku')).toMatchObject([{ source: 'kaku' }]);
  });

  test('that a source brought under its former id is taken over with a title about its event alone', async () => {
    const before = setUp();
    await before.take([own, item()], [stranger, elsewhere]);
    const { take, store } = setUp([ownMarkets, stranger]);
    await store.commit({ stories: before.store.allStories(), drops: [], states: [] });
    await take([ownMarkets, unrelated]);
    expect(titlesOf(store)).toEqual([[TITLE, TITLE]]);
    await take([ownMarkets, corrected]);
    expect(titlesOf(store).flat().toSorted()).toEqual([TITLE, corrected.title]);
  });
});

describe('corrections of which each is close to the one before', () => {
  const steps = [
    '架空電機、新工場を稼働',
    '架空電機の新工場稼働に見本銀行が融資',
    '見本銀行の融資、架空電機などに拡大',
    '見本銀行が融資を停止',
  ];

  test.each([
    ['stop at the last one that is close to another outlet’s report', [stranger], 2],
    ['are all taken if no other outlet has a report in the story', [], 3],
  ])('%s', async (_, others, last) => {
    const { take, articlesOf } = setUp();
    await take(
      [own, item()],
      ...others.map((one) => [one, item({ id: 'x-1', link: 'https://stranger.example/1001' })] as const),
    );
    for (const title of steps) await take([own, item({ title })]);
    expect(articlesOf('kaku')).toMatchObject([{ title: steps[last] }]);
  });
});

describe('two sources of one outlet', () => {
  test('the one that brought an article corrects it; the other’s title for it changes nothing', async () => {
    const { take, articles } = setUp();
    await take([own, item()]);
    await take([ownMarkets, item({ title: '市場欄の見出し' })]);
    expect(articles()).toMatchObject([{ title: TITLE, source: 'kaku', revision: 1 }]);
    await take([own, item({ title: `${TITLE}へ` })], [ownMarkets, item({ title: '市場欄の見出し' })]);
    expect(articles()).toMatchObject([{ title: `${TITLE}へ`, source: 'kaku', revision: 2 }]);
  });

  test('the other takes over an article whose source is not configured any more', async () => {
    const before = setUp();
    await before.take([own, item()]);
    const { take, articles, store } = setUp([ownMarkets, stranger]);
    await store.commit({ stories: before.store.allStories(), drops: [], states: [] });
    await take([stranger, item({ title: FALSE_TITLE, source: NAMED })]);
    await take([ownMarkets, item({ title: `${TITLE}へ` })]);
    expect(articles().filter(({ outlet }) => outlet.id === 'kaku')).toMatchObject([
      { title: `${TITLE}へ`, source: 'kaku-markets' },
    ]);
  });
});
