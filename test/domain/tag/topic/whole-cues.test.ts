import { expect, test } from 'vitest';
import { tagArticle } from '../../../../src/domain/tag/tag-article.ts';
import { realDictionary } from '../real-dictionary.ts';
import { company, smallDictionary, topic } from '../small-dictionary.ts';

const dictionary = realDictionary();

const topicsOf = (title: string): readonly string[] =>
  tagArticle({ title }, dictionary).flatMap((tag) => (tag.kind === 'topic' ? [tag.key] : []));

test.each([
  '横綱審議委員会が開かれる',
  '更生保護の集い',
  'スーパーカブの愛好家が集合',
  'USBメモリーを机の上に忘れる',
  'ゴールドコーストの海岸を歩く',
  'ラッシュフォードが2得点',
])('a cue inside a longer word is none: %s', (title) => {
  expect(topicsOf(title)).toEqual([]);
});

test.each([
  ['日銀の審議委員が講演', 'monetary'],
  ['生保、保険料を上げる', 'finance'],
  ['スーパー、総菜を増やす', 'retail'],
  ['フォード、電池工場を建設', 'autos'],
])('the same cue as a word of its own counts: %s', (title, topic) => {
  expect(topicsOf(title)).toContain(topic);
});

test.each([
  ['豊田通商、航空関連を拡大', []],
  ['山梨中央銀行が行員を採用', ['finance']],
  ['三菱UFJ銀行、行員を採用', ['finance']],
  ['キオクシアHDが新棟', ['chips']],
])('a cue inside a name counts only for what that company does: %s', (title, topics) => {
  expect(topicsOf(title).filter((topic) => topic !== 'markets')).toEqual(topics);
});

test('a cue that stands in a name and again outside it counts', () => {
  expect(topicsOf('豊田通商、通商政策の見直しに備え')).toContain('trade');
});

test.each([
  ['新興企業、1600万ポンドを調達', 'fx'],
  ['大学、イオン加速の実験', 'retail'],
  ['化学会社、樹脂を値上げ', 'retail'],
  ['県税の一般会計、黒字の見込み', 'earnings'],
  ['求人倍率の予測を上方修正', 'earnings'],
  ['保険料、5万円上げ', 'fx'],
  ['対顧客電信売相場', 'markets'],
  ['食品会社、工場の再稼働は来月', 'energy'],
  ['倉庫に積んだ米、「赤字でも売る」', 'earnings'],
  ['日経平均は421円安、米国株の高値に乗れず 持ち高の調整と円安で', 'fx'],
  ['日立、純利益が4割減って営業利益も減少 前年の株式の売却益がなく', 'markets'],
  ['銀行と信金の頭取、新しい組織の始動を祝う 成長戦略', 'policy'],
  ['国債利払いの費用、来年度の予算案で国債費が増加', 'markets'],
  ['日立、純利益と営業利益が3年続けて増加 期末の配当も増額', 'markets'],
  ['新薬の申請、2027年1Qを目指す', 'earnings'],
  ['開示の義務、27年3月期に始まる', 'earnings'],
  ['Cash falls on BOJ stimulus exit', 'policy'],
  ['古い硬貨を1ドルで売却', 'fx'],
  ['財布を届けたアルバイト従業員に感謝状', 'labour'],
  ['登山者に無線機の常時携帯を求める', 'tech'],
  ['(株)れいの企画が事務所を移転', 'markets'],
  ['【倒産情報】食堂の運営会社が破産開始決定 客足が減り赤字に', 'earnings'],
  ['信用評価損益率が改善', 'earnings'],
  ['自動車保険の料率を改定', 'autos'],
  ['吸水素材のシートを開発', 'energy'],
  ['個人向け国債を拡充、新商品の導入も', 'retail'],
  ['介入の詳細を公表、4~6月の為替介入額', 'earnings'],
  ['銀行、AIで粉飾検知', 'governance'],
  ['在留の更新手数料を値上げ', 'retail'],
  ['大家が家賃値上げを通知、居酒屋が移転', 'retail'],
  ['ガソリンの平均小売価格、横ばい', 'retail'],
  ['電力大手、料金値下げを申請', 'retail'],
  ['切削加工の新製品を公開', 'retail'],
  ['板ガラスの新製品を公開', 'retail'],
  ['引っ越しの会社が値上げ', 'retail'],
  ['肥料の値上げを発表', 'retail'],
  ['決済のシステムが再稼働', 'energy'],
  ['農機の会社、自動運転の田植え機', 'autos'],
  ['太陽光ケーブルの値段が上昇', 'tech'],
  ['例示精機、放電の測定機を新発売', 'retail'],
  ['例示精機、研磨の機械を新発売', 'retail'],
  ['氷上で止まるスタッドレスの新製品', 'retail'],
  ['食品包材の樹脂フィルムが上昇', 'retail'],
  ['出始めの梨、相場が2割高', 'markets'],
  ['日銀総裁、米経済会合を欠席', 'macro'],
  ['れいの食堂が破産、返済の資金が尽きる', 'finance'],
  ['レストランの運営会社、バブル崩壊の後に赤字', 'markets'],
  ['れいの通信、売上高成長率が2割', 'macro'],
  ['銅管の需要、来年度の見通しを上方修正', 'earnings'],
  ['コンビニ売上高、9月は1%増', 'earnings'],
  ['財務相、オンライン会談で為替を議論', 'tech'],
  ['県がデジタル商品券を発行', 'tech'],
  ['九州を一つのネットワークで結ぶ観光', 'tech'],
  ['デジタル大臣が減税に反対', 'tech'],
  ['ハイブリッド耐火梁を開発', 'autos'],
  ['鉄道各社の新型車、座席が快適に', 'autos'],
  ['二つの市が合併を検討、住民投票へ', 'deals'],
  ['耕作されない農地を譲渡しやすく', 'deals'],
  ['三つの病院がデータ統合へ', 'deals'],
  ['例示電機、公募増資で50億円調達', 'deals'],
  ['大臣が発言撤回、会見で謝罪', 'governance'],
  ['公立大で個人情報流出の恐れ', 'governance'],
  ['町長へのリコール請求、署名を提出', 'governance'],
  ['市役所で「オープンハウス型」の説明会', 'realestate'],
  ['築地市場の思い出を語る会', 'realestate'],
  ['地元売り込みに学生が参加', 'energy'],
  ['ハンセン病の資料を展示', 'markets'],
])('a word in another sense is no cue: %s', (title, topic) => {
  expect(topicsOf(title)).not.toContain(topic);
});

test.each([
  ['ポンドが対ドルで上昇', 'fx'],
  ['スーパー、牛乳を値上げ', 'retail'],
  ['11日の逆日歩', 'markets'],
  ['9月のマネーストック', 'monetary'],
  ['人事院、月給を勧告', 'labour'],
  ['社外役員の在任年数', 'governance'],
  ['宿泊税を導入', 'policy'],
  ['国内設備投資、8%増の計画', 'macro'],
  ['民間設備投資、3%増', 'macro'],
  ['CGコードの改訂案を公表', 'governance'],
  ['〔概況/午前〕買い先行', 'markets'],
  ['労働市場の流動化を議論', 'labour'],
  ['アルバイト採用、学生に人気', 'labour'],
  ['一時1ドル150円に接近', 'fx'],
  ['業績予想を上方修正', 'earnings'],
  ['受注残が最多 業績見通しは据え置き', 'earnings'],
  ['1Qの売上、5%増', 'earnings'],
  ['対顧客電信売相場', 'fx'],
  ['空港の案内にアバターロボット', 'tech'],
  ['商社株に買い', 'markets'],
  ['米金利上昇で身構える', 'markets'],
  ['水電解の新工程', 'energy'],
  ['UDトラックスが研修所', 'autos'],
  ['女性管理職の割合を公表', 'labour'],
  ['女性役員を増やす', 'governance'],
  ['顧客本位の方針を改定', 'finance'],
  ['駅前のまちづくり', 'realestate'],
  ['フードデリバリーの競争', 'retail'],
  ['携帯の料金を改定', 'tech'],
  ['銅建値を引き上げ', 'markets'],
  ['ドイツ株、続落', 'markets'],
  ['商品11時30分 大豆が小動き', 'markets'],
  ['優待導入で株主が増加', 'markets'],
  ['光回線の契約が増加', 'tech'],
  ['月着陸船を試作', 'tech'],
  ['電子カルテに音声で入力', 'tech'],
  ['C重油の値決め', 'energy'],
  ['オンサイトPPAを工場に導入', 'energy'],
  ['運転手不足で共同輸送', 'labour'],
  ['職員の暑熱対策を強化', 'labour'],
  ['財務局、7月の経済判断を据え置き', 'macro'],
  ['牛肉や野菜の高騰が続く', 'retail'],
  ['サンマの不漁が続く', 'retail'],
  ['メモリ向けプローブカードを増産', 'chips'],
  ['漁獲枠の配分を協議', 'policy'],
  ['税率の見直しは「最善の方法」 食料品の消費', 'policy'],
  ['会計処理の誤りを公表', 'governance'],
  ['新株予約権を発行', 'markets'],
  ['例示自動車、新型車をリコール', 'governance'],
  ['キャベツ3割高、卸値が上がる', 'retail'],
  ['財務次官に新しい顔 幹部人事', 'policy'],
  ['Cash falls on BOJ stimulus exit', 'monetary'],
  ['れいの通信、売上高成長率が2割', 'earnings'],
  ['例示飲食の税引き益、過去最高', 'earnings'],
  ['例示電機の前期、300億円の赤字', 'earnings'],
  ['例示化学、石化事業の分離・独立を決議', 'deals'],
  ['二つの地銀が統合検討', 'deals'],
  ['例示電機が1株を5株に分割', 'markets'],
  ['例示ソフト、15日上場', 'markets'],
  ['各社が内定式、社長が学生を激励', 'labour'],
  ['顧客データを別の会社に誤送信', 'governance'],
  ['地方GSの経営を支援', 'energy'],
  ['首相、演説で経済最優先を強調', 'policy'],
  ['AI法改正の検討を始める', 'policy'],
  ['楽天証券の口座数が増加', 'finance'],
  ['2号機の再稼働を知事が容認', 'energy'],
  ['東急百貨店の改装が完了', 'retail'],
  ['東京ディズニーランドの新施設を公開', 'retail'],
  ['旭化成ホームズの住宅展示場', 'realestate'],
  ['薬価の改定を議論', 'policy'],
  ['介護職員の処遇改善へ指針', 'labour'],
  ['ハイブリッド車の燃費を改善', 'autos'],
  ['レタス、平年の2倍の値段', 'retail'],
])('what a headline is about: %s', (title, topic) => {
  expect(topicsOf(title)).toContain(topic);
});

test.each([
  ['新工場の半導体、電力をAIで調整 人手不足も', 'labour'],
  ['例の会社(7203)の自己株式消却', 'autos'],
  ['市立の植物園、赤字が続く', 'earnings'],
  ['食品の売り場、値段を農水省調査で公表', 'policy'],
  ['スーパーとコンビニの店頭、品薄が続く 経産省や店などが確認', 'policy'],
  ['棚とオフィス家具を組み立てる', 'realestate'],
  ['港の催し - 日本経済新聞証券ニュース', 'markets'],
  ['百貨店のれい商会、純利益78%増 4〜6月、為替差益と買収効果で', 'deals'],
])('what is only mentioned is no topic: %s', (title, topic) => {
  expect(topicsOf(title)).not.toContain(topic);
});

test.each([
  ['配信ルール緩和、アップルとグーグルが対応を急ぐ 公取委が確認', 'policy'],
  ['トヨタの株価が反落、続いた上げ一服 米社を買収へ', 'deals'],
  ['日立、通期の業績予想を上方修正 伸び悩む株価', 'markets'],
  ['インフレの食卓、コンビニやスーパーが値上げ 続くインフレに悩む', 'macro'],
  ['銀行の頭取、全国の信金に呼びかけ「AI活用に一歩」', 'tech'],
  ['NTTドコモビジネスなど、来月に名古屋の幹線道路でバスの自動運転', 'autos'],
  ['例示水産、4~6月期の決算発表を延期 前期に続いた不正会計の影響で', 'governance'],
  ['Bank of Japan weighs rate hike as market awaits data on semiconductor', 'chips'],
  ['コロワイドの純利益 4〜6月、為替差益と買収の影響は', 'retail'],
  ['カゴメの純利益と包材の値段', 'retail'],
  ['みどり通信、衛星データの星空技研に出資', 'deals'],
  ['不動産のれい開発など、自動運転輸送に出資', 'deals'],
])('a second topic stays where the title names it outright: %s', (title, topic) => {
  expect(topicsOf(title)).toContain(topic);
});

test('a trial is no shop, but the company of that name is', () => {
  expect(topicsOf('架空電機、遠隔診療のトライアルを開始')).toEqual([]);
  expect(topicsOf('トライアル、増収増益')).toContain('retail');
});

test('a mine belongs to energy where the title speaks of energy', () => {
  expect(topicsOf('INPEXの株価が続伸、取引所の商い活発 中東の緊張でNY原油上昇')).toContain('energy');
});

test('results are news of the trade of a company, unless its trade is not that of its industry', () => {
  expect(topicsOf('HENNGEの純利益を読む')).toEqual(['earnings', 'tech']);
  expect(topicsOf('テレビ東京HDの純利益を読む')).toEqual(['earnings']);
  expect(topicsOf('HENNGEの社長が講演')).toEqual([]);
  expect(topicsOf('エクセディの純利益を読む')).toContain('autos');
  expect(topicsOf('シマノの純利益を読む')).toEqual(['earnings']);
  expect(topicsOf('INPEXの純利益を読む')).toContain('energy');
  expect(topicsOf('パーク24、会員の情報を案内')).toEqual([]);
  expect(topicsOf('タイムズカーの会員の情報を案内 パーク24')).toEqual([]);
  expect(topicsOf('テレビ朝日と日本テレビ、会員の情報を案内')).not.toContain('tech');
  expect(topicsOf('日本空港ビルデング、会員の情報を案内')).toEqual([]);
  expect(topicsOf('パーク24、駅前の土地を賃貸')).toContain('realestate');
});

test('a report of a currency is not about shares or bonds, whatever moved it', () => {
  expect(topicsOf('人民元、対ドルで続伸')).toEqual(['fx']);
  expect(topicsOf('東京円、米長期債の利回り低下で続伸')).toEqual(['fx']);
  expect(topicsOf('円、介入警戒で反発　日経平均は続落')).toEqual(['markets']);
  expect(topicsOf('外為法の改正案を政府が閣議決定')).toContain('policy');
});

test('a report of shares is not about the trade of the company, one of results is', () => {
  expect(topicsOf('トヨタ、自社株買いを発表')).toEqual(['markets']);
  expect(topicsOf('トヨタの純利益、株式の評価益で増加')).toContain('autos');
});

test('a cue inside a name counts if it is a whole name of that company', () => {
  const companies = [
    company('8001', { nameJa: '例示電工商事', aliases: ['例示電'] }),
    company('8002', { nameJa: '例示電工商' }),
  ];
  const topicsBy = (cue: string): readonly string[] =>
    tagArticle({ title: '例示電工商事の会見' }, smallDictionary(companies, [topic('energy', [cue])])).flatMap(
      (tag) => (tag.kind === 'topic' ? [tag.key] : []),
    );
  expect(topicsBy('例示電')).toEqual(['energy']);
  expect(topicsBy('例示電工')).toEqual([]);
  expect(topicsBy('例示電工商')).toEqual([]);
});
