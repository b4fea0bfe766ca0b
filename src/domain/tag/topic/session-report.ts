/** A pattern of the column's name that may precede a headline: 【NY市場】. It also matches if no name precedes. */
const COLUMN = '(【.{1,14}】|\\[.{1,14}\\]|〔.{1,14}〕|〈.{1,14}〉)?\\s?';

/** Markets that readers of Japanese business follow less than the markets of New York and Europe. */
const MARKETS_OF_ASIA = ['上海', '香港', 'シンガポール', '中国株', '韓国株', '台湾株', 'インド株'];

/** Oil as a market: 原油反落. Not oil as cargo: 原油調達. */
const CRUDE =
  '原油(?!調達|輸送|輸入|輸出|備蓄|生産|増産|減産|在庫|依存|タンカー|流出|トレーダー|供給網|不足)';

/** Patterns of the beginning of a headline about a market's session. */
const MARKETS = [
  '(NY|ニューヨーク)(?!州|市|タイムズ|[でのにはが])|ナスダック(?!上場)|ダウ(?!ン)|米国?株|ロンドン|欧州(株|国債|債)',
  '(独|仏|英|ドイツ|フランス|英国|欧米)(株|国?債|10年債)',
  ...MARKETS_OF_ASIA,
  'アジア(株|・)|日本株|新興株|東京(株|円|外為|債|原油|金)|日経(平均|先物|225)|東証(?!(プライム|スタンダード|グロース)?上場|改革|制度)|TOPIX|読売333',
  '債券|国債([、\\s\\d]|利回り|先物|入札|相場|概況|早朝|[はが]?(続落|反落|急落|下落|続伸|反発|急伸|上昇))',
  `外為(?!法|特会)|${CRUDE}|金先物|午後\\d時のドル|円(相場|急伸|急落|反発|続伸|反落|続落|上昇|下落)`,
  '\\[概況/|相場展望|株価 ',
  'Nikkei|Tokyo (stocks|shares)|Japan(ese)? (stocks|shares)|Asian (shares|stocks|markets)',
  'Wall Street|Wall St|Dow|Stock market today|Global (stocks|markets)|Yen |Dollar ',
];

const MOVES = [
  'rises?|gains?|climbs?|jumps?|surges?|rebounds?|tops?|up',
  'falls?|drops?|slips?|slides?|plunges?|tumbles?|dives?|down',
  'edges?|hits?|settles?|steadies',
];

const COMMODITY_MOVES = `(Oil|Brent|Crude|Gold|Silver|Copper) (prices? |futures )?(${MOVES.join('|')})`;

const SESSION = new RegExp(`^${COLUMN}(${[...MARKETS, COMMODITY_MOVES].join('|')})`, 'iu');

/** True if a headline opens with a market. */
export const isSessionReport = (title: string): boolean => SESSION.test(title.normalize('NFKC'));

const SESSION_OF_ASIA = new RegExp(`^${COLUMN}(${MARKETS_OF_ASIA.join('|')})`, 'u');

/** True if a headline opens with a market that is not one of `MARKETS_OF_ASIA`. */
export const isFollowedSession = (title: string): boolean =>
  isSessionReport(title) && !SESSION_OF_ASIA.test(title.normalize('NFKC'));

/** Currencies of other countries, as they begin a headline about their market: 英ポンド、対ドルで. */
const FOREIGN_CURRENCY =
  '(ユーロ|英?ポンド|豪ドル|NZドル|(メキシコ|フィリピン)?ペソ|(韓国?)?ウォン|(トルコ)?リラ|(インド)?ルピー|(スイス)?フラン)';

const CURRENCY = new RegExp(
  `^${COLUMN}((NY|東京|ロンドン)?(円(?=[、相])|外為(?!法|特会))|人民元(?!建て)|${FOREIGN_CURRENCY}(、|相場))`,
  'u',
);

/** True if a Japanese headline opens with a market of currencies: 東京円、続伸. */
export const isCurrencyReport = (title: string): boolean => CURRENCY.test(title.normalize('NFKC'));

const OIL = new RegExp(
  `^${COLUMN}(NY|ニューヨーク|東京|国際)?((商品|先物)[、は]\\s?)?(${CRUDE}|WTI|Oil|Brent|Crude)`,
  'iu',
);

/** True if a headline opens with the market of oil: NY商品、原油反落. */
export const isOilReport = (title: string): boolean => OIL.test(title.normalize('NFKC'));
