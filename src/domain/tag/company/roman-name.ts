/**
 * Matches a word of up to twelve Japanese syllables in Latin letters. The limit bounds the time of a test, because any
 * word of a text may be tested.
 */
const SYLLABLES = /^(?:(?:[KGSZTDNHBPMYRWJF]|Sh|Ch|Ts|[KRHGMBPN]y|kk|ss|tt|pp)?[aiueo]n?){1,12}$/i;

/** True for a Japanese word in Latin letters, such as a family name, a given name, a place or the name of a company. */
export const isRomanName = (word: string): boolean => SYLLABLES.test(word);
