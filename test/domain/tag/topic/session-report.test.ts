import { describe, expect, test } from 'vitest';
import {
  isCurrencyReport,
  isFollowedSession,
  isOilReport,
  isSessionReport,
} from '../../../../src/domain/tag/topic/session-report.ts';

describe('a report of a market', () => {
  test.each([
    '日経平均、続落',
    '日経先物は小動き',
    '東京円、小幅に続伸',
    '東証前引け、反発',
    'TOPIX、最高値',
    '円相場、155円台',
    '円急落、156円',
    '債券15時、先物は反落',
    '国債、売り優勢',
    '国債先物、続落',
    '国債続落、売りが優勢',
    '国債が反落',
    '外為10時、円は横ばい',
    '午後3時のドル、155円台前半',
    '上海株、反発',
    'アジア株、全面安',
    'アジア・太平洋株、まちまち',
    'ＮＹ株、大幅高',
    'Nikkei ends higher',
    'Tokyo shares fall',
    'Japanese stocks rise',
    'Asian markets mixed',
    'Wall Street slips',
    'Stock market today: little changed',
    'Dow closes at record',
    'Yen weakens past 156',
    'NIKKEI ENDS HIGHER',
    '[概況/前引け] 防衛関連が高い',
    '相場展望 12月1日号',
    '株価 値下がり 電機に売り',
  ])('opens with its market: %s', (title) => {
    expect(isSessionReport(title)).toBe(true);
  });

  test.each(
    ['rise', 'gains', 'climb', 'jumps', 'surges', 'rebound', 'tops $70', 'up 2%', 'fall', 'drops'].concat([
      'slips',
      'slide',
      'plunges',
      'tumble',
      'dives',
      'down',
      'edge lower',
      'hits $80',
      'settle',
      'steadies',
    ]),
  )('of a commodity says how it moved: Oil prices %s', (move) => {
    expect(isSessionReport(`Oil prices ${move}`)).toBe(true);
    expect(isSessionReport(`Gold futures ${move}`)).toBe(true);
  });

  test.each([
    'Oil company opens office',
    'Gold medal for swimmer',
    '円卓会議が開幕',
    '原油調達の先を増やす',
    '原油タンカーが到着',
    '原油不足に備える',
    '東証改革の評価',
    '国債費が増加',
    '国債借り換えの仕組み',
    '東証プライム上場企業の調査',
    '東証上場の例示社、社長が交代',
    'ダウンロードの件数が増加',
    'ナスダック上場の例示社が増資',
    'トヨタ、日経平均を語る',
  ])('is not one of other things: %s', (title) => {
    expect(isSessionReport(title)).toBe(false);
  });
});

test.each([
  ['NY商品、原油反落', true],
  ['国際商品、原油が反発', true],
  ['ニューヨーク原油、3日続落', true],
  ['WTI、一時70ドル台', true],
  ['Brent slips below $70', true],
  ['OIL SLIPS BELOW $70', true],
  ['crude slips below $70', true],
  ['原油続伸、一時90ドル台', true],
  ['原油輸入が減少', false],
  ['東京商品、金が最高値', false],
  ['日経平均、原油高で下落', false],
])('%s is a report of oil: %s', (title, isOil) => {
  expect(isOilReport(title)).toBe(isOil);
});

test.each([
  ['NY株、大幅高', true],
  ['ロンドン外為、ポンド小動き', true],
  ['アジア株、全面安', true],
  ['上海株、反発', false],
  ['【アジア】香港株大引け、続落', false],
  ['台湾株、まちまち', false],
])('%s is of a market that readers of Japanese business follow: %s', (title, isFollowed) => {
  expect(isFollowedSession(title)).toBe(isFollowed);
});

test.each([
  ['東京円、小幅に続伸', true],
  ['NY円相場、反落', true],
  ['外為10時、円は横ばい', true],
  ['人民元、対ドルで続伸', true],
  ['英ポンド、対ドルで高値', true],
  ['トルコリラ相場、最安値', true],
  ['ウォン、対ドルで安値', true],
  ['豪ドル、対円で高値', true],
  ['ユーロ圏の景気', false],
  ['人民元建て債、架空銀行が発行', false],
  ['外為法の改正案を決定', false],
  ['円債、反落', false],
  ['東京株、続落', false],
])('a report of a currency opens with it: %s', (title, is) => {
  expect(isCurrencyReport(title)).toBe(is);
});
