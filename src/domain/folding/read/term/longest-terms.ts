/** Matches a katakana term that is so short that it is mostly part of another word: パン is in ジャパン. */
const SHORT = /^[ァ-ヴー]{2}$/u;
const KATAKANA = /[ァ-ヴー]/u;

/**
 * Makes a function that finds terms in a text and returns their meanings. Found terms do not overlap: the function takes
 * the longest term at a place and continues after it. A term must have two or more characters, and be spelt as in
 * normalised texts. Several terms may have one spelling. A `SHORT` term is not found next to further katakana.
 */
export const createLongestFinder = <Meaning>(
  terms: Iterable<readonly [term: string, meaning: Meaning]>,
): ((text: string) => readonly Meaning[]) => {
  const byOpening = new Map<number, Entry<Meaning>[]>();
  for (const [term, meaning] of terms)
    byOpening.getOrInsert(openingAt(term, 0), []).push({ term, meaning, isShort: SHORT.test(term) });
  for (const own of byOpening.values()) own.sort((a, b) => b.term.length - a.term.length);
  return (text) => {
    const found: Meaning[] = [];
    for (let i = 0; i < text.length; ) {
      const candidates = byOpening.get(openingAt(text, i));
      let length = 0;
      if (candidates !== undefined)
        for (const { term, meaning, isShort } of candidates) {
          if (term.length < length) break;
          if (!text.startsWith(term, i) || (isShort && isPartOfWord(text, i))) continue;
          length = term.length;
          found.push(meaning);
        }
      i += Math.max(1, length);
    }
    return found;
  };
};

type Entry<Meaning> = { readonly term: string; readonly meaning: Meaning; readonly isShort: boolean };

/** True if katakana stand beside the two characters at a place. */
const isPartOfWord = (text: string, i: number): boolean =>
  KATAKANA.test(text[i - 1] ?? '') || KATAKANA.test(text[i + 2] ?? '');

const openingAt = (text: string, i: number): number => (text.charCodeAt(i) << 16) | text.charCodeAt(i + 1);
