import { expect, test } from 'vitest';
import { tagArticle } from '../../../../src/domain/tag/tag-article.ts';
import { realDictionary } from '../real-dictionary.ts';

const dictionary = realDictionary();

const topicsOf = (title: string): readonly string[] => {
  const language = /\p{Script=Han}|\p{Script=Katakana}/u.test(title) ? 'ja' : 'en';
  return tagArticle({ title, language, categories: [] }, dictionary).flatMap((tag) =>
    tag.kind === 'topic' ? [tag.key] : [],
  );
};

test.each([
  ['macro', '消費者信頼感が低下'],
  ['macro', '出生数、前年を下回る'],
  ['macro', '学習塾の倒産が最多'],
  ['macro', 'Business spending slows in spring'],
  ['macro', 'Birth rate hits another low'],
  ['monetary', 'ジャクソンホールの講演'],
  ['monetary', '預金準備率を引き下げ'],
  ['monetary', 'Board stands pat as expected'],
  ['monetary', 'Policy normalization is gradual'],
  ['markets', '例示鉄道、社債を発行'],
  ['markets', 'ネット証券で追い証が増加'],
  ['markets', 'ヘッジファンドの買い'],
  ['markets', '例示薬品の株急落'],
  ['markets', 'Short selling rises in summer'],
  ['markets', 'Taiex ends higher'],
  ['fx', '円安けん制の発言'],
  ['fx', 'フィリピンペソが底値圏'],
  ['fx', '外貨準備が増加'],
  ['fx', 'Foreign exchange reserves shrink'],
  ['earnings', 'れい電機、受注高が増加'],
  ['earnings', '例示食品、特損を計上'],
  ['earnings', '市場予想を下回り失望'],
  ['earnings', 'Maker of pumps tops estimates'],
  ['deals', '例示電機、国内事業再編'],
  ['deals', '油田の権益取得を発表'],
  ['deals', '今治の例示造船がれい造船を子会社に'],
  ['deals', 'Bidding war over a maker of toys'],
  ['trade', 'ジェトロが相談窓口'],
  ['trade', '鋼材の反補助金調査'],
  ['trade', 'Trade policy under review'],
  ['trade', 'Overcapacity in steel'],
  ['labour', '有給休暇の計画的付与'],
  ['labour', '例示機械、2000人削減'],
  ['labour', '仕事と介護の調整'],
  ['labour', '契約社員にも慶弔の休み'],
  ['labour', 'Driver shortage delays parcels'],
  ['labour', 'Freelancers ask for contracts'],
  ['policy', '政府要綱を公表'],
  ['policy', 'インボイスの特例が終了'],
  ['policy', '船の技術流出防止の手引'],
  ['policy', 'Fair Trade Commission warns a hotel'],
  ['policy', 'Budget request tops last year'],
  ['governance', '例示製薬の工場に強制捜査'],
  ['governance', '著作権侵害を巡る争い'],
  ['governance', '賃借人に使途不明の請求'],
  ['governance', 'オアシスが株式を保有'],
  ['governance', 'Ministry orders a product recall'],
  ['governance', 'Insider trade by a banker'],
  ['autos', '新型のランドクルーザーを公開'],
  ['autos', '充電インフラの整備が遅れ'],
  ['autos', '軽量のワイヤーハーネス'],
  ['autos', 'Motorcycle maker opens a school'],
  ['autos', 'Used-car auctions rise'],
  ['chips', 'ナノインプリントの装置を納入'],
  ['chips', 'メモリ高騰が続く'],
  ['chips', 'Image sensor output doubles'],
  ['chips', 'Chiplet design is taught'],
  ['energy', 'ガソリンスタンドの減少'],
  ['energy', '例示電機、変圧器を増産'],
  ['energy', 'カーボンオフセットを導入'],
  ['energy', 'Power shortage feared in summer'],
  ['energy', 'Naphtha supply is tight'],
  ['tech', '脆弱性の報告が増加'],
  ['tech', '有機ELの量産を開始'],
  ['tech', 'ハルシネーションを抑える手法'],
  ['tech', '格安SIMの契約が増加'],
  ['tech', 'Quantum and flying car trials'],
  ['tech', 'Deep learning in hospitals'],
])('%s has the words of: %s', (topic, title) => {
  expect(topicsOf(title)).toContain(topic);
});

test.each([
  ['持ち株会社に移行', 'markets'],
  ['関税率の特例を適用', 'policy'],
])('a longer word hides the word inside it: %s', (title, topic) => {
  expect(topicsOf(title)).not.toContain(topic);
});
