import type { Article } from '../../../../src/domain/article/article.ts';
import type { CompanyCode } from '../../../../src/domain/tag/company.ts';
import { makeStoryArticle } from '../make-story-article.ts';

/** Invented companies, by the words that earn their tag. */
const COMPANIES: readonly (readonly [code: string, words: RegExp])[] = [
  ['9901', /北浜精機|Kitahama Precision/u],
  ['9902', /南港電子|Nanko Electronics/u],
  ['9903', /丘陽食品|Kyuyo Foods/u],
  ['9904', /海鳴化学|Uminari Chemical/u],
  ['9907', /鶴見工機|Tsurumi Machine/u],
  ['9908', /松風商事|Matsukaze/u],
  ['9909', /若葉倉庫|Wakaba Logistics/u],
  ['9913', /暁自動車|Akatsuki Motor/u],
  ['9914', /東雲自動車|Shinonome Motor/u],
  ['9915', /星見電器(?:HD)?|Hoshimi/u],
  ['9918', /月影鉄道|Tsukikage Railway/u],
  ['9919', /朝霧電鉄|Asagiri Electric/u],
  ['9920', /若竹通信|Wakatake Telecom/u],
  ['9926', /灯台生命|Todai Life/u],
  ['9927', /朝凪建設|Asanagi Construction/u],
  ['9933', /青葉薬品|Aoba Pharma/u],
  ['9939', /海鳴ガス|海鳴瓦斯|Uminari Gas/u],
];

/** Families of invented reports of the same or of like events: outlet | hours after the first | title | summary */
const LINES = `
Minato Daily|0|北浜精機の純利益32%増 4〜6月、半導体向け好調|北浜精機が4日発表した2026年4〜6月期の連結決算は、純利益が前年同期比32%増の45億円だった。半導体製造装置向けの部品が伸びた。
Hama Times|1|北浜精機、4~6月期純利益32%増 半導体装置が好調|純利益は45億円。通期の予想は据え置いた。関連記事:南港電子の純利益12%増
Minato Daily|7|北浜精機、通期見通し上方修正 営業益50%増|北浜精機は27年3月期の営業利益が前期比50%増の180億円になるとの見通しを示した。
Hama Times|9|北浜精機の株価が一時8%高 純利益32%増を好感|北浜精機の株価が一時前日比8%高となった。
Minato Daily|9.5|北浜精機株が一時8%高 好決算で|株価は年初来高値を更新した。
Hill Journal|9.7|Kitahama Precision shares jump on strong earnings|The stock rose 8 percent.
Kita Wire|5|Kitahama Precision first-quarter net profit rises 32% on chip tools|Kitahama Precision said on Tuesday its net profit for April-June rose 32 percent to 4.5 billion yen on strong demand for chip tools.
Bay Post|6|Kitahama Precision's quarterly profit up 32%|The parts maker earned ¥4.5 billion in April-June, up from a year earlier. Related stories: Nanko Electronics names president
Kita Wire|6|Kitahama Precision's quarterly profit up 32%|Net profit was 4.5 billion yen.
Bay Post|6.5|Kitahama Precision net profit jumps 32% in first quarter|

Minato Daily|0|南港電子の純利益12%増 4〜6月|南港電子の4〜6月期は純利益が12%増の20億円。車載向けが堅調だった。
Hama Times|2|南港電子、社長に佐久間氏 藤代氏は会長に|南港電子は新しい社長に佐久間専務が就任する人事を発表した。
Minato Daily|3|南港電子の新社長に佐久間氏|藤代社長は会長に就く。
Kita Wire|3|Nanko Electronics names Sakuma as president|The current president will become chairman, Nanko Electronics said.
Bay Post|4|Nanko Electronics first-quarter net profit rises 12%|Nanko Electronics earned 2 billion yen in April-June.
Hill Journal|26|Nanko Electronics shares jump after upbeat outlook|Shares rose 8 percent in Tokyo.
Bay Post|27|Nanko Electronics shares fall as investors weigh outlook|Stock slump follows rally.

Minato Daily|0|【速報】暁自動車、福岡の3工場を停止|
Minato Daily|0.5|【速報】暁自動車、福岡の3工場を停止 地震で|暁自動車は福岡県の3工場の操業を停止した。
Hama Times|1|暁自動車、福岡の3工場を停止 地震で|地震の影響で4日午後から停止。部品の供給に影響が出るおそれがある。
Hama Times|4.5|【速報】東雲自動車、熊本の2工場も停止|東雲自動車も熊本県の2工場を停止した。
Minato Daily|40|暁自動車、福岡の3工場を再開|暁自動車は6日、地震で停止していた福岡の3工場を再開した。
Kita Wire|3|Akatsuki Motor halts three Fukuoka plants after quake|The carmaker suspended output in Fukuoka, Japan.
Bay Post|42|Akatsuki Motor resumes output at Fukuoka plants|Production restarted on Thursday after the quake.
Kita Wire|4|Shinonome Motor halts two Kumamoto plants after quake|Shinonome Motor stopped output in Kumamoto.

Minato Daily|0|暁自動車、12万台リコール ブレーキに不具合|暁自動車は乗用車12万台のリコールを国土交通省に届け出た。
Hama Times|2|暁自動車が12万台リコール ブレーキ不具合で国交省に届け出|対象は2024年から生産した乗用車。
Kita Wire|3|Akatsuki Motor recalls 120,000 vehicles over faulty brakes|The transport ministry said the defect may cause accidents.
Bay Post|4|Akatsuki Motor to recall 120,000 cars because of brake defect|Akatsuki Motor filed the recall with the transport ministry.
Hill Journal|20|How Akatsuki Motor missed its faulty brakes|An analysis of the recall of 120,000 cars.
Hill Journal|22|Why Akatsuki Motor recalls keep growing|Analysis: the carmaker explains its parts policy.
Minato Daily|21|暁自動車のリコールはなぜ増えるのか|専門家が背景を読み解く。
Hama Times|23|暁自動車、リコール増の理由 品質管理を点検|12万台の背景を検証する。

Minato Daily|0|月影鉄道、運賃10.5%値上げ申請 27年春|月影鉄道は国土交通省に運賃の値上げを申請した。初乗りは160円から180円になる。
Hama Times|1|月影鉄道、運賃値上げを申請 27年春に平均10%|初乗りは180円に。
Minato Daily|6|朝霧電鉄、運賃11.8%値上げ申請|朝霧電鉄も運賃の改定を申請した。
Kita Wire|2|Tsukikage Railway seeks 10.5% fare hike from next spring|The railway applied to the transport ministry.
Kita Wire|8|Asagiri Electric seeks 11.8% fare hike from next spring|The second railway to apply this week.
Bay Post|30|Tsukikage Railway fare hike approved by transport ministry|Fares rise 10.5% next spring.

Minato Daily|0|鶴見工機に買収提案 投資会社、1株3200円で|鶴見工機の全株式を取得する提案を受けたと発表した。
Hama Times|1|投資会社、鶴見工機に買収提案 1株3200円|買収総額は2400億円になる見通し。
Minato Daily|30|鶴見工機、買収提案拒否 外為法で懸念|鶴見工機は投資会社の提案に反対を表明した。
Hama Times|34|鶴見工機、買収協議を延長 投資会社と再び交渉|期限を2週間延期し、協議を継続する。
Kita Wire|2|Investor makes 3,200 yen a share takeover bid for Tsurumi Machine|The tender offer values Tsurumi Machine at 240 billion yen.
Kita Wire|31|Tsurumi Machine rejects takeover bid from investor|The board opposes the bid.
Bay Post|35|Tsurumi Machine extends takeover talks with investor|The two sides agreed to delay the deadline.
Bay Post|80|Tsurumi Machine completes takeover talks with investor|The bid ended after a month.

Minato Daily|0|松風商事、物流会社を買収 300億円|松風商事は大阪の物流会社を買収すると発表した。
Hama Times|2|若葉倉庫、物流会社を買収 300億円|若葉倉庫は名古屋の物流会社を傘下に収める。
Minato Daily|3|松風商事が物流会社買収 300億円、関西の倉庫網強化|大阪などに倉庫を持つ。
Kita Wire|3|Matsukaze to buy Osaka logistics firm for 30 billion yen|Matsukaze said it will acquire the company in Osaka.
Bay Post|4|Wakaba Logistics to buy Nagoya warehouse firm for 30 billion yen|Wakaba Logistics said the acquisition closes in Nagoya in May.
Hama Times|60|松風商事、タイの工場用地を売却|バンコク近郊の土地を譲渡する。
Kita Wire|61|Matsukaze sells factory land in Thailand|The sale of the site in Thailand was agreed.

Minato Daily|0|星見電器、マレーシア拠点9月末に閉鎖 テレビ現地生産終了|星見電器はマレーシアの工場を閉鎖する。
Hama Times|1|星見電器HD、マレーシア拠点9月末に閉鎖...テレビ現地生産終了|従業員900人は再就職を支援する。
Hama Times|10|星見電器、インドでエアコン生産4倍 工場増強|インドの工場に500億円を投資する。
Hill Weekly|1.5|Hoshimi、マレーシア拠点を閉鎖|テレビの現地生産を終える。
Hill Daily|1.6|HSM、マレーシアのテレビ工場閉鎖|星見電器の子会社。
Kita Wire|2|Hoshimi to close Malaysia plant at end of September|Hoshimi will stop making televisions in Malaysia.
Bay Post|11|Hoshimi to quadruple air conditioner output in India|It will invest 50 billion yen in a plant in India.
Hill Journal|12|Hoshimi plans second plant in Aichi|The factory in Aichi will build air conditioners.

Minato Daily|0|若竹通信で通信障害 全国で利用しづらい状況|4日午前から携帯電話がつながりにくくなっている。
Hama Times|1|若竹通信、全国で通信障害 利用しづらい状況続く|総務省は若竹通信に早期の復旧を求めた。
Minato Daily|8|若竹通信の通信障害が復旧|若竹通信は障害が完全復旧したと発表した。
Kita Wire|2|Wakatake Telecom network outage hits users across Japan|Calls are hard to make.
Bay Post|9|Wakatake Telecom restores service after outage|The outage ended on Tuesday.
Hama Times|48|若竹通信に厳重注意 総務省、再発防止策を要請|通信障害を受けた措置。

Minato Kyodo Wire|0|朝凪建設が民事再生法申請 負債120億円|札幌の朝凪建設が民事再生法の適用を申請した。
Minato Kyodo Sports|1|朝凪建設が民事再生法申請 負債120億円|札幌市の朝凪建設が申請した。
Hama Times|2|朝凪建設、民事再生を申請 負債総額120億円|北海道で3番目の規模。
Minato Kyodo Wire|3|Asanagi Construction files for bankruptcy in Sapporo|Liabilities of the Hokkaido builder total 12 billion yen.
Minato Kyodo Sports|4|Builder Asanagi Construction goes bankrupt in Hokkaido|Liabilities total 12 billion yen.
Minato Daily|2|北海道の7月倒産、3.6%増の28件|負債総額は120億円。
Hama Times|30|青森の7月倒産、1.2%減の11件|負債総額は8億円。

Minato Daily|0|日銀、政策金利を1.0%程度で据え置き決定|日銀は金融政策決定会合で政策金利を据え置いた。
Hama Times|0.2|【速報】日銀、物価見通しを下方修正|展望リポートで示した。
Kita Wire|1|Bank of Japan keeps policy rate at 1.0%|The BOJ held its policy meeting in Tokyo.
Bay Post|1.5|BOJ holds rates steady, trims inflation view|The Bank of Japan's policy board voted 8-1.
Hama Times|3|日銀総裁「物価上振れを注視」 会見要旨|日銀総裁は会見で物価について話した。
Minato Daily|6|大手銀行、住宅ローン固定金利引き上げ 長期金利上昇で|10年固定は年3.2%になる。
Minato Daily|4|日銀総裁、会見で「利上げ経済次第」|日銀総裁が記者会見した。
Kita Wire|4|BOJ governor says rate hike depends on economy|The Bank of Japan chief spoke at a news conference.
Kita Wire|6|Banks raise mortgage rates as bond yields climb|Ten-year fixed loans will cost 3.2%.
Minato Daily|0|FRB、政策金利据え置き決定|米連邦準備理事会は政策金利を据え置いた。
Bay Post|5|Bank of Japan governor says watching prices at news conference|The BOJ chief said wages matter.
Hill Journal|2|Fed keeps interest rate unchanged|The Federal Reserve stood pat.

Minato Daily|0|植物工場の協議会社長「雇用守る」|会見で影響を語った。
Hama Times|1|丘陽食品社長「値上げ避けられず」|丘陽食品の社長が会見で話した。
Minato Daily|2|丘陽食品社長、値上げ「避けられない」と会見|原料高を受け、秋に平均5%上げる。
Kita Wire|3|Kyuyo Foods president says price rise is unavoidable|The company will raise prices 5% in autumn.
Bay Post|4|Kyuyo Foods says higher prices cannot be avoided|Its president told a news conference.
Hama Times|26|丘陽食品、豆腐など12品目を9月から値上げ|平均5%の値上げ。

Minato Daily|0|日経平均前引け 反発 784円高の6万2218円|半導体株に買いが入った。
Hama Times|0.1|東証、午前終値は6万2218円 半導体株に買い|日経平均株価は反発した。
Kita Wire|0.5|Nikkei rises in morning session, up 784 points to 62,218|Chip shares led gains in Tokyo.
Hama Times|3|日経平均大引け 反発 812円高の6万2246円|買いが続いた。
Minato Daily|1|東証午後2時 日経平均は伸び悩み|上値が重い。
Hama Times|1.2|東京株式 4日14時|日経平均は伸び悩んでいる。
Bay Post|0.6|Tokyo stocks end morning higher, Nikkei at 62,218|Tokyo stocks rose on Tuesday.
Bay Post|3.5|Nikkei ends up 812 points at 62,246|Tokyo stocks closed higher.
Hill Journal|4|Tokyo stocks close higher on chip shares|The Nikkei stock average gained 812 points.

Minato Daily|0|東京円、157円台後半|円相場は1ドル=157円台後半で推移した。
Hama Times|0.5|円相場、一時157円台後半に下落|ドル買いが優勢だった。
Hama Times|10|NY円、156円台前半|ニューヨーク市場の円相場。
Minato Daily|2|政府が為替介入、6兆円規模|財務省が円買い介入の実績を公表した。
Kita Wire|0.4|Dollar trades in upper 157 yen zone in Tokyo|The yen weakened.
Bay Post|0.7|Yen slips to upper 157 zone against dollar|Dollar firm in Tokyo trading.
Kita Wire|2.2|Japan spent 6 trillion yen on yen intervention|The finance ministry released data.

Minato Daily|0|7月の消費者物価2.4%上昇 生鮮食品除く|総務省が発表した7月の全国消費者物価指数は2.4%上昇した。
Hama Times|0.5|消費者物価、7月2.4%上昇 食料品高続く|4カ月連続の伸び。
Hama Times|1|7月の企業物価2.4%上昇|日銀が発表した。
Minato Daily|50|6月の消費者物価2.6%上昇|総務省が改定値を公表した。
Minato Daily|2|東京都区部の消費者物価、8月2.1%上昇|先行指標になる。
Kita Wire|1|Japan's consumer prices rise 2.4% in July|Core consumer inflation was in line with forecasts.
Bay Post|1.5|Japan July core consumer inflation at 2.4%|Food prices kept rising.
Bay Post|49|Japan's consumer prices rise 2.1% in August|Inflation eased in August.
Hill Journal|2|U.S. consumer prices rise 3.0% in July|Inflation in the United States picked up.
Kita Wire|3|Japan's real wages rise 1.6% in July|Wages beat forecasts.

Minato Daily|0|ユーロ圏GDP0.4%増 4~6月期、予想上回る|輸出が伸びた。
Hama Times|1|4〜6月期GDP、年率2.3%増|内閣府が発表した日本の国内総生産。
Kita Wire|1|Euro zone GDP grows 0.4% in April-June|Exports rose.
Bay Post|2|Japan's GDP expands annualized 2.3% in April-June|The Cabinet Office released data.
Hill Journal|2.5|Britain's GDP grows 0.3% in April-June|Growth in the U.K. slowed.
Kita Wire|3|Japan's trade deficit narrows in June|Exports to China rose.

Minato Daily|0|経営メモ/丘陽食品社長・森本氏「主力に集中」|聞き手は編集部。
Minato Daily|24|経営メモ/松風商事社長・桜田氏「資源で攻め」|聞き手は編集部。
Hama Times|1|〈町の話〉丘陽食品、豆腐工場の一日|千葉の工場を訪ねた。
Hama Times|25|〈町の話〉商店街に戻る人出|週末の祭りに3万人。
Hill Weekly|2|〈町の話〉豆腐工場の朝|千葉を歩く。
Kita Wire|2|[Market column] Kyuyo Foods bets on tofu|A column on food makers.
Bay Post|3|[Harbour notes] Kyuyo Foods and the price of soy|A column.
Hill Journal|4|[Harbour notes] Tofu makers look abroad|A column.

Minato Daily|0|工作機械の未来(1)海外に活路|連載の初回。
Minato Daily|24|工作機械の未来(2)人材難|連載の2回目。
Hama Times|3|工作機械の受注額、6月8.1%増 3カ月連続プラス|業界団体が発表した。
Kita Wire|4|Japan's machine tool orders rise 8.1% in June|Orders climbed for a third straight month.
Bay Post|30|Japan machine tool orders up third month in a row|The industry group said orders rose 8.1%.

Minato Daily|0|青葉薬品の認知症薬、自宅で注射可能に 厚労省承認|厚生労働省が承認した。
Hama Times|1|厚労省、青葉薬品の認知症薬の自己注射を承認|患者の通院の負担が減る。
Kita Wire|2|Japan approves home injection of Aoba Pharma dementia drug|The health ministry gave its nod.
Bay Post|3|Aoba Pharma wins approval for dementia drug injection at home|Japan's health ministry approved the drug.
Hill Journal|20|U.S. delays decision on Aoba Pharma dementia drug|The United States extended its review.
Hama Times|21|米当局、青葉薬品の認知症薬の審査を延長|米国での承認は年明けにずれ込む。

Minato Daily|0|灯台生命の元営業社員2人が金銭詐取|被害は1億円。
Hama Times|1|灯台生命、元営業社員2人の金銭詐取を公表|灯台生命が発表した。
Minato Daily|50|灯台生命に業務改善命令 金融庁|金融庁は灯台生命を処分した。
Kita Wire|2|Todai Life says two former agents stole client money|Losses total 100 million yen.
Bay Post|51|FSA orders Todai Life to improve operations|The regulator acted after the fraud.

Minato Daily|0|東京のオフィス空室率2.12% 9月、賃料上昇|都心5区の空室率。
Hama Times|1|大阪のオフィス空室率3.05% 9月、梅田で成約|大阪の平均空室率。
Hama Times|20|オフィス空室率、9月は2.12%に低下の公算|需給が引き締まる。
Kita Wire|2|Japan's office vacancy rate falls to 2.12% in September|Rents climbed.
Bay Post|3|Office vacancy in Osaka at 3.05% in September|Deals in Umeda helped.

Minato Daily|0|海鳴ガス、通期見通し上方修正 売上高2.1兆円|海鳴ガスは27年3月期の売上高が2.1兆円になる見通し。
Hama Times|1|海鳴瓦斯の通期見通し、売上高2.1兆円に上方修正|燃料費が下がった。
Kita Wire|2|Uminari Gas raises full-year sales outlook to 2.1 trillion yen|Uminari Gas cited lower fuel costs.
Bay Post|2.5|Uminari Gas lifts full-year guidance|Sales seen at ¥2.1 trillion.
Hill Journal|3|Uminari: gas outlook raised|The utility expects higher sales.
Bay Post|3.5|Uminari Chemical lowers full-year profit forecast|Uminari Chemical sees ¥12 billion.
Minato Daily|3|海鳴化学、純利益予想を下方修正 27年3月期120億円に|海鳴化学は市況の悪化が響く。

Minato Daily|0|白浜原発2号機が再稼働 定期検査終える|福井の原子力発電所。
Hama Times|3|白浜原発3号機が再稼働 定期検査終える|福井県にある。
Kita Wire|2|Shirahama reactor No. 2 restarts in Fukui|The reactor in Fukui resumed.
Bay Post|3|Shirahama No. 2 reactor back online in Fukui|Operations resumed after checks.
Hill Journal|3|Food plant in Aomori halts output after quake|The plant in Aomori closed.
Minato Daily|4|熊本の食品工場が操業停止 地震で|熊本県の工場。

Minato Daily|0|【8/4話題】松風商事が物流会社を買収など(音声ニュース)|今日の話題。
Hama Times|1|今週の予定 主要企業の決算発表|8月4日から。
Kita Wire|1|News in brief: Matsukaze, Kyuyo Foods and Hoshimi|A round-up of the day.
Bay Post|2|Week ahead: Japan earnings and wages|What to watch.
Hill Journal|5|Japan news in brief: Hoshimi to close Malaysia plant|Top stories.

Minato Daily|0|暁自動車など九州の工場停止相次ぐ 地震で|各社が影響を調べている。
Hama Times|1|自動車大手3社、九州の工場を停止|地震の影響。
Kita Wire|1|Carmakers halt Kyushu plants one after another|Akatsuki Motor and Shinonome Motor stopped lines.

Minato Daily|0|首相、経済対策の策定を指示 物価高対応が柱|首相は閣議で指示した。
Hama Times|1|首相 経済対策の取りまとめを指示 物価高に対応|秋の国会に補正予算を提出する方針。
Minato Daily|9|政府、食品の消費税引き下げへ 来年4月から1%|閣議決定した。
Kita Wire|2|Japan's prime minister orders stimulus package to ease price pain|The cabinet will draft a budget.
Bay Post|3|Japan government to draw up stimulus plan|The prime minister told the cabinet.
Hill Journal|24|China curbs chip material exports|China tightened rules on exports.
Minato Daily|24|中国、半導体材料の輸出規制を強化|中国政府が発表した。
Hama Times|30|政府、中国の輸出規制に反発 対抗措置も|官房長官が会見で抗議した。

Minato Daily|0|北浜精機・南港電子・丘陽食品、福岡・熊本・大分に3工場 120億円を投じ450人採用|経済産業省、国土交通省、財務省、厚生労働省が補助する。海鳴化学と鶴見工機も参加し、8万平方メートルの敷地に年650万個の設備を置く。長崎県と宮崎県も加わる。
Hama Times|2|北浜精機・南港電子・丘陽食品が福岡・熊本・大分に3工場、120億円で450人採用へ|経済産業省、国土交通省、財務省、厚生労働省が支える。海鳴化学、鶴見工機も加わり、敷地は8万平方メートル、生産は年650万個。長崎県、宮崎県も候補。
Kita Wire|3|Kitahama Precision, Nanko Electronics and Kyuyo Foods to build 3 plants in Fukuoka, Kumamoto and Oita for 12 billion yen, hire 450|The Ministry of Economy, Trade and Industry, the transport ministry, the finance ministry and the health ministry support the plan. Uminari Chemical and Tsurumi Machine join; the site of 80,000 square metres makes 6.5 million parts a year. Nagasaki and Miyazaki follow.
Bay Post|101|Kitahama Precision, Nanko Electronics and Kyuyo Foods build 3 plants in Fukuoka, Kumamoto and Oita, hiring 450 people for 12 billion yen|The Ministry of Economy, Trade and Industry, the transport ministry, the finance ministry and the health ministry pay a part. Uminari Chemical and Tsurumi Machine take part on 80,000 square metres, with 6.5 million parts a year. Nagasaki and Miyazaki are next.
`;

type GoldenArticle = { readonly family: number; readonly name: string; readonly article: Article };
export type GoldenPair = { readonly name: string; readonly articles: readonly [Article, Article] };

const ARTICLES: readonly GoldenArticle[] = LINES.trim()
  .split('\n\n')
  .flatMap((family, number) =>
    family.split('\n').map((line, place) => {
      const [outlet = '', hours = '', title = '', summary = ''] = line.split('|');
      const name = `${number + 1}.${place + 1}`;
      return { family: number, name, article: makeGolden(name, outlet, Number(hours), title, summary) };
    }),
  );

/** How far apart in the list two of one family may stand. */
const REACH = 3;
/** Every so many articles, one is paired with one of another family. */
const STRIDE = 4;
const OTHER_FAMILY = 9;

/** Pairs of one family, and some of two: `3.1 3.4` are the first and the fourth article of the third family. */
export const GOLDEN_PAIRS: readonly GoldenPair[] = ARTICLES.flatMap((one, i) =>
  ARTICLES.slice(i + 1)
    .filter(
      (other, distance) =>
        (one.family === other.family && distance < REACH) || (i % STRIDE === 0 && distance === OTHER_FAMILY),
    )
    .map((other) => ({ name: `${one.name} ${other.name}`, articles: [one.article, other.article] as const })),
);

function makeGolden(id: string, outlet: string, hours: number, title: string, summary: string): Article {
  return {
    ...makeStoryArticle(id, title, { hours, outlet }),
    ...(summary === '' ? {} : { summary }),
    tags: COMPANIES.flatMap(([code, words]) => {
      const evidence = [
        { where: 'title', words: words.exec(title)?.[0] },
        { where: 'summary', words: words.exec(summary)?.[0] },
      ] as const;
      const earned = evidence.flatMap((each) =>
        each.words === undefined ? [] : [{ where: each.where, words: each.words }],
      );
      return earned.length === 0
        ? []
        : [{ kind: 'company' as const, code: code as CompanyCode, evidence: earned }];
    }),
  };
}
