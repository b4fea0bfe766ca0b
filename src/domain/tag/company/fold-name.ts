/**
 * Old and rare character forms that names are also written with, each with the form that is common today.
 * Unicode normalisation keeps them apart, because they are different characters; but the name is the same.
 */
const OLD_FORMS =
  '髙﨑澁齋齊邊邉濵濱櫻冨嶋嶌德惠國榮廣澤瀧眞學會壽靜龍萬錢彌淺舘鐵靑曻槇曾寶豐禮與應單發髮圓藏佛';
const NEW_FORMS =
  '高崎渋斎斉辺辺浜浜桜富島島徳恵国栄広沢滝真学会寿静竜万銭弥浅館鉄青昇槙曽宝豊礼与応単発髪円蔵仏';

/** Typographic variants of one sign. */
const SIGNS = '’‘‐‑–−ヶ〜';
const PLAIN_SIGNS = "''----ケ~";

const COMMON_FORMS = new Map(
  (OLD_FORMS + SIGNS).split('').map((char, index) => [char, (NEW_FORMS + PLAIN_SIGNS).charAt(index)]),
);

const UNCOMMON = new RegExp(`[${OLD_FORMS}${SIGNS}]`, 'gu');

const ASCII = /^[ -~]*$/;

/** The spelling that all spellings of a name share: NFKC, lower case, today's characters. */
export const foldName = (text: string): string => {
  if (ASCII.test(text)) return text.toLowerCase();
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(UNCOMMON, (char) => COMMON_FORMS.get(char) ?? char);
};
