/** Old and rare forms of characters in names, which NFKC does not replace. */
const OLD_FORMS =
  '髙﨑澁齋齊邊邉濵濱櫻冨嶋嶌德惠國榮廣澤瀧眞學會壽靜龍萬錢彌淺舘鐵靑曻槇曾寶豐禮與應單發髮圓藏佛';
/** The common forms of the characters in `OLD_FORMS`, in the same order. */
const NEW_FORMS =
  '高崎渋斎斉辺辺浜浜桜富島島徳恵国栄広沢滝真学会寿静竜万銭弥浅館鉄青昇槙曽宝豊礼与応単発髪円蔵仏';

/** Typographic variants of the signs in `PLAIN_SIGNS`, in the same order. */
const SIGNS = '’‘‐‑–−ヶ〜';
const PLAIN_SIGNS = "''----ケ~";

const COMMON_FORMS = new Map(
  (OLD_FORMS + SIGNS).split('').map((char, index) => [char, (NEW_FORMS + PLAIN_SIGNS).charAt(index)]),
);

const UNCOMMON = new RegExp(`[${OLD_FORMS}${SIGNS}]`, 'gu');

const ASCII = /^[ -~]*$/;

/** Returns one spelling for the variants of a name: NFKC, lower case, common forms of characters. */
export const foldName = (text: string): string => {
  if (ASCII.test(text)) return text.toLowerCase();
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(UNCOMMON, (char) => COMMON_FORMS.get(char) ?? char);
};
