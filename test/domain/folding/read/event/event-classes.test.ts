import { expect, test } from 'vitest';
import {
  eventBit,
  eventNames,
  readEvents,
} from '../../../../../src/domain/folding/read/event/event-classes.ts';

test.each([
  ['results', '純利益', 'net profit'],
  ['forecast', '上方修正', 'outlook'],
  ['dividend', '増配', 'dividend'],
  ['buyback', '自己株', 'buyback'],
  ['takeover', '非公開化', 'takeover'],
  ['alliance', '提携', 'tie-up'],
  ['merger', '合併', 'merge'],
  ['disposal', '譲渡', 'divest'],
  ['investment', '新工場', 'new plant'],
  ['stop', '運休', 'halt'],
  ['resume', '再開', 'reopen'],
  ['launch', '発売', 'unveil'],
  ['price', '値上げ', 'fares'],
  ['people', '就任', 'resign'],
  ['defect', 'リコール', 'recall'],
  ['accident', '火災', 'explosion'],
  ['disaster', '地震', 'typhoon'],
  ['scandal', '横領', 'fraud'],
  ['court', '提訴', 'lawsuit'],
  ['sanction', '課徴金', 'sanction'],
  ['failure', '破産', 'insolven'],
  ['listing', '初値', 'ipo'],
  ['statistic', '統計', 'survey'],
  ['policy-rate', '利上げ', 'monetary'],
  ['intervention', '介入', 'interven'],
  ['budget', '減税', 'stimulus'],
  ['trade', '関税', 'tariff'],
  ['law', '法案', 'bill'],
  ['labour', '春闘', 'layoff'],
  ['approval', '認可', 'permission'],
])('words of either language tell of the event "%s"', (name, japanese, english) => {
  for (const bits of [readEvents(japanese, 'ja'), readEvents(english, 'en')]) {
    expect(bits).toBe(eventBit(name));
    expect(eventNames(bits)).toEqual([name]);
  }
});

test('a headline may tell of several events, or of none', () => {
  expect(eventNames(readEvents('北浜堂が出店、月影精機と協業', 'ja'))).toEqual(['alliance', 'launch']);
  expect(eventNames(readEvents('地震で工場停止、再開は未定', 'ja'))).toEqual(['stop', 'resume', 'disaster']);
  expect(readEvents('北浜精機の一日', 'ja')).toBe(0);
  expect(readEvents('駅前の再開発', 'ja')).toBe(0);
});

test.each([
  ['13号の進路予想と直前予測、復旧の見通し立たず', 'ja'],
  ['心肺停止の男性、育休取得率と合併症', 'ja'],
  ['武装解除を求める最高指導者の共同声明', 'ja'],
  ['新型コロナと障害者、殺処分', 'ja'],
  ['文献調査の候補地、調査委が会見', 'ja'],
  ['税務調査と武器の生産者', 'ja'],
  ['政調会長と審議会、無許可の店', 'ja'],
  ['豊田通商の投資家、建設業の男', 'ja'],
  ['そんなわけがない、手放しで喜ぶ', 'ja'],
  ['赤字国債と経常黒字', 'ja'],
  ['playoff quarterfinal: fans emerge as police investigate', 'en'],
  ['controller near the borders, closer ties are important', 'en'],
  ['drone strike kills two', 'en'],
] as const)('"%s" (%s) tells of no event, although a word of one is in it', (text, language) => {
  expect(eventNames(readEvents(text, language))).toEqual([]);
});

test.each([
  ['北浜精機の国内生産、3カ月連続増', ['statistic']],
  ['北浜精機の9月の生産、2%減', ['statistic']],
  ['北浜精機、国内生産停止', ['stop']],
  ['北浜精機、9月生産停止', ['stop']],
  ['北浜精機、国内生産から撤退', ['disposal']],
  ['8月生産開始の新工場', ['investment', 'launch']],
])('"%s" is a figure of production only if it counts what is made', (text, names) => {
  expect(eventNames(readEvents(text, 'ja'))).toEqual(names);
});

test('an unknown event has no bit', () => {
  expect(() => eventBit('unknown')).toThrow('No row has the name unknown.');
});
