import { expect, test } from 'vitest';
import { tagArticle } from '../../../../src/domain/tag/tag-article.ts';
import { realDictionary } from '../real-dictionary.ts';

const dictionary = realDictionary();

const topicsOf = (title: string): readonly string[] =>
  tagArticle({ title }, dictionary).flatMap((tag) => (tag.kind === 'topic' ? [tag.key] : []));

test.each([
  ['tech', '例示商会の会員の個人情報が流出、規約改定へ 不正アクセスで'],
  ['policy', 'れいストアのビール売り場、低価格の新商品が並ぶ 酒税改正に備え'],
  ['policy', '駅前のマンション価格が上昇、不動産の短期売買に課税強化案'],
  ['policy', 'マンション修繕の談合疑い、例示工務店など5社 公取委が立ち入り検査'],
  ['policy', 'ファミレスの例示亭、外食の客の動きを読む 食料品消費税1%に備え'],
  ['policy', '電力の託送料金と原発の費用を例示電力が公表 経産相が承認'],
  ['chips', '経産省が概算要求の案を公表、AIや半導体に重点投資'],
  ['earnings', '例示工業の子会社で不適切な会計処理が判明 決算発表延期'],
  ['trade', '例示緑茶と抹茶スイーツの人気続く、北の産地の食品の輸出額が過去最高'],
  ['earnings', 'ビールと酒類の例示大手、上半期は5社中4社増益'],
  ['autos', '例示通信とAIの実証実験が始まる データセンターの近くで自動運転'],
  ['policy', '駅前のマンション価格が上昇、不動産の短期売買に規制強化'],
  ['policy', '駅前のマンション価格が上昇、不動産の売買に税優遇'],
  ['policy', '駅前のマンション価格が上昇、不動産の売買に増税'],
  ['policy', '駅前のマンション価格が上昇、不動産の短期売買に新法検討'],
  ['policy', '駅前のマンション価格が上昇、不動産の短期売買に経産省方針'],
  ['policy', '駅前のマンション価格が上昇、不動産の短期売買に税制要望'],
  ['tech', '百貨店とスーパー、買い物の割引券を一つに 使うのは共通アプリ'],
  ['tech', '経産省が来年度の概算要求の案を公表、AIや半導体に重点投資'],
])('%s is what a title is about, although its word is late: %s', (topic, title) => {
  expect(topicsOf(title)).toContain(topic);
});

test.each([
  ['tech', '例示食品、純利益の予想を下方修正 当初より減る サイバー攻撃の影響で'],
  ['policy', '例示モールの食品売り場の火災、LPガスの可能性 経産省が発表'],
  ['policy', '例示油脂、4〜6月の純利益が半減 秋以降は消費減税に期待'],
  ['autos', '例示通信とAIの実証実験が始まる データセンターの近くで自動運転・ドローン'],
  ['trade', '例示通信とAIの実証実験が始まる データセンターの近くで経済安保相が演説'],
])('%s is only mentioned late in a title: %s', (topic, title) => {
  expect(topicsOf(title)).not.toContain(topic);
});

test.each([
  ['tech', '地元の就職先ランキング、富士通は何位か'],
  ['retail', '女性管理職の割合で1位は?ニトリとイオンの順位'],
  ['retail', 'イオンはビットコインを購入するのか'],
])('a rank or a purchase of coins says nothing of a company’s trade, %s: %s', (topic, title) => {
  expect(topicsOf(title)).not.toContain(topic);
});

test.each([
  ['a company speaks of its own shares', 'ニトリの社長「自社株買いは続ける」'],
  ['one company is named twice', 'ニトリの株価を読む ニトリHDの先行き'],
])('the trade of a company is a topic beside the market if %s', (_, title) => {
  expect(topicsOf(title)).toEqual(expect.arrayContaining(['markets', 'retail']));
});

test('the code of a company marks a notice, which is not about its trade', () => {
  expect(topicsOf('ニトリHD、臨時のお知らせ')).toEqual(['retail']);
  expect(topicsOf('ニトリHD(9843)、臨時のお知らせ')).toEqual([]);
});

test('letters inside an English word are no coin', () => {
  expect(topicsOf('ニトリ、ETHICALの認証を取得')).toContain('retail');
});

test('a report on one company’s shares is about its trade, too, but not first', () => {
  expect(topicsOf('ニトリの株価はどこまで上昇するか 円高で利益確定売りも')).toEqual([
    'markets',
    'fx',
    'retail',
  ]);
});

test.each([
  ['retail', 'ニトリとイオンの株価を比べる'],
  ['retail', 'イオンなどが対象か 空売り規制の仕組み'],
  ['retail', '新興株前引け 株価の見方、イオンとは異なる'],
  ['retail', 'ニトリの株式分割を読む'],
  ['retail', 'ニトリの株主優待を読む'],
  ['retail', 'ニトリの株価と増資を読む'],
  ['retail', 'ニトリの株価と社債の発行を読む'],
])(
  'a report on several companies’ shares, or on a company’s acts with its own, is not about %s: %s',
  (topic, title) => {
    expect(topicsOf(title)).not.toContain(topic);
    expect(topicsOf(title)).toContain('markets');
  },
);
