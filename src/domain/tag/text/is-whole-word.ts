const KATAKANA = /[\p{Script=Katakana}ー]/u;
const LETTER = /\p{L}/u;
const RISE_OR_FALL = /^(円|ドル)[高安]/;
const ABBREVIATION = /^[A-Z\d]{2,4}$/;
const NAME = /^[A-Z][a-z]/;
const SMALL = /^[a-z]/;
const YEN_RATE = /^円台/;
const EXCHANGE_RATE = /(^|[^\d万])1\d\d(\.\d+)?$/;
const DIGIT = /\d/;
const CURRENCY = /^(ポンド|ユーロ|ウォン|ペソ|リラ|ルピー|ルーブル|人民元|豪ドル|台湾ドル|スイスフラン)$/;
const AMOUNT = /[\d万億兆]$/;

/**
 * Whether the characters from `start` to `end` are the word `cue` by itself. They are not inside a longer katakana word
 * (フォード in ラッシュフォード) or in a price (613円高). One character means a country only where a phrase begins (米企業, not
 * 備蓄米), and a currency after a figure is an amount (1600万ポンド). An abbreviation has capitals (IT, not it), a name begins with one (Apple), and 円台 follows a rate of exchange
 * (157円台).
 */
export const isWholeWord = (text: string, start: number, end: number, cue: string): boolean => {
  const word = text.slice(start, end);
  if (ABBREVIATION.test(cue)) return word.normalize('NFKC') === cue;
  if (NAME.test(cue) && SMALL.test(word)) return false;
  if (YEN_RATE.test(word)) return EXCHANGE_RATE.test(text.slice(0, start));
  const before = text.slice(Math.max(0, start - 1), start);
  if (CURRENCY.test(word) && AMOUNT.test(before)) return false;
  if (KATAKANA.test(word.charAt(0)) && KATAKANA.test(before)) return false;
  if (KATAKANA.test(word.slice(-1)) && KATAKANA.test(text.slice(end, end + 1))) return false;
  if (word.length === 1) return !LETTER.test(before);
  return !(RISE_OR_FALL.test(word) && DIGIT.test(before));
};
