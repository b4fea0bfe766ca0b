import type { Matches } from '../../domain/item/rule/rule.ts';

const LATIN = /[\p{Script=Latin}\p{Nd}]/u;
const KATAKANA = /[\p{Script=Katakana}ー]/u;

/**
 * Whether a text holds a word, both NFKC and case folded: `NTT` is in `ＮＴＴデータ`. A word that begins or ends
 * with a Latin letter or a digit, or with katakana, must begin or end there in the text too: `war` is not in
 * `software`, nor フォード in ラッシュフォード.
 */
export const matchWord = (word: string): Matches => {
  const wanted = fold(word.trim());
  const [first, last] = [scriptOf(wanted.charAt(0)), scriptOf(wanted.slice(-1))];
  return (text) => {
    const folded = fold(text);
    for (let at = folded.indexOf(wanted); at !== -1; at = folded.indexOf(wanted, at + 1)) {
      const startsWell = first?.test(folded.charAt(at - 1)) !== true;
      const endsWell = last?.test(folded.charAt(at + wanted.length)) !== true;
      if (startsWell && endsWell) return true;
    }
    return false;
  };
};

/** The script whose letters a word must not be cut from. */
const scriptOf = (char: string): RegExp | undefined => [LATIN, KATAKANA].find((script) => script.test(char));

const fold = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ');
