/** Matches up to twelve Japanese syllables in Latin letters; the limit bounds the time of a match. */
const SYLLABLES = /^(?:(?:[KGSZTDNHBPMYRWJF]|Sh|Ch|Ts|[KRHGMBPN]y|kk|ss|tt|pp)?[aiueo]n?){1,12}$/i;

/** True for a word that may be Japanese in Latin letters, such as a family name. */
export const isRomanName = (word: string): boolean => SYLLABLES.test(word);
