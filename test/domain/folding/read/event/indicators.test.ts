import { expect, test } from 'vitest';
import { readIndicators } from '../../../../../src/domain/folding/read/event/indicators.ts';

test.each([
  ['cpi-tokyo', '東京都区部の消費者物価、2.1%上昇', 'tokyo core cpi rises 2.1%'],
  ['cpi', '全国の消費者物価、2.1%上昇', 'japan core inflation slows'],
  ['cpi-trimmed', '刈込平均は1.9%', 'trimmed-mean gauge slows'],
  ['ppi', '企業物価、3%上昇', 'wholesale prices rise 3%'],
  ['sppi', '企業向けサービス価格、2%上昇', 'services producer price index rises'],
  ['gdp', 'gdp、年率1.2%増', 'economy grew an annualised 1.2%'],
  ['output', '鉱工業生産、0.4%低下', 'factory output falls'],
  ['machinery', '機械受注、3.5%増', 'core machinery orders rise'],
  ['jobs', '完全失業率2.5%', 'jobless rate at 2.5%'],
  ['wages', '実質賃金、3カ月ぶり増', 'real wages fall'],
  ['spending', '家計調査で1%減', 'household spending falls'],
  ['retail', '小売業販売額、2%増', 'retail sales rise'],
  ['confidence', '消費者態度指数が改善', 'consumer confidence improves'],
  ['watchers', '街角景気、2カ月連続改善', 'service workers gloomier'],
  ['tankan', '短観、大企業製造業は改善', 'tankan shows mood brightening'],
  ['trade', '貿易収支は5000億円の赤字', 'trade deficit widens'],
  ['current-account', '経常収支、2兆円の黒字', 'current account surplus shrinks'],
  ['coincident', '景気動向指数、2カ月ぶり低下', 'leading index falls'],
  ['housing', '住宅着工、5%減', 'housing starts drop'],
  ['visitors', '訪日客、300万人', 'foreign arrivals top 3 million'],
  ['gasoline', 'ガソリン平均価格170円', 'gasoline prices rise'],
  ['rice', 'コメ5キロの平均価格下落', 'rice price falls'],
  ['minimum-wage', '最低賃金、過去最大の上げ', 'minimum wage to rise'],
  ['bankruptcies', '倒産、900件', 'corporate bankruptcies rise'],
  ['money', 'マネタリーベース、減少', 'monetary base shrinks'],
  ['reserves', '外貨準備、1.3兆ドル', 'foreign reserves fall'],
  ['sakura', 'さくらリポート、2地域で上方修正', 'sakura report upgrades two'],
  ['land', '路線価、4年連続上昇', 'land prices rise'],
  ['pmi', '製造業pmi、50を回復', 'factory pmi back above 50'],
  ['population', '日本人の人口、90万人減', 'population shrinks'],
  ['department', '百貨店売上高、3%減', 'department store sales fall'],
  ['vacancy', '都心の空室率3%', 'tokyo office vacancy falls'],
  ['auction-30', '30年債入札、低調', '30-year bond auction weak'],
  ['auction-10', '10年債入札、順調', '10-year jgb auction'],
  ['auction-2', '2年債入札、無難', '2-year note auction'],
])('a headline in either language reports the figure %s', (name, japanese, english) => {
  expect(readIndicators(japanese, 'ja')).toEqual([name]);
  expect(readIndicators(english, 'en')).toEqual([name]);
});

test('machine tool orders are machinery orders, too, in Japanese; other headlines report no figure', () => {
  expect(readIndicators('工作機械受注、10%増', 'ja')).toEqual(['machinery', 'machine-tools']);
  expect(readIndicators('machine tool orders rise', 'en')).toEqual(['machine-tools']);
  expect(readIndicators('北浜精機が新工場', 'ja')).toEqual([]);
  expect(readIndicators('kitahama opens a plant', 'en')).toEqual([]);
});

test.each([
  ['cpi', '7月の物価、0.5%上昇'],
  ['jobs', '県内の求人倍率、1.2倍'],
  ['jobs', '7月の雇用統計、予想下回る'],
  ['jobs', '就業者数、7月は増加'],
  ['retail', '小売売上高、6月は増加'],
  ['trade', '7月の輸出は3%増'],
  ['visitors', '6月の訪日外国人、3%増'],
  ['population', '県の総人口、100万人割れ'],
  ['population', '人口減、1年で3000人'],
])('%s is also called as in "%s"', (name, title) => {
  expect(readIndicators(title, 'ja')).toEqual([name]);
});

test('exports that rise are a report of trade, except those of a firm', () => {
  expect(readIndicators('exports rise in july', 'en')).toEqual(['trade']);
  expect(readIndicators("japan's exports rise in july", 'en')).toEqual(['trade']);
  expect(readIndicators('kitahama exports rise in july', 'en')).toEqual([]);
});

test.each([
  '債務のgdp比を引き下げ',
  '人口減に向き合う首長',
  '人口減少時代の都市',
  '人口増で税収減',
  '訪日客の不満はごみ箱',
  '消費支出物価指数、3%上昇',
  '7月の輸出規制に備える',
  '架空精機、6月輸出再開',
  '架空精機、10月輸出へ',
  '7月の物価高対策',
  '円急騰、雇用統計下振れで',
])('"%s" reports no figure', (title) => {
  expect(readIndicators(title, 'ja')).toEqual([]);
});

test('a share of the GDP is not the GDP', () => {
  expect(readIndicators('government to cut debt-to-gdp ratio', 'en')).toEqual([]);
});
