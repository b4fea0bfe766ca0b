import { expect, test } from 'vitest';
import { readDirection } from '../../../../../src/domain/folding/read/event/directions.ts';
import { readStages, stageBit } from '../../../../../src/domain/folding/read/event/stages.ts';

test.each([
  ['talks', '提携を協議', 'in talks on a tie-up'],
  ['request', '支援を要請', 'urges support'],
  ['agreement', '合意', 'signs contract'],
  ['decision', '建設を決定', 'decides to build'],
  ['denial', '計画を撤回', 'scraps plan'],
  ['end', '工事が完了', 'completes work'],
  ['estimate', '被害を推計', 'estimates damage'],
  ['conference', '午後に会見', 'at a news conference'],
  ['reaction', '地元に波紋', 'locals worry'],
  ['extend', '期間を延長', 'postpones start'],
  ['limit', '順次発送', 'partial service'],
])('words of either language tell of the stage "%s"', (name, japanese, english) => {
  expect(readStages(japanese, 'ja')).toBe(stageBit(name));
  expect(readStages(english, 'en')).toBe(stageBit(name));
});

test.each([
  ['震度7を観測、観測史上初の暑さ', 'ja'],
  ['なぜ売れるのか', 'ja'],
  ['外国人の受け入れと受け皿', 'ja'],
  ['nyダウ反発、原油は反発', 'ja'],
  ['日経平均が大幅反発', 'ja'],
  ['東京円、反発', 'ja'],
  ['東証、反発', 'ja'],
  ['topix反発、日経先物、反発', 'ja'],
  ['ユーロが反発', 'ja'],
  ['日経平均は3日ぶりに反発', 'ja'],
  ['協議会と検討会、持ち高調整の売り', 'ja'],
  ['優勝決定戦の一部始終', 'ja'],
  ['延長戦で勝つ', 'ja'],
  ['orders surge, officials and opposition leaders see signs of a reactor', 'en'],
] as const)('"%s" (%s) is at no stage, although a word of one is in it', (text, language) => {
  expect(readStages(text, language)).toBe(0);
});

test('an objection is told from a rebound', () => {
  expect(readStages('与党が反発', 'ja')).toBe(stageBit('denial'));
  expect(readStages('会費5万円、反発の声', 'ja')).toBe(stageBit('denial'));
});

test('a text may be at several stages, or at none', () => {
  expect(readStages('提携で合意、地元は不安', 'ja')).toBe(stageBit('agreement') | stageBit('reaction'));
  expect(readStages('kitahama opens a plant', 'en')).toBe(0);
});

test.each([
  ['純利益32%増', 'ja', 1],
  ['営業益が上振れ', 'ja', 1],
  ['日経平均、続伸', 'ja', 1],
  ['純利益8%減', 'ja', -1],
  ['円安が進む', 'ja', -1],
  ['増収減益', 'ja', 0],
  ['増資を決定', 'ja', 0],
  ['profit rises', 'en', 1],
  ['stocks surge', 'en', 1],
  ['upgrades outlook', 'en', 1],
  ['profit falls', 'en', -1],
  ['orders slip', 'en', -1],
  ['plunges on rate fears', 'en', -1],
  ['profit up, sales down', 'en', 0],
  ['names a president', 'en', 0],
] as const)(
  '"%s" (%s) speaks of more (1), less (-1), neither or both (0): %d',
  (text, language, direction) => {
    expect(readDirection(text, language)).toBe(direction);
  },
);

test('an unknown stage has no bit', () => {
  expect(() => stageBit('unknown')).toThrow('No row has the name unknown.');
});
