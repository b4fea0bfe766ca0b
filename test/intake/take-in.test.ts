import { describe, expect, test, vi } from 'vitest';
import type { ArticleId } from '../../src/domain/article/article.ts';
import { canonicalUrl } from '../../src/domain/article/canonical-url.ts';
import type { Candidate } from '../../src/domain/item/normalise-item.ts';
import type { OutletId } from '../../src/domain/source/outlet.ts';
import { recordPoll } from '../../src/domain/source/poll/record-poll.ts';
import type { SourceId } from '../../src/domain/source/source.ts';
import { announceStory, createStory } from '../../src/domain/story/grow-story.ts';
import type { Polled } from '../../src/intake/poll-source.ts';
import { type IntakeContext, takeIn } from '../../src/intake/take-in.ts';
import { filled, makeCandidate, makeFolding, makeIntakeRest, makeSource, NOON } from '../make.ts';
import { createMemoryStore } from '../support/memory-store.ts';

const HOUR_MS = 3_600_000;

const polled = (source: string, candidates: readonly Candidate[], rest: Partial<Polled> = {}): Polled => ({
  source: makeSource(source),
  url: `https://${source}.example/feed.xml`,
  outcome: { kind: 'changed', listed: candidates.length },
  arrived: candidates.map((candidate) => ({ candidate, silent: false })),
  rejections: [],
  at: NOON,
  durationMs: 1,
  ...rest,
});

const setUp = (rest: Partial<IntakeContext> = {}) => {
  const store = createMemoryStore();
  const folding = makeFolding(72 * HOUR_MS);
  const intakeRest = makeIntakeRest();
  const take = (...polls: readonly Polled[]) =>
    takeIn(polls, {
      store,
      folding: filled(folding),
      ...intakeRest,
      digest: (text) => `digest of ${text}`,
      tagStory: (articles) => articles,
      judge: (candidate) =>
        `${candidate.title}${candidate.summary}`.includes('野球')
          ? { kind: 'dropped', reason: 'sport' }
          : { kind: 'kept', article: { ...candidate, tags: [], relevance: { score: 1, reasons: [] } } },
      ...rest,
    });
  return { store, folding, take };
};

/** The state of a source after a poll. */
const polledState = () =>
  recordPoll({
    source: makeSource('kaku'),
    state: undefined,
    endpoint: 0,
    result: { kind: 'not-modified', url: 'https://kaku.example/feed.xml', freshness: {} },
    limits: { minIntervalMs: HOUR_MS, maxIntervalMs: HOUR_MS },
    now: NOON,
    chance: 0,
  });

const other = { id: 'other' as OutletId, name: 'Other' };

describe('takeIn', () => {
  test('a new article makes a story with an id that is given once', async () => {
    const { store, take } = setUp();
    const rejections = [{ reason: 'no-link', detail: 'without address' }] as const;
    const [report] = await take(polled('kaku', [makeCandidate('a')], { rejections, durationMs: 7 }));
    expect(report).toEqual({
      source: 'kaku',
      url: 'https://kaku.example/feed.xml',
      outcome: { kind: 'changed', listed: 1 },
      ...{ added: 1, folded: 0, revised: 0, dropped: 0 },
      rejections,
      durationMs: 7,
    });
    expect(store.allStories()).toMatchObject([
      { id: 'a', entryId: 'tag:kawaraban.example,2026:a', published: NOON, announcedAt: NOON },
    ]);
  });

  test('the same item again stores nothing', async () => {
    const { store, take } = setUp();
    await take(polled('kaku', [makeCandidate('a')]));
    const [report] = await take(polled('kaku', [makeCandidate('a')]));
    expect(report).toMatchObject({ added: 0, revised: 0 });
    expect(store.allStories()).toHaveLength(1);
  });

  test.each([
    ['a session id', 'https://kaku.example/a?PHPSESSID=k3j'],
    ['small letters in its percent-encoding', 'https://kaku.example/%e6%96%b0'],
  ])('an article that an earlier build stored under an address with %s is known', async (_, former) => {
    const { store, take } = setUp();
    await take(polled('kaku', [makeCandidate('a', { canonicalUrl: former, guid: former })]));
    const today = canonicalUrl(former);
    const again = makeCandidate('b', { canonicalUrl: today, guid: today, title: '見出し a 訂正' });
    const [report] = await take(polled('kaku', [again]));
    expect(report).toMatchObject({ added: 0, revised: 1 });
    expect(store.allStories()).toMatchObject([
      { id: 'a', articles: [{ title: '見出し a 訂正', revision: 2 }] },
    ]);
  });

  test('two sources of an outlet that list one item in one batch make one article', async () => {
    const { store, take } = setUp();
    await take(polled('kaku-economy', [makeCandidate('a')]), polled('kaku-markets', [makeCandidate('a')]));
    expect(store.allStories().flatMap(({ articles }) => articles)).toHaveLength(1);
  });

  test('another outlet’s copy of a page joins its story, whose id and date stay and whose update moves', async () => {
    const { store, take } = setUp();
    await take(polled('kaku', [makeCandidate('a')]));
    const later = NOON.add({ hours: 30 });
    const copy = makeCandidate('b', {
      canonicalUrl: 'https://kaku.example/a',
      outlet: other,
      title: '見出し a 要約',
    });
    const [report] = await take(polled('yahoo', [copy], { at: later }));
    expect(report).toMatchObject({ added: 1, folded: 1 });
    expect(store.allStories()).toMatchObject([
      { id: 'a', published: NOON, updated: later, joins: [{ reason: 'first' }, { reason: 'same-url' }] },
    ]);
  });

  test.each(['guid-1', undefined])(
    'an item whose source now names another outlet is no second report, and goes over to that outlet (guid %s)',
    async (guid) => {
      const { store, take } = setUp();
      const named = guid === undefined ? {} : { guid };
      await take(polled('kaku', [makeCandidate('a', named)]));
      const again = makeCandidate('b', { canonicalUrl: 'https://kaku.example/a', outlet: other, ...named });
      for (const [poll, title] of ['見出し a', '見出し a', '見出し a 訂正'].entries()) {
        const [report] = await take(polled('kaku', [{ ...again, title }]));
        expect(report).toMatchObject({ added: 0, revised: poll === 1 ? 0 : 1 });
      }
      expect(store.allStories()).toMatchObject([
        { id: 'a', articles: [{ id: 'a', outlet: other, title: '見出し a 訂正', revision: 3 }] },
      ]);
      expect(store.allStories()[0]?.articles).toHaveLength(1);
    },
  );

  test('of two articles of one source in a story, each goes over to the new outlet with its own page', async () => {
    const { store, take } = setUp();
    const title = '架空電機が新工場を建設へ';
    await take(polled('kaku', [makeCandidate('a', { title })]));
    await take(polled('kaku', [makeCandidate('b', { title })]));
    expect(store.allStories()[0]?.articles).toHaveLength(2);
    const again = { canonicalUrl: 'https://kaku.example/b', title, outlet: other };
    await take(polled('kaku', [makeCandidate('c', again)]));
    expect(store.allStories()[0]?.articles.map(({ id, outlet }) => [id, outlet.id])).toEqual([
      ['a', 'kaku'],
      ['b', 'other'],
    ]);
  });

  test('an article that went over to another outlet shares its id with no later article of the former outlet', async () => {
    const { store, take } = setUp();
    const page = { ...makeCandidate('a'), id: 'digest of kaku url:https://kaku.example/a' as ArticleId };
    await take(polled('kaku', [page]));
    await take(polled('kaku', [makeCandidate('b', { canonicalUrl: page.canonicalUrl, outlet: other })]));
    const again = { ...page, source: 'kaku-economy' as SourceId };
    for (const added of [1, 0]) {
      const [report] = await take(polled('kaku-economy', [again]));
      expect(report).toMatchObject({ added, revised: 0 });
    }
    const articles = store.allStories().flatMap((story) => story.articles);
    expect(articles.map(({ outlet }) => outlet.id)).toEqual(['other', 'kaku']);
    expect(new Set(articles.map(({ id }) => id)).size).toBe(2);
  });

  test('an aggregator that names another outlet for a page brings a second report', async () => {
    const { store, take } = setUp();
    const source = makeSource('news', { aggregator: true });
    await take(polled('news', [makeCandidate('a', { source: source.id })], { source }));
    const copy = { canonicalUrl: 'https://kaku.example/a', source: source.id, outlet: other };
    await take(polled('news', [makeCandidate('b', copy)], { source }));
    expect(store.allStories().flatMap(({ articles }) => articles)).toHaveLength(2);
  });

  test('the same title of two outlets within one batch makes one story, whichever answered first', async () => {
    const one = polled('a-source', [makeCandidate('a', { title: '架空電機が新工場を建設へ' })]);
    const two = polled('b-source', [
      makeCandidate('b', { title: '架空電機が新工場を建設へ', outlet: other }),
    ]);
    const first = setUp();
    await first.take(one, two);
    const second = setUp();
    await second.take(two, one);
    expect(first.store.allStories()).toHaveLength(1);
    expect(second.store.allStories()).toEqual(first.store.allStories());
  });

  test('two outlets that lead to one home page are no copies of each other', async () => {
    const { store, take } = setUp();
    const canonicalUrl = 'https://kaku.example';
    await take(polled('kaku', [makeCandidate('a', { canonicalUrl, title: '甲社が新工場を建設' })]));
    const far = makeCandidate('b', { canonicalUrl, title: '乙市の図書館が改装のため休館', outlet: other });
    await take(polled('other', [far], { at: NOON.add({ hours: 1 }) }));
    expect(store.allStories()).toHaveLength(2);
  });

  test('a guid that an outlet uses again costs no article', async () => {
    const { store, take } = setUp();
    const first = makeCandidate('a', { guid: 'home', title: '丙社、増収' });
    await take(polled('kaku', [first]));
    const next = {
      ...first,
      title: '丁社、新型機を発売',
      canonicalUrl: 'https://kaku.example/2002',
      link: 'https://kaku.example/2002',
    };
    const [report] = await take(polled('kaku', [next], { at: NOON.add({ hours: 1 }) }));
    expect(report).toMatchObject({ added: 1, revised: 0 });
    expect(store.allStories().flatMap(({ articles }) => articles.map(({ title }) => title))).toEqual([
      '丙社、増収',
      '丁社、新型機を発売',
    ]);
  });

  test('one source’s silent backlog that another lists as news is announced', async () => {
    const { store, take } = setUp();
    const candidate = makeCandidate('a');
    await take(polled('new-source', [], { arrived: [{ candidate, silent: true }] }));
    await take(polled('kaku', [{ ...candidate, source: 'kaku-2' as typeof candidate.source }]));
    expect(store.allStories()).toMatchObject([{ announcedAt: NOON }]);
  });

  test.each([
    ['one lists as news', false, NOON],
    ['all list as backlog', true, undefined],
  ])('what two sources bring in one batch is announced if %s', async (_, silent, announcedAt) => {
    const { store, take } = setUp();
    const candidate = makeCandidate('a');
    const other = { ...candidate, source: 'kaku-2' as typeof candidate.source };
    await take(
      polled('kaku', [], { arrived: [{ candidate, silent: true }] }),
      polled('kaku-2', [], { arrived: [{ candidate: other, silent }] }),
    );
    expect(store.allStories().map((story) => story.announcedAt)).toEqual([announcedAt]);
  });

  test('an item that waited silently gives the story of a later report its id, but not its date', async () => {
    const { store, take } = setUp();
    const title = '架空電機が新工場を北国に建設へ';
    const waited = makeCandidate('a', { title, published: NOON.subtract({ hours: 23 }) });
    const silent = polled('kaku', [], { arrived: [{ candidate: waited, silent: true }] });
    const report = makeCandidate('b', { title, outlet: other, published: NOON.subtract({ minutes: 2 }) });
    await take(silent);
    await take(polled('other', [report]));
    const dated = [{ id: 'a', published: report.published, updated: NOON, announcedAt: NOON }];
    expect(store.allStories()).toMatchObject(dated);
    const together = setUp();
    await together.take(silent, polled('other', [report]));
    expect(together.store.allStories()).toMatchObject([{ id: 'a', published: report.published }]);
  });

  test('a report that is news dates its story, though a later one of the same batch announces it', async () => {
    const { store, take } = setUp();
    const title = '架空電機が新工場を北国に建設へ';
    const published = NOON.subtract({ hours: 2 });
    await take(
      polled('kaku', [makeCandidate('a', { title, published })]),
      polled('other', [makeCandidate('b', { title, outlet: other })]),
    );
    expect(store.allStories()).toMatchObject([{ published, updated: published, announcedAt: NOON }]);
  });

  test('a notice on a page whose older notices were removed is new', async () => {
    const { store, take } = setUp();
    const page = { canonicalUrl: 'https://sho.example/news' };
    await take(polled('sho', [makeCandidate('n1', { ...page, guid: 'n1' })]));
    await store.removeBefore(NOON.add({ hours: 1 }));
    const [report] = await take(polled('sho', [makeCandidate('n2', { ...page, guid: 'n2' })]));
    expect(report).toMatchObject({ added: 1 });
  });

  test('a silent backlog is stored and not announced; a live copy of it announces the story', async () => {
    const { store, take } = setUp();
    const silent = { arrived: [{ candidate: makeCandidate('a'), silent: true }] };
    await take(polled('kaku', [], silent));
    expect(store.allStories()[0]?.announcedAt).toBeUndefined();
    await take(
      polled('yahoo', [makeCandidate('b', { canonicalUrl: 'https://kaku.example/a', outlet: other })]),
    );
    expect(store.allStories()[0]?.announcedAt).toEqual(NOON);
  });

  test.each(['見出し a 要約', '見出し a'])(
    'copies of a page that was backlog of two days ago, titled “%s”, do not announce it; a report of its event does',
    async (title) => {
      const { store, take } = setUp();
      const published = NOON.subtract({ hours: 48 });
      const old = makeCandidate('a', { title: '見出し a', published });
      await take(polled('kaku', [], { arrived: [{ candidate: old, silent: true }] }));
      for (const id of ['b', 'c']) {
        const outlet = { id: id as OutletId, name: id };
        await take(
          polled(id, [makeCandidate(id, { title, canonicalUrl: 'https://kaku.example/a', outlet })]),
        );
      }
      expect(store.allStories().every(({ announcedAt }) => announcedAt === undefined)).toBe(true);
      await take(polled('other', [makeCandidate('d', { title: '見出し a', outlet: other })]));
      expect(store.allStories().find(({ id }) => id === 'a')).toMatchObject({ announcedAt: NOON });
    },
  );

  test('a copy that two sources of its outlet list does not announce a page that was backlog of two days ago', async () => {
    const { store, take } = setUp();
    const old = makeCandidate('a', { published: NOON.subtract({ hours: 48 }) });
    await take(polled('kaku', [], { arrived: [{ candidate: old, silent: true }] }));
    const copy = makeCandidate('b', {
      canonicalUrl: old.canonicalUrl,
      outlet: other,
      source: 'one' as SourceId,
    });
    await take(polled('one', [copy]));
    await take(polled('two', [{ ...copy, source: 'two' as SourceId }]));
    expect(store.allStories()).toHaveLength(1);
    expect(store.allStories()[0]?.announcedAt).toBeUndefined();
    await take(polled('kaku-2', [{ ...old, source: 'kaku-2' as SourceId }]));
    expect(store.allStories()).toMatchObject([{ announcedAt: NOON }]);
  });

  test('a story enters the top once, when a report makes it important enough', async () => {
    const isTop: IntakeContext['isTop'] = ({ articles }) => articles.length === 2;
    const { store, take } = setUp({ isTop });
    const copy = (id: string) => makeCandidate(id, { canonicalUrl: 'https://kaku.example/a', outlet: other });
    await take(polled('kaku', [makeCandidate('a')]));
    expect(store.allStories()[0]?.topAt).toBeUndefined();
    const later = NOON.add({ hours: 1 });
    await take(polled('yahoo', [copy('b')], { at: later }));
    expect(store.allStories()).toMatchObject([{ topAt: later }]);
    const third = { ...copy('c'), outlet: { id: 'third' as OutletId, name: 'Third' } };
    await take(polled('msn', [third], { at: later.add({ hours: 1 }) }));
    expect(store.allStories()).toMatchObject([{ topAt: later, articles: [{}, {}, {}] }]);
  });

  test('what judging needs is made when the first item comes, before it is judged', async () => {
    const done: string[] = [];
    const { take } = setUp({
      prepare: async () => void done.push('prepare'),
      judge: () => {
        done.push('judge');
        return { kind: 'dropped', reason: 'sport' };
      },
    });
    await take(polled('kaku', []));
    expect(done).toEqual([]);
    await take(polled('kaku', [makeCandidate('a')]));
    expect(done).toEqual(['prepare', 'judge']);
  });

  test('a silent backlog enters no top', async () => {
    const { store, take } = setUp({ isTop: () => true });
    await take(polled('kaku', [], { arrived: [{ candidate: makeCandidate('a'), silent: true }] }));
    expect(store.allStories()[0]?.topAt).toBeUndefined();
  });

  test('a corrected title is a revision in its story, and moves the update alone', async () => {
    const { store, take } = setUp();
    await take(polled('kaku', [makeCandidate('a')]));
    const later = NOON.add({ hours: 1 });
    const [report] = await take(
      polled('kaku', [makeCandidate('a', { title: '見出し a 訂正' })], { at: later }),
    );
    expect(report).toMatchObject({ added: 0, revised: 1 });
    expect(store.allStories()).toMatchObject([
      { id: 'a', published: NOON, updated: later, articles: [{ title: '見出し a 訂正' }] },
    ]);
  });

  test.each([
    ['title', { title: '見出し a 野球' }],
    ['text', { summary: '野球の話。' }],
  ])('a correction that would be dropped today, by its %s, changes nothing', async (_, change) => {
    const { store, take } = setUp();
    await take(polled('kaku', [makeCandidate('a')]));
    const before = store.allStories();
    const item = makeCandidate('a', { ...change, guid: 'another' });
    const [report] = await take(polled('kaku', [item], { at: NOON.add({ hours: 1 }) }));
    expect(report).toMatchObject({ added: 0, revised: 0 });
    expect(store.allStories()).toEqual(before);
  });

  test('a correction about another event changes nothing, and an honest one is taken after it', async () => {
    const { store, take } = setUp();
    const [title, honest] = ['架空電機、北国の工場を閉鎖へ', '架空電機、北国の工場閉鎖を撤回'];
    await take(polled('kaku', [makeCandidate('a', { title })]));
    await take(polled('kaku', [makeCandidate('a', { title: '今だけ半額の健康茶' })]));
    expect(store.allStories()).toMatchObject([{ articles: [{ title, revision: 1 }] }]);
    await take(polled('kaku', [makeCandidate('a', { title: honest })]));
    expect(store.allStories()).toMatchObject([{ articles: [{ title: honest, revision: 2 }] }]);
  });

  test.each([
    ['今だけ半額の健康茶', 'the two have nothing in common'],
    ['北国の工場、野球場に', 'the new one would be dropped: sport'],
  ])('the refused title “%s” is counted as dropped, and stored once, with its reason', async (title, why) => {
    const { store, take } = setUp();
    await take(polled('kaku', [makeCandidate('a', { title: '架空電機、北国の工場を閉鎖へ' })]));
    for (let poll = 0; poll < 2; poll += 1) {
      const [report] = await take(polled('kaku', [makeCandidate('a', { title })]));
      expect(report).toMatchObject({ added: 0, revised: 0, dropped: 1 });
    }
    const reason = `the outlet changed the headline “架空電機、北国の工場を閉鎖へ” to this one, but the old one stays, because ${why}`;
    expect(await store.newestDrops(9)).toMatchObject([
      { title, source: 'kaku', link: 'https://kaku.example/a', at: NOON, reason },
    ]);
  });

  test('corrections of two articles of one story that come in one batch are both stored', async () => {
    const { store, take } = setUp();
    const title = '架空電機が新工場を北国に建設へ';
    const [a, b] = [makeCandidate('a', { title }), makeCandidate('b', { title, outlet: other })];
    await take(polled('kaku', [a]), polled('kaku', [b]));
    expect(store.allStories()).toHaveLength(1);
    const [report] = await take(
      polled('kaku', [
        { ...a, title: `${title} 県が発表` },
        { ...b, title: `${title} 来春` },
      ]),
    );
    expect(report).toMatchObject({ revised: 2 });
    const titles = store.allStories().flatMap(({ articles }) => articles.map((one) => one.title));
    expect(titles.toSorted()).toEqual([`${title} 来春`, `${title} 県が発表`].toSorted());
  });

  test('a drop is remembered with its reason', async () => {
    const { store, take } = setUp();
    const [report] = await take(polled('kaku', [makeCandidate('a', { title: '野球' })]));
    expect(report).toMatchObject({ added: 0, dropped: 1 });
    const key = `url:https://kaku.example/a` as const;
    expect(await store.drop(key as Parameters<typeof store.drop>[0])).toEqual({
      keys: expect.arrayContaining([key]),
      source: 'kaku',
      title: '野球',
      link: 'https://kaku.example/a',
      at: NOON,
      reason: 'sport',
    });
  });

  test('a known drop is counted again, but not stored again', async () => {
    const { store, take } = setUp();
    await take(polled('kaku', [makeCandidate('a', { title: '野球' })]));
    const at = NOON.add({ hours: 1 });
    const again = makeCandidate('a', { title: '野球、続報' });
    const [report] = await take(polled('kaku', [again, makeCandidate('b', { title: '野球' })], { at }));
    expect(report).toMatchObject({ dropped: 2 });
    const drops = await store.newestDrops(9);
    expect(drops.map(({ link }) => link).toSorted()).toEqual([
      'https://kaku.example/a',
      'https://kaku.example/b',
    ]);
  });

  test.each([
    ['a page of another outlet', { canonicalUrl: 'https://kaku.example/1001', outlet: other }],
    ['a guid that another article has', { canonicalUrl: 'https://kaku.example/1002', guid: 'guid-1' }],
  ])('a known drop with %s is not stored again', async (_, named) => {
    const { store, take } = setUp();
    const held = makeCandidate('a', { canonicalUrl: 'https://kaku.example/1001', guid: 'guid-1' });
    await take(polled('kaku', [held]));
    const drop = makeCandidate('guid' in named ? 'a' : 'b', { title: '野球大会', ...named });
    for (const at of [NOON, NOON.add({ hours: 1 })]) {
      expect(await take(polled('kaku', [drop], { at }))).toMatchObject([{ dropped: 1 }]);
      expect(await store.newestDrops(9)).toMatchObject([{ title: '野球大会', at: NOON }]);
    }
  });

  test('an item with a guid that an older article has, listed twice in one document, makes one article', async () => {
    const { store, take } = setUp();
    await take(polled('kaku', [makeCandidate('a', { guid: 'guid-1' })]));
    const reused = {
      title: '架空電機が港に船を浮かべる',
      guid: 'guid-1',
      canonicalUrl: 'https://kaku.example/1002',
    };
    const twice = [makeCandidate('a', reused), makeCandidate('a', { ...reused, categories: ['港'] })];
    expect(await take(polled('kaku', twice))).toMatchObject([{ added: 1, folded: 0 }]);
    expect(store.allStories().map(({ articles }) => articles.length)).toEqual([1, 1]);
  });

  test('a drop that two sources of an outlet list in one batch is stored once', async () => {
    const { store, take } = setUp();
    const drop = makeCandidate('a', { title: '野球大会' });
    const commit = vi.spyOn(store, 'commit');
    const reports = await take(polled('kaku-economy', [drop]), polled('kaku-markets', [drop]));
    expect(reports).toMatchObject([{ dropped: 1 }, { dropped: 1 }]);
    expect(commit.mock.calls[0]?.[0].drops).toHaveLength(1);
  });

  test('of notices without guids that link one list, the newest drop is remembered', async () => {
    const { store, take } = setUp();
    const link = 'https://kaku.example/';
    const notice = (id: string, title: string) => makeCandidate(id, { title, link, canonicalUrl: link });
    await take(polled('kaku', [notice('a', '野球大会')]));
    await take(polled('kaku', [notice('b', '野球教室')], { at: NOON.add({ hours: 1 }) }));
    const drops = await store.newestDrops(9);
    expect(drops.map(({ title }) => title)).toEqual(['野球教室']);
  });

  test('what retention removed is never new again', async () => {
    const { store, take } = setUp();
    await take(polled('kaku', [makeCandidate('a')]));
    await store.removeBefore(NOON.add({ hours: 1 }));
    const [report] = await take(polled('kaku', [makeCandidate('a')]));
    expect(report).toMatchObject({ added: 0 });
    expect(store.allStories()).toEqual([]);
  });

  test('the new items of a source count for its day, kept or dropped, though all link one page', async () => {
    const { store, take } = setUp();
    const state = { ...polledState(), day: { since: NOON, items: 4000 } };
    const notice = (guid: string, title: string) =>
      makeCandidate(guid, { guid, title, canonicalUrl: 'https://kaku.example/news' });
    const items = [notice('a', '甲の告示'), notice('b', '乙の告示'), notice('c', '丙の野球')];
    await take(polled('kaku', items.slice(0, 1), { state }));
    await take(polled('kaku', items, { state: { ...state, ...store.state(state.source) } }));
    expect(store.state(state.source)?.day).toEqual({ since: NOON, items: 4003 });
  });

  test('a changed item of a source counts for its day like a new one, and an unchanged one does not', async () => {
    const { store, take } = setUp();
    const state = polledState();
    const summary = '工場の話。';
    for (const item of [{}, { summary }, { summary }, { summary, guid: 'another' }])
      await take(polled('kaku', [makeCandidate('a', item)], { state: store.state(state.source) ?? state }));
    expect(store.state(state.source)?.day).toEqual({ since: NOON, items: 3 });
  });

  test('when the store cannot write, nothing counts and the next try stores it', async () => {
    const { store, take } = setUp();
    store.failWith(new Error('ENOSPC'));
    await expect(take(polled('kaku', [makeCandidate('a')]))).rejects.toThrow('ENOSPC');
    store.failWith(undefined);
    const [report] = await take(polled('kaku', [makeCandidate('a')]));
    expect(report).toMatchObject({ added: 1 });
  });

  describe('later evidence', () => {
    const titles = {
      a: '若竹通信で通信障害',
      c: '若竹通信で通信障害、110万人に影響 設備故障で',
      b: '若竹通信で通信障害 110万人に影響、設備故障',
    };
    const of = (id: keyof typeof titles) =>
      makeCandidate(id, { title: titles[id], outlet: { id: id as OutletId, name: id } });
    /** Two stories of one event that stand apart, as they would had the second been told otherwise at first. */
    const standing = async (silent: boolean) => {
      const { store, folding, take } = setUp();
      for (const id of ['a', 'c'] as const) {
        const article = { ...of(id), tags: [], relevance: { score: 1, reasons: [] } };
        const created = createStory(
          article,
          { article: article.id, reason: 'first', detail: '' },
          'test,2026',
        );
        const story = silent ? created : announceStory(created, NOON);
        await store.commit({ stories: [story], drops: [], states: [] });
        folding.accept([story]);
      }
      const later = NOON.add({ hours: 1 });
      await take(polled('b', [of('b')], { at: later }));
      return { store, later };
    };

    test('makes two stories of a silent backlog one, which stands under the older id', async () => {
      const { store, later } = await standing(true);
      expect(store.allStories()).toMatchObject([{ id: 'a', entryId: 'tag:test,2026:a', announcedAt: later }]);
      const [story] = store.allStories();
      expect(story?.articles.map(({ id }) => id).toSorted()).toEqual(['a', 'b', 'c']);
      expect(story?.joins.map(({ article }) => article).toSorted()).toEqual(['a', 'b', 'c']);
      expect(story?.joins.find(({ article }) => article === 'c')?.detail).toContain(
        'the two stories became one when a later report came, which was compared with “',
      );
    });

    test('links two published stories as related, and moves neither id nor date nor the update of the one it did not join', async () => {
      const { store } = await standing(false);
      const joined = store.allStories().find(({ articles }) => articles.length === 2);
      const other = store.allStories().find(({ articles }) => articles.length === 1);
      expect(store.allStories()).toHaveLength(2);
      expect(joined?.related).toEqual([other?.id]);
      expect(other).toMatchObject({
        related: [joined?.id],
        published: NOON,
        updated: NOON,
        announcedAt: NOON,
      });
    });
  });
});

/** Reports that differ from each other in every word. */
const reports = (count: number, rest: (n: number) => Partial<Candidate> = () => ({})): readonly Candidate[] =>
  Array.from({ length: count }, (_, n) =>
    makeCandidate(`r${n}`, {
      title: `${String.fromCodePoint(0x4e00 + 97 * n).repeat(12)}`,
      published: NOON.subtract({ minutes: n }),
      ...rest(n),
    }),
  );

describe('the share of an outlet', () => {
  const announcedOf = (store: ReturnType<typeof setUp>['store']) =>
    store
      .allStories()
      .filter(({ announcedAt }) => announcedAt !== undefined)
      .map(({ id }) => id)
      .toSorted();

  test('its newest are announced, the others stored in silence, and the report and the health say so', async () => {
    const { store, take } = setUp({ perOutlet: 2 });
    const state = polledState();
    const [report] = await take(polled('kaku', reports(5), { state }));
    expect(report).toMatchObject({ added: 5, flooded: 3 });
    expect(report).not.toHaveProperty('stored');
    expect(store.allStories()).toHaveLength(5);
    expect(announcedOf(store)).toEqual(['r0', 'r1']);
    expect(store.state(state.source)).toMatchObject({
      flood: { at: NOON, entries: 3, perOutlet: 2 },
      health: { kind: 'flooding' },
    });
  });

  test('what a source that was never read before brings beyond it is backlog, and no flood', async () => {
    const { store, take } = setUp({ perOutlet: 2 });
    const [report] = await take(polled('kaku', reports(5), { isFirstRead: true }));
    expect(report).toMatchObject({ added: 5 });
    expect(report?.flooded).toBeUndefined();
    expect(announcedOf(store)).toEqual(['r0', 'r1']);
  });

  test('holds over the batches of an hour, and over all sources of the outlet', async () => {
    const { store, take } = setUp({ perOutlet: 3 });
    const [a, b, c, d, e] = reports(5);
    if (a === undefined || b === undefined || c === undefined || d === undefined || e === undefined) return;
    await take(polled('kaku', [a, b]));
    const half = NOON.add({ minutes: 30 });
    await take(polled('kaku-2', [{ ...c, firstSeenAt: half }], { at: half }));
    await take(polled('kaku', [{ ...d, firstSeenAt: half }], { at: half }));
    expect(announcedOf(store)).toEqual(['r0', 'r1', 'r2']);
    const later = NOON.add({ minutes: 61 });
    const [report] = await take(polled('kaku', [{ ...e, firstSeenAt: later }], { at: later }));
    expect(report?.flooded).toBeUndefined();
    expect(announcedOf(store)).toEqual(['r0', 'r1', 'r2', 'r4']);
  });

  test('is each outlet’s own, and what one keeps silent another one announces', async () => {
    const { store, take } = setUp({ perOutlet: 1 });
    const title = '架空電機が新工場を北国に建設へ';
    const flood = [
      makeCandidate('x'),
      makeCandidate('y', { title, published: NOON.subtract({ minutes: 1 }) }),
    ];
    await take(polled('kaku', flood));
    expect(announcedOf(store)).toEqual(['x']);
    const [report] = await take(polled('other', [makeCandidate('z', { title, outlet: other })]));
    expect(report).toMatchObject({ folded: 1 });
    expect(announcedOf(store)).toEqual(['x', 'y']);
  });

  test('a flood of one outlet keeps no report silent that another outlet brings in the same batch', async () => {
    const { store, take } = setUp({ perOutlet: 1 });
    const title = '架空電機が新工場を北国に建設へ';
    const published = NOON.subtract({ minutes: 5 });
    const [flooding, fair] = await take(
      polled('kaku', [makeCandidate('x'), makeCandidate('y', { title, published })]),
      polled('other', [makeCandidate('z', { title, published, outlet: other })]),
    );
    expect(flooding?.flooded).toBeUndefined();
    expect(fair?.flooded).toBeUndefined();
    expect(store.allStories().every(({ announcedAt }) => announcedAt !== undefined)).toBe(true);
  });
});

describe('one feed costs one feed', () => {
  test.each([
    [200, 1],
    [201, 2],
  ])('the store is asked about %i articles in %i questions', async (count, questions) => {
    const store = createMemoryStore();
    let asked = 0;
    const knows: typeof store.knows = async (keys) => {
      asked += 1;
      return store.knows(keys);
    };
    const { take } = setUp({ store: { ...store, knows } });
    const [report] = await take(polled('kaku', reports(count)));
    expect([report?.added, asked]).toEqual([count, questions]);
  });

  test('a step stores what all polls brought, with their states, as of the last of them', async () => {
    const store = createMemoryStore();
    const commits: unknown[] = [];
    const commit: typeof store.commit = async (change) => void commits.push(change);
    const { take } = setUp({ store: { ...store, commit } });
    const state = polledState();
    const later = NOON.add({ minutes: 1 });
    await take(
      polled('kaku', [makeCandidate('a')], { state, at: later }),
      polled('other', [makeCandidate('b', { title: '野球' })]),
    );
    expect(commits).toEqual([
      {
        stories: [expect.objectContaining({ id: 'a' })],
        drops: [expect.objectContaining({ reason: 'sport' })],
        states: [{ ...state, day: { since: later, items: 1 } }],
        at: later,
      },
    ]);
  });

  test('what is stored is known to folding, so that the next report of it joins', async () => {
    const { take, store } = setUp();
    const title = '架空電機が新工場を北国に建設へ';
    await take(polled('kaku', [makeCandidate('a', { title })]));
    const [report] = await take(polled('other', [makeCandidate('b', { title, outlet: other })]));
    expect(report).toMatchObject({ added: 1, folded: 1 });
    expect(store.allStories()).toHaveLength(1);
  });

  test('others have a turn between any two articles', async () => {
    let pauses = 0;
    const pause = async () => {
      pauses += 1;
    };
    const { take } = setUp({ pause });
    await take(polled('kaku', reports(20)));
    expect(pauses).toBeGreaterThanOrEqual(5 * 20);
  });

  test.each([
    ['of its page', { canonicalUrl: 'https://kaku.example/a' }],
    ['of its headline', {}],
  ])(
    'of the copies %s that one outlet brings, a story takes five, and the others are dropped once',
    async (_, same) => {
      const { store, take } = setUp();
      const first = makeCandidate('a', {
        title: '架空電機、新工場を北国に建設へ',
        canonicalUrl: 'https://kaku.example/a',
      });
      const copies = reports(7, (n) => ({
        title: first.title,
        outlet: other,
        guid: `c${n}`,
        canonicalUrl: `https://other.example/${n}`,
        ...same,
      }));
      await take(polled('kaku', [first]));
      const [report] = await take(polled('other', copies));
      expect(store.allStories().map(({ articles }) => articles.length)).toEqual([1 + 5]);
      expect(report).toMatchObject({ added: 5, folded: 5, dropped: 2 });
      const at = NOON.add({ hours: 1 });
      expect(await take(polled('other', copies, { at }))).toMatchObject([{ added: 0 }]);
      const drop = {
        at: NOON,
        reason: 'the item repeats a report of the story a, which already has 5 reports of Other, the maximum',
      };
      expect(await store.newestDrops(9)).toMatchObject([drop, drop]);
    },
  );

  test('one headline at sixty addresses in one document makes one story, and the next document adds none', async () => {
    const { store, take } = setUp();
    const title = '架空電機、新工場を北国に建設へ';
    const pages = (document: string) =>
      reports(60, (n) => {
        const id = `${document}${n}` as ArticleId;
        return { title, id, guid: id, canonicalUrl: `https://kaku.example/${id}` };
      });
    expect(await take(polled('kaku', pages('a')))).toMatchObject([{ added: 5, folded: 4, dropped: 55 }]);
    expect(await take(polled('kaku', pages('b')))).toMatchObject([{ added: 0, dropped: 60 }]);
    expect(store.allStories()).toMatchObject([{ articles: { length: 5 } }]);
  });

  test('however many copies of its page come, a story takes fifty reports, and the others are stories too', async () => {
    const { accept, placeInSteps } = makeFolding(72 * HOUR_MS);
    const fill = async () => ({ placeInSteps, mayBeOneEvent: () => true });
    const { store, take } = setUp({ folding: { accept, fill } });
    await take(polled('kaku', [makeCandidate('a')]));
    const copies = reports(120, (n) => ({
      canonicalUrl: 'https://kaku.example/a',
      outlet: { ...other, id: `other-${n}` as OutletId },
    }));
    await take(polled('other', copies));
    const sizes = store.allStories().map(({ articles }) => articles.length);
    expect(Math.max(...sizes)).toBe(50);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(121);
  });
});
