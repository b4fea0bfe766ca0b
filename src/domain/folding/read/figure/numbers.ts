import type { Language } from '../../../source/source.ts';
import { allMatches } from '../term/patterns.ts';

/** The unit of a number. `other`: no unit, or another one, such as 台 or ユーロ. */
type NumberUnit = 'yen' | 'dollar' | 'percent' | 'times' | 'streak' | 'other';

/** A number of a text in plain units: 2兆円 and "2 trillion yen" are both 2e12 yen. */
export type Quantity = {
  readonly value: number;
  readonly unit: NumberUnit;
  /** Number of significant digits: 3248億円 has 4, 3000億円 has 1. An English streak always has 1. */
  readonly digits: number;
  /** Size of the range that begins at the number: 1 for 157円台, 100 for 600円超, 0 for a plain or an English number. */
  readonly room: number;
};

const SCALE: Readonly<Record<string, number>> = {
  兆: 1e12,
  億: 1e8,
  万: 1e4,
  千: 1e3,
  百: 1e2,
  trillion: 1e12,
  billion: 1e9,
  million: 1e6,
  thousand: 1e3,
  bn: 1e9,
  mln: 1e6,
  mn: 1e6,
  mil: 1e6,
  bil: 1e9,
  tril: 1e12,
  tn: 1e12,
  trn: 1e12,
  b: 1e9,
  m: 1e6,
  k: 1e3,
};

const NUMBER = String.raw`(\d+(?:\.\d+)?)`;
/** A number before 兆, 億 or 万, such as 5千 in 5千億円. */
const SCALED = `${NUMBER}([千百])?`;

/** Japanese counters. If two counters begin with the same characters, the longer counter comes first. */
const COUNTERS = [
  String.raw`円(?:\d+銭)?|ドル|ユーロ|%|パーセント|倍|割`,
  '(?:か|カ|ヵ|ヶ|ケ|箇)月(?:ぶり|連続)|(?:年|営業日|日|期|週|四半期|会合)(?:間)?(?:ぶり|連続|続[伸落])',
  '年|月|日|時|分|歳|回目?|号',
  'ポイント|bp|銭',
  '台|人|社|店|戸|件|か所|カ所|棟|軒|世帯|便|両|本|点|種|品目|体|トン|バレル',
].join('|');

/** Matches digits that give no quantity: those of a time, of a date, and of the dollar in 1ドル=157円. */
const NO_QUANTITY = String.raw`\d{1,2}:\d{2}|(?<![\d/])\d{1,2}/\d{1,2}(?![\d/])|(?<![\d.])1ドル(?= ?=? ?\d)`;

const PLAIN = String.raw`\d+(?:\.\d+)?`;
const RANGE_SCALE = '(?:千?[兆億万]|[千百])';
const RANGE_COUNTER = `(?:円|${COUNTERS})`;
/**
 * Matches the first number of a range such as 6~9兆円 or 1兆~2兆円, and captures what it lacks of the scale and the counter
 * behind the second number. The second number has one scale at most: 1~1兆5000億円 is not matched.
 */
const RANGE = new RegExp(
  [
    `(?<![\\d.])(${PLAIN}${RANGE_SCALE})~(?=${PLAIN}${RANGE_SCALE}?(${RANGE_COUNTER}))`,
    `(?<![\\d.])(${PLAIN})~(?=${PLAIN}(${RANGE_SCALE}?${RANGE_COUNTER}))`,
  ].join('|'),
  'gu',
);

/** Words that make a number the beginning of a range: 157円台, 600円超. */
const AT_LEAST = '台(?!湾|風|北|数|車|本)|超|以上|余り?';

const JAPANESE = new RegExp(
  [
    String.raw`${NO_QUANTITY}|(?=\d)(?:${SCALED}兆)?(?:${SCALED}億)?(?:${SCALED}万)?(?:${SCALED})?`,
    String.raw`\s?(${COUNTERS})?(${AT_LEAST})?`,
  ].join(''),
  'gu',
);

const DATE_COUNTER = /^(?:年|月|日|時|分|歳|回目?|号|銭)$/u;

const ENGLISH_COUNTERS = 'yen|dollars?|percent(?:age points?)?|per cent|pct|%|times|-?fold';
/** Matches the sign of the dollar of the United States, but not s$, a$, c$, hk$, nt$ or nz$. */
const US_DOLLAR = String.raw`(?<!\b(?:[acs]|hk|n[tz]))\$`;
const ENGLISH = new RegExp(
  [
    String.raw`(${US_DOLLAR}|¥)?\s?${NUMBER}\s?-?`,
    String.raw`(trillion|billion|million|thousand|bn|ml?n|trn|tn|(?:m|b|tr)il|(?<=[$¥€£][\d.]+)[bmk])?`,
    String.raw`\b\s?(${ENGLISH_COUNTERS})?`,
  ].join(''),
  'gu',
);

/** The index of each ordinal is the ordinal's number; index 0 is empty. */
const ORDINALS = ' first second third fourth fifth sixth seventh eighth ninth tenth'.split(' ');
/** The lowest ordinal word that counts as a streak: "second straight month". */
const FIRST_OF_STREAK = 2;
const STRAIGHT = String.raw`(?:straight|consecutive|successive)\s+`;
/** Matches a streak. A quarter without "straight" is a part of a year: "fourth quarter sales". */
const STREAK = new RegExp(
  [
    String.raw`\b(${ORDINALS.slice(FIRST_OF_STREAK).join('|')}|(?!1st)\d+(?:st|nd|rd|th))`,
    String.raw`\s+(?:${STRAIGHT}quarter|(?:${STRAIGHT})?(?:month|year|day|session|week))`,
  ].join(''),
  'gu',
);

/**
 * Maximum number of quantities of a text; no headline of 23,000 had more. Each is compared with each of another text, so
 * texts of quantities alone would take long.
 */
const MOST_NUMBERS = 12;

export const readNumbers = (text: string, language: Language): readonly Quantity[] =>
  (language === 'ja' ? readJapaneseNumbers(text) : readEnglishNumbers(text)).slice(0, MOST_NUMBERS);

/**
 * Reads the numbers of a normalised Japanese text. A number before 年, 月, 日, 時, 分, 歳, 回, 号 or 銭 does not count,
 * except in a streak (3年連続) and in an amount such as 157円50銭. `NO_QUANTITY` does not count either.
 */
const readJapaneseNumbers = (text: string): readonly Quantity[] => {
  const found: Quantity[] = [];
  // 6~9兆円 is read as 6兆円~9兆円. The groups of the other half of `RANGE` are empty.
  const spelled = text.includes('~') ? text.replace(RANGE, '$1$2$3$4~') : text;
  for (const [all, ...parts] of allMatches(spelled, JAPANESE)) {
    const [cho, choScale, oku, okuScale, man, manScale, rest, scale, counted = '', floor] = parts;
    const [counter, sen] = counted.startsWith('円') ? ['円', counted.slice(1, -1)] : [counted, ''];
    if (all === '' || (cho ?? oku ?? man ?? rest) === undefined || DATE_COUNTER.test(counter)) continue;
    const written =
      scaled(cho, choScale) * 1e12 +
      scaled(oku, okuScale) * 1e8 +
      scaled(man, manScale) * 1e4 +
      scaled(rest, scale) +
      Number(sen) / SEN_PER_YEN;
    const value = counter === '割' ? written * 10 : written;
    found.push({
      value,
      unit: japaneseUnit(counter),
      digits: significantDigits(value),
      room: floor === undefined ? 0 : lastPlace(value),
    });
  }
  return found;
};

/**
 * Reads the numbers of a normalised English text, without years such as 2028, and without plain numbers below 32, which
 * may be days. The first number of a range such as "¥3-4 trillion" is read without the scale.
 */
const readEnglishNumbers = (text: string): readonly Quantity[] => {
  const found: Quantity[] = [];
  for (const [, sign, number = '', scale, counter = ''] of allMatches(text, ENGLISH)) {
    const value = Number(number) * (SCALE[scale ?? ''] ?? 1);
    const unit = englishUnit(sign, counter);
    if (unit === 'other' && scale === undefined && (isYear(value) || value < 32)) continue;
    found.push({ value, unit, digits: significantDigits(value), room: 0 });
  }
  for (const [, ordinal = ''] of allMatches(text, STREAK)) {
    const value = ORDINALS.indexOf(ordinal) > 0 ? ORDINALS.indexOf(ordinal) : Number.parseInt(ordinal, 10);
    found.push({ value, unit: 'streak', digits: 1, room: 0 });
  }
  return found;
};

const scaled = (number = '0', scale = ''): number => Number(number) * (SCALE[scale] ?? 1);

const japaneseUnit = (counter: string): NumberUnit => {
  if (/連続|ぶり|続[伸落]/u.test(counter)) return 'streak';
  if (counter === '円') return 'yen';
  if (counter === 'ドル') return 'dollar';
  if (/^(?:%|パーセント|割)$/u.test(counter)) return 'percent';
  return counter === '倍' ? 'times' : 'other';
};

const englishUnit = (sign: string | undefined, counter: string): NumberUnit => {
  if (sign === '¥' || counter === 'yen') return 'yen';
  if (sign === '$' || /^dollar/.test(counter)) return 'dollar';
  if (/^(?:per|pct|%)/.test(counter)) return 'percent';
  return /times|fold/.test(counter) ? 'times' : 'other';
};

const SEN_PER_YEN = 100;

/** Returns the place value of the last digit that is not 0, at least 1: 100 for 3100. */
const lastPlace = (value: number): number => {
  let place = 1;
  while (value % (place * 10) === 0 && place < value) place *= 10;
  return place;
};

const isYear = (value: number): boolean => Number.isInteger(value) && value >= 1990 && value <= 2100;

const significantDigits = (value: number): number =>
  value.toPrecision(8).replace(/e.*$/, '').replace('.', '').replace(/^0+/, '').replace(/0+$/, '').length;
