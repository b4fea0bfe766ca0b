import type { Stretch } from '../../stretch.ts';
import type { CompanyName } from './company-names.ts';

const AND = /^(・|や|と| and | & )$/;

/** Matches a comma. A comma joins two names of a list, but also two parts of a sentence: 東レ、明治の建物を修復. */
const COMMA = /^(、|, ?|,)$/;

const END_OF_LIST = /^($|[、。,・」』）)]|が|は|も|など|の?(決算|株|純利益|提携|合弁|統合|共同)|、| and )/u;

/** Matches the end of a first clause with `は`, and the comma or space before a second subject: 架空堂は増益、. */
const FIRST_CLAUSE = /^は[^。]{2,40}[、 \u3000]$/u;

/** Matches a column that lists shares. */
const LIST_OF_SHARES = /夜間PTS|空売り規制アラート|ニュース拾い読み|主要銘柄の|注目アクション銘柄/u;
const ITEM_BEFORE = /(^|[、や])$/u;
const ITEM_AFTER = /^(、|や|など|が|は|も)/u;

/** True if the name from `start` to `end` is an item of a list of shares: 架空堂、架空屋などが夜間PTSで値上がり. */
export const isShareOfList = (text: string, { start, end }: Stretch): boolean =>
  ITEM_AFTER.test(text.slice(end, end + 2)) &&
  ITEM_BEFORE.test(text.slice(0, start)) &&
  LIST_OF_SHARES.test(text);

const CAPITALISED = /^ [A-Z]/;

/**
 * True if a weak name is listed beside a sure name of a company, and so means a company, too: 日立・東芝. Place names,
 * English words and names beside a comma count only under further conditions. So does the subject of a second clause:
 * 架空堂は増益、架空屋は減益.
 */
export const isListed = (weak: CompanyName, text: string, here: Stretch, sure: Stretch): boolean => {
  const [first, second] = sure.end <= here.start ? [sure, here] : [here, sure];
  if (second.start < first.end) return false;
  const between = text.slice(first.end, second.start);
  const after = text.slice(second.end, second.end + 4);
  const { isPlace, isEnglishWord, isEverydayWord, isPersonal } = weak.also;
  const mayBeOther = isPlace || isEnglishWord || isEverydayWord || isPersonal;
  if (first === sure && after.startsWith('は') && FIRST_CLAUSE.test(between)) return !mayBeOther;
  if (weak.kind !== 'alias' && isPlace) return false;
  if (isEnglishWord && (weak.kind !== 'alias' || CAPITALISED.test(text.slice(here.end, here.end + 2))))
    return false;
  if (AND.test(between)) return !isPlace || END_OF_LIST.test(after) || after.startsWith('の');
  return COMMA.test(between) && weak.kind === 'alias' && !isPlace && END_OF_LIST.test(after);
};
