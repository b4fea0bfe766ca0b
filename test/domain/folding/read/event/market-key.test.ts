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
  ['東証大引け 続落', 'tokyo-stocks', 'close'],
  ['前場の日経平均は反発', 'tokyo-stocks', 'morning-close'],
  ['[概況/2時] 前場に比べ下げ幅を縮めた', 'tokyo-stocks', '14:00'],
  ['為替相場　14日（日本時間　5時）', 'yen', '5:00'],
  ['円相場、日本時間15日 5時は159円台', 'yen', '5:00'],
  ['円相場、午前2時は159円台', 'yen', '2:00'],
  ['東京市場、日経平均の終値は1736円安', 'tokyo-stocks', 'close'],
  ['東京円、157円台後半 介入への警戒感も', 'tokyo-yen', undefined],
  ['JPX日経400大引け　7日続伸', 'tokyo-stocks', 'close'],
  ['日本株は続落、半導体に売り', 'tokyo-stocks', undefined],
  ['円が上昇、一時1ドル=151円台', 'yen', 'during'],
  ['NY市場で円急伸', 'new-york-yen', 'close'],
  ['Japanese shares inch higher by midday', 'tokyo-stocks', 'morning-close'],
  ['Tokyo stocks snap two-day winning streak', 'tokyo-stocks', 'close'],
  ["Japan's Nikkei falls as investors book profits", 'tokyo-stocks', undefined],
  ['Yen slides as governor stays vague', 'yen', undefined],
  ['Oil prices fall after output rises', 'oil', undefined],
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
  '円急騰、政府・日銀が為替介入',
  'Oil stock prices rise after a capture',
  'Gold medal hopes rise for skiers',
])('%s is none', (title) => {
  expect(keyOf(title)).toBeUndefined();
});
