import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Judgeable } from '../../../src/domain/item/relevance/find-evidence.ts';
import { judgeRelevance } from '../../../src/domain/item/relevance/judge-relevance.ts';
import { titleTerms } from '../../../src/domain/item/relevance/title-terms.ts';
import { strongestReasons, weighEvidence } from '../../../src/domain/item/relevance/weigh-evidence.ts';
import { weightsFrom } from '../../../src/domain/item/relevance/weights.ts';
import type { Scope } from '../../../src/domain/source/source.ts';
import { tagArticle } from '../../../src/domain/tag/tag-article.ts';
import { realDictionary } from '../tag/real-dictionary.ts';

const dictionary = realDictionary();
const THRESHOLD = 0.5;

const judge = (title: string, more: Partial<Judgeable> = {}, scope: Scope = 'general') => {
  const item = { title, language: 'ja' as const, categories: [], ...more };
  return judgeRelevance(item, tagArticle(item, dictionary), dictionary, { scope, threshold: THRESHOLD });
};

const english = { language: 'en' as const };

describe('scope', () => {
  test('a business source keeps what other sources would have to prove', () => {
    expect(judge('蜂蜜の袋を軽く').relevant).toBe(false);
    expect(judge('蜂蜜の袋を軽く', {}, 'business').relevant).toBe(true);
  });

  test('that an item names no business speaks against it only beside other evidence against', () => {
    expect(judge('ぬぬ', {}, 'business').reasons.join()).not.toContain('nothing-of-business');
    expect(judge('甲子園の決勝、投手が好投', {}, 'business').relevant).toBe(false);
  });

  test('an English summary may name Japan and the business', () => {
    const exports = { ...english, summary: 'The ban on exports to Japan follows a dispute.' };
    expect(judge('China bans exports of minerals', exports).score).toBeGreaterThan(
      judge('China bans exports of minerals', english).score,
    );
  });

  test('strong evidence against turns an item of a business source away, too', () => {
    expect(judge('甲子園の決勝、投手が完封', {}, 'business').relevant).toBe(false);
    expect(judge('空き家に侵入した疑いで男を逮捕', {}, 'business').relevant).toBe(false);
  });

  test.each([
    ['foreign business', '英製薬大手、独社を買収'],
    ['advice on work and life', '上司と部下の人間関係、子育ての悩み'],
    ['an accident', '橋で衝突事故、2人が死亡'],
  ])('a business source turns %s away', (_, title) => {
    expect(judge(title, {}, 'business').relevant).toBe(false);
  });

  test('a business source keeps what a Japanese firm does abroad, and reports of foreign markets', () => {
    expect(judge('トヨタ、メキシコに新工場', {}, 'business').relevant).toBe(true);
    expect(judge('NYダウ、終値は小幅高', {}, 'business').relevant).toBe(true);
  });

  test.each([
    ['what only another country’s government does', 'ドイツ政府、国内の港を拡張'],
    ['a column without a word of business', 'お盆帰省の昼食、大家族で食べ比べ'],
    ['a day in a foreign city', 'ニューヨークで迷子になった犬たち'],
  ])('a business source turns %s away, too', (_, title) => {
    expect(judge(title, {}, 'business').relevant).toBe(false);
  });

  test('words of home mean Japan only where no other country is named', () => {
    const japan = (title: string): boolean => judge(title).reasons.join().includes('japan: 政府');
    expect(japan('政府の方針')).toBe(true);
    expect(japan('ドイツ政府の方針')).toBe(false);
  });

  test('the scope says nothing of an item that names only another country', () => {
    const { reasons } = judge('ベルギーの企業', {}, 'business');
    expect(reasons.join()).not.toContain('scope');
    expect(reasons.join()).toContain('only-abroad: the title names something foreign and nothing Japanese');
  });

  test('in a Japan source, Japan counts as named unless another country is', () => {
    expect(judge('Factory output rises in Germany', english, 'japan').score).toBeLessThan(
      judge('Factory output rises', english, 'japan').score,
    );
  });

  test('an item of a Japan source needs business only', () => {
    expect(judge('Factory output rises', english, 'japan').relevant).toBe(true);
    expect(judge('Cherry trees in bloom', english, 'japan').relevant).toBe(false);
  });

  test.each([
    ['a country by its people', 'Greek farmers raise feta production'],
    ['a state or a city', 'Ohio workers keep their property'],
    ['an organisation of states', 'World Bank expects the economy to grow'],
  ])('an English item that names %s is not assumed to be of Japan', (_, title) => {
    expect(judge(title, english, 'japan').relevant).toBe(false);
  });

  test.each([
    ['crime', 'Tourist arrested over an altercation in a hotel in Kobe'],
    ['sport', 'Gold medal in Nagano after a strong market of favourites'],
    ['film', 'New film tells of a hotel in Kyoto'],
  ])(
    'an English item of a Japan source with as many words of %s as of business is turned away',
    (_, title) => {
      expect(judge(title, english, 'japan').relevant).toBe(false);
    },
  );

  test.each([
    ['a cut', 'Caterer slashed its dividend'],
    ['a new thing', 'Chipmaker unveils novel memory'],
    ['a family name', 'Yamamoto named governor of regional bank'],
    ['a buyer', 'Serial acquirer buys machine parts maker'],
    ['a medicine', 'Drugmaker to start clinical trial in autumn'],
  ])('a word that is rarely of crime, sport or film does not turn news of %s away', (_, title) => {
    expect(judge(title, english, 'japan').relevant).toBe(true);
  });

  test('an English item that names a company is of Japan, whatever else it names', () => {
    expect(judge('Fire at a Toyota plant', english).reasons.join()).toContain('business-of-japan');
  });

  test('a death by age counts as news of life', () => {
    expect(judge('Founder of Kyoto brewer dies at 90', english).reasons.join()).toContain('life: a death');
    expect(judge('Founder of Kyoto brewer dies', english).reasons.join()).not.toContain('life');
  });

  test('an item of a general source needs Japan too', () => {
    expect(judge('Factory output rises', english).relevant).toBe(false);
    expect(judge('Factory output rises in Japan', english).relevant).toBe(true);
  });
});

describe('what counts', () => {
  test.each([
    ['景気の先行きと賃上げ', {}],
    ['いまの景気は戦後最長か、所得は伸び悩み', {}],
    ['新工場を建設、中小企業の挑戦', {}],
    ['NY株、終値は小幅高', {}],
    ['JFEスチールの製鉄所で火災、高炉停止', {}],
    ['ロンドン株、続伸', {}],
    ['香港株続落、日本株にも売り', {}],
    ['アジア株、全面安', {}],
    ['トヨタ、北米に新工場', {}],
    ['Tokyo stocks close higher', english],
    ['Toyota opens a plant in Texas', english],
  ])('%s %j', (title, more) => {
    expect(judge(title, more).relevant).toBe(true);
  });

  test.each([
    ['甲子園の決勝、投手が完封', {}],
    ['空き家に侵入した疑いで男を逮捕', {}],
    ['猛暑日が続く', {}],
    ['俳優が結婚を発表', {}],
    ['韓国の大統領が演説', {}],
    ['香港株大引け、続伸 投資家の買い', {}],
    ['上海株、続落', {}],
    ['米企業の決算、英国で発表', {}],
    ['会長選で現職が再選', {}],
    ['住宅街にクマ、警察が注意を呼びかけ', {}],
    ['ラッシュフォードが2得点', {}],
    ['競艇の優勝戦を生中継 地元テレビ', {}],
    ['迷い猫「パルコ」を保護、飼い主探す', {}],
    ['住宅分譲地にクマ出没、住民が避難', {}],
    ['【停電情報】電力管内で約10軒 午前1時', {}],
    ['日銀の歴史をたどる企画展', {}],
    ['架空自動車、代表決定戦へ 相手は予選敗退', {}],
    ['政府、架空元経産相に従三位と大綬章', {}],
    ['航空会社の旅客機が引き返し緊急着陸', {}],
    ['政党交付金が急減、党の財政に支障', {}],
    ['スーパーのマストバイ商品', {}],
    ['Sake brewer’s grandson, a pitcher in Osaka, dies at 90', english],
    ['Temple in Kyoto shares photos of its garden', english],
    ['Stocks rise in London', english],
    ['Sumo wrestler wins tournament in Tokyo', english],
    ['Typhoon nears Japan', english],
    ['Banks merge', { ...english, summary: 'Chinese lenders lead Asia, excluding Japan.' }],
  ])('not: %s %j', (title, more) => {
    expect(judge(title, more).relevant).toBe(false);
  });

  test.each([
    ['a trade paper', { outlet: '日刊工業新聞' }],
    ['a section of the site', { link: 'https://example.com/economy/honey' }],
    ['a category', { categories: ['経済'] }],
  ])('%s makes an item more likely', (_, more) => {
    expect(judge('蜂蜜の袋を軽く', more).score).toBeGreaterThan(judge('蜂蜜の袋を軽く').score);
  });

  test('国産 in an outlet abroad means that country, not Japan', () => {
    const reasons = (outlet: string) => judge('初の国産電池、生産開始', { outlet }).reasons.join();
    expect(reasons('読売新聞')).toContain('japan: 国産');
    expect(reasons('NNA ASIA')).not.toContain('japan');
  });

  test('an outlet abroad makes an item less likely that names nothing of Japan', () => {
    const title = '中銀、政策金利を据え置き';
    expect(judge(title).relevant).toBe(true);
    expect(judge(title, { outlet: 'NNA ASIA' }).relevant).toBe(false);
  });

  test('a section of other news makes an item less likely', () => {
    const item = { ...english, link: 'https://example.com/sports/honey' };
    expect(judge('Honey bags', item).score).toBeLessThan(judge('Honey bags', english).score);
  });

  test('sport beside a company lowers the score, and real business overrules it', () => {
    const plain = judge('トヨタ、欧州で協力').score;
    expect(judge('トヨタ、アジア大会に協力').score).toBeLessThan(plain);
    expect(judge('トヨタの純利益、五輪の広告費で減益').relevant).toBe(true);
  });
});

describe('reasons', () => {
  test('the three strongest pieces of evidence are named with their words and what they weigh', () => {
    expect(
      strongestReasons([
        { says: 'word: 純利益', odds: 0.4 },
        { says: 'business: 純利益', odds: 1.25 },
        { says: 'sport: 大会', odds: -2 },
        { says: 'company: 7203', odds: 1 },
      ]),
    ).toEqual(['sport: 大会 (−2.0)', 'business: 純利益 (+1.3)', 'company: 7203 (+1.0)']);
  });

  test('an item that shows nothing known has a reason all the same', () => {
    expect(judge('ぬぬ').reasons).toEqual([
      expect.stringMatching(
        /^nothing-of-business: the title has no word of business, no topic and no company listed in Tokyo \(−1\.\d\)$/,
      ),
    ]);
    expect(strongestReasons([])).toEqual(['nothing counts for or against Japanese business']);
  });

  test('the scope of a business source is one of its reasons', () => {
    const unknown = judge('ぬぬ', {}, 'business');
    expect(unknown.reasons[0]).toBe('the source brings business news (+2.1)');
    expect(unknown.relevant).toBe(true);
    expect(judge('Qwrtz', english, 'business')).toMatchObject({
      relevant: true,
      reasons: expect.arrayContaining(['the source brings business news (+3.1)']),
    });
  });

  test('the signs of one name are one reason', () => {
    const written = { base: 0, signs: { topic: 1, 'topic:fx': -0.5, 'topic:trade': 0.25 }, terms: {} };
    const weights = weightsFrom(written);
    const signs = ['topic', 'topic:fx', 'topic:trade'].map((sign) => ({
      sign,
      amount: 1,
      words: 'fx, trade',
    }));
    expect(weighEvidence({ signs, terms: [] }, weights)).toEqual([{ says: 'topic: fx, trade', odds: 0.75 }]);
  });

  test('the terms of one word are one reason', () => {
    const weights = weightsFrom({ base: 0, signs: {}, terms: { 純利: 0.5, 利益: 0.25, constructor: 1 } });
    const terms = titleTerms('純利益', dictionary.stopWords).map((term) => ({ ...term, amount: 1 }));
    expect(weighEvidence({ signs: [], terms }, weights)).toEqual([{ says: 'word: 純利益', odds: 0.75 }]);
  });
});

describe('terms', () => {
  const keys = (text: string) => titleTerms(text, dictionary.stopWords).map(({ key }) => key);

  test('kanji count by their pieces and by the word before an inflection', () => {
    expect(keys('純利益')).toEqual(['純利', '利益', '純利益']);
    expect(keys('値上げ')).toEqual(['値上', '値上げ']);
    expect(keys('大幅な値上')).toEqual(['大幅', '大幅な', '値上']);
    expect(keys('経営統合案へ')).toEqual([
      ...['経営', '営統', '統合', '合案', '経営統', '営統合', '統合案', '経営統合', '営統合案', '合案へ'],
    ]);
    expect(keys('円と米の')).toEqual(['円', '円と', '米', '米の']);
  });

  test('the word of a term has its inflection, and no particle', () => {
    const words = (text: string) => titleTerms(text, dictionary.stopWords).map(({ word }) => word);
    expect(words('値上げ')).toEqual(['値上げ', '値上げ']);
    expect(words('値上は')).toEqual(['値上', '値上']);
  });

  test('hiragana counts from two letters on', () => {
    expect(keys('ぬ、ぬぬ')).toEqual(['ぬぬ']);
  });

  test('a katakana or Latin word counts only as a whole', () => {
    expect(keys('ラッシュフォード')).toEqual(['ラッシュフォード']);
    expect(keys('Goldman’s bid.')).toEqual(['goldman', 'bid']);
  });

  test('only those that are wanted are given', () => {
    const isWanted = (key: string) => key.startsWith('利');
    expect(titleTerms('純利益', dictionary.stopWords, isWanted)).toEqual([{ key: '利益', word: '純利益' }]);
  });

  test('all figures are one term, and empty words are none', () => {
    expect(keys('1,200 of the 3.5')).toEqual(['0']);
  });
});

test('the threshold decides', () => {
  const item = { title: '新工場', language: 'ja' as const, categories: [] };
  const { score } = judgeRelevance(item, [], dictionary, { scope: 'general', threshold: 0.5 });
  expect(judgeRelevance(item, [], dictionary, { scope: 'general', threshold: score }).relevant).toBe(true);
  expect(judgeRelevance(item, [], dictionary, { scope: 'general', threshold: score + 0.01 }).relevant).toBe(
    false,
  );
});

const JAPANESE = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u;

/** The weights were learned from real headlines; these are made up, and some are short of words. */
const SHARE_JUDGED_RIGHT = 0.92;

test.each([
  ['what a minister said', '農相が発言撤回、予算カットの音声めぐり釈明'],
  ['how a minister denies it', '農相、自治体の予算カット発言認める'],
  ['a theft', '太陽光パネルの盗難、銅線を切断'],
  ['a town that is sorry', '町がふるさと納税で不適切な表示、町長が陳謝'],
  ['a lost child', '百貨店で迷子になった3歳児を保護'],
  ['a leak at a public university', '県立大でシステム障害、個人情報流出の恐れ'],
  ['the death of a relative', '例野花子さん死去 例野太郎トヨタ自動車会長の母'],
  ['a review of a snack', '「美味すぎる」と即絶賛のスーパーの新商品を実食'],
  ['a fair of a town', '信金の職員、祭りのパレード前に給水活動'],
  ['a day in history', '東京・築地市場が閉場 83年の歴史/今日は?'],
  ['science of the sea', '深海に天然の「発電所」、熱水孔で探る生命の謎'],
  ['the day of a thing in brackets', '「寒天の日」にスーパーで特設の売り場'],
  ['the day of a thing', '酒蔵が日本酒を出荷、1日は日本酒の日'],
  ['a foreign comparison', '欧州の鉄道、日本と違う駅の基準'],
])('a source of Japan turns %s away', (_, title) => {
  expect(judge(title, {}, 'japan').relevant).toBe(false);
});

test.each([
  '盗難を防ぐセンサーのメーカー、農業向けに発売',
  'スーパーが自社ブランドの新商品、来月発売',
  '信金、農家向けの融資を拡大',
])('a source of Japan keeps news of business: %s', (title) => {
  expect(judge(title, {}, 'japan').relevant).toBe(true);
});

test('headlines of common phrases are judged right but for a few', () => {
  const judged = readFileSync(new URL('headlines.txt', import.meta.url), 'utf8')
    .split(/^## /m)
    .slice(1)
    .flatMap((section) => {
      const [kind, ...titles] = section.trim().split('\n');
      return titles.map((title) => {
        const { relevant } = judge(title, { language: JAPANESE.test(title) ? 'ja' : 'en' });
        return relevant === (kind === 'News of Japanese business');
      });
    });
  expect(judged.filter((right) => right).length / judged.length).toBeGreaterThan(SHARE_JUDGED_RIGHT);
});

test('reasons leave out numbers, single letters and endings of verbs where anything else is left', () => {
  const reasons = strongestReasons([
    { says: 'word: 0', odds: -2 },
    { says: 'word: 万', odds: 1.5 },
    { says: 'word: まれる', odds: 1.4 },
    { says: 'word: 決算', odds: 1.2 },
  ]);
  expect(reasons).toEqual(['word: 決算 (+1.2)']);
  expect(strongestReasons([{ says: 'word: 万', odds: 1.5 }])).toEqual(['word: 万 (+1.5)']);
});
