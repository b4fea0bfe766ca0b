import { expect, test } from 'vitest';
import { isWholeWord } from '../../../../src/domain/tag/text/is-whole-word.ts';

const isWord = (text: string, word: string): boolean => {
  const start = text.indexOf(word);
  return isWholeWord(text, start, start + word.length, word);
};

test.each([
  ['5日中に回答', '日中'],
  ['１２日中に回答', '日中'],
  ['数日中に決定', '日中'],
  ['29日米上院が採決', '日米'],
  ['5万円上げ', '円上げ'],
  ['300円下げ', '円下げ'],
  ['613円高', '円高'],
  ['0.2円上昇', '円上昇'],
  ['1ドルで売却', '1ドル'],
  ['a 3-yen bag', 'yen'],
  ['a coin of 500 yen', 'yen'],
])('in %s, %s belongs to a date or an amount', (text, word) => {
  expect(isWord(text, word)).toBe(false);
});

test.each([
  ['日中の貿易', '日中'],
  ['首脳会談、日米で', '日米'],
  ['東京円上げ', '円上げ'],
  ['急な円高', '円高'],
  ['2026日本の商い', '日本'],
  ['1ドル150円', '1ドル'],
  ['falls to 155.2 yen', 'yen'],
  ['the weak yen', 'yen'],
  ['１ドルは155円', '１ドル'],
  ['スミス英新政権の減税', '英'],
  ['ジョーンズ米大統領が演説', '米'],
  ['ハイエンドスマートフォンを発売', 'スマートフォン'],
  ['ドローンメーカーの活路', 'ドローン'],
  ['フードデリバリーサービスが終了', 'フードデリバリー'],
  ['スミス英新副大統領が演説', '英'],
  ['カスタマーハラスメント対策', 'ハラスメント'],
  ['パワーハラスメント対策', 'ハラスメント'],
  ['ドローンプラットフォームを公開', 'ドローン'],
  ['新築マンションランキング', 'マンション'],
  ['ビットコインバブルの崩壊', 'ビットコイン'],
])('in %s, %s is a word by itself', (text, word) => {
  expect(isWord(text, word)).toBe(true);
});

test.each([
  ['ラッシュフォードが得点', 'フォード'],
  ['インセキュリティーの時代', 'セキュリティー'],
  ['ゴールドコーストの海岸', 'ゴールド'],
  ['ドローンメーカーズの新曲', 'ドローン'],
  ['ビルメーカーの受注', 'ビル'],
  ['ドローンシステムズの新曲', 'ドローン'],
  ['ギフトショップの開店', 'ギフト'],
  ['クリーンエネルギーの利用', 'エネルギー'],
  ['カスハラスメント対策', 'ハラスメント'],
])('in %s, %s is a part of another katakana word', (text, word) => {
  expect(isWord(text, word)).toBe(false);
});

test('a country after katakana is one only before an office', () => {
  expect(isWord('ブランド米の収穫', '米')).toBe(false);
});
