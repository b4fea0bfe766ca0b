import { expect, test } from 'vitest';
import { COUNTRIES, readBodies } from '../../../../../src/domain/folding/read/name/bodies.ts';
import { readPlaces } from '../../../../../src/domain/folding/read/name/places.ts';

test.each([
  ['日銀と財務省が協議', 'ja', ['boj', 'mof']],
  ['米政権、中国に関税', 'ja', ['whitehouse', 'us', 'china']],
  ['opecプラスが増産', 'ja', ['saudi', 'opecplus']],
  ['円高は望ましいと米長官', 'ja', ['ustreasury', 'us']],
  ['米長官、港を視察', 'ja', ['us']],
  ['北浜精機が新工場', 'ja', []],
  ['玄米の価格', 'ja', []],
  ['需要増加で新型車を披露', 'ja', []],
  ['北浜精機が単独で独特な部品', 'ja', []],
  ['伊方と紀伊、久留米と米子', 'ja', []],
  ['米騒動で米穀卸が好調', 'ja', []],
  ['中国地方の仏像と富豪の英会話', 'ja', []],
  ['写真をパチリ', 'ja', []],
  ['架空精機、米子会社と米農務省', 'ja', ['us']],
  ['中国地方政府の債務、英会計大手と独法人税', 'ja', ['china', 'uk', 'germany']],
  ['独と英、仏、伊が露に制裁', 'ja', ['uk', 'germany', 'france', 'italy', 'russia']],
  ['豪と加政府、チリと中国', 'ja', ['china', 'australia', 'canada', 'chile']],
  ["fed's minutes and the bank of japan", 'en', ['boj', 'fed']],
  ['u.s. and uk agree on imf', 'en', ['us', 'uk', 'imf']],
  ['opec+ raises output', 'en', ['saudi', 'opecplus']],
  ['kitahama opens a plant', 'en', []],
] as const)('"%s" (%s) names these institutions and countries', (text, language, bodies) => {
  expect(readBodies(text, language)).toEqual(bodies);
});

test('countries are known from institutions', () => {
  for (const country of ['us', 'china', 'eu', 'saudi']) expect(COUNTRIES.has(country)).toBe(true);
  for (const body of ['boj', 'imf', 'pm', '']) expect(COUNTRIES.has(body)).toBe(false);
});

test.each([
  ['仙台に新工場', 'ja', ['sendai', 'miyagi']],
  ['東京と大阪で販売', 'ja', ['tokyo', 'osaka']],
  ['北九州と九州', 'ja', ['kitakyushu', 'fukuoka', 'kyushu']],
  ['首都圏の住宅', 'ja', ['greater_tokyo', 'tokyo']],
  ['greater tokyo housing', 'en', ['greater_tokyo', 'tokyo']],
  ['greater demand for chips', 'en', []],
  ['さいたま市と豊田市', 'ja', ['saitama', 'toyota', 'aichi']],
  ['東京円、反落', 'ja', []],
  ['大阪ガスと京都銀行', 'ja', []],
  ['都心の空室率', 'ja', ['tokyo']],
  ['plant in sendai', 'en', ['sendai', 'miyagi']],
  ['osaka and kyoto', 'en', ['osaka', 'kyoto']],
  ['miehara opens', 'en', []],
  ['toyota raises output', 'en', []],
  ['a festival in toyota city', 'en', ['toyota', 'aichi']],
  ['豊田の工場', 'ja', ['toyota', 'aichi']],
] as const)('"%s" (%s) names these places, a city its prefecture, too', (text, language, places) => {
  expect(readPlaces(text, language)).toEqual(places);
});
