import { expect, test } from 'vitest';
import { readOccasion } from '../../../../../src/domain/folding/read/event/occasions.ts';
import { normaliseTitle } from '../../../../../src/domain/folding/read/title/normalise-title.ts';

const occasionOf = (title: string) => {
  const read = readOccasion(normaliseTitle(title), normaliseTitle(title));
  return read === undefined ? undefined : `${read.bank} ${read.part}`;
};

test.each([
  ['日銀、政策金利を据え置き', 'boj decision'],
  ['植田総裁「利上げは慎重に」', 'boj conference'],
  ['日銀、利上げの公算 決定会合', 'boj preview'],
  ['BOJ keeps interest rates unchanged', 'boj decision'],
  ['Bank of Japan raises its policy rate', 'boj decision'],
  ['Fed cuts rates by a quarter point', 'fed decision'],
  ['ECB leaves key interest rates on hold', 'ecb decision'],
  ['英中銀、政策金利を据え置き', 'boe decision'],
  ['欧州中銀、政策金利を据え置き', 'ecb decision'],
  // What follows a decision may look ahead.
  ['FRB、政策金利据え置き 2人は利上げ主張し反対 影響を注視へ', 'fed decision'],
  ['ECBが金利据え置き決定 次回会合に注目', 'ecb decision'],
  ['日銀、政策金利を維持、次回の利上げ観測広がる', 'boj decision'],
  ['日銀、政策金利を据え置き公算', 'boj preview'],
  ['日銀、政策金利維持 公算大', 'boj preview'],
  ['日銀、政策金利据え置き、公算大', 'boj preview'],
  ['Bank of England cuts rates', 'boe decision'],
  ['FRB、利上げを見送り 政策金利据え置き', 'fed decision'],
  // Of several banks the first counts.
  ['日銀、FRBに続き政策金利を据え置き', 'boj decision'],
  ['FRB、日銀に続き政策金利を据え置き', 'fed decision'],
  ['日銀松江支店が地域の景気を報告', 'boj branch 松江'],
  ['frbが利下げ、日銀松江支店は影響を調査', 'boj branch 松江'],
  ['日銀の主な意見、利上げに前向き', 'boj minutes'],
  ['日銀の追加利上げは環境次第 9月会合意見「緩和的」', 'boj minutes'],
  ['日銀、決定会合始まる', 'boj preview'],
  ['日銀、さくらリポートで3地域を上方修正', 'boj regions'],
  // The chair's words come after the decision, in the same report.
  ['FRBが0.5%利上げ 政策金利は4%に 架空議長「物価を見守る」', 'fed decision'],
  ['日銀が利上げ決定、0.5%に 植田総裁が午後会見', 'boj decision'],
  ['日銀「利上げ」見送り 政策金利は維持 架空総裁「物価を見守る」', 'boj decision'],
  ['BOJ raises rates to 1%, chief says more steps possible', 'boj decision'],
  // A rate in the chair's own words is no decision.
  ['植田総裁、政策金利を語る', 'boj conference'],
  ['植田総裁、物価見通しと利上げを語る', 'boj conference'],
  ['政策金利の先行き 植田総裁が語る', 'boj conference'],
  ['日銀、物価見通し実現なら利上げ 植田総裁が語る', 'boj conference'],
  ['日銀の決定会合後、架空総裁「急がず」', 'boj conference'],
  ['日銀は「政策金利を見守る」 架空総裁「急がず」', 'boj conference'],
  ['BOJ governor says will raise rates if outlook is met', 'boj conference'],
  ['BOJ will raise rates if outlook is met, chief signals', 'boj conference'],
  ['BOJ keeps rates low for a reason, chief of policy says', 'boj conference'],
  ['Fed Chair Brown says no hurry to cut rates', 'fed conference'],
  ['BOJ news conference: policy board agreed to hold rates', 'boj conference'],
  ["Japan's central bank lifts policy rate", 'boj decision'],
  ['日銀、政策金利を0.5%に引き上げへ 物価高を受け', 'boj preview'],
  ['日銀、政策金利0.5%へ 利上げを決定', 'boj decision'],
  // A board member speaks in a speech and in a news conference.
  ['日銀・青木委員、利上げ「急がず」', 'boj member 青木'],
  ['「急がず判断」日銀の青木架空審議委員が会見', 'boj member 青木'],
  ['「急がず判断」日銀・青木審議委員 15日から金融政策決定会合', 'boj member 青木'],
  ['利上げは「急がない」=青木日銀委員', 'boj member 青木'],
  ['日銀・青木一・審議委員、利上げ「急がず」', 'boj member 青木'],
  ['物価上昇、青木審議委員は警戒 日銀', 'boj member 青木'],
  ['日銀の青木審議委員「急がず」 青木委員は講演で', 'boj member 青木'],
  ['日銀が政策金利の据え置きを決定 青木審議委員は反対', 'boj decision'],
  ['BOJ stands pat', 'boj decision'],
  ['BOJ chief says next step depends on wages', 'boj conference'],
  ['Bank of Japan governor signals patience', 'boj conference'],
  ['Fed chair warns of slower growth', 'fed conference'],
  ['BOJ upgrades two of nine regions', 'boj regions'],
  // What follows the verb gives reasons, or looks ahead.
  ['BOJ raises rates to 1% after weak yen', 'boj decision'],
  ['BOJ keeps rates unchanged as economists expected', 'boj decision'],
  ['BOJ raises interest rates, may hike again', 'boj decision'],
  ['BOJ keeps policy steady ahead of spring wage talks', 'boj decision'],
  ['BOJ decides to raise rates', 'boj decision'],
  ['BOJ board votes 7-2 to keep rates unchanged', 'boj decision'],
  ['After two-day meeting, BOJ raises rates', 'boj decision'],
  ['Ahead of BOJ policy decision, traders wait', 'boj preview'],
])('"%s" reports an occasion: %s', (title, occasion) => {
  expect(occasionOf(title)).toBe(occasion);
});

test.each([
  // A member of the board is not the one who speaks for it.
  "BOJ's Aoki says next move may come soon",
  'Fed Governor Brown says cuts can wait',
  'Finance minister says BOJ shares his view',
  // What is expected, asked for or recalled.
  'BOJ may raise interest rates in spring',
  'BOJ likely to raise rates in April, poll finds',
  'Panel urges BOJ to raise rates',
  'BOJ policy board may raise rates in spring',
  'BOJ policy board member says next step could come soon',
  'Banks lift deposit rates after BOJ raises policy rate',
  'After BOJ raises rates, banks lift deposit rates',
  // A meeting that only gives the day.
  '家計への影響は限定的と専門家 15日から日銀決定会合',
  '日銀、新審議委員を内定',
  // What these speak for is no speech of one member.
  '日銀政策委員、7人が利上げ支持',
  '日銀の経営委員、規程を見直す',
  '日銀の執行委員が退任',
  '原子力委員と日銀理事が対談',
  '日銀の青木・黒木委員が講演',
  '日銀の青木、黒木両審議委員が講演',
  '日銀の青木委員と黒木委員が講演',
  '日銀の青木と黒木審議委員が講演',
  '日銀の青木、黒木両副総裁が講演',
  'BOJ deputy chief Aoki warns on inflation',
  'BOJ Deputy Governor Aoki says prices matter',
  'BOJ deputy governor says policy board was of one mind',
  'Fed Vice Chair Brown says cuts can wait',
  '日銀、決定会合の回数削減を検討',
  'BOJ watchers bring forward calls for next hike to April',
])('"%s" reports none', (title) => {
  expect(occasionOf(title)).toBeUndefined();
});
