import { describe, expect, test } from 'vitest';
import type { Article } from '../../../src/domain/article/article.ts';
import { createMinorFinder } from '../../../src/domain/ranking/minor-news.ts';
import type { OutletId } from '../../../src/domain/source/outlet.ts';
import type { CompanyCode } from '../../../src/domain/tag/company.ts';
import { makeDictionary } from '../../../src/domain/tag/dictionary.ts';
import { makeArticle } from '../../make.ts';
import { shippedWords } from '../../support/shipped-words.ts';

const words = { ...shippedWords, magazines: ['週刊架空', 'Imaginary Review'] };
const { read } = makeDictionary({ companies: [], topics: [], words });
const findMinor = createMinorFinder(words, read);

const kindOf = (title: string, rest: Partial<Article> = {}) =>
  findMinor(makeArticle('a', { title, tags: [], ...rest }));

const by = (name: string): Partial<Article> => ({ outlet: { id: 'x' as OutletId, name } });

describe('a headline is a column, an essay or a guide', () => {
  test.each([
    ['with a label of the list', '【社説】税制の行方を見る'],
    ['with a label of the list and a colon', 'Opinion: The yen is cheap'],
    ['with a short text before a slash', '広角／ある人の話'],
    ['with a short text before a colon', '読む経済：税制の議論'],
    ['with a label in brackets that is no label of news', '〈街の店〉豆腐を売る'],
    ['with the mark of a programme behind it', '夏の帽子が人気【きょうの商品／特集】'],
    ['with a phrase of essays', '架空電機はなぜ強い、工場で見た'],
    ['with a last word of essays', '架空電機が進める店舗の戦略'],
    [
      'with such a word before a quotation mark or the name of a part of the site',
      '「脱・紙」という生き方 ｜ ビジネス',
    ],
    ['of a product that two brands share', '架空食品、架空堂とコラボのせんべいを発売'],
    ['that asks', '架空電機は立ち直る？　市場の見方'],
    ['that asks before another clause', '架空税の効果はあったのか　三つの町で'],
    ['with the number of a part', '工場の現場（12）架空電機'],
    ['that is the first part', '税の行く末（上）架空大教授'],
    ['that asks in English', 'Why the yen is weak'],
    ['that ends with the person who speaks', '円相場、年末に1ドル=164円　架空銀行の架空花子氏'],
    ['that ends with its author', '海を渡る工場と人の百年　佐藤架空子'],
    ['that ends with its author in brackets', '円安の先行き、輸出に追い風（佐藤架空子）'],
    ['that ends with a title and its speaker', '「工場は裏切らない」　架空電機社長・田中太郎'],
    ['that ends with an author whose given name is in kana', '税の行く末を歩いて／鈴木かける'],
    ['that is only a speech', '架空電機の架空副社長「国は道を示せ」'],
    ['that quotes two speakers', '架空予算に賛否　佐藤架空子氏「効果を示せ」田中架空氏「発想が乏しい」'],
    ['that ends with a speaker and an office', '税の行く末、国民が期待…架空花子氏　架空委員長'],
    ['that is only a theme', '架空基金の発信力'],
    ['that is only two themes', '積極財政と架空改革'],
    ['that is the transcript of a conference', '架空電機社長「増産する」　記者会見の一問一答'],
    ['that is a list of news', '架空の祭り、架空の港… 外国が報じた日本のニュース'],
    ['that advises in English', 'Rising taxes: how to save'],
  ])('%s', (_how, title) => {
    expect(kindOf(title)).toBe('feature');
  });

  test('whatever it is in a magazine', () => {
    expect(kindOf('架空電機、新工場を稼働', by('週刊架空'))).toBe('feature');
    expect(kindOf('Kaku opens a plant', by('imaginary review'))).toBe('feature');
  });
});

test.each([
  '青少年問題の協議会が提言',
  '新社長に架空花子氏(58)　副社長から昇格',
  '架空太郎会長(85)死去',
  'WHO warns of a shortage',
  '架空自動車社長「架空工場を閉鎖」',
  '架空製鉄会長「2千億円の買収を完了」',
  '架空氏「関税を25%に」　別氏「遺憾」',
  '架空電機　架空花子氏　新社長',
  '架空連合会、減税を歓迎',
  '架空通販で顧客の注文情報が流出',
  '架空自動車、為替予想を1ドル145円に見直し',
])(
  'an age, an office, an act, a reaction, a forecast or a question of youth makes no feature or notice: %s',
  (title) => {
    expect(kindOf(title)).toBeUndefined();
  },
);

describe('a headline is a notice', () => {
  test.each([
    '為替相場　13日（日本時間　5時）',
    '円安で高値もみ合い　今日の外為注文情報',
    '架空電機、自己株式取得のお知らせ',
    'Stocks to watch today',
    '架空銀行、地元企業の商談会を開く',
    '架空電機の株価が反落　新工場の負担を懸念',
    '架空薬品、一時ストップ高　新薬に期待',
    '架空月の物価、1.8%上昇・QUICK調査',
    '架空市の来年度予算、40億円足りず',
    '架空県、50億円の補正予算を可決',
    '大雨の復旧へ9月補正予算226億円　架空県',
  ])('%s', (title) => {
    expect(kindOf(title)).toBe('notice');
  });

  test('whatever an authority, a party or a firm says on a site that an aggregator names by its host', () => {
    for (const host of ['pref.example.lg.jp', 'www.example.go.jp', 'kaku-denki.example.co.jp', 'jimin.jp'])
      expect(kindOf('架空電機、新工場を稼働', by(host)), host).toBe('notice');
    expect(kindOf('架空電機、新工場を稼働', by('nippon.com'))).toBeUndefined();
  });

  test('but the budget of the nation is news', () => {
    for (const title of [
      '政府、3兆円の補正予算を閣議決定',
      '補正予算が成立　一般会計の総額18兆円',
      '架空党、補正予算25兆円規模を要求',
      '架空鉄道、収支不足で路線を廃止へ',
    ])
      expect(kindOf(title)).toBeUndefined();
  });
});

describe('a headline is of another country alone', () => {
  test.each([
    '韓国の架空電子、新工場を稼働',
    '中国政府、架空市に特区',
    '香港株大引け　続落',
    '欧州国債、利回りが上昇',
    '中国が先物取引を解禁　日米より市場安定',
    'Germany opens a chip plant',
  ])('%s', (title) => {
    expect(kindOf(title)).toBe('abroad');
  });

  test('also one of an outlet for readers in another country, which nobody else reports', () => {
    expect(kindOf('架空電機、新工場を稼働', by('NNA ASIA'))).toBe('abroad');
    expect(kindOf('架空電機、新工場を稼働', by('BBC'))).toBeUndefined();
  });

  test('but not if its summary names Japan, or a company listed in Tokyo stands in it', () => {
    const title = '韓国の架空電子、新工場を稼働';
    expect(kindOf(title, { summary: '日本の装置を使う。' })).toBeUndefined();
    const tags: Article['tags'] = [{ kind: 'company', code: '9999' as CompanyCode, evidence: [] }];
    expect(kindOf(title, { tags })).toBeUndefined();
  });
});

describe('a headline is news', () => {
  test.each([
    ['with a label of news', '【速報】架空電機が新工場'],
    ['with a label that holds a word of news', '【架空県で震度5】架空電機が操業停止'],
    ['with a date before a slash', '4／6月期は増益　架空電機'],
    ['with a time before a colon', '架空電機、12：30に会見'],
    ['with a question that somebody asked', '「値上げか？」と問われ社長「当面ない」'],
    ['that ends with a company whose name begins like a person', '新工場を受注　田中架空工業'],
    ['that ends with the office of a speaker', '工場の計画を見直す　鈴木知事'],
    ['that names an event in one phrase', '架空電機の上場検討'],
    ['that has a verb', '架空基金の発信力が増す'],
    ['of the prices of a market', '日経平均株価、3日続伸'],
    ['of the prices of all shares', '世界の株価が連鎖安'],
    ['of prices that concern the government', '政府、株価急落で緊急の会合'],
    ['that ends with a place and a particle', '大雨で工場停止　広島・山口など'],
    ['that ends with a place and a longer particle', '新工場を建設へ　福岡・宮崎などに'],
    ['of a policy for prices', '政府、株価対策の会議'],
    ['that ends with a person who was appointed', '架空電機の社長に架空花子氏'],
    ['with the age of a person', '架空電機の社長に山田太郎氏（57）'],
    ['that ends with a suspicion', '架空電機で談合か'],
    ['of Japan and another country', '韓国の架空電子、日本に新工場'],
    ["of Japan's own government", '政府、架空市に特区'],
    ['of what moves markets here', '米FRB、利上げを見送り'],
    ['of the market of New York', 'NY株大引け　続伸'],
    ['of a market in Tokyo, with a label', '[概況/後場寄り]　上げ幅を拡大'],
    ['of no place', '架空電機、新工場を稼働'],
    ['in English', 'Kaku Electric opens a plant in Osaka'],
  ])('%s', (_how, title) => {
    expect(kindOf(title)).toBeUndefined();
  });
});
