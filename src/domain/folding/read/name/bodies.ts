import { createRowFinder, type Table } from '../term/patterns.ts';

/** Holds unless a foreign country stands before an office: 英新首相, 台湾の外務省. */
const OWN = '(?<!(?:[ァ-ヴー国]の?|(?:台湾|北朝鮮)の?|李強|[a-z英独伊仏露豪印韓中加越])[新前元]?)';
const OWN_EN = `(?<!(?:${[
  "(?<!japan|tokyo|country|nation)'s|(?<!japa)nese|mese|(?:[ceiw]|germ)an|ish",
  'french|dutch|greek|swiss|czech|thai|israeli|pakistani|uk|u.k.|ia|china|iran|israel|ukraine',
].join('|')}) )`;

/** Institutions and countries in the news: name, Japanese words, English words. */
const LINES = `
boj|日銀|日本銀行|植田総裁|植田和男|さくらリポート;boj|bank of japan|ueda
fed|frb|fomc|連邦準備|パウエル|米連銀|ny連銀|ウォーシュ;federal reserve|the fed|fed's|fomc|powell|warsh
ecb|ecb|欧州中央銀行|欧州中銀;ecb|european central bank
boe|英中銀|イングランド銀行;bank of england|boe
pboc|中国人民銀行|人民銀;pboc|people's bank of china
mof|財務省|財務(?:事務)?次官|財務相|財務大臣|片山(?=さつき|大臣|氏|[-・]ベ)|財務官;finance ministry|finance minister|katayama|mof
ustreasury|米財務|ベッセント|ベセント|(?:円|為替|介入|日銀).*米長官|米長官.*(?:円|為替|介入|日銀);treasury secretary|bessent|u.s. treasury
meti|経産省|経済産業省|経産相|赤沢;meti|industry ministry|trade ministry
mlit|国交省|国土交通省|国交相|国交大臣;transport ministry|land ministry|mlit
maff|農水省|農林水産省|農相|農水大臣;farm ministry|agriculture ministry
mhlw|厚労省|厚生労働省|厚労相;labor ministry|health ministry|labour ministry
mic|総務省|総務相;internal affairs|communications ministry
fsa|金融庁;fsa|financial services agency
cao|内閣府|景気ウオッチャー;cabinet office
jftc|公取委|公正取引委員会;fair trade commission|jftc
tse|東京証券取引所|日本取引所|jpx;tokyo stock exchange|japan exchange group
consumer|消費者庁;consumer affairs agency
nta|国税庁|国税局;tax agency
env|環境省;environment ministry
defence|防衛省|防衛相|防衛大臣;${OWN_EN}(?:defense|defence) ministry|self-defense forces
mofa|${OWN}外務省;${OWN_EN}foreign ministry
justice|法務省|${OWN}法相;${OWN_EN}justice ministry
education|文科省|文部科学;${OWN_EN}education ministry
personnel|人事院;national personnel authority
police|警察庁;national police agency
digital|デジタル庁|デジタル相;digital agency
jpo|特許庁;patent office
jta|観光庁;tourism agency
enecho|エネ庁|資源エネルギー庁;natural resources and energy
jfa|水産庁;fisheries agency
jma|気象庁;meteorological agency
nra|原子力規制委;nuclear regulation authority
sesc|証券取引等監視委|証券監視委;securities and exchange surveillance
gpif|gpif|年金積立金管理運用;gpif|government pension investment fund
pm|${OWN}(?<!副[新前元]?)首相|(?<!副)総理|高市;${OWN_EN}prime minister|takaichi
ldp|自民|与野?党;ldp|liberal democratic|ruling party
cabinet|閣議|内閣(?!府);cabinet
opposition|野党|立憲|立民|国民民主|中道(?=改革|・(?:小川|立|階)|、内閣);opposition
ishin|維新;nippon ishin|japan innovation party
keidanren|経団連|経済同友会|日商;keidanren|business lobby
rengo|(?<![一-龠々ァ-ヴー])連合(?![会軍国艦])|uaゼンセン;rengo|trade union confederation
whitehouse|トランプ|米政権|米大統領|ホワイトハウス;trump|white house
us|米国|(?<!ラテン|南)アメリカ|(?<![新玄白精古蓄柄用産府食南留久登酒]|早[期場]|耐性|ふじ|(?<!な)お)米(?![ー\\d価国粒粉沢穀菓騒袋俵津吉焼坂ど田]|子(?!会社)|作(?!業)|農(?!務|産|業)|店(?!舗)|倉(?!庫)|を栽);u.s.|united states|america|americans?|(?<!tell |let |most of )us
china|(?<!近畿、)中国(?!電力(?!不足)|地方(?!政府|債|財政|当局)|銀行|放送(?!規制|当局)|山地|運輸局|財務局|中学|予選|、[四九])|米中(?![央間西東部])|(?<![一-龠])中[露ロ韓](?![ァ-ヴー国出])|日中(?=韓|関係|外相|首脳|対立|貿易)|(?<!反)対中(?![堅学心央])|(?<!歴)訪中;china|chinese|beijing
korea|韓国|[日米訪駐中対大]韓;south korea|korean|seoul
taiwan|台湾;taiwan|taiwanese
india|インド(?!ネシア|ア|洋|太平洋)|(?<![一-龠ぁ-んァ-ヴー])印(?![象刷鑑税南紙章字影西])|[中日ロ露親]印(?![象刷]);india|indians?
indonesia|インドネシア;indonesia|indonesians?
vietnam|ベトナム;vietnam|vietnamese
thailand|(?<![ァ-ヴー位録己多会]|野球|世界)タイ(?![ァ-ヴー]|記録|ブレ);thailand|thais?
singapore|シンガポール;singapore|singaporeans?
malaysia|マレーシア;malaysia|malaysians?
philippines|フィリピン|比国;philippines?|filipinos?
australia|豪州|オーストラリア|(?<![富強酒文古])豪(?=[^雨華快邸遊腕雪語勢]);australia|australians?
uk|英国|(?<![集育翔正石俊秀紗蔡])英(?=.)(?![語才雄断賀二之樹彦幸紀恵邦俊昭]|会(?![計社])|検(?!察)|子(?!会社)|代(?!表)|生(?![保産命])|世(?!論)|和(?!平)|明(?!ら))|イギリス;britain|british|u.k.|uk
eu|(?<![a-z])eu(?![a-z])|欧州連合|欧州委;eu|european union|european commission
euro|ユーロ圏;euro zone|eurozone
germany|ドイツ|(?<![単孤])独(?=.)(?![自占立禁身特創走裁居学断善房演り]|法(?!人税|相|務|制))|;germany|german
france|フランス|(?<![大神石念])仏(?=.)(?![壇花像具滅閣事師様]|教(?!育));france|french
italy|イタリア|(?<!紀)伊(?=[^藤勢豆賀那丹予東方佐達澤沢良万吹集崎仙福根平左雄]);italy|italian
russia|ロシア|(?<![披暴吐結発甘])露(?![出天呈店骨地光見わ])|[米日中訪駐対]ロ(?![ァ-ヴー]);russia|russians?|moscow
ukraine|ウクライナ;ukraine|ukrainians?
iran|イラン|ホルムズ;iran|iranians?|hormuz
israel|イスラエル|ガザ;israel|israelis?|gaza
saudi|サウジ|opec;saudi|opec
canada|カナダ|(?<![追参増添])加(?=石油|政府|で);canada|canadian
mexico|メキシコ;mexico|mexicans?
brazil|ブラジル;brazil|brazilians?
opecplus|opecプラス;opec+
imf|imf|国際通貨基金;imf
wto|wto;wto
g7|g7;g7
un|国連;united nations|u.n.
asean|asean;asean
nato|nato;nato
argentina|アルゼンチン;argentina|argentines?
chile|(?<![ァ-ヴー])チリ(?![ァ-ヴー]);chile|chileans?
northkorea|北朝鮮;north korea|pyongyang
spain|スペイン;spain|spanish
switzerland|スイス;switzerland|swiss
turkey|(?<![ァ-ヴー])トルコ;turkey|turkish
poland|ポーランド;poland|polish
pakistan|パキスタン;pakistan|pakistanis?
myanmar|ミャンマー;myanmar
egypt|エジプト;egypt|egyptians?
venezuela|ベネズエラ;venezuela|venezuelans?
`;

/** The bodies that count as countries. The EU and the euro zone do; Ukraine, Iran, Israel and Venezuela do not. */
export const COUNTRIES: ReadonlySet<string> = new Set(
  `
us china korea taiwan india indonesia vietnam thailand singapore malaysia philippines australia
uk eu euro germany france italy russia canada mexico brazil argentina chile saudi
spain switzerland turkey poland pakistan egypt myanmar northkorea
`
    .trim()
    .split(/\s+/),
);

const BODIES: Table = LINES.trim()
  .split('\n')
  .map((line) => {
    const [left = '', right = ''] = line.split(';');
    const [name = '', ...ja] = left.split('|').filter((word) => word !== '');
    const en = right.split('|').map((word) => word.replace(/[.+]/g, '\\$&'));
    return [name, new RegExp(ja.join('|'), 'u'), new RegExp(`\\b(?<!\\.)(?:${en.join('|')})(?!\\w)`)];
  });

const findRows = createRowFinder(BODIES);

/** Finds the institutions and countries that a normalised text names. */
export const readBodies = (text: string, language: 'en' | 'ja'): readonly string[] =>
  findRows(text, language).map((n) => BODIES[n]?.[0] ?? '');
