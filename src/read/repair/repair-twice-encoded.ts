const BYTES = Uint8Array.from({ length: 128 }, (_, index) => index + 128);

/** The byte behind each character that Windows-1252 has beyond ASCII. */
const BYTE_OF: ReadonlyMap<string, number> = new Map(
  Array.from(
    new TextDecoder('windows-1252').decode(BYTES),
    (character, index) => [character, index + 128] as const,
  ),
);

const CONTINUATION = `[${[...BYTE_OF].flatMap(([character, byte]) => (byte < 0xc0 ? [character] : [])).join('')}]`;

/** `â€™` for ’, `ã‚` for kana: nobody writes these on purpose, while a French `é »` looks like a kanji. */
const PUNCTUATION_OR_KANA = new RegExp(`â€${CONTINUATION}|ã[€\\u0081‚ƒ]${CONTINUATION}`, 'g');

const KANA = /ã[\u0081‚ƒ]/;

const ANY_OF_THREE_BYTES = new RegExp(`[â-é]${CONTINUATION}{2}|ï[¼½]${CONTINUATION}`, 'g');

/**
 * Mends UTF-8 that somebody took for Windows-1252 and encoded again. Kanji are mended only in a text that has
 * kana encoded twice too.
 */
export const mendTwiceEncoded = (text: string): string => {
  if (!text.includes('â€') && !text.includes('ã')) return text;
  return text.replace(KANA.test(text) ? ANY_OF_THREE_BYTES : PUNCTUATION_OR_KANA, (sequence) => {
    const mended = new TextDecoder().decode(
      Uint8Array.from(sequence, (character) => BYTE_OF.get(character) ?? 0),
    );
    return mended.includes('\ufffd') ? sequence : mended;
  });
};
