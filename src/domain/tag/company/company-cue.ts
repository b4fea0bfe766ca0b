import { isRomanName } from './company-names.ts';
import { PREFECTURE } from './prefecture.ts';

/** What a name may mean besides a company. The fewest kinds of cues count for an English word, all for `other` names. */
export type Ambiguity = 'english-word' | 'family-name' | 'other';

/** Matches a legal form, `shares of` or `shares in` right before a company's name. */
const FORM_BEFORE = /(株式会社|\(株\)|（株）|㈱|\bshares (of|in) )$/iu;
const FORM_AFTER =
  /^(\s?(株式会社|\(株\)|（株）|㈱|HD|ホールディングス)|[(（<＜[［【]\d[\dA-Z]{3}[)）>＞\]］】]|,? (Corp|Inc|Co|Ltd|Holdings|KK|Corporation|Company,? Ltd)\b)/u;

const TRADE_BEFORE =
  /\b(maker|operator|retailer|carrier|automaker|drugmaker|lender|brokerage|builder|developer|producer|conglomerate|parent|owner|firm|company) $/iu;

const RESULTS = '(純利益|純損益|営業利益|営業益|営業損益|経常利益|経常益|最終(益|損益|赤字|黒字)|決算|株価)';

/** Matches words about a company right after its name, such as words for its shares, results, group or acts. */
const RESULT_AFTER = new RegExp(
  `^(${[
    '(に|への?|の|を)?(TOB|MBO)(?![A-Za-z])|株(?![主式分])|系(?![統列図外])|子会社|傘下|G(?![A-Za-z])|社債|自社株買い',
    `(の|、|が|は)?${RESULTS}|(の|、)?通期(予想|見通し|営業|純利益)`,
    'の?[1-9１-９][~〜～―-]\\d+月|(の|、)?\\d\\d年\\d+月期',
    "['’]s (shares|stock|CEO|net|operating|profit|earnings|quarterly|shareholders|first-half)",
    ' (shares|stock|said|says|posted|reported|forecasts?|CEO|executive|unit|subsidiary|Group|shipments)\\b',
    ' ((net |operating |annual |quarterly )?profit|earnings)\\b',
  ].join('|')})`,
  'u',
);

const RESULTS_LATER =
  /^、.*(増益|減益|純利益|営業利益|営業益|経常利益|経常益|最終(益|損益|赤字|黒字)|[上下]方修正)/u;

/** True if a comma and results follow the name that ends at `end`: 高島、資材部門が増益. */
export const reportsResults = (text: string, end: number): boolean => RESULTS_LATER.test(text.slice(end));

/** Matches the title of an executive right after a name, which may be the executive's own family name: 野村社長. */
const HEAD_AFTER = /^\s?(社長|会長|CEO|専務|常務|取締役)/u;

const LATIN = /[A-Za-z]$/;
const NAMED_HEAD_AFTER = /^\s?\p{Script=Han}{1,4}(社長|会長|CEO|専務|常務|取締役)/u;

/** True if an executive's name and title follow a company's Latin name: DeNA山田社長. A Latin name is not a family name in Japanese. */
const isLedBy = (name: string, after: string): boolean => LATIN.test(name) && NAMED_HEAD_AFTER.test(after);

/** True if a word or code next to the name from `start` to `end` shows that the name means a company. */
export const hasCue = (text: string, start: number, end: number, ambiguity: Ambiguity): boolean => {
  const before = text.slice(Math.max(0, start - 16), start);
  const after = text.slice(end, end + 24);
  if (FORM_BEFORE.test(before) || FORM_AFTER.test(after)) return true;
  // Other cues also stand beside ordinary English words: "Traders said" in title case looks like a company.
  if (ambiguity === 'english-word') return false;
  if (TRADE_BEFORE.test(before) || RESULT_AFTER.test(after)) return true;
  if (isLedBy(text.slice(start, end), after)) return true;
  return ambiguity === 'other' && HEAD_AFTER.test(after);
};

const FAILURE = /破産|特別清算|民事再生|債権者集会/u;

/** Matches a legal form that no securities code follows. */
const FORM = /(株式会社|\(株\)|（株）|㈱)(?!\s?[(（]\d)/u;

const LEGAL_FORM = /^(株式会社|\(株\)|（株）|㈱)/u;
const SUBJECT = /^、/;

/** Matches a trade and a place in brackets after a name: (運送業、千葉県). */
const TRADE_AND_PLACE = /^\s?[(（][^)）\d]{1,12}[、 　][^)）]*[)）]/u;

/**
 * True if the name from `start` to `end` is probably that of a small firm that fails: reports of failures give its
 * legal form, or its trade and place.
 */
export const isFailedNamesake = (text: string, start: number, end: number): boolean => {
  if (!FAILURE.test(text)) return false;
  const withForm = text.slice(Math.max(0, start - 4), end + 4);
  const after = text.slice(end, end + 30).replace(LEGAL_FORM, '');
  // A listed company that acts on a failure, or fails itself, is the subject: X株式会社、民事再生の取引先を支援.
  if (SUBJECT.test(after)) return false;
  return FORM.test(withForm) || TRADE_AND_PLACE.test(after);
};

const MR_BEFORE = /\b(Mr|Mrs|Ms|Dr|Prof|Minister|Gov|Governor|Mayor|Justice|Judge|Coach|Captain)\.? $/i;

const WORD_BEFORE = /\b([A-Z][a-z]+) $/;

const NOT_A_GIVEN_NAME =
  /^(Japan|Tokyo|Osaka|Kyoto|Nagoya|Kobe|Asia|China|At|In|An|On|No|So|To|Do|Are|Use|Nikkei|One)$/;

/** Matches a title after a person's family name, perhaps with a given name between them. */
const PERSON_AFTER =
  /^(氏|さん|社長|会長|専務|常務|容疑者|被告|選手|監督|投手|知事|大臣|議員|教授|(?![真様世血手])\p{Script=Han}{1,3}相(?![場互談次当])|\p{Script=Han}{2}(氏|さん|社長))/u;

/**
 * Matches a given name and a title after a family name in kanji: 松井 太郎 代表取締役. After a company's name in katakana, the
 * same words are a family name and a title: スズキ 鈴木社長.
 */
const GIVEN_NAME_AFTER = /^[ \u3000]\p{Script=Han}{1,3}[ \u3000]?(代表|取締役|社長|会長)/u;
const ENDS_IN_KANJI = /\p{Script=Han}$/u;

/** True if a title or a given name beside the family name from `start` to `end` shows that the name means a person. */
export const isPerson = (text: string, start: number, end: number): boolean => {
  if (isLedBy(text.slice(start, end), text.slice(end, end + 12))) return false;
  const before = text.slice(Math.max(0, start - 20), start);
  const after = text.slice(end, end + 8);
  const given = WORD_BEFORE.exec(before)?.[1] ?? '';
  return (
    PERSON_AFTER.test(after) ||
    (ENDS_IN_KANJI.test(text.slice(start, end)) && GIVEN_NAME_AFTER.test(after)) ||
    MR_BEFORE.test(before) ||
    (isRomanName(given) && !NOT_A_GIVEN_NAME.test(given))
  );
};

/** True if a place name after a comma means the place, not a company: ホンダ、鹿島の港から輸出. */
export const isWhere = (text: string, start: number, end: number): boolean =>
  text[start - 1] === '、' && /^[のにでへ]|^から/u.test(text.slice(end, end + 2));

const SITE_AFTER =
  /^(工場|事業所|製造所|製油所|製鉄所|製錬所|支店|支社|営業所|発電所|火力|原発|コンビナート|臨海|地区|空港|新港|港)/u;

/** True if a word for a site, such as a factory or a port, follows the place name that ends at `end`: 鹿島工場. */
export const isSite = (text: string, end: number): boolean => SITE_AFTER.test(text.slice(end, end + 8));

const IN_PREFECTURE = new RegExp(`${PREFECTURE}・$`, 'u');

/** True if a place name names the place of the news: in brackets at the end (【宇部】), or after its prefecture (山口・宇部). */
export const isDateline = (text: string, start: number, end: number): boolean =>
  (text[start - 1] === '【' && text.slice(end) === '】') ||
  IN_PREFECTURE.test(text.slice(Math.max(0, start - 5), start));
