import { describe, expect, test } from 'vitest';
import { findEvidence, type Judgeable } from '../../../src/domain/item/relevance/find-evidence.ts';
import { tagArticle } from '../../../src/domain/tag/tag-article.ts';
import { realDictionary } from '../tag/real-dictionary.ts';

const dictionary = realDictionary();

const evidenceOf = (title: string, more: Partial<Judgeable> = {}, ofJapan = false) => {
  const item: Judgeable = { title, language: 'ja', categories: [], ...more };
  return findEvidence(item, tagArticle(item, dictionary), dictionary, { ofJapan });
};

/** Each sign as `KIND FACTOR: WORDS`. */
const signsOf = (...asked: Parameters<typeof evidenceOf>): readonly string[] =>
  evidenceOf(...asked).signs.map(({ sign, amount, words }) => `${sign} ${amount}: ${words}`);

const english = { language: 'en' } as const;

describe('all signs of an item, with their words and factors', () => {
  test('a company that a title begins with, two words of business, three topics', () => {
    expect(signsOf('トヨタ、リコールで株価が下落')).toEqual([
      'business 1.5: リコール, 株価',
      'company 1: 7203',
      'company-first 1: 7203',
      'topic 1: autos, governance, markets',
      'topic:autos 1: autos',
      'topic:governance 1: governance',
      'topic:markets 1: markets',
      'business-of-japan 1: business and something Japanese are named',
    ]);
  });

  test('a company further on in the title', () => {
    expect(signsOf('リコールをトヨタが発表')).toEqual([
      'business 1: リコール',
      'company 1: 7203',
      'topic 1: autos, governance',
      'topic:autos 1: autos',
      'topic:governance 1: governance',
      'business-of-japan 1: business and something Japanese are named',
    ]);
  });

  test('more than three words of a kind count as three', () => {
    expect(signsOf('増収増益の企業、出荷と受注と設備投資')).toEqual([
      'business 2: 増収, 増益, 企業, 受注, 設備投資',
      'topic 1: earnings',
      'topic:earnings 1: earnings',
    ]);
  });

  test('a report of a market in a business paper', () => {
    expect(signsOf('日経平均、前場は小幅高', { outlet: '架空経済新聞' })).toEqual([
      'business 1: 日経平均',
      'japan 1: 日経平均',
      'topic 1: markets',
      'topic:markets 1: markets',
      'session 1: a report of a market',
      'business-outlet 1: 架空経済新聞',
      'outlet:架空経済新聞 1: 架空経済新聞',
    ]);
  });

  test('crime in the title and weather in the summary, in a trade paper', () => {
    expect(signsOf('殺人容疑で男を逮捕', { summary: '台風の被害も', outlet: '架空証券日報' })).toEqual([
      'crime 2: 殺人, 容疑, 逮捕',
      'summary-weather 1: 台風',
      'trade-outlet 1: 架空証券日報',
      'outlet:架空証券日報 1: 架空証券日報',
      'nothing-of-business 1: the title has no word of business, no topic and no company listed in Tokyo',
      'only-harm 1: crime, weather or disaster in the title, without a word of business',
    ]);
  });

  test('another country alone, and beside Japan', () => {
    const deal = ['topic 1: deals', 'topic:deals 1: deals'];
    expect(signsOf('英製薬大手、独社を買収')).toEqual([
      'business 2: 製薬, 大手, 買収',
      'abroad 1.5: 英, 独社',
      ...deal,
      'only-abroad 1: the title names something foreign and nothing Japanese',
    ]);
    expect(signsOf('英製薬大手、日本の工場を買収')).toEqual([
      'business 2: 製薬, 大手, 工場, 買収',
      'japan 1: 日本',
      'abroad 1: 英',
      ...deal,
    ]);
  });

  test('an outlet abroad, and a section of other news or of business', () => {
    expect(signsOf('山の朝', { outlet: '架空BBC', link: 'https://kaku.example/sports/1' })).toEqual([
      'abroad-outlet 1: 架空BBC',
      'outlet:架空BBC 1: 架空BBC',
      'other-section 1: /sports/',
      'nothing-of-business 1: the title has no word of business, no topic and no company listed in Tokyo',
      'only-abroad 1: the outlet reports mostly on other countries, and the title names nothing Japanese',
    ]);
    expect(signsOf('政府、港を拡張', { link: 'https://kaku.example/economy/1' })).toEqual([
      'japan 1: 政府',
      'business-section 1: /economy/',
      'nothing-of-business 1: the title has no word of business, no topic and no company listed in Tokyo',
    ]);
  });

  test('English that names nothing of Japan, unless its source need not', () => {
    const nothing =
      'nothing-of-business 1: the title has no word of business, no topic and no company listed in Tokyo';
    expect(signsOf('A quiet morning', english)).toEqual([
      'nothing-of-japan 1: nothing Japanese is named',
      nothing,
    ]);
    expect(signsOf('A quiet morning', english, true)).toEqual([
      'japan 1: the source brings news of Japan',
      nothing,
    ]);
    expect(signsOf('A quiet morning', { ...english, summary: 'It was in Japan.' })).toEqual([
      'summary-japan 1: Japan',
      nothing,
    ]);
    expect(signsOf('German maker to buy a French rival', english, true)).toEqual([
      'business 1: maker',
      'abroad 1.5: German, French',
      'topic 1: deals',
      'topic:deals 1: deals',
      'nothing-of-japan 1: nothing Japanese is named',
      'only-abroad 1: the title names something foreign and nothing Japanese',
    ]);
  });

  test('English whose summary alone names business', () => {
    expect(signsOf('A quiet morning', { ...english, summary: 'Firms cut prices.' }, true)).toEqual([
      'summary-business 1.5: Firms, prices',
      'japan 1: the source brings news of Japan',
    ]);
  });

  test('English that names Japan and business', () => {
    expect(signsOf('Japan firms raise prices', english)).toEqual([
      'business 1.5: firms, prices',
      'japan 1: Japan',
      'business-of-japan 1: business and something Japanese are named',
    ]);
  });
});

test.each(['【PR】島の宿に泊まろう', '＜ＰＲ＞島の宿に泊まろう', 'PR:島の宿に泊まろう'])(
  'an advertisement is no news: %s',
  (title) => {
    expect(signsOf(title)).toContain('life 2: an advertisement');
  },
);

test.each([
  '『架空の経済入門』 架空太郎著 見本書房 2750円',
  '円安はなぜ止まらないのか 評者・架空太郎',
  'スーパーの新しい弁当を食べてみた',
  '専門家が厳選した冬の鍋つゆ',
  '量販店で買うべき掃除機',
])('a review of a book or of goods is no news: %s', (title) => {
  expect(signsOf(title)).toContain('life 2: a review');
});

test('advice on shares to buy is no review of goods', () => {
  expect(signsOf('いま買うべき銘柄').join()).not.toContain('a review');
});

test('a price at the end alone is no review of a book', () => {
  expect(signsOf('架空屋の新しい弁当 500円').some((sign) => sign.includes('review'))).toBe(false);
});

test('a word that begins like the mark of an advertisement is none', () => {
  expect(signsOf('PRの会社が増収').some((sign) => sign.includes('advertisement'))).toBe(false);
});

test('a report that names nothing Japanese is of Japan by its source', () => {
  expect(signsOf('Local carmaker raises dividend', english, true)).toContain(
    'business-of-japan 1: business is named, and the source brings news of Japan',
  );
});

test('what a paper of crypto assets reports is of Japan only where it says so, in a source of Japan, too', () => {
  const outlet = 'あたらしい経済';
  const sign =
    'only-abroad 1: the outlet reports mostly on other countries, and the title names nothing Japanese';
  expect(signsOf('架空チェーン、取引の手数料を改定', { outlet }, true)).toContain(sign);
  expect(signsOf('国内の取引所、手数料を改定', { outlet }, true)).not.toContain(sign);
});

describe('terms', () => {
  const termsOf = (...asked: Parameters<typeof evidenceOf>) =>
    evidenceOf(...asked).terms.map(({ key, amount }) => `${key} ${amount}`);

  test('of a title count once, those that only its summary has less', () => {
    const summary = 'Toyota sells a town.';
    expect(termsOf('A small town', { ...english, summary })).toEqual([
      'small 1',
      'town 1',
      'toyota 0.4',
      'sells 0.4',
    ]);
    expect(termsOf('トヨタ', { summary: 'トヨタのリコール' })).toEqual(['トヨタ 1', 'リコール 0.1']);
  });

  test('are read in the first 240 characters of a summary', () => {
    const summary = (before: number) => ({ ...english, summary: `${' '.repeat(before)}robots` });
    expect(termsOf('', summary(234))).toEqual(['robots 0.4']);
    expect(termsOf('', summary(235))).toEqual(['robot 0.4']);
    expect(termsOf('', summary(240))).toEqual([]);
  });
});
