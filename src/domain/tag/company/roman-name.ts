/** The syllables of Japanese in Latin letters; at most twelve, because the words of any text are tested, too. */
const SYLLABLES = /^(?:(?:[KGSZTDNHBPMYRWJF]|Sh|Ch|Ts|[KRHGMBPN]y|kk|ss|tt|pp)?[aiueo]n?){1,12}$/i;

/** Whether a word is Japanese in Latin letters, as family and given names, places and many companies are. */
export const isRomanName = (word: string): boolean => SYLLABLES.test(word);
