import { readYenLevel, type YenLevel } from '../figure/yen-level.ts';
import { anyOf } from '../term/patterns.ts';

/**
 * The market and the session of a report. `yen`: the rate that a report of the yen names. A report that names no session
 * counts as a report of the close, except for the markets in `HOME` and `WITHOUT_SESSIONS`.
 */
export type MarketKey = {
  readonly subject: string;
  readonly session: string | undefined;
  readonly yen: YenLevel | undefined;
};

/**
 * Matches Japanese words for moves of prices, and signs of a session or a level such as 終値 or 円台. A title about a
 * market without any of these may be other news.
 */
const MOVES = anyOf(
  /続伸|続落|反発|反落|急伸|急落|急騰|上昇|下落|値上がり|値下がり|上げ|下げ/u,
  /(?<!安)[高安](?!校|速|級|い家|齢|温|易|全|定|感)|もみ合|一進一退|小動き|最高値|底堅|堅調|軟調|横ばい|まちまち|逆行|一服|値動き|割れ|低下/u,
  /引け|寄り|終値|始値|始ま|概況|円台|銭|ドル台|\d円(?:近辺|$)|\d時|\d日(?!時点)/u,
);
const ENGLISH_MOVES = [
  'clos(?:e|es|ed)|end(?:s|ed)?|finish(?:es|ed)?|settle(?:s|d)?',
  'open(?:s|ed)?|start(?:s|ed)?|trad(?:e|es|ed|ing)',
  'ris(?:e|es|ing)|rose|falls?|falling|fell|gain(?:s|ed)?|drop(?:s|ped)?|slip(?:s|ped)?|slides?|slid',
  'dip(?:s|ped)?|inch(?:es|ed)?|jump(?:s|ed)?|surg(?:e|es|ed)|soar(?:s|ed)?|tumbl(?:e|es|ed)',
  'plung(?:e|es|ed)|rall(?:y|ies|ied)|climb(?:s|ed)?|sinks?|sank|slump(?:s|ed)?|retreat(?:s|ed)?',
  'advanc(?:e|es|ed)|bounces?|rebound(?:s|ed)?|recover(?:s|ed)?|waver(?:s|ed)?|oscillates?',
  'swing(?:s)?|swung|edge[sd]?|extends?|pares?|tops?|near(?:s|ed)?|heads?|hovers?|holds?',
  'stead(?:y|ies)|weak(?:er|ens?|ened)?|firm(?:s|er)?|strength(?:ens?|ened)|soft(?:er|ens?)',
  'higher|lower|mixed|flat|little changed|up|down|draws?',
].join('|');
const MOVING = `(?:(?:ha(?:s|ve)|is|are|was|were) )?(?:${ENGLISH_MOVES})`;

/** Verbs that report a price only before a word of the second line, as in "hits record". */
const PRICE_VERBS = [
  '(?:snap(?:s|ped)?|touch(?:es|ed)|hits?|breach(?:es|ed))',
  '(?=a |an |its |two|three|four|new|fresh|all-time|record|high|low|highest|lowest|[\\d¥$])',
].join(' ');

/** What may follow a word of `ENGLISH_MOVES`. Before other words, "opens" or "closes" may be about a firm. */
const FOLLOWING = [
  'on|as|after|amid|for|in|to|by|from|at|with|over|but|and|while|ahead|again|against|near|nearly|past',
  'sharply|slightly|more|almost|about|back|higher|lower|mixed|flat|up|down|high|low|highs|lows|record|new',
  'week|early|a (?:second|third|fourth|fifth)|its|into|below|above|gains|losses|modestly|\\d|[a-z]+day',
].join('|');
const AFTER_MOVE = `(?=$|[,;:.]| (?:${FOLLOWING}))`;

/** Markets that may follow the first market in a headline. The first market is the subject of the report. */
const OTHERS = 'dow|s&p(?: 500)?|nasdaq|topix|stocks|shares|bonds|dollar|yen|oil|gold|euro';

const english = (...nouns: readonly string[]): RegExp =>
  new RegExp(
    `^(?:${nouns.join('|')})(?:,? (?:and )?(?:${OTHERS}))* (?:${PRICE_VERBS}|${MOVING}${AFTER_MOVE})`,
    'u',
  );

/** Matches the Dow in Japanese. ダウ alone may also be a firm, a syndrome or the beginning of a word. */
const DOW = anyOf(
  /^ダウ(?:(?:・ジョーンズ)?(?:工業株)?平均|・ジョーンズ|30種|終値)/u,
  /^ダウ[、 はが]*(?:一時|続伸|続落|反発|反落|急伸|急落|急騰|小幅|小動き|小反|小安|小高|大幅)/u,
  /^ダウ[、 はが]*(?:上昇|上げ|下落|下げ|最高値|一進|もみ合|\d)/u,
);

const SUBJECTS: readonly (readonly [subject: string, pattern: RegExp])[] = [
  ['chicago-futures', /^シカゴ(?:日本株|日経|先物|市場)/u],
  ['chicago-commodities', /^シカゴ(?:商品|穀物|大豆|小麦|コーン|原油)/u],
  ['futures', /^(?:日経(?:平均)?先物|大阪先物|先物|株価指数先物|nikkei futures)/u],
  ['depositary-receipts', /^日本株adr/u],
  ['new-york-stocks', /^(?:ny株|nyダウ|米国株|米株|nyの?株|ny市場 ?ダウ)/u],
  ['new-york-stocks', DOW],
  [
    'new-york-stocks',
    english(
      "wall st(?:reet)?(?:'s main indexes| stocks)?",
      '(?:the )?dow(?: jones)?(?: industrials?)?(?: average)?|s&p(?: 500)?|(?:the )?nasdaq',
      'u\\.?s\\.? (?:stocks|shares|stock market)',
    ),
  ],
  ['new-york-oil', /^(?:ny原油|ny商品|ny市場 ?原油|原油先物)/u],
  ['oil', english('oil|crude|oil prices|crude oil|brent|oil futures')],
  ['new-york-gold', /^ny金/u],
  ['gold', english('gold|gold prices?|spot gold')],
  ['new-york-bonds', /^(?:ny債券|米国債|米債券|米長期金利|〔米国債)/u],
  ['new-york-bonds', english('u\\.?s\\.? treasur(?:y|ies)(?: yields?)?|treasur(?:y|ies)(?: yields?)?')],
  ['new-york-yen', /^(?:ny円|ny外為|〔ny外為|nyの?外国為替|ny市場で円)|^(?:yen|dollar) .*in new york$/u],
  // Headlines about currencies in London name the euro first, but also report the yen.
  ['london-yen', /^ロンドン(?:外為|外国為替)/u],
  ['growth-stocks', /^(?:新興株|東証グロース|グロース)/u],
  ['reit', /^(?:東証reit|東証リート|reit)/u],
  ['yomiuri-stocks', /^読売333/u],
  ['jpx-stocks', /^jpx日経/u],
  [
    'foreign-stocks',
    /^(?:上海|香港|台湾|シンガポール|韓国|中国|インド|欧州|ロンドン|ドイツ|フランス|英国|独|英|豪|アジア)(?:の)?株(?!式?(?:投信|ファンド))/u,
  ],
  ['europe-bonds', /^欧州(?:国)?債/u],
  [
    'tokyo-stocks',
    /^(?:東証|日経平均(?!vi)|東京株|株価(?!急|が|下|上|高|低)|株価 |\[概況|東京株式|株、|日本株(?=[はが、 ])|株(?=[続反急]|大幅)|〔?東京株)/u,
  ],
  [
    'tokyo-stocks',
    english(
      "(?:japan's |japanese |tokyo |tokyo's )?(?:benchmark )?nikkei(?: stock)?(?: average| 225| index)?",
      "(?:japan(?:'s|ese)?|tokyo) (?:stocks?|shares|stock market|equities)|topix",
    ),
  ],
  ['tokyo-stocks', /^(?:stocks|shares) .*\bin tokyo\b/u],
  ['tokyo-yen', /^(?:東京円|外為|〔?東京外為|東京外国為替|午(?:前|後)\d+時のドル|円、|.* yen .*in tokyo\b)/u],
  [
    'tokyo-bonds',
    anyOf(
      /^(?:債券|長期金利|国債先物|新発10年|10年債利回り|〔?債券)/u,
      /^(?:japan's (?:benchmark |10-year )(?:.*yield)|japan's 10-year|jgbs?\b|benchmark japanese yield)/u,
    ),
  ],
  [
    'yen',
    /^(?:円相場|為替相場|(?:一時、? ?)?1ドル ?=? ?\d+円|円[安高](?:進行|加速)(?=$|[、 ]+(?:一時|.{0,8}(?:1ドル|対ドル|1\d\d円台)))|円(?=[がは](?:一時|対ドル|上昇|下落|続|反|急|\d)|急|続[伸落]|反[発落]|下落|上昇))/u,
  ],
  ['yen', english("(?:the |japan's |japanese )?yen|(?:the |u\\.?s\\.? )?dollar")],
  ['asian-stocks', english('asian? (?:stocks|shares|markets)|asia-pacific (?:stocks|shares|markets)')],
  ['european-stocks', english('european? (?:stocks|shares|markets)|london stocks|ftse(?: 100)?|stoxx 600')],
  ['commodities', /^(?:商品\d|国内商品|東京商品|大阪金|商品先物)/u],
];

/** Markets for which Japanese outlets report several sessions a day. */
export const HOME: ReadonlySet<string> = new Set([
  'tokyo-stocks',
  'tokyo-yen',
  'tokyo-bonds',
  'growth-stocks',
  'commodities',
  'futures',
  'yen',
]);

/** Markets that trade around the clock, or whose English reports name no session. */
const WITHOUT_SESSIONS: ReadonlySet<string> = new Set(['oil', 'gold', 'asian-stocks', 'european-stocks']);

const MORNING_HOURS = 6;
const NOON = 12;

/** Matches text before the market's name, such as a bracket or the session of the report. */
const BEFORE_SUBJECT =
  /^(?:[<【〈"'「\s]+|速報:?|東京市場[、は ]+|(?:前場|後場|寄り付き|きょう|午前|午後|週明け|\d+日)の)+/u;

/** Matches a title that gives the opinion of an expert, or belongs to a column about the coming or the past session. */
const OPINION = /(?:氏|責任者|アナリスト|ストラテジスト)$|先読み|ハイライト|展開か(?:$| )/u;

/** Matches a title about an intervention, but not about the mere fear of one, such as 介入への警戒. */
const INTERVENTION =
  /介入(?!」?へ?の?警戒)|^(?!.*\b(?:fears?|wary|worr(?:y|ies)|concerns?|jitters)\b).*interven/u;

/** Other names of one foreign market. */
const ONE_MARKET: Readonly<Record<string, string>> = { ドイツ: '独', 英国: '英', ロンドン: '英' };

const foreignMarket = (opening: string): string => {
  const name = opening.slice(0, opening.search(/の?株/u));
  return ONE_MARKET[name] ?? name;
};

/** Matches the first words of a regular report of a rate. Later words give the reasons for the move. */
const RATE_FIRST = /^(?:ny円|東京円|外為\d+時)(?:相場)?、.*?\d円\S*(?= |$)/u;

const JAPANESE = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u;

/**
 * True if a normalised Japanese title reports a move of prices, a session or a level. Always true for other titles,
 * because most English patterns of `SUBJECTS` require a word for a move.
 */
export const saysMove = (title: string): boolean => MOVES.test(title) || !JAPANESE.test(title);

/**
 * Reads the market and the session that a normalised title reports; undefined if it reports no market. A Japanese title
 * must match `MOVES` or, except for `foreign-stocks`, name a session. Opinions, and most reports of interventions in
 * the market of the yen, do not count.
 */
export const readMarketKey = (title: string): MarketKey | undefined => {
  const opening = title.replace(BEFORE_SUBJECT, '');
  const found = SUBJECTS.find(([, pattern]) => pattern.test(opening));
  if (found === undefined) return undefined;
  const isForeign = found[0] === 'foreign-stocks';
  const named = readSession(title);
  const isMove = saysMove(title) || (named !== undefined && !isForeign);
  if (!isMove || OPINION.test(title)) return undefined;
  const subject = isForeign ? foreignMarket(opening) : found[0];
  const isYen = subject.endsWith('yen');
  if (isYen && INTERVENTION.test(RATE_FIRST.exec(title)?.[0] ?? title)) return undefined;
  const isOpenEnded = HOME.has(subject) || WITHOUT_SESSIONS.has(subject);
  return {
    subject,
    session: named ?? (isOpenEnded ? undefined : 'close'),
    yen: isYen ? readYenLevel(title) : undefined,
  };
};

const OPEN =
  /(?<!後場)寄り付き|始値|始まる|(?:[伸落発]の|(?<!の))始まり|スタート|(?<!後場)寄り(?:付き)?$|\bopens?\b/u;
/**
 * Matches a report of the close. A move from the last close (前日終値比) does not count. A move from the day before (前日比)
 * counts only in the short form that begins with 東証, because other reports give it at any hour.
 */
const CLOSE = anyOf(
  /大引け|(?<!前日|前週末)終値(?!比)|引け/u,
  /^東証(?:大幅)?(?:続伸|続落|反発|反落)、前(?:日|週末)比\d+円[高安](?=$| )(?!.*(?:一時|午[前後]|[前後]場|推移|拡大))/u,
  /\bcloses?\b|\bends?\b|\bfinish|\bsettles?\b|\bsnaps?\b/u,
);

const readSession = (title: string): string | undefined => {
  if (OPEN.test(title)) return 'open';
  if (/後場寄り/u.test(title)) return 'afternoon-open';
  if (/前引け|^前場|午前の?[^ 、]{0,8}終値|午前\d+円|midday|morning/u.test(title)) return 'morning-close';
  const hour = /(日本時間 ?(?:\d+日 ?)?|午[前後])?(\d{1,2})時(?:(\d{1,2})分)?/u.exec(title);
  if (hour !== null) {
    const plain = Number(hour[2]);
    const isAfternoon = hour[1] === '午後' ? plain < NOON : hour[1] === undefined && plain < MORNING_HOURS;
    return `${isAfternoon ? plain + NOON : plain}:${hour[3] ?? '00'}`;
  }
  if (CLOSE.test(title)) return 'close';
  return /一時|intraday/u.test(title) ? 'during' : undefined;
};
