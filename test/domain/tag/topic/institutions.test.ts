import { expect, test } from 'vitest';
import { tagArticle } from '../../../../src/domain/tag/tag-article.ts';
import { realDictionary } from '../real-dictionary.ts';

const dictionary = realDictionary();

const topicsOf = (title: string): readonly string[] =>
  tagArticle({ title }, dictionary).flatMap((tag) => (tag.kind === 'topic' ? [tag.key] : []));

test.each([
  '政府、生成AIの手引を公表',
  '政府 生成AIの手引を公表',
  'デジタル庁が生成AIの手引を公表',
  '生成AIの手引を 政府検討',
  '国交省が再生エネの船の建造で懇談会',
  '再エネの事業者に救済策、政府検討',
  '衛星データの共有を促す 政府が原則を策定',
  'マンションの修繕積立の目安を見直し 日本政府が初会合',
])('a government that acts upon the matter of another topic earns policy: %s', (title) => {
  expect(topicsOf(title)).toContain('policy');
});

test.each([
  '政府、ある登山家に感謝状',
  '政府、日銀が為替介入',
  'NZ政府、洋上風力の送電の経路を公表',
  '完全失業率は横ばい、総務省が公表',
  '総務省が例示通信に行政指導 個人情報漏えいで',
])('a government that only speaks, thanks, counts or punishes earns no policy: %s', (title) => {
  expect(topicsOf(title)).not.toContain('policy');
});

test.each([
  ['policy', '点検の義務化に備える企業'],
  ['policy', '介護保険の見直し案'],
  ['policy', '船の再保険、国が肩代わり'],
  ['policy', '文化庁の予算、兆円要求の声も'],
  ['policy', '国土交通省人事(9月1日)'],
  ['policy', '健康保険組合の収支'],
  ['policy', '原油調達の先を増やす 経産省方針、輸送費に交付金'],
  ['policy', 'データセンターの不具合を受け携帯の会社に報告義務'],
  ['policy', '例示チップに政府出資'],
  ['policy', '証券の団体、NISAの拡充を 税制改正要望'],
  ['policy', 'マンションの修繕で談合の疑い、複数の設計会社 公取委が調査'],
  ['policy', '例示ビール、スーパーの棚を広げる 10月の税改正'],
  ['policy', 'マンションの価格が高騰 不動産の転売に課税強化'],
  ['policy', '宿泊客に普通税を求める温泉の町'],
  ['trade', '原油調達多角化へ新しい航路'],
  ['policy', '経済団体が政策評価'],
  ['policy', '国債借り換えに頼る財政'],
  ['policy', '造船の3社に2000億円支援へ'],
  ['governance', '東証プライム上場企業の女性役員'],
  ['governance', '主要企業のCEOの報酬が増加'],
  ['labour', '労働経済白書の案'],
  ['macro', '65歳以上が3割に'],
  ['energy', 'リチウム電池の軽い膜を例示化成が開発'],
  ['trade', '原産地規則の見直し'],
  ['governance', '例示電力、社内通報を見直し'],
  ['governance', '例示電力、18件の数値書き換え'],
  ['governance', '例示電機の品質不適切、300件'],
  ['governance', '対抗策の差し止め申立書を例示薬品が受領'],
  ['governance', '例示鉄道、作業の規定違反を確認'],
  ['governance', '例示エナジー、トップ辞任'],
  ['governance', '例示ガス子会社、個人情報の入った端末を紛失'],
  ['labour', 'エンゲージメントと人的資本 例示大の教授に聞く'],
  ['labour', '例示機械の人事役員「挑戦を重視」'],
  ['labour', 'テレワーク実施率が低下'],
  ['trade', '例示金属、中国リスク抑制へ再生網'],
  ['trade', '例示海運、ホルムズ海峡を避け代替ルート'],
  ['trade', '例示車体、供給網の混乱で休止'],
  ['macro', '上半期の倒産5000件'],
  ['macro', 'パン店の倒産、2年連続で増加'],
  ['macro', '金利が上がれば赤字企業率は3割'],
  ['macro', '県内の経済は横ばい'],
  ['governance', '例示協会、会員の名簿の漏洩相次ぐ'],
  ['energy', 'ナフサ不足の影響'],
  ['energy', '港にクリーン燃料の工場'],
  ['monetary', 'リフレ政策の是非、日銀の元委員が語る'],
  ['finance', '野村の社長「社債とは」'],
])('%s has the words of: %s', (topic, title) => {
  expect(topicsOf(title)).toContain(topic);
});

test.each([
  ['policy', '政令市で唯一の朝市'],
  ['policy', '例示車体の骨太な改革'],
  ['policy', '英ポンド、半年ぶり高値 財政の懸念が後退'],
  ['policy', '年金基金、海外の新興に投資'],
  ['trade', '東京税関長に就任'],
  ['macro', '【倒産情報】例示堂、少子化で自己破産'],
  ['governance', '例示保険、AIで業務改善'],
  ['governance', '例示技研の基盤、情報漏えいリスクを低減'],
  ['governance', '二つの閣僚、財務相の兼任が有力'],
  ['energy', '例示車体、ガソリン車の生産を優先'],
  ['finance', '日米の金融会合を控えて様子見'],
  ['monetary', '金利のある世界で例示カードが新商品'],
  ['policy', '例示党、財政難に 政党交付金が減少'],
  ['policy', '例示服飾、名札の携帯を義務付け'],
  ['trade', '臨時国会に消費減税関連法案'],
  ['trade', '国内で製造・輸入する新型の自転車'],
  ['labour', '例示鉄道が運賃上げ'],
  ['labour', '例示車体、国内で生産休止'],
  ['labour', '日英ファンド連合が例示薬品に提案'],
  ['energy', '石油化学の例示ケミカルが社名を変更'],
  ['finance', '例示電機、有価証券報告書を提出'],
  ['finance', '年金の「3号」、被保険者の調査'],
  ['monetary', '日銀総裁だった2人の企画展'],
])('%s is not the topic of a word in another sense: %s', (topic, title) => {
  expect(topicsOf(title)).not.toContain(topic);
});
