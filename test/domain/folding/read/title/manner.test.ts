import { expect, test } from 'vitest';
import { mannerBit, readManner } from '../../../../../src/domain/folding/read/title/manner.ts';

const NAMES = [
  ...['round-up', 'several', 'stock', 'share-price', 'accounts', 'comment', 'analysis', 'quote', 'answer'],
  ...['over', 'under-way', 'preview'],
];
const mannersOf = (title: string, written = title): readonly string[] => {
  const bits = readManner(title, written);
  return NAMES.filter((name) => (bits & mannerBit(name)) !== 0);
};

test.each<[title: string, manners: readonly string[]]>([
  ['来週の予定表', ['round-up']],
  ['takeaways of the meeting', ['round-up']],
  ['大手3社が値上げ', ['several']],
  ['北浜精機がストップ高', ['stock', 'share-price']],
  ['kitahama shares jump', ['stock']],
  ['北浜精機、純利益32%増', ['accounts']],
  ['quarterly net profit of kitahama', ['accounts']],
  ['社説 税制の行方', ['comment', 'analysis']],
  ['なぜ強いか', ['comment', 'analysis']],
  ['どの船が速いか', ['comment']],
  ['北浜精機、顧客名簿が漏えいか', []],
  ['北浜精機、二重払いか', []],
  ['北浜精機、工場を閉鎖 海外へ移転へ?', []],
  ['北浜精機、工場を閉鎖 移転先は?', ['comment']],
  ['「当面ない」と社長', ['quote']],
  ['労組、人員削減に反発', ['answer']],
  ['「横暴 許せぬ」労組、人員削減に反発', ['quote', 'answer']],
  ['北浜書店が出店中止 運営会社の提携に反発 「相いれない」', ['quote']],
  ['北浜精機株が最高値', ['stock', 'share-price']],
  ['北浜精機が米国でadr上場を検討', []],
  ['北浜精機、駅前の再開発に参加', []],
  ['北浜精機、障害者を採用', []],
  ['鉄道が全線で復旧', ['over']],
  ['鉄道が運休', ['under-way']],
  ['鉄道が運休、復旧のめど立たず', ['under-way']],
  ['工場が停止 再開は未定', ['under-way']],
  ['工場が停止、復旧を急ぐ', ['under-way']],
  ['鉄道が運休、復旧作業', ['under-way']],
  ['鉄道が運休 再開時期示す', ['under-way']],
  ['輸入停止の解除要求', ['under-way']],
  ['北浜軍が武装解除', []],
  ['北浜精機で一時システム障害', []],
  ['北浜精機でシステム障害', ['under-way']],
  ['北浜精機の純利益32%増 株価は一時8%高', ['stock', 'accounts']],
  ['北浜精機の株価が一時8%高 増益を好感', ['stock', 'share-price', 'accounts']],
  ['operator opens in hadramout', []],
  ['日本株adrは高安まちまち', ['round-up']],
  ['元投手の架空太郎氏が死去、解説者で活躍', []],
  ['協議会、座長案の論点に定数', []],
  ['service halt at tsukikage', ['under-way']],
  ['あす開業', ['preview']],
  ['北浜精機が会社説明会', []],
  ['男児が行方不明、船の点検を要請', []],
  ['男を逮捕〈北浜市〉', []],
  ['〈街の店〉豆腐を売る', ['analysis']],
  ['政策点検 税制', ['analysis']],
  ['残るかどうかは不明、続くわけではない', []],
  ['税制の中間とりまとめ案', ['preview']],
  ['来年度の提言まとめる', []],
  ['北浜精機が新装置を提案', []],
  ['心肺停止の男性を救助', []],
  ['ストレス解消の体操', []],
  ['【あすから】値引き', ['preview']],
  ['北浜精機が新工場', []],
])('"%s" is a piece of these manners', (title, manners) => {
  expect(mannersOf(title)).toEqual(manners);
});

test('a question in quotes is news; one of the title, or a label, makes it a comment', () => {
  expect(mannersOf('「値上げか?」と社長')).toEqual(['quote']);
  expect(mannersOf('値上げか?')).toContain('comment');
  expect(mannersOf('北浜精機が新工場', '【解説】北浜精機が新工場')).toEqual(['comment', 'analysis']);
});

test('an unknown manner has no bit', () => {
  expect(() => mannerBit('unknown')).toThrow('No row has the name unknown.');
});
