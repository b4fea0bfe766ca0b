import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Article } from '../../../src/domain/article/article.ts';
import { explainImportance } from '../../../src/domain/ranking/explain-importance.ts';
import {
  importanceOf,
  importanceOfDay,
  isMinor,
  lastingReaches,
  lastingScore,
} from '../../../src/domain/ranking/importance.ts';
import { POINTS_PER_OUTLET_OF_WEIGHT } from '../../../src/domain/ranking/lasting-parts.ts';
import { DEFAULT_SECTIONS } from '../../../src/domain/ranking/page-section.ts';
import { rankStories } from '../../../src/domain/ranking/rank-stories.ts';
import { type RankingContext, rankingContext } from '../../../src/domain/ranking/ranking-context.ts';
import { LEAST_WORTH } from '../../../src/domain/ranking/worth/judge-worth.ts';
import type { OutletId } from '../../../src/domain/source/outlet.ts';
import type { Story } from '../../../src/domain/story/story.ts';
import type { Tag } from '../../../src/domain/tag/tag.ts';
import type { TopicKey } from '../../../src/domain/tag/topic.ts';
import { makeArticle, makeOutlet, makeStory, NOON } from '../../make.ts';
import { shippedWords } from '../../support/shipped-words.ts';

const configured = rankingContext({
  outlets: [
    ...['big-1', 'big-2', 'big-3'].map((id) => makeOutlet(id, { priority: 60 })),
    makeOutlet('first', { priority: 100 }),
    makeOutlet('small', { priority: 20 }),
  ],
  page: { language: 'en', images: true, sections: DEFAULT_SECTIONS, topScore: 20 },
  words: {
    ...shippedWords,
    'column-labels': ['社説', 'opinion'],
    notices: ['為替相場'],
    magazines: ['週刊架空'],
  },
});

/** What a test says of a story's worth stands in the relevance of its first report. */
const CONTEXT: RankingContext = {
  ...configured,
  judgeWorth: ([{ relevance }]) => ({
    ...{ probability: relevance.score, reasons: relevance.reasons },
    isWide: true,
  }),
};

const report = (outlet: string, rest: Partial<Article> = {}): Article =>
  makeArticle(`${outlet}-${rest.title ?? ''}`, {
    outlet: { id: outlet as OutletId, name: outlet },
    title: `${outlet}の見出し`,
    relevance: { score: 0.7, reasons: [] },
    ...rest,
  });

const storyOf = (first: Article, ...others: Article[]): Story =>
  makeStory(first.id, { articles: [first, ...others] });

const partsAt = (story: Story, now = NOON) => importanceOf(story, CONTEXT, now).parts;

const topic = (key: string): Tag => ({
  kind: 'topic',
  key: key as TopicKey,
  evidence: [{ words: key, where: 'title' }],
});

describe('the importance of a story', () => {
  test('is the sum of its parts', () => {
    const { score, parts } = importanceOf(storyOf(report('big-1'), report('small')), CONTEXT, NOON);
    expect(score).toBeCloseTo(Object.values(parts).reduce((sum, part) => sum + part, 0));
  });

  test('counts each outlet of priority 60 or more once', () => {
    const twice = storyOf(
      report('big-1'),
      report('big-1', { title: '続報' }),
      report('big-2'),
      report('small'),
    );
    expect(partsAt(twice).weight).toBe(2 * POINTS_PER_OUTLET_OF_WEIGHT);
  });

  test('counts an outlet that the config does not know as one without weight', () => {
    expect(partsAt(storyOf(report('unknown'))).weight).toBe(0);
  });

  test('counts outlets half for reports of a market, since they report each session', () => {
    const close = { title: '東証大引け　日経平均は3日続伸' };
    expect(partsAt(storyOf(report('big-1', close), report('big-2'))).weight).toBe(10);
    const titles = ['東証、自動車株が高い', '日経平均終値、784円高', '東証大引け、買い先行し半導体に資金'];
    const others = titles.map((title, n) => report(`other-${n}`, { title }));
    expect(partsAt(storyOf(report('a', close), ...others)).breadth).toBe(5);
  });

  test('rises with the number of outlets, up to nine', () => {
    const many = (count: number) => partsAt(storyOf(report('a'), ...numbered(count - 1))).reports;
    expect(many(1)).toBe(0);
    expect(many(3)).toBeGreaterThan(many(2));
    expect(many(8)).toBeLessThan(5);
    expect(many(9)).toBe(5);
    expect(many(20)).toBe(5);
  });

  test('counts three outlets without weight like one of weight, if each has a headline of its own', () => {
    const by = (...reports: Article[]) => partsAt(storyOf(report('big-1'), ...reports)).breadth;
    expect([by(...numbered(2)), by(...numbered(3)), by(...numbered(9))]).toEqual([0, 10, 10]);
    const copied = { title: 'big-1の見出し' };
    expect(by(...numbered(2), report('copy', copied), report('copy-2', copied))).toBe(0);
    const [first, second, third] = ['続報', '詳報', '速報'].map((title) => report('one', { title }));
    expect(first && second && third && by(first, second, third)).toBe(0);
  });

  test('loses half the points of each outlet of weight from the sixth to the 24th hour after its newest report', () => {
    const ageAfter = (story: Story, hours: number) => partsAt(story, NOON.add({ hours })).age;
    const alone = storyOf(report('big-1'), report('small'));
    expect([0, 6, 15, 24, 40].map((hours) => ageAfter(alone, hours))).toEqual([0, 0, -2.5, -5, -5]);
    const later = NOON.add({ hours: 9 });
    const joined = storyOf(report('big-1'), report('big-2', { published: later, firstSeenAt: later }));
    expect([8, 15, 24].map((hours) => ageAfter(joined, hours).toFixed(1))).toEqual(['-0.6', '-2.5', '-7.5']);
    const again = { title: '続報', published: later, firstSeenAt: later };
    expect(ageAfter(storyOf(report('big-1'), report('big-1', again)), 15)).toBe(0);
    expect(ageAfter(storyOf(report('a'), ...numbered(3)), 15)).toBe(-2.5);
  });

  test('of a whole day loses nothing by age', () => {
    const late = importanceOf(storyOf(report('big-1'), report('big-2')), CONTEXT, NOON.add({ hours: 24 }));
    const { score, parts } = importanceOfDay(late);
    expect([late.parts.age, parts.age]).toEqual([-10, 0]);
    expect(score).toBeCloseTo(late.score + 10);
  });

  test('of what is minor, or of a market report, loses nothing more by age', () => {
    const late = NOON.add({ hours: 20 });
    for (const title of ['社説/税制の行方', '東証大引け 日経平均は続伸'])
      expect(partsAt(storyOf(report('big-1', { title })), late).age).toBe(0);
  });

  test('counts headlines that are nearly equal, or part of one another, as one independent report', () => {
    const same = { title: '架空電機、新工場を稼働' };
    for (const title of ['架空電機が新工場を稼働', '架空電機、新工場を稼働　雇用は120人'])
      expect(partsAt(storyOf(report('a', same), report('b', { title }))).independence).toBe(0);
    const brief = storyOf(report('a', { title: '円安' }), report('b', { title: '円安で輸入業者が値上げ' }));
    expect(partsAt(brief).independence).toBeGreaterThan(0);
    const inside = (title: string) =>
      partsAt(storyOf(report('a', { title }), report('b', { title: `${title}を来春に建設、雇用も増える` })))
        .independence;
    expect(inside('架空電機新工場')).toBeGreaterThan(0);
    expect(inside('架空電機の新工場')).toBe(0);
    const copies = storyOf(report('a', same), report('b', { title: '架空電機 新工場を稼働。' }));
    expect(partsAt(copies).independence).toBe(0);
    expect(partsAt(storyOf(report('a', same), report('b'))).independence).toBeGreaterThan(0);
  });

  test('compares headlines letter by letter, also letters that take two units of UTF-16', () => {
    const ending = (words: string) => report(words, { title: `𠮷𠮷𠮷𠮷${words}` });
    expect(partsAt(storyOf(ending('ab'), ending('xy'))).independence).toBeGreaterThan(0);
  });

  test('rises with the number of independent reports, up to six', () => {
    const by = (count: number) => partsAt(storyOf(report('a'), ...numbered(count - 1))).independence;
    expect(by(5)).toBeLessThan(by(6));
    expect(by(6)).toBe(1);
    expect(by(9)).toBe(1);
  });

  test('grows while other outlets report it within three hours', () => {
    const later = (hours: number) => NOON.add({ minutes: hours * 60 });
    const story = storyOf(
      report('a'),
      report('b', { firstSeenAt: later(1) }),
      report('c', { firstSeenAt: later(2) }),
    );
    expect(partsAt(story).growth).toBe(0);
    expect(partsAt(story, later(2)).growth).toBeGreaterThan(partsAt(story, later(1)).growth);
    expect(partsAt(story, later(4)).growth).toBe(partsAt(story, later(2)).growth);
    expect(partsAt(story, later(4.25)).growth).toBe(partsAt(story, later(1)).growth);
    expect(partsAt(story, later(6)).growth).toBe(0);
    const joined = (count: number) =>
      storyOf(report('a'), ...numbered(count).map((one) => ({ ...one, firstSeenAt: later(1) })));
    expect(partsAt(joined(2), later(1)).growth).toBeLessThan(1);
    expect([3, 4].map((count) => partsAt(joined(count), later(1)).growth)).toEqual([1, 1]);
    const again = storyOf(report('a'), report('a', { title: '続報', firstSeenAt: later(1) }));
    expect(partsAt(again, later(1)).growth).toBe(0);
  });

  test('halves its freshness every six hours', () => {
    const story = storyOf(report('a'));
    expect(partsAt(story).freshness).toBe(2);
    expect(partsAt(story, NOON.subtract({ hours: 1 })).freshness).toBe(2);
    expect(partsAt(story, NOON.add({ hours: 6 })).freshness).toBeCloseTo(1);
    expect(partsAt(story, NOON.add({ hours: 12 })).freshness).toBeCloseTo(0.5);
  });

  test('counts earlier sections more', () => {
    const of = (...tags: Tag[]) => partsAt(storyOf(report('a', { tags }))).topics;
    expect(of(topic('markets'))).toBe(0.5);
    expect(of(topic('autos'))).toBeLessThan(of(topic('earnings')));
    expect(of(topic('retail'))).toBeGreaterThan(0);
    expect(of()).toBe(0);
  });

  test('rises with its worth to readers, and is much less where that is little', () => {
    const of = (score: number, ...outlets: string[]) => {
      const [first = report('a'), ...others] = outlets.map((id) =>
        report(id, { relevance: { score, reasons: [] } }),
      );
      return importanceOf(storyOf(first, ...others), CONTEXT, NOON);
    };
    expect([0.7, 0.8, 1].map((score) => of(score, 'a').parts.worth.toFixed(2))).toEqual([
      '2.03',
      '2.32',
      '2.90',
    ]);
    expect([0.54, 0.55].map((score) => of(score, 'big-1', 'big-2').parts.little)).toEqual([-22, 0]);
    expect([0.54, 0.55].map((score) => isMinor(of(score, 'big-1')))).toEqual([true, false]);
    const told = ['big-1', 'a', 'b'];
    expect([2, 3].map((count) => isMinor(of(0.3, ...told.slice(0, count))))).toEqual([true, false]);
    expect(isMinor(of(0.29, ...told))).toBe(true);
  });

  test('is much less where its worth is little, though three outlets print the headline of one', () => {
    const told = { title: '架空県の店で夏の帽子が人気', relevance: { score: 0.1, reasons: [] } };
    const longer = { ...told, title: `${told.title}、売り切れも` };
    const story = storyOf(report('big-1', told), report('big-2', told), report('a', longer));
    expect(partsAt(story).little).toBe(-22);
  });

  test('of a minor market is little, however many outlets report it', () => {
    const of = (outlet: string, title: string) =>
      report(outlet, { title, relevance: { score: 0, reasons: [] } });
    const story = storyOf(
      of('a', 'NY商品、金反落'),
      of('b', 'NY金、3日ぶり安値で終える'),
      of('c', '金先物が反落、利益確定の売り'),
    );
    expect(partsAt(story).little).toBeLessThan(0);
  });

  test.each([
    '社説／税制の行方',
    '【社説】税制の行方',
    'Opinion: The yen',
    '広角/ある人に聞く',
    '（社説）金利',
  ])('is less for the column %s', (title) => {
    expect(partsAt(storyOf(report('a', { title }))).feature).toBe(-2);
    expect(partsAt(storyOf(report('big-1', { title }))).feature).toBe(-12);
    expect(partsAt(storyOf(report('a', { title }), report('b'))).feature).toBe(0);
  });

  test.each([
    '社説が問う税制',
    '【速報】日銀が利上げ',
    '4/6月期の決算',
    'Opinions differ: yen',
    'A社、3割増益',
  ])('is no less for the headline %s', (title) => {
    expect(partsAt(storyOf(report('a', { title }))).feature).toBe(0);
  });

  test('is much less for a notice, unless three outlets report it in their own words', () => {
    const title = '為替相場　13日（日本時間　5時）';
    const by = (...outlets: string[]) => {
      const titles = [title, '今朝の為替相場を一覧で', '円とドル、為替相場の表'];
      const [first = report('big-1'), ...others] = outlets.map((outlet, n) =>
        report(outlet, { title: titles[n] ?? title }),
      );
      return importanceOf(storyOf(first, ...others), CONTEXT, NOON);
    };
    expect(by('big-1').score).toBeLessThan(importanceOf(storyOf(report('small')), CONTEXT, NOON).score);
    expect(by('big-1', 'big-2').parts.notice).toBe(-12);
    expect(by('big-1', 'big-2', 'big-3').parts.notice).toBe(0);
    expect(partsAt(storyOf(report('a', { title }), report('b'))).notice).toBe(0);
  });

  test('is much less for news of another country alone, however many outlets report it', () => {
    const title = '韓国の架空電子、新工場を稼働';
    const by = (...outlets: string[]) => {
      const [first = report('big-1'), ...others] = outlets.map((outlet) => report(outlet, { title }));
      return importanceOf(storyOf(first, ...others), CONTEXT, NOON);
    };
    expect(by('big-1', 'big-2', 'big-3').parts.abroad).toBe(-32);
    expect(isMinor(by('big-1', 'big-2', 'big-3'))).toBe(true);
    expect(partsAt(storyOf(report('a', { title }), report('b'))).abroad).toBe(0);
  });

  test('names one reason alone for what is minor in several ways', () => {
    const { parts } = importanceOf(
      storyOf(report('big-1', { title: '社説/為替相場は韓国で' })),
      CONTEXT,
      NOON,
    );
    expect([parts.notice, parts.feature, parts.abroad]).toEqual([-12, 0, 0]);
  });

  test('of a market report loses the outlets of weight from the sixth to the twelfth hour', () => {
    const story = storyOf(report('big-1', { title: '東証大引け 日経平均は続伸' }), report('big-2'));
    const after = (hours: number) => importanceOf(story, CONTEXT, NOON.add({ hours }));
    expect([5, 6, 9, 12, 20].map((hours) => after(hours).parts.stale)).toEqual([0, 0, -6, -12, -12]);
    expect([9, 12].map((hours) => isMinor(after(hours)))).toEqual([false, true]);
    const small = storyOf(report('small', { title: '東証大引け 日経平均は続伸' }));
    expect(isMinor(importanceOf(small, CONTEXT, NOON.add({ hours: 12 })))).toBe(true);
    expect(lastingScore(after(20))).toBeCloseTo(lastingScore(after(5)));
    expect(partsAt(storyOf(report('big-1')), NOON.add({ hours: 20 })).stale).toBe(0);
  });

  test.each([
    ['架空酒造、あすから値下げ', 13, true],
    ['架空酒造、あすから値下げ', 11, false],
    ['架空社がきょう決算', 13, true],
    ['来月の値上げは3千品目', 24 * 20, true],
    ['来月の値上げは3千品目', 13, false],
    ['架空酒造、値下げ', 13, false],
    ['あすか架空薬、純利益2倍に', 13, false],
    ['らっきょうの卸値が上昇', 13, false],
    ['昨今日本企業で増える買収', 13, false],
    ['USA Today owner cuts jobs', 13, false],
    ['Imaginary brewer cuts prices tomorrow', 13, true],
  ])('is lost if the headline names a time that is over: %s after %d hours', (title, hours, isOver) => {
    const story = storyOf(report('big-1', { title }));
    expect(isMinor(importanceOf(story, CONTEXT, NOON.add({ hours })))).toBe(isOver);
  });

  test('is kept despite a headline whose day is over if another outlet of weight reported after that day', () => {
    const eve = report('big-1', { title: '架空対策、あす閣議決定へ' });
    const nextDay = { published: NOON.add({ hours: 22 }), firstSeenAt: NOON.add({ hours: 22 }) };
    const isMinorWith = (outlet: string, rest: Partial<Article>): boolean =>
      isMinor(importanceOf(storyOf(eve, report(outlet, rest)), CONTEXT, NOON.add({ hours: 24 })));
    expect(isMinorWith('big-2', { ...nextDay, title: '架空対策を閣議決定' })).toBe(false);
    expect(isMinorWith('big-2', { title: '架空対策を閣議決定へ' })).toBe(true);
    expect(isMinorWith('small', { ...nextDay, title: '架空対策を閣議決定' })).toBe(true);
  });

  test('of a market report loses what many outlets gave it, too', () => {
    const titles = ['東証、自動車株が高い', '日経平均終値、784円高', '東証大引け、買い先行し半導体に資金'];
    const others = titles.map((title, n) => report(`other-${n}`, { title }));
    const story = storyOf(report('a', { title: '東証大引け　日経平均は3日続伸' }), ...others);
    const { weight, breadth, stale } = partsAt(story, NOON.add({ hours: 12 }));
    expect(breadth).toBeGreaterThan(0);
    expect(stale).toBe(-weight - breadth - 2);
  });

  test('of a market that closed far lower ages like other news; a large move within a session fades', () => {
    const after = (title: string) => {
      const story = storyOf(report('big-1', { title }), report('small'));
      const { weight, age, stale } = partsAt(story, NOON.add({ hours: 15 }));
      return [weight, age, stale];
    };
    expect(after('日経平均終値、2134円安')).toEqual([10, -2.5, 0]);
    expect(after('東証寄り付き　日経平均は一時1700円高')).toEqual([10, 0, -12]);
    expect(after('東証前引け　日経平均は1700円安')).toEqual([10, 0, -12]);
    expect(after('日経平均終値、213円安')).toEqual([5, 0, -7]);
    expect(after('NYダウ終値、1213ドル安')).toEqual([10, 0, -12]);
    expect(after('債券15時　長期金利、3.030%に上昇　30年ぶり高さ')).toEqual([10, -2.5, 0]);
    expect(after('債券11時　長期金利、3.005%に上昇　30年ぶり高さ')).toEqual([10, 0, -12]);
  });

  test('of a report from within a day of trade fades twice as fast as of a close', () => {
    const staleAfterSix = (title: string) =>
      partsAt(storyOf(report('big-1', { title })), NOON.add({ hours: 6 })).stale;
    expect(staleAfterSix('東証前引け　日経平均は1700円安')).toBe(-12);
    expect(staleAfterSix('債券11時　長期金利、3.005%に上昇')).toBe(-7);
    expect(staleAfterSix('外為14時　円相場、159円台前半')).toBe(-7);
    expect(staleAfterSix('外為17時　円相場、159円台前半')).toBe(0);
    expect(staleAfterSix('〔東京外為〕ドル、159円台前半（8日午後5時）')).toBe(0);
    expect(staleAfterSix('債券15時　長期金利、3.005%に上昇')).toBe(0);
    expect(staleAfterSix('日経平均終値、213円安')).toBe(0);
    expect(staleAfterSix('NYダウ終値、1213ドル安')).toBe(0);
  });

  test('at a past moment does not change when later reports join', () => {
    const first = report('big-1');
    const later = report('big-2', { firstSeenAt: NOON.add({ hours: 5 }) });
    const at = NOON.add({ hours: 4 });
    expect(importanceOf(storyOf(first, later), CONTEXT, at)).toEqual(
      importanceOf(storyOf(first), CONTEXT, at),
    );
    const dated = report('big-1', {
      title: '架空酒造、あすから値下げ',
      published: NOON,
      firstSeenAt: NOON.add({ hours: 14 }),
    });
    const night = NOON.add({ hours: 13 });
    const plain = report('small', { title: '架空酒造、値下げ' });
    expect(importanceOf(storyOf(plain, dated), CONTEXT, night)).toEqual(
      importanceOf(storyOf(plain), CONTEXT, night),
    );
  });

  test('before its first report is that of its first report', () => {
    const before = NOON.subtract({ hours: 1 });
    expect(partsAt(storyOf(report('big-1'), report('big-2')), before).weight).toBe(
      POINTS_PER_OUTLET_OF_WEIGHT,
    );
  });

  test('without freshness falls only by itself: it changes when a report joins', () => {
    const story = storyOf(report('big-1'));
    const early = importanceOf(story, CONTEXT, NOON);
    const late = importanceOf(story, CONTEXT, NOON.add({ hours: 20 }));
    expect(late.score).toBeLessThan(early.score);
    expect(lastingScore(late)).toBeCloseTo(lastingScore(early));
  });

  test('is compared with the points of the top as if it were worked out', () => {
    const outlet = fc.constantFrom('big-1', 'big-2', 'first', 'small', 'other-1', 'other-2', 'other-3');
    const reports = fc.record({
      outlet,
      title: fc.constantFrom('社説：物価', '日銀が利上げ', 'トヨタが増産'),
      tags: fc.subarray([topic('fx'), topic('macro')]),
      score: fc.double({ min: 0.5, max: 1, noNaN: true }),
    });
    const most = fc.double({ min: 0, max: 60, noNaN: true });
    fc.assert(
      fc.property(fc.array(reports, { minLength: 1, maxLength: 6 }), most, (given, least) => {
        const [first, ...others] = given.map(({ outlet: id, score, ...rest }) =>
          report(id, { ...rest, relevance: { score, reasons: [] } }),
        );
        if (first === undefined) return;
        const story = storyOf(first, ...others);
        expect(lastingReaches(least, story, CONTEXT, NOON)).toBe(
          lastingScore(importanceOf(story, CONTEXT, NOON)) >= least,
        );
      }),
    );
  });

  test('is higher for more outlets of weight that reported within six hours, where few others did', () => {
    const small = fc.record({
      others: fc.integer({ min: 0, max: 2 }),
      hours: fc.integer({ min: 0, max: 6 }),
      worth: fc.double({ min: LEAST_WORTH, max: 1, noNaN: true }),
    });
    const storyLike = (outlets: readonly string[], { others, hours, worth }: Shape) => {
      const [first = 'big-1', ...rest] = outlets;
      const published = NOON.subtract({ hours });
      const more = {
        published,
        firstSeenAt: published,
        relevance: { score: worth, reasons: [] },
        tags: [topic('markets')],
      };
      return {
        ...storyOf(report(first, more), ...rest.map((id) => report(id, more)), ...numbered(others)),
        published,
      };
    };
    fc.assert(
      fc.property(small, small, (a, b) => {
        const more = importanceOf(storyLike(['big-1', 'big-2'], a), CONTEXT, NOON);
        const fewer = importanceOf(storyLike(['first'], b), CONTEXT, NOON);
        expect(more.score).toBeGreaterThan(fewer.score);
      }),
    );
  });
});

type Shape = { others: number; hours: number; worth: number };

const numbered = (count: number): Article[] => Array.from({ length: count }, (_, n) => report(`other-${n}`));

describe('ranked stories', () => {
  test('stand by importance, then the newest first, then by id', () => {
    const at = (id: string, minutes: number, outlet = 'a') => ({
      ...storyOf(report(outlet, { title: id })),
      id: id as Story['id'],
      published: NOON.add({ minutes }),
    });
    const stories = [at('b', 0), at('a', 0), at('c', 1), at('d', -600, 'big-1')];
    const ranked = rankStories(stories, CONTEXT, NOON);
    expect(ranked.map(({ story }) => story.id)).toEqual(['d', 'c', 'a', 'b']);
    expect(ranked[0]?.importance).toEqual(importanceOf(at('d', -600, 'big-1'), CONTEXT, NOON));
  });
});

describe('importance in words', () => {
  const parts = importanceOf(storyOf(report('big-1')), CONTEXT, NOON).parts;

  test('names the parts that count, the largest first', () => {
    expect(
      explainImportance({ score: 12.3, parts: { ...parts, feature: -2, growth: 0.04 }, reasons: [] }),
    ).toBe(
      '12.3 points: outlets of weight 10.0, worth to readers 2.0, freshness 2.0, a column, essay or guide -2.0',
    );
  });

  test('has a name for each part', () => {
    const points = Object.keys(parts).map((part) => [part, 1]);
    const told = explainImportance({ score: 1, parts: Object.fromEntries(points), reasons: [] });
    expect(told).toBe(
      `1.0 points: ${[
        ...['outlets of weight', 'several outlets without weight', 'worth to readers', 'number of outlets'],
        ...['independent reports', 'growth in three hours', 'freshness', 'topic', 'the age of the reports'],
        ...[
          'an old report of a market or a headline with an outdated “today” or “next month”',
          'a notice',
          'a column, essay or guide',
          'not about Japan',
        ],
        'little worth to readers',
      ]
        .map((name) => `${name} 1.0`)
        .join(', ')}`,
    );
  });

  test('says by what it is worth how much to readers', () => {
    const reasons = ['a large company +0.9', 'words of small news −1.4'];
    expect(explainImportance({ score: 10, parts, reasons })).toMatch(
      /Reasons for the worth to readers: a large company \+0\.9, words of small news −1\.4$/,
    );
  });

  test('says the points alone where no part counts', () => {
    const none = { ...parts, weight: 0, freshness: 0, worth: 0 };
    expect(explainImportance({ score: 0, parts: none, reasons: [] })).toBe('0.0 points');
  });
});
