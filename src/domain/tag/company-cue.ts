/** Written before a name, it says that a company follows. */
const BEFORE =
  /(株式会社|\(株\)|（株）|㈱|大手の?|shares (of|in) |stake in |\b(maker|operator|retailer|carrier|giant|automaker|drugmaker|lender|brokerage|builder|developer|producer|chain|conglomerate|unit|parent|owner|supplier|rival|firm|company|startup) )$/iu;

/** Written after a name, it says that it was a company's. */
const AFTER =
  /^(\s?(株式会社|\(株\)|（株）|㈱|HD|ホールディングス|グループ|G(?![A-Za-z])|株(?![主式])|株価|系|子会社|傘下|製の|製品)|(の|、|が|は|,)?\s?(純利益|純損益|営業利益|営業益|営業損益|経常利益|経常益|最終|決算|売上高|業績|株価|社長|会長|頭取|増益|減益|上場|[4１-９1-9][~〜～]\d+月|\d+年\d+月期|通期|上期|中間|社債|自社株|増資|新株|TOB|MBO)|[(（<＜[［【]\d[\dA-Z]{3}[)）>＞\]］】]|,? (Corp|Inc|Co\b|Ltd|Holdings|Group|KK|Company|Corporation|shares|stock|CEO|president|executive|unit|subsidiary)\b|['’]s (shares|stock|CEO|president|net|operating|profit|earnings|quarterly|board|shareholders|sales|first-half|annual)| (said|says|posted|reported|forecasts?)\b)/u;

/** The same, but a person's too: 野村社長 is a Mr Nomura. */
const TITLE_AFTER = /^\s?(社長|会長|CEO|専務|常務|取締役)/u;

/** Whether a word next to the name shows that it is a company's. */
export const hasCue = (text: string, start: number, end: number, personal: boolean): boolean => {
  const after = text.slice(end, end + 24);
  return (
    BEFORE.test(text.slice(Math.max(0, start - 16), start)) ||
    AFTER.test(after) ||
    (!personal && TITLE_AFTER.test(after))
  );
};

const MR_BEFORE = /\b(Mr|Mrs|Ms|Dr|Prof|Minister|Gov|Governor|Mayor|Justice|Judge|Coach|Captain)\.? $/i;

const WORD_BEFORE = /\b([A-Z][a-z]+) $/;

/** A word in the syllables of Japanese, as given names are: Ichiro, Sanae. */
const ROMAN_SYLLABLES = /^(([KGSZTDNHBPMYRWJF]|Sh|Ch|Ts|Ky|Ry|Hy)?[aiueo]+n?)+$/i;

/** Whether a name is written in the syllables of Japanese: such a company may share it with a family. */
export const isRoman = (name: string): boolean => ROMAN_SYLLABLES.test(name);

const NOT_A_GIVEN_NAME =
  /^(Japan|Tokyo|Osaka|Kyoto|Nagoya|Kobe|Asia|China|At|In|An|On|No|So|To|Do|Are|Use|Nikkei|One)$/;

/** What follows a person's family name, and a company's never. */
const PERSON_AFTER =
  /^(氏|さん|社長|会長|専務|常務|容疑者|被告|選手|監督|投手|知事|首相|大臣|議員|教授|[\p{Script=Han}]{2}(氏|さん|社長))/u;

/** Whether a family name at this place is a person's: a title or a given name stands beside it. */
export const isPerson = (text: string, start: number, end: number): boolean => {
  const before = text.slice(Math.max(0, start - 20), start);
  const given = WORD_BEFORE.exec(before)?.[1] ?? '';
  return (
    PERSON_AFTER.test(text.slice(end, end + 8)) ||
    MR_BEFORE.test(before) ||
    (ROMAN_SYLLABLES.test(given) && !NOT_A_GIVEN_NAME.test(given))
  );
};

const HEAD_BEFORE = /^(.{0,14}[】\]］/／:：>＞] ?)?[「『“"]?$/u;

/** Whether a name opens a Japanese headline as its subject: 明治、37品値上げ. */
export const isHeadline = (text: string, start: number, end: number): boolean =>
  text[end] === '、' && HEAD_BEFORE.test(text.slice(0, start));
