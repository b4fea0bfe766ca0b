import type { Stretch } from '../../stretch.ts';
import type { CompanyName } from './company-names.ts';

const AND = /^(・|や|と| and | & )$/;

/** Matches a comma. A comma joins two names of a list, but also two parts of a sentence: 東レ、明治の建物を修復. */
const COMMA = /^(、|, ?|,)$/;

const END_OF_LIST = /^($|[、。,・」』）)]|が|は|も|など|の?(決算|株|純利益|提携|合弁|統合|共同)|、| and )/u;

const CAPITALISED = /^ [A-Z]/;

/**
 * True if a weak name is listed beside a sure name of a company, and so means a company, too: 日立・東芝. Place names,
 * English words and names beside a comma count only under further conditions.
 */
export const isListed = (weak: CompanyName, text: string, here: Stretch, sure: Stretch): boolean => {
  const [first, second] = sure.end <= here.start ? [sure, here] : [here, sure];
  if (second.start < first.end) return false;
  const between = text.slice(first.end, second.start);
  const after = text.slice(second.end, second.end + 4);
  const { isPlace, isEnglishWord } = weak.also;
  if (weak.kind !== 'alias' && isPlace) return false;
  if (isEnglishWord && (weak.kind !== 'alias' || CAPITALISED.test(text.slice(here.end, here.end + 2))))
    return false;
  if (AND.test(between)) return !isPlace || END_OF_LIST.test(after) || after.startsWith('の');
  return COMMA.test(between) && weak.kind === 'alias' && !isPlace && END_OF_LIST.test(after);
};
