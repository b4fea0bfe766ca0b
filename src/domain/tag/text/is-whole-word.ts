const KATAKANA = /[\p{Script=Katakana}ー]/u;
const LETTER = /\p{L}/u;
const RISE_OR_FALL = /^(円|ドル)([高安]|上げ|下げ|上昇|下落)/;
const ABBREVIATION = /^[A-Z\d]{2,4}$/;
const NAME = /^[A-Z][a-z]/;
const SMALL = /^[a-z]/;
const YEN_RATE = /^円台/;
const YEN = /^yen$/i;
/** Matches an amount before `yen`, except if it may be an exchange rate: `3-`, but not `155.2 `. */
const PRICE = /(?<![\d.])(?!1\d\d(?:\.\d+)?[ -]$)\d[\d,.]*[ -]$/;
/** Maximum number of characters before `yen` that are searched for a price. */
const PRICE_LENGTH = 20;
const EXCHANGE_RATE = /(^|[^\d万])1\d\d(\.\d+)?$/;
const CURRENCY = /^(ポンド|ユーロ|ウォン|ペソ|リラ|ルピー|ルーブル|人民元|豪ドル|台湾ドル|スイスフラン)$/;
const AMOUNT = /[\d０-９千万億兆]$/;
const JAPAN_AND = /^日[^本上]/;
const DAY = /[\d０-９数同両即]/;
const ONE_DOLLAR = /^[1１]ドル$/;
const RATE = /^(\s?[=＝、はが]|当たり)?\s?[\d０-９]{2,3}/;
/** Minimum length, in characters, of a katakana word that has its own meaning at the end of a compound. */
const KEEPS_SENSE = 6;
const FIRST_WORD = /[\p{Script=Katakana}ー]{3}$/u;
const FIRST_WORD_LENGTH = 3;
/** Matches a common last word of a katakana compound: メーカー in ドローンメーカー. */
const KIND =
  /^(メーカー|サービス|ショップ|チェーン|ブランド|ビジネス|プラットフォーム|ファンド|ブーム|バブル|ショック|リスク|コスト|ニーズ|シフト|インフラ|システム|ソリューション|マーケット|ランキング|プロジェクト|ユーザー|ベンダー|ディーラー|デベロッパー|サプライヤー|ベンチャー|スタートアップ)(?![\p{Script=Katakana}ー])/u;
const KIND_FOLLOWS = 4;
/** Number of characters that are read for a match of `KIND`. */
const KIND_LENGTH = 10;

/**
 * Matches an office, the government or the parliament of another country, after that country's character. A katakana
 * name may precede the character: トランプ米大統領, not ブランド米.
 */
const OFFICE = /^新?(大統領|副大統領|首相|外相|国務|財務|国防|商務|政権|政府|議員|議会|通商)/u;
const OFFICE_LENGTH = 5;
/** Number of characters after 1ドル that are read for the exchange rate. */
const RATE_LENGTH = 8;

/**
 * True if the characters from `start` to `end` are the word `cue` in its own meaning: not part of another word (フォード in
 * ラッシュフォード), a price (613円高), a date (5日中) or an amount (1600万ポンド). A word of one character counts only at the
 * beginning of a phrase (米企業, not 備蓄米), or between a katakana name and an office (`OFFICE`). An abbreviation of up to
 * four characters must be in capitals (IT, not it), and a name must begin with a capital (Apple). 1ドル and 円台 count only
 * beside an exchange rate.
 */
export const isWholeWord = (text: string, start: number, end: number, cue: string): boolean => {
  const word = text.slice(start, end);
  if (ABBREVIATION.test(cue)) return word.normalize('NFKC') === cue;
  if (NAME.test(cue) && SMALL.test(word)) return false;
  if (YEN.test(word) && PRICE.test(text.slice(Math.max(0, start - PRICE_LENGTH), start))) return false;
  if (YEN_RATE.test(word)) return EXCHANGE_RATE.test(text.slice(0, start));
  const before = text.slice(Math.max(0, start - 1), start);
  if (CURRENCY.test(word) && AMOUNT.test(before)) return false;
  if (KATAKANA.test(word.charAt(0)) && KATAKANA.test(before)) {
    const first = text.slice(Math.max(0, start - FIRST_WORD_LENGTH), start);
    if (word.length < KEEPS_SENSE || !FIRST_WORD.test(first)) return false;
  }
  if (KATAKANA.test(word.slice(-1)) && KATAKANA.test(text.slice(end, end + 1)))
    return word.length >= KIND_FOLLOWS && KIND.test(text.slice(end, end + KIND_LENGTH));
  if (word.length === 1)
    return (
      !LETTER.test(before) || (KATAKANA.test(before) && OFFICE.test(text.slice(end, end + OFFICE_LENGTH)))
    );
  if (JAPAN_AND.test(word) && DAY.test(before)) return false;
  if (ONE_DOLLAR.test(word)) return RATE.test(text.slice(end, end + RATE_LENGTH));
  return !(RISE_OR_FALL.test(word) && AMOUNT.test(before));
};
