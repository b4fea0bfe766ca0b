/** A piece of a text that may have a learned weight, and the word of the text to which the piece belongs. */
export type Term = { readonly key: string; readonly word: string };

/** Figures differ from day to day, so all figures count as one term. */
const FIGURE = /\d+(?:[.,]\d+)*/g;
const ANY_FIGURE = '0';

const WORD =
  /[\p{Script=Han}々]+|[\p{Script=Katakana}ー]+|\p{Script=Hiragana}+|\p{Script=Latin}[\p{Script=Latin}'&.-]*|0/gu;

const KANJI = /^[\p{Script=Han}々]/u;
const LATIN = /^\p{Script=Latin}/u;
const HIRAGANA = /^\p{Script=Hiragana}/u;

/** Matches a hiragana that is usually a particle after kanji, not an inflection. */
const PARTICLE = /^[はがをにでとのもへや]/u;

/** Matches endings that are not part of a Latin word: a possessive, or the full stop of a sentence. */
const LATIN_END = /('s|'|\.)+$/;

/** Maximum length of a piece of a run of kanji, in characters: 経営統合 is one word, and longer words are rare. */
const LONGEST_PIECE = 4;

/** Minimum length of a piece of a run of kanji, in characters. A run of one kanji is a term as a whole. */
const SHORTEST_PIECE = 2;

/** Maximum number of kanji that form a term with the hiragana right after them: 値上げ. */
const STEM_LENGTH = 2;

/**
 * Returns the wanted terms of a text, each once, without the Latin words in `stopWords` (lower case). Kanji have no
 * spaces, so each run gives all its pieces of two to four kanji, or its only kanji. Each run also gives its last
 * `STEM_LENGTH` kanji together with the next hiragana. Other words count only as a whole: フォード does not count in
 * ラッシュフォード. A single hiragana does not count.
 */
export const titleTerms = (
  text: string,
  stopWords: ReadonlySet<string>,
  isWanted: (key: string) => boolean = () => true,
): readonly Term[] => {
  const plain = text.normalize('NFKC').toLowerCase().replaceAll('’', "'").replace(FIGURE, ANY_FIGURE);
  const terms = new Map<string, Term>();
  const add = (key: string, word: string): void => {
    if (isWanted(key) && !terms.has(key)) terms.set(key, { key, word });
  };
  for (const { 0: run, index } of plain.matchAll(WORD)) {
    if (KANJI.test(run)) {
      const next = plain.charAt(index + run.length);
      const word = HIRAGANA.test(next) && !PARTICLE.test(next) ? run + next : run;
      if (run.length < SHORTEST_PIECE) add(run, word);
      for (let length = SHORTEST_PIECE; length <= LONGEST_PIECE; length++)
        for (let at = 0; at + length <= run.length; at++) add(run.slice(at, at + length), word);
      if (HIRAGANA.test(next)) add(run.slice(-STEM_LENGTH) + next, word);
    } else if (LATIN.test(run)) {
      const word = run.replace(LATIN_END, '');
      if (!stopWords.has(word)) add(word, word);
    } else if (!HIRAGANA.test(run) || run.length > 1) add(run, run);
  }
  return [...terms.values()];
};
