const FIGURES = '([1-9]\\d[\\dA-Z][\\dA-Z])';

/** Matches a securities code as news agencies write it: `(7203)`, `<7203>`, `【7203】`; `7203.T`; `TSE: 7203`. */
const CODE = new RegExp(
  [
    `[(（<＜[［【](?:証券コード[:：]?\\s?|TSE:\\s?|TYO:\\s?|東証\\s?)?${FIGURES}(?:\\.T|\\.JP)?[)）>＞\\]］】]`,
    `(?<![\\dA-Za-z])${FIGURES}\\.(?:T|JP)(?![A-Za-z])`,
    `(?:TSE|TYO|証券コード)[:：]\\s?${FIGURES}(?![\\dA-Za-z])`,
  ].join('|'),
  'g',
);

/** Matches figures that may be a year instead of a securities code. */
const YEAR = /^(19|20)\d\d$/;

/** A code and its place in the text, in UTF-16 units. `sure`: false if the figure in brackets may be a year. */
export type CodeMatch = {
  readonly code: string;
  readonly start: number;
  readonly end: number;
  readonly sure: boolean;
};

/** Finds figures that are written like securities codes, in the order of the text, even if no company has them. */
export const findCodes = (text: string): readonly CodeMatch[] =>
  [...text.matchAll(CODE)].map((match) => {
    const code = match[1] ?? match[2] ?? match[3] ?? '';
    return {
      code,
      start: match.index,
      end: match.index + match[0].length,
      sure: match[1] === undefined || !YEAR.test(code),
    };
  });
