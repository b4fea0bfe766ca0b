/** What a word says about an item's relevance. */
export type SignalKind =
  | 'business'
  | 'japan'
  | 'abroad'
  | 'sport'
  | 'crime'
  | 'weather'
  | 'celebrity'
  | 'politics'
  | 'neutral';

const words = (text: string): readonly string[] =>
  text
    .split('|')
    .map((word) => word.trim())
    .filter((word) => word !== '');

/**
 * The words of each kind, Japanese and English together: their scripts keep them apart. The longest word at
 * a place wins, so that a neutral one can take a place from a shorter one inside it.
 */
export const SIGNAL_WORDS: Readonly<Record<SignalKind, readonly string[]>> = {
  business: words(`
    純利益|営業利益|営業益|経常利益|最終益|決算|増益|減益|増収|減収|業績|株価|株主|株主総会|株式|株高|株安|日本株|東証|日経平均|上場|買収|出資|提携|業務提携|合弁|社長|会長|頭取|CEO|CFO|取締役|執行役|経営|企業|会社|中小企業|大企業|メーカー|大手|新興企業|
    工場|製造|製造業|操業|生産|量産|増産|減産|販売|発売|新商品|新製品|商品|製品|新型|受注|納入|値上げ|値下げ|価格|市場|相場|投資|設備投資|融資|ローン|銀行|地銀|信金|金融|証券|保険|生保|損保|日銀|利上げ|利下げ|金利|政策金利|為替|為替介入|円安|円高|円相場|円買い|物価|物価高|インフレ|景気|経済|経済対策|GDP|消費税|消費減税|減税|増税|税制|予算|概算要求|予備費|財務省|経産省|金融庁|公取委|国税庁|消費者庁|関税|輸出|輸入|貿易|
    賃上げ|賃金|最低賃金|春闘|給与|雇用|人手不足|離職率|求人|労組|働き方|半導体|自動車|EV|電力|発電所|原油|石油|ガソリン|原発|再エネ|太陽光|不動産|マンション|住宅ローン|地価|再開発|複合ビル|物流|物流施設|小売|コンビニ|百貨店|スーパー|外食|飲食店|食品|通販|アパレル|ブランド|ビジネス|スタートアップ|ベンチャー|起業|出店|開業|開店|新店|事業|参入|撤退|倒産|破産|負債|売上高|売上|取引|取引先|産業|農業|漁業|建設|建機|機械|化学|製薬|新薬|素材|航空|鉄道|運賃|海運|観光|訪日客|インバウンド|ホテル|開発|技術|実証|DX|データセンター|生成AI|資金|社債|国債|債券|年金|財政|補助金|企業統治|不正会計|不適切会計|リストラ|人員削減|本社|子会社|工業|商社|リコール|資産|投資家|NISA|キャッシュレス|決済|暗号資産|ステーブルコイン|農家|コメ|コメ価格|値下がり|値上がり|備蓄米|自販機|旗艦店|進出|卸売|卸|市況|取扱高|契約|特許|脱炭素|商店街|生産性|省人化|効率化|アンバサダー|スポンサー|協賛|命名権|ネーミングライツ|社名|広告|業界|経済界|経団連|同友会|商工会議所|協同組合|全農|JA|
    shares|stocks|stock|stock market|stock markets|profit|profits|earnings|revenue|company|companies|firm|firms|maker|makers|manufacturer|economy|economic|business|businesses|market|markets|investment|investments|invest|investor|investors|bank|banks|interest rates|interest rate|rate hike|inflation|trade|tariff|tariffs|exports|imports|export|sales|CEO|chief executive|factory|factories|plant|production|output|merger|merge|merges|acquisition|takeover|stake|buyout|bid|semiconductor|semiconductors|chip|chips|chipmaker|industry|industrial|industries|budget|tax|wage|wages|GDP|BOJ|Bank of Japan|Nikkei|bond|bonds|yields|retail|retailer|prices|price|rare earths|rare earth|auction|automaker|automakers|carmaker|carmakers|startup|startups|consumer|consumers|spending|currency|weak yen|yen|dollar|finance minister|finance ministry|corporate|shareholders|airline|airlines|restaurant chain|supermarket|convenience store|real estate|property|labor shortage|workforce|employees|hiring|energy|oil|LNG|electricity|nuclear plant|battery|EV|EVs|vehicles|tourism|tourists|hotel|hotels|brand|product|products|deal|supply chain|supply chains|fiscal|stimulus|debt|loan|lender|insurer|bankruptcy|bankruptcies|service|operator|developer|technology|group heads|business group|utility|utilities|reactor|reactors|shipbuilder|shipbuilders|shipbuilding|drugmaker|drugmakers|steelmaker|steelmakers|homebuilder|homebuilders|contract|contracts|funding|supplier|suppliers|fares|recall|recalls|flagship store|flagship|outlets|brewer|brewers|trading house|trading houses|megabank|megabanks|insurers|lenders|retailers|wholesaler|subsidies|subsidy|pay hike|pay hikes|labor union|labor unions|trade union|layoffs|job cuts|IPO|stock listing|department store|department stores|duty-free|convenience store chain|antitrust|data center|data centers|logistics|shipments|sake|beer|cosmetics|apparel|food makers|steel|pharmaceutical|stablecoin|pension fund|REIT|real wages|household spending|consumption tax|current account|wholesale prices|economist|economists|industry minister|labor market|venture capital|robot maker|lithium|battery plant|hydrogen|wind farm|offshore wind|nuclear power|refinery|LNG deal|conglomerate|subsidiary|joint venture|board members|shareholder|restructuring|franchise|theme park|resort operator|shinkansen operator`),
  japan: words(`
    日本|日本株|国内|東京|大阪|名古屋|福岡|北海道|九州|沖縄|政府|日銀|円安|円高|円相場|為替介入|日経平均|東証|経産省|財務省|厚労省|国交省|総務省|農水省|環境省|金融庁|公取委|首相|高市|官房長官|対日|日米|日中|訪日|日系|熊本|全国|県内|国税庁|経団連|春闘|消費税|備蓄米|
    Japan|Japanese|Tokyo|Osaka|Kyoto|Nagoya|Hokkaido|Okinawa|Kyushu|Fukuoka|Yokohama|yen|Nikkei|Topix|BOJ|Bank of Japan|Ueda|Takaichi|METI|JGB|Keidanren|shunto|Fukushima|Rengo|Rapidus|JERA|Suntory|FamilyMart|Lawson|Shinkansen|Narita|Haneda|Katayama|Kumamoto|Kobe|Sapporo|Sendai|Niigata|Aichi|Ibaraki|Shizuoka|Kanagawa|Saitama|Chiba|Hamaoka|Kashiwazaki|Kashiwazaki-Kariwa|Tomari|Keidanren chief|Mitsubishi|Mitsui|Sumitomo|Nippon|Shibuya|Ginza|Akihabara|Kanazawa|Toyosu`),
  abroad: words(`
    米|英|独|仏|韓|米国|英国|中国|韓国|台湾|香港|北朝鮮|ロシア|ウクライナ|イラン|イスラエル|ガザ|レバノン|シリア|サウジ|UAE|トルコ|インド|インドネシア|ベトナム|タイ|マレーシア|フィリピン|シンガポール|オーストラリア|ドイツ|フランス|イタリア|スペイン|オランダ|スイス|欧州|ユーロ圏|EU|NATO|国連|カナダ|メキシコ|ブラジル|アルゼンチン|ベネズエラ|アフリカ|トランプ|バイデン|プーチン|習近平|習主席|ゼレンスキー|ベセント|FRB|米連邦|ECB|英中銀|ホワイトハウス|ホルムズ海峡|
    アップル|メタ|グーグル|アマゾン|マイクロソフト|Microsoft|Google|Apple|Meta|Amazon|エヌビディア|Nvidia|オープンAI|OpenAI|アンソロピック|テスラ|スペースX|マスク氏|インテル|マイクロン|ボーイング|エアバス|ルシード|フォード|フォルクスワーゲン|アリババ|ファーウェイ|テンセント|バイドゥ|BYD|サムスン|LG|現代自動車|ASML|モルガンスタンレー|モルガン・スタンレー|ゴールドマン|JPモルガン|シタデル|ブラックロック|ディズニー|スターバックス|ネットフリックス|ディープシーク|DeepSeek|ネスレ|ナイキ|ルイ・ヴィトン|エルメス|コインベース|バイナンス|リップル|イーサリアム|ソラナ|ビットゴー|プロトコル|NYSE|
    U.S.|US|China|Chinese|Hong Kong|Taiwan|South Korea|Korean|North Korea|Russia|Ukraine|Iran|Israel|Gaza|India|Europe|European|EU|UK|Britain|British|Germany|France|Trump|Venezuela|Greenland|Canada|Mexico|Australia`),
  sport: words(`
    甲子園|高校野球|プロ野球|選手|投手|打者|捕手|内野手|優勝|準優勝|監督|試合|五輪|オリンピック|パラリンピック|W杯|ワールドカップ|リーグ|Jリーグ|J1|J2|連勝|連敗|勝利|敗戦|敗退|本塁打|安打|先発|完封|サッカー|野球|大相撲|相撲|力士|ラグビー|バスケ|バレー|テニス|ゴルフ|マラソン|陸上部|柔道|水泳|卓球|駅伝|スケート|スキー|フィギュア|決勝|準決勝|初戦|得点|ゴール|メダル|国体|球団|球場|監督就任|世界ランク|大谷|メジャー|1軍|2軍|中日|阪神|ヤクルト|登板|打線|スコア|開幕戦|開幕|オールスター|キャンプ入り|WBC|Bリーグ|Vリーグ|ツアー優勝|選手権|大会|
    サヨナラ|延長戦|延長十回|延長10回|競り勝つ|競り負け|完投|通算|本拠地|始球式|打率|右腕|左腕|救援投手|白星|黒星|連覇|首位打者|勝ち越し|負け越し|勝目|敗目|本目|都市対抗|社会人野球|実業団|代打|併殺|満塁|二軍|支配下登録|戦力外|ドラフト会議|ドラフト1位|ドラフト指名|日本シリーズ|クライマックスシリーズ|交流戦|セ・リーグ|パ・リーグ|自主トレ|契約更改|主将|引退試合|J3|侍ジャパン|天皇杯|皇后杯|ルヴァン杯|インターハイ|箱根駅伝|世界陸上|新体操|体操男子|体操女子|競泳|ボクシング|格闘技|プロレス|空手|剣道|弓道|カーリング|スノーボード|アイスホッケー|ハンドボール|サーフィン|スケートボード|競馬|重賞|馬場|騎手|F1|WRC|スーパーGT|ル・マン|
    match|coach|striker|goal|goals|tournament|World Cup|Olympic|Olympics|league|penalty|soccer|football|baseball|rugby|tennis|golf|sumo|champion|championship|athlete|athletes|medal|semifinal|semi-finals|quarterfinal|Premier League|MLB|NBA|NFL|playoff|playoffs|season opener|midfielder|defender|goalkeeper|pitcher|batter|home run|marathon|wrestler|Australian Open|Grand Slam|Champions League|FIFA|rally stage|Rallying|Dakar|Grand Prix|Formula One|Super GT|Ski Jumping|skiing|qualifiers|kickoff|touchdown|quarterback|bowl game|innings|extra innings|walk-off|shutout|strikeouts|homer|homers|no-hitter|bullpen|winger|title bout|bantamweight|heavyweight|boxing|judo|gymnast|gymnastics|swimmer|Winter Games|Paralympic|Paralympics|Asian Games|J.League|J-League|B.League|yokozuna|ozeki|basho|hat trick|Copa America|Euro 2028|Six Nations|Ryder Cup|Wimbledon|Djokovic|Shohei Ohtani|Ohtani|Dodgers|Yankees|Manchester United|Real Madrid|Arsenal|Liverpool FC|transfer window|knockout stage|group stage|title race`),
  crime: words(`
    逮捕|容疑|容疑者|殺人|殺害|窃盗|強盗|詐欺|起訴|被告|判決|懲役|送検|遺体|死体|死亡|暴行|傷害|盗撮|盗む|わいせつ|性的暴行|ひき逃げ|飲酒運転|交通事故|火災|事故死|行方不明|覚醒剤|大麻|闇バイト|警視庁|県警|地裁|高裁|公判|
|万引き|万引|重傷|軽傷|刺され|全焼|ひったくり|詐取|脅迫|恐喝|銃刀法|放火|立てこもり|遺棄|虐待|不審者|食中毒|書類送検|再逮捕|不起訴|略式起訴|ストーカー|痴漢|無免許    arrested|arrest|murder|murdered|stabbed|stabbing|suspect|suspects|police|robbery|killed|killing|shooting|dies|died|dead|death|deaths|body found|fire|assault|sexual harassment|harassing|prison|jail|sentenced|trial|court|vandalized|missing|crash|drowned`),
  weather: words(`
    熱中症|猛暑|猛暑日|酷暑|酷暑日|台風|大雨|豪雨|気温|最高気温|梅雨|積雪|大雪|暴風|震度|震度7|津波|余震|地震|避難|避難所|避難指示|被災|被災者|被災地|噴火|土砂崩れ|冠水|線状降水帯|警報|熱中症警戒アラート|
    earthquake|quake|magnitude|typhoon|tsunami|heat wave|heavy snow|snowfall|snow|volcano|eruption|landslide|storm|flood|floods|evacuation|weather`),
  celebrity: words(`
    俳優|女優|アイドル|歌手|タレント|声優|芸人|結婚|離婚|熱愛|不倫|愛子さま|天皇|皇后|皇室|秋篠宮|フリーアナ|女子アナ|アナウンサー|ライブ|コンサート|新曲|映画|アニメ|ドラマ|漫画|小説|展覧会|写真展|美術館|博物館|祭り|まつり|花火|フェス|お笑い|ファン|占い|レシピ|恋愛|子育て|
    actor|actress|singer|celebrity|idol|idols|movie|film|films|drama|anime|manga|band|concert|album|festival|fashion week|royal|prince|princess|museum|exhibition|painting|shrine|temple|recipe|romance|tv series|box office|award|awards|video of the day|picture|macaques`),
  politics: words(`
    衆院選|参院選|選挙|投開票|立候補|告示|当選|代表選|総裁選|県議|市議|知事選|市長選|国政|自民党|立憲民主党|共産党|れいわ|維新|外相|防衛省|防衛相|自衛隊|ミサイル|安全保障条約|軍事|空爆|戦争|停戦|侵攻|核兵器|核協議|原爆|平和祈念|辺野古|基地|拉致|靖国|スパイ防止|国家情報局|憲法|予算委|予算委員会|論戦|与野党|野党|党首討論|代表質問|街頭演説|解散総選挙|衆院解散|組閣|難民|移民|不法移民|学校|大学|小学校|中学|高校|児童|生徒|教育|教員|新種|発掘|遺跡|
    election|elections|lawmaker|lawmakers|parliament|opposition|military|missile|missiles|troops|war|warships|defense minister|defence minister|nuclear weapons|militarism|ambassador|diplomacy|diplomatic|protest|protests|refugees|massacre|peace|summit|donations|LDP|party|governor|mayor|students|school|schools|university|hospital|astronaut|space station|NASA|museum|church|pope|memorial`),
  neutral: words(`
    保険適用|保険診療|医療保険|介護保険|国民健康保険|健康保険|決勝進出|準決勝進出|8強進出|4強進出|ベスト8進出|健診事業|建設反対|横綱審議委員会|更生保護|学生保護|原生保護|優生保護法|強化学習|始発電車|回送電車|転送電話|在日米軍|在日米軍基地|在日米陸軍|市中銀行|商工業者|手工業者|職人気質|商人気質|町人気質|名人気質|武人気質|玄人気質|恋人気分|推定年齢|法定年齢|地方法務局|店頭取引|都道府県議会|都道府県警察|各国政府|鎖国政策|労農政府|滑空爆弾|静電気力|盛土地盤|商売上手|臨死体験|獄中日記|交通信号|医療法人|基本目標|暗黒星雲|大気温度|電気温水器|万物流転|誘発電位|最高裁判所|スーパーカブ|スーパースター|スーパーヒーロー|スーパーコンピューター|USBメモリー|USBメモリ|ゴールドコースト|ゴールドカード|クラウドファンディング|キングメーカー|ムードメーカー|トラブルメーカー|ゲームメーカー|記録媒体|会長選|生徒会長|自治会長|町内会長|後援会長|PTA会長|建設的|宇宙開発|能力開発|人間開発|航空自衛隊|航空事故調査|救急搬送|保険証|健康保険証|母子手帳|株分け|切り株|変異株|感染株|株主総会|スポーツ用品|市場町|中央市場|高校生|大学発|東大発|大学発ベンチャー|産学連携|被災支援|ガソリンスタンド|投資詐欺|アニメ制作会社|映画会社|会社員|会社法|気象会社|価格破壊者|リーグワン|小売り|中小|取引所|日中戦争|中高|中学校|中でも|中心|中止|中東|米国株|米国債|米国市場|
    million yen|billion yen|trillion yen|mln yen|bln yen|peace deal|ceasefire deal|trade places|court filing|trade secrets|New Year|fire sale|price tag|party's|market cap race|tax haven of|at the market place|stock up|plant-based|plants|energy drink|spending time|service members|memorial service|religious service|brand new|brand-new|production of a play|property of`),
};
