/** Two titles, invented, and whether they tell one story; `codes` are the companies both, or each, are tagged with. */
export type Pair = {
  readonly reason: string;
  readonly together: boolean;
  readonly titles: readonly [string, string];
  readonly hours: number;
  readonly codes: readonly [string, string];
};

/** reason | + together, - apart | hours between | codes of one / of the other | title | title */
const LINES = `
same result, same company|+|1|9901/9901|北浜精機の純利益32%増 4〜6月、半導体向け好調|北浜精機、4~6月期純利益32%増 半導体装置が好調
same result, other company|-|1|9901/9902|北浜精機の純利益32%増 4〜6月|南港電子の純利益32%増 4〜6月
same figures, other company, upward revision|-|0|9901/9902|北浜精機、通期見通し上方修正 営業益50%増|南港電子、通期見通し上方修正 営業益50%増
results and their restatement by another outlet|+|2|9903/9903|丘陽食品の4〜6月期、純利益21%減 原料高響く|丘陽食品、純利益21%減の45億円 4〜6月期
forecast cut in other words|+|3|9904/9904|海鳴化学、純利益予想を下方修正 27年3月期120億円に|海鳴化学の純利益120億円に下振れ 27年3月期
forecasts of two companies|-|3|9904/9905|海鳴化学、純利益予想を下方修正 27年3月期120億円に|山彦樹脂、純利益予想を下方修正 27年3月期130億円に
results and the share price|-|4|9901/9901|北浜精機の純利益32%増 4〜6月、半導体向け好調|北浜精機の株価が一時8%高 純利益32%増を好感
results and a new product of one company|-|5|9901/9901|北浜精機の純利益32%増 4〜6月|北浜精機、新型研削盤を発売 小型部品向け
results and a new president of one company|-|6|9902/9902|南港電子の純利益12%増 4〜6月|南港電子、社長に佐久間氏 藤代氏は会長に
loss and loss in other words|+|1|9906/9906|白樺航空、4〜6月期最終赤字38億円|白樺航空の最終損益38億円の赤字 4〜6月期
bid made and bid rejected|-|30|9907/9907|鶴見工機に買収提案 投資会社が1株3200円で|鶴見工機、買収提案拒否 外為法で懸念
bid made, twice told|+|1|9907/9907|投資会社、鶴見工機に買収提案 1株3200円|鶴見工機に買収提案 投資会社、1株3200円で
bid rejected, short and long|+|0|9907/9907|鶴見工機、買収提案拒否|鶴見工機、買収提案拒否 投資会社から、外為法で懸念
takeover of other companies|-|2|9908/9909|松風商事、物流会社を買収 300億円|若葉倉庫、物流会社を買収 300億円
alliance talks by two outlets|+|2|9910,9911/9910,9911|若草銀と白浜銀、資本業務提携へ調整|白浜銀行と若草銀行、資本提携で調整
alliance and merger of other banks|-|5|9910/9912|若草銀、資本業務提携へ調整|青嶺銀、経営統合へ調整
plant stopped in a quake, two companies|-|1|9913/9914|暁自動車、福岡の3工場を停止 地震で|東雲自動車、福岡の2工場を停止 地震で
plant stopped, twice told|+|1|9913/9913|暁自動車、福岡の3工場を停止 地震で|【速報】暁自動車、福岡の3工場を停止
plant stopped and restarted|-|40|9913/9913|暁自動車、福岡の3工場を停止 地震で|暁自動車、福岡の3工場を再開
one product of two makers without codes|-|2|/|北浜精機工業、小型センサーの新製品を発売|南港工業、小型センサーの新製品を発売
bonds of two companies without codes|-|2|/|北浜精機が社債発行 10年債で53億円|アオバタイムスが社債発行 7年債で60億円
an alert for two towns|-|0|/|【速報】白浜市で震度2|【速報】若草市で震度2
one maker without a code in two forms|+|1|/|北浜精機、小型センサーの新製品を発売|北浜精機工業、小型センサーの新製品を発売
plant stopped at two places|-|1|/|食品会社が熊本工場の操業停止|食品会社が福岡工場の操業停止
plant closed, and its column reprint|+|24|9915/9915|星見電器、マレーシア拠点9月末に閉鎖 テレビ現地生産終了|星見電器HD、マレーシア拠点9月末に閉鎖...テレビ現地生産終了
plant opened abroad and plant closed abroad|-|10|9915/9915|星見電器、インドでエアコン生産4倍 工場増強|星見電器、マレーシア拠点9月末に閉鎖
recall by one maker|+|2|9916/9916|暁自動車、12万台リコール ブレーキに不具合|暁自動車が12万台リコール ブレーキ不具合で国交省に届け出
recall by two makers|-|2|9916/9917|暁自動車、12万台リコール ブレーキに不具合|東雲自動車、9万台リコール エアバッグに不具合
an unnamed hour and the close|-|2|/|日経平均が反発、前日比520円高|日経平均終値は380円高
morning close and close|-|3|/|日経平均前引け 反発 784円高の6万2218円|日経平均大引け 反発 812円高の6万2246円
morning close, two outlets|+|0|/|東証、午前終値は6万2218円 半導体株に買い|日経平均前引け 反発 784円高の6万2218円
market report of 14:00 in two forms|+|0|/|東京株式 12日14時|東証14時 日経平均は伸び悩み 韓国株安が重荷
14:00 of two days|-|24|/|東京株式 12日14時|東京株式 13日14時
afternoon opening and 14:00|-|1|/|東証後場寄り 日経平均は上げ幅縮小|東証14時 日経平均は上値重い
New York stocks and bonds|-|0|/|NY株反発、613ドル高|NY債券、長期債反落 10年債利回り4.67%
New York stocks, two outlets|+|0|/|NY株反発、613ドル高|NYダウ、大幅反発し613ドル高 半導体関連に買い
New York stocks of two days|-|24|/|NY株続伸、537ドル高|NY株続伸、263ドル高
New York stocks at the opening and the close|-|6|/|NY株、反発して始まる|NY株反発、613ドル高
New York oil under another name|+|0|/|NY原油続落、終値79ドル台|NY商品、原油続落 供給増の見方 金反落
New York oil of two days|-|24|/|NY原油続落、終値79ドル台|NY原油続落、終値75ドル台
yen in Tokyo and in New York|-|10|/|東京円、157円台後半|NY円、157円台後半
yen at noon and at two|-|2|/|外為12時 円相場、下落 157円台後半 実需の売り|外為14時 円相場、157円台半ばで一進一退
yen of two days in the same words|-|24|/|東京円、157円台後半|東京円、157円台後半
Shanghai and Hong Kong|-|0|/|上海株前引け 反落 テック関連安い|香港株前引け 反落 テック関連安い
stocks and new-market stocks|-|0|/|日経平均前引け 反発 784円高|新興株前引け グロース250が反発
futures and the market|-|2|/|日経平均先物、大取の夜間取引で上昇 20円高の6万2420円|日経平均大引け 反発 812円高の6万2246円
central bank holds, two angles|+|0|/|日銀、政策金利を1.0%程度で据え置き決定|【速報】日銀、物価見通しを下方修正
central bank holds, a vote against|+|0|/|日銀、政策金利を1.0%程度で据え置き決定|【速報】日銀金利据え置きに1人反対
central bank decides and its governor speaks|-|3|/|日銀、政策金利を1.0%程度で据え置き決定|日銀総裁「物価上振れを注視」 会見要旨
two reports of the governor's words|+|1|/|日銀総裁「物価上振れを注視」 会見要旨|植田総裁が会見 利上げ「経済次第」
central bank decides and its governor speaks about rates|-|3|/|日銀、政策金利を据え置き|植田総裁、政策金利の先行きを語る
words of two board members, named in another order|+|1|/|日銀の青木・黒木委員が長崎で講演|日銀の黒木、青木両審議委員が長崎で講演
a deputy governor's words in two languages|+|1|/|日銀・青木副総裁、インフレに警戒|BOJ deputy chief Aoki warns on inflation
the governor's words on rates in two languages|+|1|/|植田総裁、会見で追加利上げに言及|Governor of Bank of Japan says it will raise rates if outlook is met
central bank before and after its meeting|-|24|/|日銀きょうから金融政策決定会合 政策金利は据え置きの公算|日銀、政策金利を1.0%程度で据え置き決定
central banks of Japan and America|-|8|/|日銀、政策金利を1.0%程度で据え置き決定|FRB、政策金利据え置き決定
central banks of Britain and Japan|-|14|/|英中銀、政策金利維持|日銀、政策金利を維持
decision and minutes|-|40|/|日銀、政策金利を据え置き決定|日銀 6月会合の議事要旨を公表
Tokyo CPI and national CPI|-|2|/|東京都区部の消費者物価、7月2.1%上昇|全国の消費者物価、7月2.4%上昇
national CPI by two outlets|+|0|/|7月の消費者物価2.4%上昇 生鮮食品除く|消費者物価、7月2.4%上昇 食料品高続く
CPI and wholesale prices|-|1|/|7月の消費者物価2.4%上昇|7月の企業物価2.4%上昇
CPI of two months|-|30|/|6月の消費者物価2.4%上昇|7月の消費者物価2.4%上昇
GDP of Japan and of the euro zone|-|2|/|4〜6月期GDP、年率2.3%増|ユーロ圏4〜6月期GDP、0.4%増
euro zone GDP, short and long|+|0|/|ユーロ圏GDP0・4%増|ユーロ圏GDP0.4%増 4~6月期、予想上回る
real wages by two outlets|+|1|/|6月の実質賃金1.6%増、6カ月連続プラス|実質賃金6月1.6%増 6カ月連続プラス、夏賞与伸び
wages and household spending|-|1|/|6月の実質賃金1.6%増|6月の消費支出1.6%減
office vacancy of two cities|-|1|/|東京のオフィス空室率2.12% 9月、賃料上昇|大阪のオフィス空室率3.05% 9月、梅田で成約
bankruptcies of a month and a half-year|-|1|/|9月倒産、3.6%増の842件|上半期の倒産5310件 5年連続で増加
gasoline price by two outlets|+|1|/|ガソリン価格170円10銭|ガソリン店頭価格、全国平均170.1円
gasoline price of two weeks|-|60|/|ガソリン価格170円10銭|ガソリン価格172円40銭
rice price and rice index|-|10|/|コメ5キロ3311円 5週連続下落|7月のコメ価格指数、最低を更新
labels taken off|+|0|9918/9918|【速報】月影鉄道、運賃値上げを申請|月影鉄道、運賃値上げを申請
section suffix taken off|+|0|9918/9918|月影鉄道、運賃値上げを申請 27年春に平均10% ¦ 経済|月影鉄道、運賃値上げを申請 27年春に平均10%
same title of another outlet|+|1|/|造船人材育成へ協議会発足|造船人材育成へ協議会発足 産官学で
fares of two railways|-|5|9918/9919|月影鉄道、運賃10.5%値上げ申請|朝霧電鉄、運賃11.8%値上げ申請
instalments of a series|-|0|/|工作機械の未来(1)海外に活路|工作機械の未来(2)人材難
pieces of one column|-|0|/|経営メモ/丘陽食品社長・森本氏「主力に集中」|経営メモ/松風商事社長・桜田氏「資源で攻め」
round-up and a story of it|-|1|/|【8/4話題】松風商事が物流会社を買収、丘陽食品の純利益など(音声ニュース)|松風商事、物流会社を買収 300億円
daily list of two days|-|24|/|8月4日の商品主要相場(紙面イメージ)|8月5日の商品主要相場(紙面イメージ)
stock loans of two days|-|24|/|3日の逆日歩|4日の逆日歩
explanation of an event|-|5|/|日本と米国が協調介入 円急騰|日米の協調介入とは 過去の例を解説
question after the news|-|8|/|食品消費税1%を閣議決定 来年4月から|食品消費税1%で家計負担は減るのか?
ban and the answer to it|-|10|/|政府、半導体材料の輸出規制を強化|隣国、半導体材料の輸出規制強化に反発 対抗措置も
outage and its end|-|8|9920/9920|若竹通信で通信障害 全国で利用しづらい状況|若竹通信の通信障害が復旧
outage, twice told|+|1|9920/9920|若竹通信で通信障害 全国で利用しづらい状況|若竹通信、全国で通信障害 利用しづらい状況続く
outages of two companies|-|1|9920/9921|若竹通信で通信障害 九州で利用しづらい|星空モバイルで通信障害 九州で利用しづらい
price rise of two makers|-|5|9922/9923|日向製菓、チョコレート12品目を9月から値上げ|みどり乳業、アイス12品目を9月から値上げ
price rise by two outlets|+|1|9922/9922|日向製菓、チョコレート12品目を9月から値上げ|日向製菓がチョコ12品目値上げへ 9月から カカオ高で
same number by chance|-|3|9924/9925|松風商事、豪州の銅鉱山に300億円投資|若葉倉庫、大阪に300億円で物流施設
scandal and punishment|-|50|9926/9926|灯台生命で社員が金銭詐取 被害1億円|灯台生命に業務改善命令 金融庁
fraud by two outlets|+|1|9926/9926|灯台生命、元営業社員2人の金銭詐取を公表|灯台生命の元営業社員2人が金銭詐取
bankruptcy by two outlets|+|2|9927/9927|朝凪建設が民事再生法申請 負債120億円|朝凪建設、民事再生を申請 負債総額120億円
bankruptcies of two companies|-|4|9927/9928|朝凪建設が民事再生法申請 負債120億円|夕映え旅館が民事再生法申請 負債20億円
listing and first price|-|72|9929/9929|雲海データ、東証グロースに新規上場承認|雲海データの初値2400円 公開価格を5割上回る
buyback by two outlets|+|0|9930/9930|松風商事、1500億円の自社株買い 発行済みの1.1%|松風商事、上限1500億円の自己株取得を決議
buybacks of two companies|-|0|9930/9931|松風商事、1500億円の自社株買い|丘陽食品、150億円の自社株買い
president named by two outlets|+|1|9902/9902|南港電子、社長に佐久間氏 藤代氏は会長に|南港電子の新社長に佐久間氏
presidents of two companies|-|2|9902/9903|南港電子、社長に佐久間氏|丘陽食品、社長に森本氏
ministries' appointments|-|1|/|財務次官に山城氏 財務省幹部人事|総務審議官に海野氏 総務省幹部人事
agencies' appointments|-|0|/|デジタル庁人事(8月4日)|金融庁人事(8月7日)
one company in two languages, a car's sound and a plant|-|1|9913/9913|暁自動車の高級車「ルミナ」、鋳鉄の音響が人気に|Akatsuki Motor to start making solid-state batteries in Aichi
one company in two languages, a stake and a tower|-|7|9918/9918|港南不など、自動運転輸送に出資|Konan Fudosan to develop $1.1 billion Manhattan tower
one company in two languages, a quake and results|-|13|9919/9919|北斗モール熊本の建て直しに50億円|Hokuto Retail posts record half-year operating profit
a country in common, in two languages|-|1|/|独の車大手、5000人削減 中国で販売苦戦|China's young travellers drive rise in homestay bookings
a subject in common, in two languages|-|2|/|大手銀行、住宅ローン固定金利引き上げ 長期金利上昇で|Long-term interest rate reaches multidecade high after pay data
an office in common, in two languages|-|10|/|内閣府人事(8月7日)|"Economy watchers" grow more upbeat in September
the same hour and nothing else|-|1|/|富岳電機、蓄電池向け電力変換器を小型化|Northern side beats rivals to seal second place in group
a speech in New York and the yen there|-|2|/|NY円、157円台前半|Mayor's speech raises hopes for a new era in New York
shares in New York and a firm called Dow|-|2|/|NYダウ、反発して終わる|Dow makes plastics and paints at plants in Germany
one town, two news in English|-|1|/|Quake halts chip plant in Kumamoto for a week|Summer festival draws record crowds in Kumamoto
export figures by two outlets|+|1|/|農産物26年上半期の輸出額最高 8977億円|農産品輸出10.9%増の8977億円 1〜6月、抹茶好調
satellite launch by two outlets|+|1|9932/9932|天翔宇宙、月面着陸船を28年打ち上げ|天翔宇宙の月面着陸船、28年に打ち上げへ
drug approved by two outlets|+|1|9933/9933|青葉薬品の認知症薬、自宅で注射可能に 厚労省承認|厚労省、青葉薬品の認知症薬の自己注射を承認
drugs of two companies|-|2|9933/9934|青葉薬品の認知症薬、厚労省承認|白峰製薬の抗がん剤、米で承認
¥325 billion and 3,248億円|+|2|9935/9935|暁自動車の営業利益3248億円 4〜6月期|Akatsuki Motor posts operating profit of ¥325 billion in April-June
yen and trillion|+|1|9936/9936|松風商事、北米のガス事業に2兆円投資|Matsukaze Corp to invest 2 trillion yen in North American gas
dollars by a rough rate|+|1|9937/9937|丘陽食品、米飲料会社を1500億円で買収|Kyuyo Foods to acquire U.S. beverage maker for $1 billion
two languages, other companies|-|1|9935/9936|暁自動車の営業利益3248億円 4〜6月期|Matsukaze Corp posts operating profit of ¥325 billion in April-June
two languages, same company, other event|-|10|9935/9935|暁自動車、12万台リコール ブレーキに不具合|Akatsuki Motor names Sakuma as president
recall in two languages|+|2|9935/9935|暁自動車、12万台リコール ブレーキに不具合|Akatsuki Motor recalls 120,000 vehicles over faulty brakes
buyback in two languages|+|1|9930/9930|松風商事、1500億円の自社株買い|Matsukaze to buy back up to 150 billion yen of shares
fare rise in two languages|+|2|9918/9918|月影鉄道、運賃10.5%値上げ申請 27年春|Tsukikage Railway seeks 10.5% fare hike from next spring
fare rises of two railways in two languages|-|2|9918/9919|月影鉄道、運賃10.5%値上げ申請 27年春|Asagiri Electric seeks 11.8% fare hike from next spring
warning raised and lifted|-|9|/|若草市の土砂災害警戒で避難指示 青嶺県|若草市の土砂災害警戒の避難指示を解除 青嶺県
quakes of two intensities|-|1|/|青嶺県沖で地震、若草市で震度3 津波の心配なし|青嶺県沖で地震、若草市で震度4 津波の心配なし
two typhoons|-|0|/|台風31号 気象庁の予想進路と米軍の見方 日本への影響は|台風32号 気象庁の予想進路と米軍の見方 日本への影響は
lists of two hours|-|0|/|青嶺地方 交通影響まとめ(6:45現在)|青嶺地方 交通影響まとめ(5時現在)
quake damage in two places, two languages|-|2|/|熊本の食品工場が操業停止 地震で|Food plant in Aomori halts output after quake
CPI in two languages|+|1|/|8月の消費者物価2.7%上昇|Japan's consumer prices rise 2.7% in August
CPI and wages in two languages|-|1|/|8月の消費者物価2.7%上昇|Japan's real wages rise 2.7% in August
CPI of two months in two languages|-|48|/|7月の消費者物価2.7%上昇|Japan's consumer prices rise 2.7% in August
bond sale in two languages|+|2|/|30年債入札「やや低調」 応札倍率3.12倍|Japan's 30-year bond sale draws tepid demand with bids 3.12 times offer
other bond sales|-|2|/|30年債入札「やや低調」 応札倍率3.12倍|Japan's 10-year bond auction draws bids 3.42 times offer
English rewrite|+|1|9935/9935|Akatsuki Motor recalls 120,000 vehicles over faulty brakes|Akatsuki Motor to recall 120,000 cars because of brake defect
English, update label|+|1|9935/9935|UPDATE 2-Akatsuki Motor recalls 120,000 vehicles over faulty brakes|Akatsuki Motor recalls 120,000 vehicles over faulty brakes
English, other companies|-|1|9935/9938|Akatsuki Motor recalls 120,000 vehicles over faulty brakes|Shinonome Motor recalls 90,000 vehicles over faulty airbags
English results of two companies|-|1|9936/9937|Matsukaze first-quarter net profit rises 12%|Kyuyo Foods first-quarter net profit rises 12%
English, Tokyo and New York yen|-|8|/|Dollar falls to lower 151 yen zone in Tokyo|Dollar rises to upper 152 yen zone in New York
abbreviated head|+|1|9939/9939|海鳴ガス、通期見通し上方修正 売上高2.1兆円|海鳴瓦斯の通期見通し、売上高2.1兆円に上方修正
model and its recall|-|60|9935/9935|暁自動車、新型EV「ルミナ」発売 490万円から|暁自動車、12万台リコール ブレーキに不具合
new model by two outlets|+|2|9935/9935|暁自動車、新型EV「ルミナ」発売 490万円から|暁自動車が新型EV「ルミナ」 490万円から
hotel openings in two cities|-|3|/|松山市に新ホテル開業 四国で初|松江市に新ホテル開業 山陰で初
local rankings|-|2|/|資産性が高い中古マンションランキング 名古屋編|資産性が高い新築マンションランキング 関西編
strike and its end|-|30|9940/9940|朝霧電鉄労組がスト突入 始発から運休|朝霧電鉄のスト終結 労使が妥結
data leak by two outlets|+|1|9920/9920|若竹通信で情報流出 最大762万人分|若竹通信、最大762万人分の情報漏えい 不正アクセスで
price of one product and its round hundred|+|1|/|コメ店頭価格5キロ3198円 6週連続下落|コメの平均価格、5キロ3100円台に 6週連続下落
central bank's regions and one branch's region|-|1|/|日銀、9地域中2地域の景気判断引き上げ 地域経済報告|東海の景気判断を引き上げ 日銀名古屋支店
two branches of the central bank|-|1|/|東海の景気判断を引き上げ 日銀名古屋支店|近畿の景気判断を引き上げ 日銀大阪支店
wages and what the yen made of them|-|3|/|8月の実質賃金0.9%増、4カ月連続プラス|円、一時150円台 実質賃金の増加で円買い
Chicago futures and Osaka futures|-|1|/|シカゴ日本株先物概況 日経平均先物は120円高の6万3390円|日経平均先物、大取の夜間取引で下落 360円安の6万3470円
a copy whose title asks, and goes on with the answer|+|1|/|自動運転、乗らず嫌い?|自動運転、乗らず嫌い? 経験者は信頼、民間調査
topic in brackets, and in the text|+|1|9918/9918|【月影鉄道脱線】運転士ら3人けが、原因を調査|月影鉄道の脱線で運転士ら3人けが 原因調査
two parts of one interview|-|0|/|歌を忘れた工場長は語る 町工場を継いだ森下氏インタビュー2|歌を忘れた工場長の少年時代 町工場を継いだ森下氏インタビュー1
the second plant and the third|-|1|9901/9901|北浜精機、滝川第2工場を新設 150億円投資|北浜精機、滝川第3工場を新設 150億円投資
the second plant and the third, two languages|-|1|9935/9935|暁自動車、インド第2工場を建設|Akatsuki Motor to build third plant in India
one reactor and another|-|3|/|白浜原発2号機が再稼働 定期検査終える|白浜原発3号機が再稼働 定期検査終える
several makers and one of them|-|1|9913,9916/9913|暁自動車など九州の工場停止相次ぐ 地震で|暁自動車、福岡の工場を停止 地震で
order to draw up measures, twice told|+|1|/|首相、経済対策の策定を指示 物価高対応が柱|首相 経済対策の取りまとめを指示 物価高に対応
results and the outlook for the year, told apart|+|6|9901/9901|北浜精機の純利益32%増 4〜6月|北浜精機、通期見通し上方修正 売上高820億円
results, and what the company makes of them in an interview|-|6|9901/9901|北浜精機の純利益32%増 4〜6月|北浜精機社長が語る次の戦略 「海外で稼ぐ」
one morning close, each with the shares it names|+|0|9901/9902|日経平均、午前終値644円安 北浜精機決算不発で失速|[概況/前引け] 日経平均は続落 南港電子が急落
morning close in wariness of an intervention|+|0|/|日経平均、午前の終値は421円安の6万3333円...為替介入への警戒感が重荷に|日経平均前引け 続落 421円安の6万3333円
yen without a city, and in New York|+|1|/|円相場、一時156円台に急騰 米雇用統計受け利上げ観測後退|NY円急騰、一時156円台 米雇用統計受け利上げ観測後退
two comments on one event|-|2|/|なぜ今、食品消費税1%なのか|食品消費税1%で家計負担は減るのか?
explanation under a label|-|2|/|【解説】食品消費税1%、来年4月から 家計の負担|食品消費税1%を閣議決定 来年4月から
news and what it is for|-|3|/|政府が為替介入、6兆円規模|為替介入、6兆円規模 「不意打ち」の狙いは
ranking of a year, and who leads it|+|6|/|大阪市が6年連続首位 都市ランキング|都市ランキング、大阪市が6年連続首位 経済・交通で高評価
failures of a region under its two names|+|1|/|近畿の倒産、負債額3.7倍 7月|関西の7月倒産、負債額3.7倍
data leak and reprimand|-|48|9920/9920|若竹通信で情報流出 最大762万人分|総務省、若竹通信に厳重注意
`;

export const PAIRS: readonly Pair[] = LINES.trim()
  .split('\n')
  .map((line) => {
    const [reason = '', sign, hours, codes = '/', one = '', other = ''] = line.split('|');
    const [mine = '', theirs = ''] = codes.split('/');
    return {
      reason,
      together: sign === '+',
      titles: [one.replace('¦', '|'), other],
      hours: Number(hours),
      codes: [mine, theirs],
    };
  });
