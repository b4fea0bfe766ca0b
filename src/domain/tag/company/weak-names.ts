import { foldName } from './fold-name.ts';

const words = (text: string): readonly string[] => text.split('|').map((word) => word.trim());

/** Company names that are ordinary words, given names or other things in Japanese. */
const JAPANESE_WORDS = words(`
  日立|動力|宝|平和|高速|大水|地主|電算|太陽|昭和|明治|連合|世界|王子|三葉|海帆|船場|松風|九州|一家|和心|揚羽|東名|光響|豆蔵|大光|白銅|白鳩|恵和|信和|中外|
  十六|三十三|七十七|八十二|昴|燦|英和|創健社|識学|夢展望|楽待|表示灯|一寸房|大黒屋|関門海|学情|極楽湯|旅工房|研創|山王|日創|新都|
  はな|あい|あさひ|あらた|いちご|いつも|うかい|うるる|おきなわ|かっこ|きちり|こころ|さくら|しずおか|じげん|じもと|すらら|せき|なとり|はせがわ|はてな|ひかり|
  ひらまつ|ふくおか|ほくほく|まぐまぐ|みらい|みのや|やまみ|めぶき|ちゅうぎん|いよぎん|ひろぎん|あいち|
  アークス|アース|アイズ|アイル|アイテル|アクシス|アクセス|アクセル|アスカ|アスカネット|アトム|アドベンチャー|アニコム|アミューズ|アルファ|アルプス|アルペン|アルー|アンサー|
  イード|イーソル|イシン|イノベーション|イマジニア|インサイト|インデックス|インターアクション|
  ウィル|ウィルズ|ウェッジ|ウエスト|エキサイト|エクスチェンジ|エクストリーム|エコム|エスポア|エン|エンゼル|エスケープ|エブリー|
  オープン|オープンドア|オービス|オールアバウト|オリエント|オリオン|オリジン|オンデック|
  カーブス|カバー|カルラ|カンダ|ガーデン|ガスト|キャスター|キャリア|キャンディル|キャンバス|キューブ|キューブシステム|キング|キムラ|キリン|ギフト|ギミック|
  クイック|クエスト|クオリティ|クラシコム|クリーク|クリエイト|クルーズ|クロス|クロスプラス|グッドライフ|グリー|グリーン|グリーンズ|グリッド|グローバル|グローリー|ケル|ケイブ|コア|コミュニケーション|コモ|コロナ|コレック|
  サーキュレーション|サイバー|サイボー|サイプレス|サインポスト|サイン|サクシード|サポート|サンコー|サンセイ|サンデー|サーバー|サービス|シード|シーラ|シダー|シャープ|シンカ|シンク|シンプレクス|シンポ|シンシア|ジグザグ|ジェイド|ジャックス|ジョイフル|
  スーパーバッグ|スーパーツール|スカラ|スクロール|スタートライン|スターツ|スタメン|ステップ|ストライク|ストライダーズ|ストリーム|スペース|スマイル|スローガン|セキュア|セキ|セック|セブン|セルム|ゼット|ゼロ|ソーシャル|ソケッツ|ソフィア|ソフト|ソマール|
  タイガー|タウンズ|タスキ|タカノ|ダイブ|ダイナミック|チェンジ|チムニー|テイン|ティア|ディスコ|ディップ|テクノロジーズ|テクノロジー|テンポ|テンポス|デジタル|デジタルプラス|デジタルキューブ|デジタルアーツ|デコルテ|トップス|トップカルチャー|トライアル|トラスト|トランザクション|トルク|ドーン|ドリームベッド|
  ナイル|ナイス|ナイガイ|ニックス|ニッチ|ネクスト|ノーリツ|ハイパー|ハイブリッド|ハピネス|ハブ|ハローズ|ハンズ|ハンモック|バッファロー|バナーズ|バンク|パス|パルマ|パレモ|ピース|ピープル|ヒット|ヒップ|ヒマラヤ|ヒューマン|ビジョン|ビューティ|ファースト|ファーストステージ|フィーチャ|フェニックス|フォーサイド|フォーカス|フォーライフ|フジ|フュージョン|フューチャー|フライヤー|フリー|フレンドリー|フロンティア|ブラス|ブリーチ|ブリッジ|プラザ|プラネット|プラン|プリンス|プレイド|プレステージ|プレミア|プロジェクト|
  ベース|ベーシック|ベクター|ベクトル|ベリテ|ベルク|ベネフィット|ホープ|ホームポジション|ホクト|ホットマン|ボルテージ|ポート|ポーターズ|ポプラ|ポピンズ|ポラリス|
  マーケット|マーキュリー|マークラインズ|マーベラス|マックス|マックスバリュ|マテリアル|マリオン|マルク|マルコ|マルシェ|マルマ|ミモザ|ミラー|ミロク|ムサシ|メタル|メディア|メディカル|メンバーズ|モイ|モリタ|
  ヤギ|ヤマト|ユナイテッド|ユニーク|ユニバーサル|ユニオン|ライオン|ライク|ライズ|ラック|ランド|ランドマーク|リード|リープ|リオン|リズム|リップス|リバイバル|リロ|リベロ|リンク|ルック|ルネサンス|レイ|レント|レスター|ローカル|ロイヤル|ロード|ロココ|ロコ|ロゴス|ワールド|イオン|プラント|エンジン|ライフル|ロックス|クラブ|シフト|ノート|ペガサス|ピラー|レボリューション|エレメンツ|シンク|コリー|スクー|マーフ|クラス|カーサ|キーホルダー|フィクサー|ポパー|バードマン|ゼータ|グロー|リンクス|ベイス|ブルーノ|オーケストラ|ワイズ|ワイン|ワッツ|ワークス|ディスラプターズ|アウトソーシング|ラストワンマイル|セントラル|サンライフ|サン・ライフ|アライアンス|スマートバリュー|アドバンテッジ|マネジメントソリューションズ|ダブルスタンダード|スーパーバリュー|ソフトウェア・サービス|システムリサーチ|システムサポート|スポーツフィールド|ブロードバンドセキュリティ|
  きずな|やまびこ|だいわ|いであ|スギ|エージェント|ライトアップ|ドラフト|マスカット|ライスカレー|ナンバーワン|ケアサービス|ビジネスコーチ|ロングライフ|クラシコ|ファンタジスタ|デイトナ|ショーケース|フィット|ヒーローズ|フライト|フェイス|ズーム|エネルギーパワー|ロイヤルホテル|アスコット|スパークス|ヴィア|ミツバ|モルフォ|インプレス|インフィニティ|ジーニー|オーバル|セレス|アトラ|テス|レック|ナック|コスモ|天馬|山大|三和|東葛|中広|大運|明海|興研|技研|山忠|山喜|新東|菊水|東邦|日新|進和|大冷
`);

/** Company names that are regions, cities, wards or stations. */
const PLACES = words(`
  京都|横浜|鹿島|北里|多摩川|月島|飛島|木曽路|宇部|高島|南陽|大和|山口|川辺|九州|荏原|南海|京阪|高松|サッポロ|東海|北陸|中部|関西|四国|沖縄|静岡|千葉|群馬|東京|大阪|神戸|
  kawasaki|小松|島根|西武|三田|大塚|豊田|松屋|栗田
`);

/** Company names that are family names. */
const SURNAMES = words(`
  土屋|黒田|大塚|前澤|岡部|鈴木|安永|平山|平賀|川辺|山口|野村|武田|清水|村田|安川|大林|佐川|栗田|久世|横河|島津|堀場|荏原|小糸|出光|森永|江崎|高見澤|櫻井|宮越|高島|奥村|熊谷|福田|植木|
  オカモト|オカムラ|オハラ|カワサキ|カワタ|キムラ|スズキ|タカノ|ナガセ|ナカニシ|ノザワ|ノジマ|マツモト|ミサワ|モリタ|ヤギ|ヤマウラ|ヤマダ|ヤマナカ|コジマ|コニシ|セイワ|イズミ|イワキ|ウチヤマ|アマノ|アマダ|トミタ|ノダ|ニッタ|ハマイ|ホシザキ|マキタ|ワキタ|ワタミ|カワイ|
  松井|タカセ|ナガオカ|イチカワ|タツミ|ヤマザキ|カメイ|オオバ|ツツミ|サカイ|ヒロ|マサル|タクマ|ミクニ|ヤマノ|チヨダ|ナイトウ|エノモト|コックス|オバラ|ローランド|タカヨシ|サガミ|ミナト|ムラキ|イムラ|クリヤマ|カナモト|ナガワ|オオイズミ|キモト|きもと
`);

/** Company names that are ordinary words, given names or places of English. */
const ENGLISH_WORDS = words(`
  about|access|access group|achilles|adventure|all about|alpha|alpen|amaze|amuse|and do|applied|arcs|area quest|art green|as one|asahi|atom|avant|axis|baby calendar|baby job|banners|base|base food|basis|benefit one|bleach|blue innovation|bridge|broadleaf|buffalo|
  business engineering|canvas|career|career bank|career design center|career link|care service|casa|caster|cave|cedar|central|central glass|ceres|change|chikara|chimney|chino|citizen|clear|cleanup|clip|colors|commerce one|como|core|corona|cosmos|create|create restaurants|creative|cross|cross plus|crops|cube|cubic|curves|daily|
  dawn|delivery consulting|digital|digital arts|digital garage|digital hearts|digital plus|dip|direct|direct marketing mix|disco|dive|double standard|early age|earth|east|eco's|edge|elements|entrust|environment friendly|euglena|exceed|
  falco|fast accounting|financial partners|first|first brothers|first stage|fix|flight|forward|freak|friendly|frontier|fund creation|fuller|fusion|future|future innovation|future venture capital|gala|geo|gift|global|global food creators|global information|global kids|global style|glory|go|gold|golf do|good life|grand|green|green cross|greens|grid|growth power|
  hands|happiness|hard off|harmony|his|h.i.s|hit|honeys|hoosiers|hope|house of rose|hub|human|human made|hybrid|hyper|id|image|image information|inbound platform|inbound tech|index|information planning|innovation|insight|insight lab|inspect|intelligent wave|interaction|ishin|
  janis|japan material|jason|joyful|joyfull|kids star|king|land|land business|lead|leader|life|life foods|like|lift|line|linkers|link|lion|living platform|logos|look|mani|marche|mars|marvelous|material|max|media|media do|media five|media links|medical net|medley|members|mercury|mobile factory|monogatari|moi|money partners|
  nano|needs well|net one|new art|next|next stage|nextgen|nice|note|nova|ocean|olympic|one|one group|on the page|open|open door|open house|open up|opera|optimus|orchestra|order|orient|oriental|origin|oval|oxide|pacific|pacific net|park|parker|partners|path|pegasus|people|phil|pigeon|pillar|pilot|pickles|place|plaid|plan|planet|plant|plaza|polaris|poplar|port|porters|power|precision|premium|premium water|present|prime|prime strategy|project|property data bank|punch|
  quest|quick|raccoon|ray|recovery international|recruit|regal|relation|renaissance|retail partners|revolution|rhythm|rise|rise consulting|right on|robot home|robot payment|rock field|round one|royal|royal hotel|sample|san|science arts|scroll|secure|seed|service|sharing innovations|sharp|shift|ship|showcase|sigma|signpost|silver life|simplex|sincere|skylark|slogan|smart value|smile|snow peak|socket|sockets|soft|software service|sophia|space|space value|square|squeeze|star|star seeds|starts|start line|startline|step|stream|stream media|strike|striders|success holders|succeed|sugi|sun|sunday|super tool|super value|surge|system information|system research|system support|systems design|
  target|tea life|tear|technologies|tone|top culture|trade works|traders|trenders|trial|true data|trust|unbanked|union|union tool|uniform next|united|up garage|user local|value|value golf|value hr|vector|via|village vanguard|vision|visional|water|wealth management|wedge|weds|west|will|will group|will plus|will smart|wills|willplus|wise|with us|wood friends|wood one|works|world|write up|writeup|yellow hat|zero|zoom|zeta|i'll|are|flier|sala|abc|meiji|m3|giken|koa|
  melco|capita|mitra|roland|sparx|daytona|sakai|albis|advan|toto|emerald|mercuria|impress|hashimoto
`);

/** Usual short forms in Latin letters that are family names or places of Japan too. */
const ROMAN_NAMES = words(`
  aoki|hino|kajima|makino|mizuno|morinaga|murata|nojima|nomura|obayashi|okamura|okuma|otsuka|sankyo|satoh|seibu|shimizu|suzuki|taisei|takeda|toei|toho|tokyu|yamato
`);

/** Short Latin names that are far better known as something else. */
const ABBREVIATIONS = words(`
  ai|ap|abc|ahc|are|as|ic|id|it|ir|ip|iot|ev|eu|fc|fp|fx|go|gt|hs|hub|hr|ja|jm|jp|jr|kk|la|lg|ly|mit|mri|mrt|ms|mti|nac|nano|ne|nf|ns|nsw|pa|pca|pr|ray|rpa|sas|sc|se|sg|sms|sns|tb|ube|ut|vt|wa|xr|cl|ce|dn|en|es|is|geo|oro|eco|seed|life|tone|tear|abc|cave|cube|casa|core|dip|dive|rise|zero|look|like|king|land|hope|gift|grid|hit
`);

/** Names that headlines open with as the words they are: they need a text about business even as its subject. */
const EVERYDAY_WORDS = words(`
  世界|平和|太陽|昭和|明治|連合|高速|大水|地主|信和|十六|三十三|七十七|八十二|一家|中外|はな|あい|みらい|いつも|こころ|さくら|ひかり|おきなわ|しずおか|ふくおか|あいち|いちご|
  アース|アクセス|アクセル|インデックス|イノベーション|エンジン|オープン|カバー|キャリア|キング|クイック|クルーズ|クロス|グリーン|グローバル|コア|コロナ|サイバー|サイン|サービス|サポート|スペース|
  ゼロ|デジタル|テクノロジー|ネクスト|バンク|ヒット|ビジョン|プラザ|プロジェクト|ベース|マーケット|メディア|ランド|リード|リスク|ローカル|ライフ|ワールド|ユニバーサル|ハイブリッド|エージェント|シンポ
`);

const WEAK = new Set(
  [...JAPANESE_WORDS, ...PLACES, ...SURNAMES, ...ENGLISH_WORDS, ...ROMAN_NAMES, ...ABBREVIATIONS].map(
    foldName,
  ),
);

const ENGLISH = new Set([...ENGLISH_WORDS, ...ABBREVIATIONS].map(foldName));

const PERSONAL = new Set([...SURNAMES, ...ROMAN_NAMES].map(foldName));

const PLACE = new Set(PLACES.map(foldName));

const EVERYDAY = new Set(EVERYDAY_WORDS.map(foldName));

const ABBREVIATED = new Set(ABBREVIATIONS.map(foldName));

/** Whether a name also means something else, and needs a cue to mean the company. */
export const isWeakName = (foldedName: string): boolean => WEAK.has(foldedName);

/** Whether a name is an ordinary word of English, which title case makes look like a name. */
export const isEnglishWord = (foldedName: string): boolean => ENGLISH.has(foldedName);

/** Whether a name is also a person's: a given name or a title beside it shows that no company is meant. */
export const isPersonalName = (foldedName: string): boolean => PERSONAL.has(foldedName);

export const isPlaceName = (foldedName: string): boolean => PLACE.has(foldedName);

/** Whether headlines open with a name as a word of the language: 世界、景気減速へ. */
export const isEverydayWord = (foldedName: string): boolean => EVERYDAY.has(foldedName);

/** Whether a short Latin name is far better known as something else. */
export const isAbbreviation = (foldedName: string): boolean => ABBREVIATED.has(foldedName);
