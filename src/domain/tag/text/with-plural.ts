/** A word or phrase of English in small letters; what has capitals is a name. */
const ENGLISH = /^[a-z][a-z' -]*[a-z]{2}$/;

const HISSING = /(s|x|z|ch|sh)$/;
const CONSONANT_Y = /[^aeiou]y$/;

/** An English word and its plural; any other word alone. A plural of a plural is none. */
export const withPlural = (word: string): readonly string[] => {
  if (!ENGLISH.test(word) || /[^s]s$/.test(word)) return [word];
  if (CONSONANT_Y.test(word)) return [word, `${word.slice(0, -1)}ies`];
  return [word, HISSING.test(word) ? `${word}es` : `${word}s`];
};
