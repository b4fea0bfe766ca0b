import { isRomanName } from './roman-name.ts';

/** What else a weak name is: the more meaning a word has by itself, the clearer the cue must be. */
export type Ambiguity = 'english-word' | 'family-name' | 'other';

/** A company's legal form, or its shares, before a name or after it. */
const FORM_BEFORE = /(株式会社|\(株\)|（株）|㈱|\bshares (of|in) )$/iu;
const FORM_AFTER =
  /^(\s?(株式会社|\(株\)|（株）|㈱|HD|ホールディングス)|[(（<＜[［【]\d[\dA-Z]{3}[)）>＞\]］】]|,? (Corp|Inc|Co|Ltd|Holdings|KK|Corporation|Company,? Ltd)\b)/u;

const TRADE_BEFORE =
  /\b(maker|operator|retailer|carrier|automaker|drugmaker|lender|brokerage|builder|developer|producer|conglomerate|parent|owner|firm|company) $/iu;

const RESULTS = '(純利益|純損益|営業利益|営業益|営業損益|経常利益|経常益|最終(益|損益|赤字|黒字)|決算|株価)';

/** A company's shares, results or group after its name; parts in brackets are alternatives. */
const RESULT_AFTER = new RegExp(
  `^(${[
    ...['株(?![主式分])', '系(?![統列図外])', '子会社', '傘下', 'G(?![A-Za-z])', '社債', '自社株買い'],
    ...[`(の|、|が|は)?${RESULTS}`, '(の|、)?通期(予想|見通し|営業|純利益)'],
    ...['の?[1-9１-９][~〜～―-]\\d+月', '(の|、)?\\d\\d年\\d+月期'],
    "['’]s (shares|stock|CEO|net|operating|profit|earnings|quarterly|shareholders|first-half)",
    ' (shares|stock|said|says|posted|reported|forecasts?|CEO|executive|unit|subsidiary|Group|shipments)\\b',
    ' ((net |operating |annual |quarterly )?profit|earnings)\\b',
  ].join('|')})`,
  'u',
);

/** Results in the sentence that a name opens: no place and no person earns them. */
const RESULTS_LATER =
  /^、.*(増益|減益|純利益|営業利益|営業益|経常利益|経常益|最終(益|損益|赤字|黒字)|[上下]方修正)/u;

/** Whether the headline goes on with results after the name that it opens with: 高島、資材部門が増益. */
export const reportsResults = (text: string, end: number): boolean => RESULTS_LATER.test(text.slice(end));

/** A company's head, or a person's title: 野村社長 is a Mr Nomura. */
const HEAD_AFTER = /^\s?(社長|会長|CEO|専務|常務|取締役)/u;

/** Whether a word next to the name at `start` to `end` of the text shows that a company is meant. */
export const hasCue = (text: string, start: number, end: number, ambiguity: Ambiguity): boolean => {
  const before = text.slice(Math.max(0, start - 16), start);
  const after = text.slice(end, end + 24);
  if (FORM_BEFORE.test(before) || FORM_AFTER.test(after)) return true;
  // Traders said so, and a company will: title case makes names of such words.
  if (ambiguity === 'english-word') return false;
  if (TRADE_BEFORE.test(before) || RESULT_AFTER.test(after)) return true;
  return ambiguity === 'other' && HEAD_AFTER.test(after);
};

const MR_BEFORE = /\b(Mr|Mrs|Ms|Dr|Prof|Minister|Gov|Governor|Mayor|Justice|Judge|Coach|Captain)\.? $/i;

const WORD_BEFORE = /\b([A-Z][a-z]+) $/;

const NOT_A_GIVEN_NAME =
  /^(Japan|Tokyo|Osaka|Kyoto|Nagoya|Kobe|Asia|China|At|In|An|On|No|So|To|Do|Are|Use|Nikkei|One)$/;

/** What follows a person's family name, and never a company's. */
const PERSON_AFTER =
  /^(氏|さん|社長|会長|専務|常務|容疑者|被告|選手|監督|投手|知事|首相|大臣|議員|教授|[\p{Script=Han}]{2}(氏|さん|社長))/u;

/** Whether the family name at `start` to `end` is a person's: a title or a given name is beside it. */
export const isPerson = (text: string, start: number, end: number): boolean => {
  const before = text.slice(Math.max(0, start - 20), start);
  const given = WORD_BEFORE.exec(before)?.[1] ?? '';
  return (
    PERSON_AFTER.test(text.slice(end, end + 8)) ||
    MR_BEFORE.test(before) ||
    (isRomanName(given) && !NOT_A_GIVEN_NAME.test(given))
  );
};

/** Whether a place's name after a comma is a location and not a company: ホンダ、鹿島の港から輸出. */
export const isWhere = (text: string, start: number, end: number): boolean =>
  text[start - 1] === '、' && /^[のにでへ]|^から/u.test(text.slice(end, end + 2));

/** What a company has at a place: the text goes on with it right after the place's name. */
const SITE_AFTER =
  /^(工場|事業所|製造所|製油所|製鉄所|製錬所|支店|支社|営業所|発電所|火力|原発|コンビナート|臨海|地区|空港|新港|港)/u;

/** Whether a place's name says where a works or an office stands, and is no company: a chemical firm's 鹿島工場. */
export const isSite = (text: string, end: number): boolean => SITE_AFTER.test(text.slice(end, end + 8));

/** Whether a place's name stands alone in brackets at the end of a text, as local papers name where news is from: 【宇部】. */
export const isDateline = (text: string, start: number, end: number): boolean =>
  text[start - 1] === '【' && text.slice(end) === '】';
