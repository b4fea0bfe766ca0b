/** Which market a report is of, and which session where it says so. */
export type MarketKey = { readonly subject: string; readonly session: string | undefined };

/** What a session does to prices. */
const MOVES =
  'clos(?:e|es|ed)|end(?:s|ed)?|open(?:s|ed)?|ris(?:e|es)|rose|falls?|fell|gain(?:s|ed)?|drop(?:s|ped)?|slip(?:s|ped)?|slides?|slid|dip(?:s|ped)?|jump(?:s|ed)?|surg(?:e|es|ed)|soar(?:s|ed)?|tumbl(?:e|es|ed)|plung(?:e|es|ed)|rall(?:y|ies|ied)|climb(?:s|ed)?|sinks?|sank|slump(?:s|ed)?|retreat(?:s|ed)?|advanc(?:e|es|ed)|rebound(?:s|ed)?|waver(?:s|ed)?|oscillates?|edg(?:e|es|ed) (?:up|down|higher|lower)|extends? (?:gains|losses|rally|slide)|hits? (?:a |an )?(?:new |fresh |all-time )?(?:record|high|low)|higher|lower|mixed|flat|steady|up|down';
/** What may follow: of a firm of that name, or of an industry, it would be what they close, open or raise. */
const AFTER_MOVE =
  '$|[,;:.]| (?:on|as|after|amid|for|in|to|by|from|at|with|over|but|and|while|ahead|again|sharply|slightly|more|nearly|almost|about|higher|lower|mixed|flat|up|down|high|low|highs|lows|record|[a-z]+day|\\d)';
const AMERICAN_SHARES = new RegExp(
  `^(?:wall st(?:reet)?(?: stocks)?|dow(?: jones)?(?: industrials?)?(?: average)?|u\\.?s\\.? stocks|s&p 500)(?:,? (?:and )?(?:dow|s&p 500|nasdaq))* (?:${MOVES})(?=${AFTER_MOVE})`,
  'u',
);

/** ダウ alone is a firm, a syndrome or the beginning of a word as well. */
const DOW =
  /^ダウ(?:(?:・ジョーンズ)?(?:工業株)?平均|・ジョーンズ|30種|終値|[、 はが]*(?:一時|続伸|続落|反発|反落|急伸|急落|急騰|小幅|小動き|小反|小安|小高|大幅|上昇|上げ|下落|下げ|最高値|一進|もみ合|\d))/u;

const SUBJECTS: readonly (readonly [subject: string, pattern: RegExp])[] = [
  ['chicago-futures', /^シカゴ/u],
  ['futures', /^(?:日経平均先物|大阪先物|先物|株価指数先物|nikkei futures|日本株adr)/u],
  ['new-york-stocks', /^(?:ny株|nyダウ|米国株|米株|nyの?株|ny市場 ?ダウ)/u],
  ['new-york-stocks', DOW],
  ['new-york-stocks', AMERICAN_SHARES],
  ['new-york-oil', /^(?:ny原油|ny商品|ny市場 ?原油|原油先物)/u],
  ['new-york-gold', /^ny金/u],
  ['new-york-bonds', /^(?:ny債券|米国債|米債券|米長期金利|〔米国債)/u],
  ['new-york-yen', /^(?:ny円|ny外為|〔ny外為|nyの?外国為替)|^(?:yen|dollar) .*in new york$/u],
  ['growth-stocks', /^(?:新興株|東証グロース|グロース)/u],
  ['reit', /^(?:東証reit|東証リート|reit)/u],
  ['yomiuri-stocks', /^読売333/u],
  [
    'foreign-stocks',
    /^(?:上海|香港|台湾|シンガポール|韓国|中国|インド|欧州|ロンドン|ドイツ|フランス|英国|独|英|豪|アジア)(?:の)?株(?!式?(?:投信|ファンド))/u,
  ],
  [
    'tokyo-stocks',
    /^(?:東証|日経平均|東京株|株価|\[概況|東京株式|株、|〔?東京株|tokyo stocks|nikkei (?:stock|average|225|index|ends|closes|rises|falls|gains|drops|jumps|slumps|up|down)|japan(?:ese)? (?:stocks|shares)|japan's nikkei)/u,
  ],
  ['tokyo-yen', /^(?:東京円|外為|〔?東京外為|東京外国為替|午(?:前|後)\d+時のドル|円、|.* yen .*in tokyo$)/u],
  [
    'tokyo-bonds',
    /^(?:債券|長期金利|国債先物|新発10年|〔?債券|japan's 10-year|jgbs?\b|benchmark japanese yield)/u,
  ],
  [
    'yen',
    /^円相場|^(?:yen|dollar) (?:climb|fall|fell|rise|rose|weak|firm|slid|slip|gain|drop|jump|surge|strength|soft|tumble|hits|near)/u,
  ],
  ['commodities', /^(?:商品\d|国内商品|東京商品|大阪金|商品先物)/u],
];

/** Markets of which several sessions a day are reported in Japan. */
export const HOME: ReadonlySet<string> = new Set([
  'tokyo-stocks',
  'tokyo-yen',
  'tokyo-bonds',
  'growth-stocks',
  'commodities',
  'futures',
  'yen',
]);

const MORNING_HOURS = 6;

/**
 * The market and session that a normalised title reports, or undefined where it reports none. A report of an
 * intervention is no report of a session of the yen, but shares fall in wariness of one.
 */
export const readMarketKey = (title: string): MarketKey | undefined => {
  const opening = title.replace(/^[<【〈"'「\s]+/u, '');
  const found = SUBJECTS.find(([, pattern]) => pattern.test(opening));
  if (found === undefined) return undefined;
  const subject = found[0] === 'foreign-stocks' ? opening.slice(0, 2) : found[0];
  if (subject.endsWith('yen') && /介入|interven/u.test(title)) return undefined;
  // A session abroad is over when we read of it, unless the report says otherwise.
  return { subject, session: readSession(title) ?? (HOME.has(subject) ? undefined : 'close') };
};

const readSession = (title: string): string | undefined => {
  if (/(?<!後場)寄り付き|始値|始まる|スタート|(?<!後場)寄り(?:付き)?$/u.test(title)) return 'open';
  if (/後場寄り/u.test(title)) return 'afternoon-open';
  if (/前引け|午前終値|午前の終値|前場終値|午前\d+円|midday|morning close/u.test(title))
    return 'morning-close';
  const hour = /(?:午後)?(\d{1,2})時(?:(\d{1,2})分)?/u.exec(title);
  if (hour !== null) {
    const plain = Number(hour[1]);
    const of24 = plain < MORNING_HOURS ? plain + 12 : plain;
    return `${of24}:${hour[2] ?? '00'}`;
  }
  if (/大引け|終値|引け|\bcloses?\b|\bends?\b/u.test(title)) return 'close';
  return /一時|intraday/u.test(title) ? 'during' : undefined;
};
