/** How Japanese a decoded text looks, and how much of it cannot be text. */
export type CharsetScore = {
  /** From -1 (a wrong guess) to 2 (kana throughout); 0 for a text that is ASCII only. */
  readonly japanese: number;
  /** The share of the characters beyond ASCII that no text has, from 0 to 1. */
  readonly broken: number;
};

const HIRAGANA_OR_KATAKANA = /[\u3041-\u30ff、。「」]/g;
const IDEOGRAPH = /[\u4e00-\u9fff]/g;
// EUC-JP decoded as Shift_JIS shows as long runs of these.
const HALF_WIDTH_KANA = /[\uff61-\uff9f]/g;
const IMPOSSIBLE = /[\ufffd\u0080-\u009f\ue000-\uf8ff]/g;

const BEYOND_ASCII = /[^\0-\x7f]/g;

/** Scores a trial decoding by its characters: Japanese prose always has kana. */
export const scoreCharset = (text: string): CharsetScore => {
  const all = count(text, BEYOND_ASCII);
  if (all === 0) return { japanese: 0, broken: 0 };
  const impossible = count(text, IMPOSSIBLE);
  const points =
    2 * count(text, HIRAGANA_OR_KATAKANA) +
    0.5 * count(text, IDEOGRAPH) -
    count(text, HALF_WIDTH_KANA) -
    3 * impossible;
  return { japanese: points / all, broken: impossible / all };
};

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;
