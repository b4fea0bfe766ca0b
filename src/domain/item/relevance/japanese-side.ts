import type { Signals } from '../../tag/text/text-reading.ts';

/**
 * The sign of an item that names another country in its title or comes from an outlet abroad, but names neither Japan nor
 * a Japanese company and shows no Japanese side (`hasJapaneseSide`). Japan in a Japanese summary does not count. A report
 * of a followed market (`isFollowedSession`) never has this sign.
 */
export const ONLY_ABROAD = 'only-abroad';

/** The sign of an item that would have the sign `ONLY_ABROAD`, but shows a Japanese side (`hasJapaneseSide`). */
export const NOT_ONLY_ABROAD = 'not-only-abroad';

/** Matches a minister or official of Japan, but not of another country that is named right before: 英財務相. */
const OWN_MINISTER =
  /(?<![英独仏韓伊露印豪加米中台朝国湾鮮の\p{Script=Katakana}ー・])(農相|農水相|財務相|経産相|国交相|厚労相|総務相|環境相|防衛相|文科相|経財相|官房長官|財務官)/u;

/**
 * Matches words such as 政府, 消費税 or 国内 at the start of a headline, where they refer to Japan. Later in a headline,
 * 政府 may belong to another country: ドイツ政府.
 */
const OWN_OFFICE =
  /^([【[〔〈][^】\]〕〉]{1,12}[】\]〕〉])?\s?(政府|首相|外務省|財務省|環境省|法務省|文科省|防衛省|消費税|全国の?|国内の?|国産)(?![\p{Script=Katakana}])/u;

/** Matches names such as アマゾンジャパン, which subsidiaries in Japan have. */
const BRANCH = /[\p{Script=Katakana}ーA-Za-z]ジャパン/u;

/** Matches the yield of Japan's ten-year bonds. For another country, headlines name the country right before the word. */
const OWN_YIELD = /(?<![米英独仏豪加韓国の])長期金利/u;

/** True if a title refers to Japan by words outside the list `japan`, such as 官房長官 or 長期金利. */
export const hasJapaneseSide = (title: string, signals: Signals): boolean =>
  signals.has('domestic') || [OWN_MINISTER, OWN_OFFICE, BRANCH, OWN_YIELD].some((side) => side.test(title));
