/**
 * Old and rare character forms that names are also written with, each with the form that is common today.
 * Unicode normalisation keeps them apart: they are different characters, and the same name.
 */
const OLD_FORMS = new Map(
  [
    ...'髙高﨑崎澁渋齋斎齊斉邊辺邉辺濵浜濱浜櫻桜冨富嶋島嶌島德徳惠恵國国榮栄廣広澤沢瀧滝眞真學学會会壽寿靜静龍竜萬万錢銭彌弥淺浅舘館鐵鉄靑青曻昇槇槙曾曽寶宝豐豊禮礼與与應応單単發発髮髪圓円藏蔵佛仏佐佐',
  ].reduce<[string, string][]>((pairs, char, index, all) => {
    const today = all[index + 1];
    if (index % 2 === 0 && today !== undefined) pairs.push([char, today]);
    return pairs;
  }, []),
);

/** Typographic variants of one sign. */
const SIGNS = new Map([
  ['’', "'"],
  ['‘', "'"],
  ['‐', '-'],
  ['‑', '-'],
  ['–', '-'],
  ['−', '-'],
  ['ヶ', 'ケ'],
  ['〜', '~'],
]);

const ASCII = /^[ -~]*$/;

/** The spelling that all spellings of a name share: NFKC, lower case, today's characters. */
export const foldName = (text: string): string => {
  if (ASCII.test(text)) return text.toLowerCase();
  let folded = '';
  for (const char of text.normalize('NFKC').toLowerCase())
    folded += OLD_FORMS.get(char) ?? SIGNS.get(char) ?? char;
  return folded;
};
