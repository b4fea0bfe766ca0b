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
  ['架空国の北浜首相と副首相、月影英首相', 'ja', ['pm', 'uk']],
  ['北浜・ミズハ首相と総理大臣', 'ja', ['pm']],
  ['ミズハ首相と月影副首相', 'ja', []],
  ['内閣府の調査', 'ja', ['cao']],
  ['与野党が防衛省と外務省、国連に質問', 'ja', ['defence', 'mofa', 'ldp', 'opposition', 'un']],
  ['架空国外務省とイラン外務省', 'ja', ['iran']],
  ['英外務省と北朝鮮外務省', 'ja', ['uk', 'northkorea']],
  ['台湾の外務省と韓国法相', 'ja', ['korea', 'taiwan']],
  ['李強首相の会見', 'ja', []],
  ['法相が会見', 'ja', ['justice']],
  ['与党と維新、立民が協議', 'ja', ['ldp', 'opposition', 'ishin']],
  ['連合の会長と架空連合会、国際連合', 'ja', ['rengo']],
  ['早場米とお米、久米島の米焼酎', 'ja', []],
  ['月影英之さん、北浜育英が英代表に勝つ', 'ja', ['uk']],
  ['独善と古豪、伊集院駅', 'ja', []],
  ['中国運輸局と中国財務局', 'ja', []],
  ['日中首脳と米中の対立、中ロ外相', 'ja', ['us', 'china', 'russia']],
  ['米中間選挙と日中の暑さ', 'ja', ['us']],
  ['日韓、印政府と米ロ', 'ja', ['us', 'korea', 'india', 'russia']],
  ['タイ政府と自己タイの記録タイ', 'ja', ['thailand']],
  ['4位タイのネクタイ', 'ja', []],
  ['北朝鮮とスペイン、スイス', 'ja', ['northkorea', 'spain', 'switzerland']],
  ['ドイツのミュージアムでmuseumの図録', 'ja', ['germany']],
  ['americans, iranians and russians', 'en', ['us', 'russia', 'iran']],
  ['argentina and the philippines', 'en', ['philippines', 'argentina']],
  ['what the tests tell us', 'en', []],
  ["china's foreign ministry and the russian defence ministry", 'en', ['china', 'russia']],
  ['british prime minister and chinese justice ministry', 'en', ['china', 'uk']],
  ["japan's foreign ministry and the japanese defense ministry", 'en', ['defence', 'mofa']],
  ['japan prime minister visits education ministry', 'en', ['education', 'pm']],
  ["fed's minutes and the bank of japan", 'en', ['boj', 'fed']],
  ['u.s. and uk agree on imf', 'en', ['us', 'uk', 'imf']],
  ['opec+ raises output', 'en', ['saudi', 'opecplus']],
  ['kitahama opens a plant', 'en', []],
] as const)('"%s" (%s) names these institutions and countries', (text, language, bodies) => {
  expect(readBodies(text, language)).toEqual(bodies);
});

test('countries are known from institutions', () => {
  for (const country of ['us', 'china', 'eu', 'saudi', 'northkorea'])
    expect(COUNTRIES.has(country)).toBe(true);
  for (const body of ['boj', 'imf', 'pm', 'un', '']) expect(COUNTRIES.has(body)).toBe(false);
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
  ['登山口と大津波、小田原の呉服', 'ja', []],
  ['台風が北上か', 'ja', []],
  ['北上の工場', 'ja', ['kitakami', 'iwate']],
  ['大阪・河内長野の店', 'ja', ['osaka']],
  ['愛媛銀と岩手銀行、銀座', 'ja', ['ginza', 'tokyo']],
  ['関西電と東北電車', 'ja', ['tohoku']],
  ['松本架空さんと松本市', 'ja', ['matsumoto', 'nagano']],
  ['石川架空氏が就任', 'ja', []],
  ['plant in sendai', 'en', ['sendai', 'miyagi']],
  ['osaka and kyoto', 'en', ['osaka', 'kyoto']],
  ['miehara opens', 'en', []],
  ['toyota raises output', 'en', []],
  ['a festival in toyota city', 'en', ['toyota', 'aichi']],
  ['豊田の工場', 'ja', ['toyota', 'aichi']],
] as const)('"%s" (%s) names these places, a city its prefecture, too', (text, language, places) => {
  expect(readPlaces(text, language)).toEqual(places);
});
