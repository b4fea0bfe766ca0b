import type { Stretch } from '../stretch.ts';

/**
 * Maximum width of a stretch, in half-width characters (a Japanese character counts as two). A stretch of this width
 * fits into a line of the largest headline on a phone that is 320 pixels wide.
 */
const MAX_WIDTH = 22;

/** The first character that counts as wide: two half-width characters. */
const FIRST_WIDE = '\u1100';

/**
 * A pattern of a number from its first digit. If a match could begin inside a number, the time would grow with the
 * square of the number's length.
 */
const NUMBER = String.raw`(?<![\d０-９][.,．，]?)[\d０-９]+(?:[.,．，][\d０-９]+)*`;

/** A pattern of a number or a range: `4〜6`, `10-12`. */
const NUMBERS = `${NUMBER}(?:[〜～~‐–−・／/-]${NUMBER})?`;

const UNITS = [
  '[兆億万千百]',
  '月期|周年|年度|年間|年産|年|[カかヶヵケ]月|月|週間?|日間?|四半期|期|時(?![代点])間?|分|秒|世紀|歳|代',
  '円|ドル|ユーロ|元|ウォン|ポンド|ルピー|バーツ|銭|[％%]|ポイント|割(?!れ)|倍',
  'つ|人|社|件|店舗?|[カかヶヵケ]国|[カかヶヵケ]所|品目|台|株|個|本|回|位|号|番|弾|章|条|棟|戸|隻|機|基|枚|冊|種類?|銘柄|階|都市|県',
  'トン|キロ|メートル|ミリ|平方|立方|リットル|ワット|バレル|ナノ|km|kg|cm|mm|nm|[MGT]W|[MGT]B',
].join('|');

/** A pattern of text that belongs to the number and unit before it: `安` in `3.2%安`, `ぶり` in `10年ぶり`. */
const TAILS = '連続|ぶり|割れ|以上|以下|未満|前後|[安高増減超弱強台目比債余付分前後差間内半]';

const COUNTED = `${NUMBERS}(?:${UNITS})+`;

/**
 * A pattern of one or two particles. A browser lets a line begin right after a stretch, so a stretch includes its
 * particles. The beginning of a word does not match: とどまる in 2割にとどまる, です in 3割です.
 */
const PARTICLES = [
  'から[はもの]?|まで(?:に?は|[もにの])?|に[はも]|[でと][はもの]|へ[はもとの]|もの',
  '[をにとへも]|が(?!かり)|で(?![すしき])|の(?!み)|は(?!ね)|や(?!\\p{Script=Hiragana})',
].join('|');

const JAPANESE = [
  `(?:午前|午後|[第約計築全$＄¥￥€＋+▲△−-])?(?:${COUNTED})+(?:${TAILS})?(?:${PARTICLES})?`,
  // The number of a product belongs to its name: スイッチ2.
  `(?<![ァ-ヺー])[ァ-ヺー]+${NUMBER}(?![\\d０-９.,．，〜～~–-]|${UNITS})(?:${PARTICLES})?`,
  `[」』）】〉》)”"](?:${PARTICLES})`,
].join('|');

const SCALES = '(?:trillion|billion|million|thousand|tn|bn|mn)';
const AMOUNT = `(?:US|[ACS]|HK|NT)?[$€£¥]${NUMBER}(?:[ -]?${SCALES})?`;
const MEASURES = [
  'yen|dollars?|euros?|won|yuan|percent|per cent|pct|%|bps?|basis points|points?',
  'years?|months?|weeks?|days?|hours?|minutes?|people|jobs|shares|units',
  'barrels|tons|tonnes|km|kg|nm|MW|GW',
].join('|');
const MEASURE = `${NUMBER}(?: ${SCALES})?[ -]?(?:${MEASURES})`;
const SCALED = `${NUMBER}[ -]${SCALES}`;
const PERIOD = String.raw`[QH][1-4] (?:FY)?\d{2,4}|[1-4][QH] (?:FY)?\d{2,4}|FY ?\d{2,4}(?:-\d{2})?`;
const DATE = String.raw`(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]*\.? \d{1,2}(?:, \d{4})?`;
const NUMBERED = String.raw`(?:No|Nos|Vol)\. ?\d+|(?:Nikkei|S&P|FTSE|Topix|TOPIX) \d+`;

/**
 * A pattern of English stretches. They consist of whole words: no letter or digit is right before them, and no Latin
 * letter or digit right after.
 */
const ENGLISH = String.raw`(?<![\p{L}\d])(?:${[AMOUNT, MEASURE, SCALED, PERIOD, DATE, NUMBERED].join('|')})(?![\p{Script=Latin}\d])`;

const STRETCHES = new RegExp(`${JAPANESE}|${ENGLISH}`, 'gu');

/** Matches the parts of a Japanese stretch that is wider than `MAX_WIDTH`. A line may break between two parts. */
const PARTS = new RegExp(`^\\D?(?:${COUNTED})|${COUNTED}(?:${TAILS})?(?:${PARTICLES})?`, 'gu');

/**
 * Finds the stretches of a headline in which no line should break: numbers with their counters and units (4〜6月期, 3.2%安に,
 * $1.2 billion, Q3 2026), names with a number (スイッチ2を), and a closing bracket with its particle. The stretches are in
 * order and do not overlap, and none is wider than `MAX_WIDTH`.
 */
export const findUnbroken = (text: string): readonly Stretch[] =>
  Array.from(text.matchAll(STRETCHES)).flatMap(({ 0: found, index }) =>
    widthOf(found) <= MAX_WIDTH ? [{ start: index, end: index + found.length }] : partsOf(found, index),
  );

const partsOf = (found: string, at: number): readonly Stretch[] =>
  Array.from(found.matchAll(PARTS))
    .filter(({ 0: part }) => widthOf(part) <= MAX_WIDTH)
    .map(({ 0: part, index }) => ({ start: at + index, end: at + index + part.length }));

const widthOf = (text: string): number =>
  Array.from(text).reduce((width, character) => width + (character < FIRST_WIDE ? 1 : 2), 0);
