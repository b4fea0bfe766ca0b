import { createPatternFamily } from '../term/pattern-family.ts';

/** Institutions and countries in the news: name, Japanese words, English words. */
const LINES = `
boj|日銀|日本銀行|植田総裁|植田和男|さくらリポート;boj|bank of japan|ueda
fed|frb|fomc|連邦準備|パウエル|米連銀|ny連銀|ウォーシュ;federal reserve|the fed|fed's|fomc|powell|warsh
ecb|ecb|欧州中央銀行|欧州中銀;ecb|european central bank
boe|英中銀|イングランド銀行;bank of england|boe
pboc|中国人民銀行|人民銀;pboc|people's bank of china
mof|財務省|財務(?:事務)?次官|財務相|財務大臣|片山|三村財務官|財務官;finance ministry|finance minister|katayama|mof
ustreasury|米財務|ベッセント|ベセント|(?:円|為替|介入|日銀).*米長官|米長官.*(?:円|為替|介入|日銀);treasury secretary|bessent|u.s. treasury
meti|経産省|経済産業省|経産相|赤沢;meti|industry ministry|trade ministry
mlit|国交省|国土交通省|国交相;transport ministry|land ministry|mlit
maff|農水省|農林水産省|農相;farm ministry|agriculture ministry
mhlw|厚労省|厚生労働省|厚労相;labor ministry|health ministry|labour ministry
mic|総務省|総務相;internal affairs|communications ministry
fsa|金融庁;fsa|financial services agency
cao|内閣府|景気ウオッチャー;cabinet office
jftc|公取委|公正取引委員会;fair trade commission|jftc
tse|東京証券取引所|日本取引所|jpx;tokyo stock exchange|japan exchange group
consumer|消費者庁;consumer affairs agency
nta|国税庁|国税局;tax agency
env|環境省;environment ministry
digital|デジタル庁|デジタル相;digital agency
jpo|特許庁;patent office
jta|観光庁;tourism agency
enecho|エネ庁|資源エネルギー庁;natural resources and energy
jfa|水産庁;fisheries agency
jma|気象庁;meteorological agency
nra|原子力規制委;nuclear regulation authority
sesc|証券取引等監視委|証券監視委;securities and exchange surveillance
gpif|gpif|年金積立金管理運用;gpif|government pension investment fund
pm|首相|高市;prime minister|takaichi
ldp|自民|与党;ldp|liberal democratic|ruling party
cabinet|閣議|内閣;cabinet
opposition|野党|立憲|国民民主|維新;opposition
keidanren|経団連|経済同友会|日商;keidanren|business lobby
rengo|連合|uaゼンセン;rengo|trade union confederation
whitehouse|トランプ|米政権|米大統領|ホワイトハウス;trump|white house
us|米国|アメリカ|(?<![新玄白精古蓄柄用産府食南留])米(?![ー\\d価国粒粉沢穀菓騒袋俵]|子(?!会社)|作(?!業)|農(?!務|産|業)|店(?!舗));u.s.|united states|america|us
china|中国(?!電力(?!不足)|地方(?!政府|債|財政|当局)|銀行|放送(?!規制|当局)|山地);china|chinese|beijing
korea|韓国;south korea|korean|seoul
taiwan|台湾;taiwan|taiwanese
india|インド(?!ネシア);india|indian
indonesia|インドネシア;indonesia
vietnam|ベトナム;vietnam
thailand|タイ(?=、|で|の|に|工場);thailand|thai
singapore|シンガポール;singapore
malaysia|マレーシア;malaysia
philippines|フィリピン|比国;philippine
australia|豪州|オーストラリア|(?<![富強酒文])豪(?=[^雨華快邸遊腕雪語勢]);australia
uk|英国|英(?=.)(?![語才雄]|会(?![計社])|検(?!察))|イギリス;britain|british|u.k.|uk
eu|eu|欧州連合|欧州委;eu|european union|european commission
euro|ユーロ圏;euro zone|eurozone
germany|ドイツ|(?<![単孤])独(?=.)(?![自占立禁身特創走裁居学断り]|法(?!人税|相|務|制))|;germany|german
france|フランス|(?<![大神石念])仏(?=.)(?![壇花像具滅閣事師様]|教(?!育));france|french
italy|イタリア|(?<!紀)伊(?=[^藤勢豆賀那丹予東方佐達澤沢良万]);italy|italian
russia|ロシア|(?<![披暴吐結発甘])露(?![出天呈店骨地光見]);russia|russian|moscow
ukraine|ウクライナ;ukraine
iran|イラン|ホルムズ;iran|hormuz
israel|イスラエル|ガザ;israel|gaza
saudi|サウジ|opec;saudi|opec
canada|カナダ|(?<![追参増添])加(?=石油|政府|で);canada|canadian
mexico|メキシコ;mexico
brazil|ブラジル;brazil
opecplus|opecプラス;opec+
imf|imf|国際通貨基金;imf
wto|wto;wto
g7|g7;g7
argentina|アルゼンチン;argentin
chile|(?<![ァ-ヴー])チリ(?![ァ-ヴー]);chile
`;

/** The names of the bodies that count as countries, with the EU and the euro zone. Ukraine, Iran and Israel do not count. */
export const COUNTRIES: ReadonlySet<string> = new Set(
  `
us china korea taiwan india indonesia vietnam thailand singapore malaysia philippines australia
uk eu euro germany france italy russia canada mexico brazil argentina chile saudi
`
    .trim()
    .split(/\s+/),
);

type Body = { readonly name: string; readonly ja: RegExp; readonly en: RegExp };

const BODIES: readonly Body[] = LINES.trim()
  .split('\n')
  .map((line) => {
    const [left = '', right = ''] = line.split(';');
    const [name = '', ...ja] = left.split('|').filter((word) => word !== '');
    const en = right.split('|').map((word) => word.replace(/[.+]/g, '\\$&'));
    return {
      name,
      ja: new RegExp(ja.join('|'), 'u'),
      en: new RegExp(`\\b(?<!\\.)(?:${en.join('|')})(?!\\w)`),
    };
  });

const FIND = {
  ja: createPatternFamily(BODIES.map(({ ja }) => ja)),
  en: createPatternFamily(BODIES.map(({ en }) => en)),
};

/** Finds the institutions and countries that a normalised text names. */
export const readBodies = (text: string, language: 'en' | 'ja'): readonly string[] =>
  FIND[language](text).map((n) => BODIES[n]?.name ?? '');
