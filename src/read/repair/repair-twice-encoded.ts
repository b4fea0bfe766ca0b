const BYTES = Uint8Array.from({ length: 128 }, (_, index) => index + 128);

/** The byte of each character that Windows-1252 has beyond ASCII. */
const BYTE_OF: ReadonlyMap<string, number> = new Map(
  Array.from(
    new TextDecoder('windows-1252').decode(BYTES),
    (character, index) => [character, index + 128] as const,
  ),
);

const CONTINUATION = `[${[...BYTE_OF].flatMap(([character, byte]) => (byte < 0xc0 ? [character] : [])).join('')}]`;

/** `â€™` for ’, `ã‚` for kana: no text has these on purpose, while a French `é »` looks like a twice-encoded kanji. */
const PUNCTUATION_OR_KANA = new RegExp(`â€${CONTINUATION}|ã[€\\u0081‚ƒ]${CONTINUATION}`, 'g');

const KANA = /ã[\u0081‚ƒ]/;

const ANY_OF_THREE_BYTES = new RegExp(`[â-é]${CONTINUATION}{2}|ï[¼½]${CONTINUATION}`, 'g');

/**
 * Repairs UTF-8 that was decoded as Windows-1252 and encoded again. Kanji are repaired only in a text that has
 * twice-encoded kana too.
 */
export const repairTwiceEncoded = (text: string): string => {
  if (!text.includes('â€') && !text.includes('ã')) return text;
  return text.replace(KANA.test(text) ? ANY_OF_THREE_BYTES : PUNCTUATION_OR_KANA, (sequence) => {
    const repaired = new TextDecoder().decode(
      Uint8Array.from(sequence, (character) => BYTE_OF.get(character) ?? 0),
    );
    return repaired.includes('\ufffd') ? sequence : repaired;
  });
};
