/** Consonants in Latin letters (Hepburn), each with its kana for the vowels a, i, u, e and o. */
const ROWS: Readonly<Record<string, string>> = {
  '': 'アイウエオ',
  k: 'カキクケコ',
  s: 'サシスセソ',
  t: 'タチツテト',
  n: 'ナニヌネノ',
  h: 'ハヒフヘホ',
  m: 'マミムメモ',
  r: 'ラリルレロ',
  g: 'ガギグゲゴ',
  z: 'ザジズゼゾ',
  d: 'ダヂヅデド',
  b: 'バビブベボ',
  p: 'パピプペポ',
  // Small kana, which change the syllable before them; `Y` and `V` stand for that until the syllables are joined.
  V: 'ァィゥェォ',
};

const OTHERS: Readonly<Record<string, string>> = {
  シ: 'shi',
  チ: 'chi',
  ツ: 'tsu',
  フ: 'fu',
  ジ: 'ji',
  ヂ: 'ji',
  ヅ: 'zu',
  ヤ: 'ya',
  ユ: 'yu',
  ヨ: 'yo',
  ワ: 'wa',
  ヲ: 'o',
  ン: 'n',
  ヴ: 'vu',
  ャ: 'Ya',
  ュ: 'Yu',
  ョ: 'Yo',
  ッ: 'Q',
  ー: '',
};

const LATIN = new Map([
  ...Object.entries(ROWS).flatMap(([consonant, kana]) =>
    Array.from(kana, (letter, n) => [letter, `${consonant}${'aiueo'.charAt(n)}`] as const),
  ),
  ...Object.entries(OTHERS),
]);

/**
 * Katakana of a lower-case text in Latin letters (Hepburn); other letters stay. Long vowels become short, and `m` before `b`
 * or `p` becomes `n`, since both are in use: キョウドウ and `kyoudou` become `kyodo`, and `shimbun` becomes `shinbun`.
 */
export const latinOfKana = (text: string): string =>
  Array.from(text, (letter) => LATIN.get(letter) ?? letter)
    .join('')
    .replace(/(?<=sh|ch|j)iY/g, '')
    .replace(/iY/g, 'y')
    .replace(/[aiueo]?V/g, '')
    .replace(/Y/g, 'y')
    .replace(/Q(?=ch)/g, 't')
    .replace(/Q(.)/g, '$1$1')
    .replace(/Q/g, '')
    .replace(/m(?=[bp])/g, 'n')
    .replace(/o[ou]/g, 'o')
    .replace(/uu/g, 'u');
