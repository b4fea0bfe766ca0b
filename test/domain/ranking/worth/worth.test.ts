import { describe, expect, test } from 'vitest';
import type { Article } from '../../../../src/domain/article/article.ts';
import type { NonEmpty } from '../../../../src/domain/brand.ts';
import { createSignFinder } from '../../../../src/domain/ranking/worth/find-signs.ts';
import { createWorthJudge, LEAST_WORTH } from '../../../../src/domain/ranking/worth/judge-worth.ts';
import type { OutletId } from '../../../../src/domain/source/outlet.ts';
import type { CompanyCode } from '../../../../src/domain/tag/company.ts';
import { makeDictionary } from '../../../../src/domain/tag/dictionary.ts';
import { makeArticle, makeOutlet } from '../../../make.ts';
import { shippedWords } from '../../../support/shipped-words.ts';

const words = {
  ...shippedWords,
  'small-news': ['体験', '限定', '帽子', '教室', 'tour'],
  'large-news': ['増益'],
  'major-companies': ['7203'],
};
const findSigns = createSignFinder({
  outlets: new Map(
    [makeOutlet('big', { priority: 90 }), makeOutlet('second', { priority: 60 })].map((one) => [one.id, one]),
  ),
  words,
  read: makeDictionary({ companies: [], topics: [], words }).read,
});

const report = (title: string, { by = 'small', name = by, code, ...rest }: Told = {}): Article =>
  makeArticle(`${by}-${title}`, {
    title,
    outlet: { id: by as OutletId, name },
    tags: (code ?? []).map((one) => ({
      kind: 'company',
      code: one as CompanyCode,
      evidence: [{ words: one, where: 'title' }],
    })),
    ...rest,
  });
type Told = Partial<Article> & {
  readonly by?: string;
  readonly name?: string;
  readonly code?: readonly string[];
};

const signsOf = (first: Article, ...others: Article[]): Readonly<Record<string, number>> =>
  Object.fromEntries(findSigns([first, ...others]).map(({ sign, amount }) => [sign, amount]));

describe('the signs of a story', () => {
  test('tell who reports it', () => {
    expect(signsOf(report('見出し'))).not.toHaveProperty('an outlet of weight');
    expect(signsOf(report('見出し'))).not.toHaveProperty('several outlets');
    const four = ['big', 'second', 'a', 'b'].map((by) => report('見出し', { by }));
    expect(signsOf(...(four as [Article, ...Article[]]))).toMatchObject({
      'several outlets': 2,
      'an outlet of weight': 1,
      'several outlets of weight': 1,
      'standing of the best outlet': 0.8,
    });
    const trade = report('見出し', { name: '架空工業新聞' });
    expect(signsOf(trade)).toHaveProperty('only trade papers');
    expect(signsOf(trade, report('見出し', { by: 'b' }))).not.toHaveProperty('only trade papers');
    expect(signsOf(report('見出し', { name: '架空商工リサーチ' }))).toHaveProperty('only trade papers');
  });

  test('tell which companies its headline names, and what they do', () => {
    const large = signsOf(report('架空自動車、純利益3割増', { code: ['9999', '7203'] }));
    expect(large).toMatchObject({
      ...{ 'a large company': 1, 'several listed companies': 1 },
      ...{ 'event results': 1, 'event results of a large company': 1, 'a rate': 1 },
    });
    const small = signsOf(report('架空電機の帽子', { code: ['9999'] }));
    expect(small).toMatchObject({ 'a smaller company': 1, 'no event of a smaller company': 1 });
    expect(signsOf(report('架空電機の帽子'))).not.toHaveProperty('a smaller company');
  });

  test('tell of places, institutions and figures', () => {
    expect(signsOf(report('長崎で帽子が人気'))).toHaveProperty('a place');
    expect(signsOf(report('架空電機が長崎へ', { code: ['9999'] }))).toHaveProperty(
      'a place and a listed company',
    );
    expect(signsOf(report('日銀、短観を公表'))).toMatchObject({ 'an institution': 1, 'an indicator': 1 });
    expect(signsOf(report('韓国と話し合う'))).not.toHaveProperty('an institution');
    expect(signsOf(report('2年ぶりの高さ'))).toHaveProperty('a comparison over time');
  });

  test('count amounts by their size', () => {
    const sizeOf = (title: string, rest: Told = {}) => signsOf(report(title, rest))['a large amount'];
    expect(
      ['1億円の工場', '100億円の工場', '5兆円の予算', '200兆円の資産'].map((title) => sizeOf(title)),
    ).toEqual([undefined, 2, expect.closeTo(4), 4]);
    expect(signsOf(report('980円の帽子'))).toHaveProperty('a small amount');
    expect(signsOf(report('1億円の帽子'))).toHaveProperty('a small amount');
    expect(signsOf(report('2億円の帽子'))).not.toHaveProperty('a small amount');
    expect(sizeOf('Kaku spends $20 billion', { language: 'en' })).toBe(4);
    expect(signsOf(report('Kaku grows', { language: 'en' }))).not.toHaveProperty('a small amount');
  });

  test('count the words of a list, the second and third as half a word each', () => {
    const countOf = (title: string) => signsOf(report(title))['words of small news'];
    expect(['見出し', '体験', '限定の体験', '限定の帽子の体験教室'].map(countOf)).toEqual([
      undefined,
      1,
      1.5,
      2,
    ]);
    expect(['A tour of the plant', 'Detours ahead'].map(countOf)).toEqual([1, undefined]);
  });

  test('tell of television and of exclamations', () => {
    const seen = report('帽子が人気!', { name: '架空テレビ' });
    expect(signsOf(seen)).toMatchObject({ 'only television': 1, 'an exclamation or a question': 1 });
    expect(signsOf(seen, report('帽子', { by: 'b' }))).not.toHaveProperty('only television');
  });

  test('tell of headlines without a figure, and of long quotations', () => {
    expect(signsOf(report('架空電機が減益'))).toHaveProperty('no figure');
    expect(signsOf(report('架空電機が3割減益'))).not.toHaveProperty('no figure');
    expect(signsOf(report('架空社長「決済をもっと便利にする」'))).toHaveProperty('a long quotation');
    expect(signsOf(report('架空社長「決済を便利にしますよ」'))).toHaveProperty('a long quotation');
    expect(signsOf(report('架空社長「決済を便利にします」'))).not.toHaveProperty('a long quotation');
  });

  test('tell of long headlines', () => {
    const isLong = (length: number, language: Article['language']): boolean =>
      'a long headline' in signsOf(report((language === 'ja' ? '長' : 'a').repeat(length), { language }));
    expect([isLong(50, 'ja'), isLong(51, 'ja')]).toEqual([false, true]);
    expect([isLong(100, 'en'), isLong(101, 'en')]).toEqual([false, true]);
  });
});

describe('the worth of a story', () => {
  const judge = createWorthJudge(findSigns);
  const worthOf = (title: string, rest: Told = {}) => judge([report(title, rest)]).probability;

  test('is larger for a large company’s results than for a small one’s trivia', () => {
    expect(worthOf('架空自動車、純利益3割増で最高益', { by: 'big', code: ['7203'] })).toBeGreaterThan(
      LEAST_WORTH,
    );
    expect(worthOf('架空電機、限定の帽子を発売', { by: 'big', code: ['9999'] })).toBeLessThan(LEAST_WORTH);
  });

  test('is larger the more outlets report it', () => {
    const by = (count: number) => {
      const all = Array.from({ length: count }, (_, n) => report(`見出し${n}`, { by: `outlet-${n}` }));
      return judge(all as unknown as NonEmpty<Article>).probability;
    };
    expect(by(4)).toBeGreaterThan(by(1));
  });

  test('of a report of a market is told by the market and by whether prices moved', () => {
    const told = [
      ['東証大引け　日経平均は3日続伸、784円高', 1],
      ['円相場、159円台前半で小動き', 0],
      ['東証グロース250、反落', 0],
      ['Nikkei ends higher', 1],
      ['債券は反落、入札を前に売り', 1],
      ['NYダウ、3日続伸', 1],
      ['NY債券、続落', 1],
      ['NY原油、続落', 1],
      ['Oil slips on supply', 1],
      ['NY金、反発', 0],
    ] as const;
    for (const [title, probability] of told) expect([title, worthOf(title)]).toEqual([title, probability]);
    const quiet = '円相場、159円台前半で小動き';
    expect(judge([report(quiet), report(quiet, { by: 'b' })])).toEqual({
      probability: 1,
      reasons: ['a report of a market (yen)'],
      isWide: true,
    });
    const reasonsFor = (title: string) => judge([report(title)]).reasons;
    expect(reasonsFor(quiet)).toEqual(['a report of a market (yen): one outlet, and prices hardly moved']);
    expect(reasonsFor('NY金、反発')).toEqual(['a report of a market (new-york-gold): not a main market']);
  });

  test('says whether a story concerns the whole economy or a large company', () => {
    const told = [
      ['公取委、架空電機に立ち入り', true],
      ['全国消費者物価、1.8%上昇', true],
      ['円買い介入、5兆円規模か', true],
      ['利上げ観測が広がる', true],
      ['架空電機が増益', false],
      ['東京円、159円台', true],
    ] as const;
    for (const [title, isWide] of told)
      expect([title, judge([report(title)]).isWide]).toEqual([title, isWide]);
  });

  test('has its strongest reasons first, and passes over signs without weight', () => {
    const { reasons } = judge([report('架空電機、限定の帽子を体験教室で発売', { code: ['9999'] })]);
    expect(reasons).toHaveLength(3);
    expect(reasons[0]).toMatch(/^words of small news −\d\.\d$/);
    const unknown = createWorthJudge(() => [{ sign: 'constructor', amount: 1 }]);
    expect(unknown([report('見出し')]).reasons).toEqual([]);
  });
});
