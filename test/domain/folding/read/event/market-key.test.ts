import { expect, test } from 'vitest';
import { readMarketKey } from '../../../../../src/domain/folding/read/event/market-key.ts';
import { normaliseTitle } from '../../../../../src/domain/folding/read/title/normalise-title.ts';

const keyOf = (title: string) => readMarketKey(normaliseTitle(title));

test.each([
  ['NYダウ、続伸して終わる', 'new-york-stocks', 'close'],
  ['ダウ平均が反発、200ドル高', 'new-york-stocks', 'close'],
  ['Wall Street ends mixed as yields climb', 'new-york-stocks', 'close'],
  ['Dow falls 300 points on rate fears', 'new-york-stocks', 'close'],
  ['Dow plunges 500 points on rate fears', 'new-york-stocks', 'close'],
  ['Dow Jones dips 200 points', 'new-york-stocks', 'close'],
  ['Dow Jones Industrial Average ends at record', 'new-york-stocks', 'close'],
  ['S&P 500 hits record high', 'new-york-stocks', 'close'],
  ['S&P 500, Nasdaq close higher', 'new-york-stocks', 'close'],
  ['Wall Street soars on Fed', 'new-york-stocks', 'close'],
  ['Wall Street extends losses', 'new-york-stocks', 'close'],
  ['Wall Street mixed on first trading day', 'new-york-stocks', 'close'],
  ['ダウ・ジョーンズ平均、続伸', 'new-york-stocks', 'close'],
  ['ダウ、反発 5万4036ドルで取引を終える', 'new-york-stocks', 'close'],
  ['S&P 500 closes higher on chip shares', 'new-york-stocks', 'close'],
  ['US stocks rise as oil eases', 'new-york-stocks', 'close'],
  ['US stocks rise past estimates', 'new-york-stocks', 'close'],
  ['US stocks rise sharply', 'new-york-stocks', 'close'],
  ['US stocks fall week after week', 'new-york-stocks', 'close'],
  ['NY円、152円台後半', 'new-york-yen', 'close'],
  ['Dollar rises to upper 152 yen zone in New York', 'new-york-yen', 'close'],
  ['ロンドン外為23日 円、対ドルで下落', 'london-yen', 'close'],
  ['上海株前引け 反発', '上海', 'morning-close'],
  ['独株、続伸', '独', 'close'],
  ['ドイツ株が続伸', '独', 'close'],
  ['ロンドンの株、反落', '英', 'close'],
  ['東証大引け 続落', 'tokyo-stocks', 'close'],
  ['前場の日経平均は反発', 'tokyo-stocks', 'morning-close'],
  ['[概況/2時] 前場に比べ下げ幅を縮めた', 'tokyo-stocks', '14:00'],
  ['為替相場　14日（日本時間　5時）', 'yen', '5:00'],
  ['円相場、日本時間15日 5時は159円台', 'yen', '5:00'],
  ['円相場、午前2時は159円台', 'yen', '2:00'],
  ['東京市場、日経平均の終値は1736円安', 'tokyo-stocks', 'close'],
  ['東京円、157円台後半 介入への警戒感も', 'tokyo-yen', undefined],
  ['NY円、157円台後半 「円買い介入」への警戒感', 'new-york-yen', 'close'],
  ['NY円、153円台前半 介入の効果薄れる', 'new-york-yen', 'close'],
  ['Yen firms on intervention fears', 'yen', undefined],
  ['Dollar slips as traders stay wary of an intervention', 'yen', undefined],
  ['NY円相場、続伸 1ドル=153円40〜50銭 円買い介入の観測', 'new-york-yen', 'close'],
  ['一時、1ドル=153円台前半に 半年ぶりの水準', 'yen', 'during'],
  ['東証反発、前週末比123円高', 'tokyo-stocks', 'close'],
  ['東証続落、前日比123円安 金利の上昇が重荷', 'tokyo-stocks', 'close'],
  ['東証大幅反落、前日比1234円安', 'tokyo-stocks', 'close'],
  ['東証、一時前日比123円高', 'tokyo-stocks', 'during'],
  // A move from the day before may be of any hour.
  ['日経平均が反発、前日比123円高', 'tokyo-stocks', undefined],
  ['日経平均、前日比1234円安 午後に下げ幅拡大', 'tokyo-stocks', undefined],
  ['東証続落、前日比1234円安 午後に下げ幅広げる', 'tokyo-stocks', undefined],
  ['東証続落、前日比1234円安で推移', 'tokyo-stocks', undefined],
  ['東証反発、前日比123円高 一時は300円高', 'tokyo-stocks', 'during'],
  ['日経平均終値、前日比123円高', 'tokyo-stocks', 'close'],
  ['東証、反発して始まり4万円台', 'tokyo-stocks', 'open'],
  ['日経平均、3日続落の始まり', 'tokyo-stocks', 'open'],
  ['日経平均、5万円時代の始まり', 'tokyo-stocks', undefined],
  ['東京円、午後7時は151円台', 'tokyo-yen', '19:00'],
  ['東京円、19時は151円台', 'tokyo-yen', '19:00'],
  ['東京円、午後0時は151円台', 'tokyo-yen', '12:00'],
  ['東京円、午後12時は151円台', 'tokyo-yen', '12:00'],
  ['週明けの日経平均、一時900円安', 'tokyo-stocks', 'during'],
  ['JPX日経400大引け　7日続伸', 'jpx-stocks', 'close'],
  ['午前の日経平均株価終値 5万1234円(前日比-567円)', 'tokyo-stocks', 'morning-close'],
  ['日経平均、2カ月ぶり5万円割れ', 'tokyo-stocks', undefined],
  ['円相場 小幅な値動き', 'yen', undefined],
  ['NY円、152円近辺', 'new-york-yen', 'close'],
  ['日本株は続落、半導体に売り', 'tokyo-stocks', undefined],
  ['円が上昇、一時1ドル=151円台', 'yen', 'during'],
  ['円高進行、一時151円台', 'yen', 'during'],
  ['円安加速 半年ぶりに154円台', 'yen', undefined],
  ['円安進行 対ドルで反落', 'yen', undefined],
  ['【速報】円安進行', 'yen', undefined],
  ['NY市場で円急伸', 'new-york-yen', 'close'],
  ['Japanese shares inch higher by midday', 'tokyo-stocks', 'morning-close'],
  ['Tokyo stocks snap two-day winning streak', 'tokyo-stocks', 'close'],
  ["Japan's Nikkei falls as investors book profits", 'tokyo-stocks', undefined],
  ['Yen slides as governor stays vague', 'yen', undefined],
  ['Oil prices fall after output rises', 'oil', undefined],
  ['シカゴ日経平均先物、大取終値比100円高', 'chicago-futures', 'close'],
  ['日経平均先物、夜間取引で上昇', 'futures', undefined],
  ['Nikkei futures open higher', 'futures', 'open'],
  ['NY原油、続落', 'new-york-oil', 'close'],
  ['NY金、反発', 'new-york-gold', 'close'],
  ['Spot gold slips on firm dollar', 'gold', undefined],
  ['NY債券、続落 10年債利回り4.2%', 'new-york-bonds', 'close'],
  ['US Treasury yields rise ahead of data', 'new-york-bonds', 'close'],
  ['東証グロース市場250指数、反発', 'growth-stocks', undefined],
  ['東証リート指数、3日続伸', 'reit', 'close'],
  ['読売333、続落', 'yomiuri-stocks', 'close'],
  ['欧州国債利回り、上昇', 'europe-bonds', 'close'],
  ['Stocks edge up in Tokyo', 'tokyo-stocks', undefined],
  ['午後3時のドル、152円台', 'tokyo-yen', '15:00'],
  ['債券は反落、入札を前に売り', 'tokyo-bonds', undefined],
  ["Japan's 10-year yield hits high", 'tokyo-bonds', undefined],
  ['Asian stocks rise', 'asian-stocks', undefined],
  ['European shares slip', 'european-stocks', undefined],
  ['商品先物、金が最高値', 'commodities', undefined],
  ['東証寄り付き 反発して始まる', 'tokyo-stocks', 'open'],
  ['東証後場寄り 上げ幅拡大', 'tokyo-stocks', 'afternoon-open'],
  ['[概況/6時] 小動き', 'tokyo-stocks', '6:00'],
  ['[概況/5時30分] 小動き', 'tokyo-stocks', '17:30'],
])('%s is a session of a market', (title, subject, session) => {
  expect(keyOf(title)).toMatchObject({ subject, session });
});

test.each([
  'ダウンロード数が1億を突破',
  'ダウ・架空マテリアル、架空樹脂と提携',
  'ダウ、樹脂や塗料をつくる米国の会社',
  'ダウ症の書家、個展開く',
  'Wall Street closes two lanes for repairs',
  'Wall Street shuts down its fountain',
  'Wall Street opens a garden to visitors',
  'Dow makes plastics and paints at plants in Germany',
  'Wall Street banks stand side by side',
  'Mayor hails a new era in New York',
  'Drug trial opens in New York',
  'インド株投信に資金流入',
  'インド株にマネー回帰、買い越し額が膨らむ',
  'シカゴ大の研究者、金利を論じる',
  '日本株、海運に投資妙味 架空運用の北浜氏',
  '円相場、年末に150円台 架空銀行のアナリスト',
  // Columns about the coming and the past session.
  '日経平均株価、米国株の上昇が支え(先読み架空市場)',
  'NY株ハイライト 架空銘柄の上昇は続くか',
  '米国株の一部に割安感 資本財に注目',
  '日経平均VI、2カ月ぶり高水準 株価上昇で',
  '東証制度改革で安易な上場減少',
  '株、信用買い残が2週ぶり増加 3兆4567億円・21日時点',
  '円急騰、政府・日銀が為替介入',
  // The yen is the reason of the news.
  '円安進行で食品値上げ',
  '円安加速、燃料費の上昇で倒産増える',
  '円高加速で架空電機の最高益に陰り',
  '円安進行 架空電力が電気料金値上げへ',
  '円安加速、北浜市の架空食堂が定食を800円台に値上げ',
  'Yen jumps after suspected intervention',
  'Oil stock prices rise after a capture',
  'Gold medal hopes rise for skiers',
])('%s is none', (title) => {
  expect(keyOf(title)).toBeUndefined();
});

const VERBS = [
  'closed ended finished settled opened started traded trades rises rose rising falls falling fell',
  'gained drops slipped slid dipped inched jumped surged soared tumbled plunged rallied rallies climbed',
  'sank sinks slumped retreats advances advanced bounces rebounds rebounded recovers recovered wavers',
  'wavered oscillates swings swung edged edges extends pares tops nears hovers holds steadies weakens',
  'weaker firms firmer strengthens strengthened softens softer higher lower mixed flat up down draws',
].join(' ');

test.each(VERBS.split(' '))('“Nikkei %s” is a move of prices', (verb) => {
  expect(keyOf(`Nikkei ${verb} on chip shares`)).toMatchObject({ subject: 'tokyo-stocks' });
});

test.each([
  'a',
  'an',
  'its',
  'two',
  'three',
  'four',
  'new',
  'fresh',
  'all-time',
  'record',
  'high',
  'low',
  '5',
  '¥5',
])('what a price touches, hits or breaches begins with “%s”', (word) => {
  for (const verb of ['touches', 'hits', 'breaches', 'snaps'])
    expect(keyOf(`Nikkei ${verb} ${word} mark`), verb).toMatchObject({ subject: 'tokyo-stocks' });
});

test('a verb of prices before any other word does not make a session', () => {
  expect(keyOf('Nikkei hits back at critics')).toBeUndefined();
  expect(keyOf('Nikkei advances its plan')).toMatchObject({ subject: 'tokyo-stocks' });
  expect(keyOf('Nikkei advances digital plan')).toBeUndefined();
});
