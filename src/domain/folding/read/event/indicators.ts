import { createRowFinder, type Table } from '../term/patterns.ts';

/** Statistics, reports and bond auctions that recur, with their names in both languages. */
const INDICATORS: Table = [
  ['cpi-tokyo', /(?:東京|都区部).*(?:消費者物価|cpi|物価)/u, /tokyo.*(?:cpi|inflation|consumer prices?)/],
  ['cpi', /消費者物価|cpi|\d月の?物価(?!高)/u, /\bcpi\b|core inflation|consumer prices?|consumer inflation/],
  ['cpi-trimmed', /刈込平均|加重中央値/u, /trimmed[- ]mean|weighted median/],
  [
    'ppi',
    /企業(?:間の.?)?物価|卸売物価/u,
    /wholesale (?:prices?|inflation)|\bcgpi\b|\bppi\b|corporate goods price/,
  ],
  ['sppi', /企業向けサービス価格/u, /services? (?:producer )?price/],
  ['gdp', /gdp(?!比)|国内総生産/u, /(?<!-to-)\bgdp\b|economy (?:grew|shrank|contract|expand)/],
  ['output', /鉱工業生産/u, /(?:industrial|factory) (?:output|production)/],
  ['machinery', /機械受注/u, /machinery orders/],
  ['machine-tools', /工作機械受注/u, /machine tool orders/],
  [
    'jobs',
    /失業率|求人倍率|完全失業|雇用統計(?=[、は ])|就業者(?=数|\d)/u,
    /jobless rate|unemployment|job availability/,
  ],
  [
    'wages',
    /実質賃金|毎月勤労統計|現金給与/u,
    /real wages|nominal (?:wages|pay)|\bpay growth|inflation-adjusted (?:wages|pay|earnings)/,
  ],
  ['spending', /家計調査|消費支出(?!物価)/u, /household spending|consumer outlays|families.*cut back/],
  ['retail', /小売業?販売額|小売売上高|商業動態/u, /retail sales/],
  ['confidence', /消費者態度指数|消費動向調査/u, /consumer (?:confidence|sentiment)|household mood/],
  ['watchers', /街角景気|景気ウオッチャー/u, /economy watchers|service workers|street-level/],
  ['tankan', /短観/u, /tankan/],
  [
    'trade',
    /貿易収支|貿易赤字|貿易黒字|貿易統計|\d月の?輸出(?!規制|再開|開始|解禁|へ)/u,
    /trade (?:deficit|surplus|balance|gap)|(?:^|\bjapan(?:'s|ese)? )exports (?:beat|f[ae]ll|gr[eo]w|jump|ris|rose|surg|drop|slump)/,
  ],
  ['current-account', /経常収支|経常黒字|経常赤字/u, /current account/],
  ['coincident', /景気動向指数|一致指数/u, /coincident|leading index|index of business conditions/],
  ['housing', /住宅着工/u, /housing starts/],
  [
    'visitors',
    /訪日(?:外国人|客).*(?:数|\d万人|\d%|\d割)/u,
    /foreign (?:visitors|arrivals)|visitor arrivals|inbound (?:visitors|tourists)/,
  ],
  ['gasoline', /ガソリン.*(?:価格|平均|円)/u, /gasoline|pump/],
  ['rice', /コメ.*(?:価格|平均|円|指数)/u, /rice price/],
  ['minimum-wage', /最低賃金/u, /minimum wage/],
  ['bankruptcies', /倒産.*件/u, /bankruptcies/],
  ['money', /マネタリーベース|マネーストック/u, /money (?:supply|stock)|monetary base/],
  ['reserves', /外貨準備/u, /foreign reserves/],
  ['sakura', /さくらリポート|地域経済報告/u, /regional economic report|of nine regions|sakura report/],
  ['land', /路線価|基準地価|公示地価/u, /land prices?/],
  ['pmi', /pmi|購買担当者/u, /\bpmi\b|purchasing managers/],
  ['population', /日本人.*(?:人口|減少)|人口(?![減増]).*(?:減|割れ)|人口減.*\d万?人/u, /population/],
  ['department', /百貨店売上/u, /department store sales/],
  ['vacancy', /空室率/u, /vacancy/],
  ['auction-30', /30年債/u, /30-year (?:bond|debt|jgb)|ultra-?long|super-long/],
  ['auction-10', /10年債入札/u, /10-year .*(?:auction|sale)/],
  ['auction-2', /2年債/u, /2-year .*(?:auction|sale)/],
];

const findRows = createRowFinder(INDICATORS);

/** Finds the `INDICATORS` that a normalised text names. The price index of Tokyo hides the national index. */
export const readIndicators = (text: string, language: 'en' | 'ja'): readonly string[] => {
  const found = findRows(text, language).map((n) => INDICATORS[n]?.[0] ?? '');
  return found.includes('cpi-tokyo') ? found.filter((name) => name !== 'cpi') : found;
};
