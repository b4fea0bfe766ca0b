import type { Company } from '../company.ts';

/** `legal`: most names with a legal form or a group word. `alias`: added by an editor. `short`: any other spelling. */
export type NameKind = 'legal' | 'short' | 'alias';

type NameForm = { readonly text: string; readonly kind: NameKind };

const LEGAL_FORM = /株式会社|有限会社|投資法人|[(（]株[)）]|㈱/g;

const GROUP_WORD =
  /・?(フィナンシャル・?グループ|ファイナンシャルグループ|ホールディングス?|グループ本社|グループ|HD|FG)$/;

const ENGLISH_GROUP_WORD = /\s+(Holdings?|Group|HD)$/i;

const BANK_OR_BROKER = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]{2,}(銀行|証券)$/u;

/**
 * Returns the name of a bank or a securities firm without its last character, which headlines may omit: 栃木銀, 岡三証. Empty
 * for other names.
 */
const bankForms = (name: string): readonly string[] => (BANK_OR_BROKER.test(name) ? [name.slice(0, -1)] : []);

/** Matches the name of a life insurer, whose last word headlines may omit: ライフネット生命. */
const LIFE_INSURER = /^.{2,}生命保険$/u;
const INSURANCE = '保険';

/** Minimum length of a short name, in characters: a shorter name has too many other meanings. */
const LEAST_SHORT = 2;

const LATIN_ONLY = /^[\p{Script=Latin}\d\s&.\-'+!*株式会社]+$/u;

/** Minimum length of a reading in kana, in characters: a shorter reading is too often an ordinary word. */
const LEAST_KANA = 4;

/** Returns the spellings of a company's names, each once: aliases first, then Japanese names, then English names. */
export const nameForms = ({ aliases, nameJa = '', kana = '', nameEn = '' }: Company): readonly NameForm[] => {
  const forms = [
    ...ofKind('alias', aliases),
    ...ofKind('short', aliases.flatMap(bankForms)),
    ...japaneseForms(nameJa),
    // Headlines may spell a Latin name in katakana: Liberaware is リベラウェア.
    ...(LATIN_ONLY.test(nameJa) && kana.length >= LEAST_KANA ? japaneseForms(kana) : []),
    ...englishForms(nameEn),
  ];
  return [...Map.groupBy(forms, ({ text }) => text).values()].flatMap(([first]) => first ?? []);
};

const japaneseForms = (name: string): readonly NameForm[] => {
  const written = name.normalize('NFKC');
  const bare = written.replace(LEGAL_FORM, '').trim();
  const root = bare.replace(GROUP_WORD, '');
  return [
    ...ofKind('legal', bare === written ? [] : [written]),
    ...ofKind('legal', root === bare ? [] : [`${root}HD`, `${root}ホールディングス`]),
    ...ofKind('short', [
      bare,
      root,
      ...longVowels(root),
      ...bankForms(root),
      ...(LIFE_INSURER.test(root) ? [root.slice(0, -INSURANCE.length)] : []),
    ]),
  ];
};

/** Returns the texts as names of a kind, without empty names and short names below `LEAST_SHORT` characters. */
const ofKind = (kind: NameKind, texts: readonly string[]): readonly NameForm[] =>
  texts
    .filter(({ length }) => length >= (kind === 'short' ? LEAST_SHORT : 1))
    .map((text) => ({ text, kind }));

/**
 * Returns the other spelling of a long katakana word that may end in ー: コンピューター for コンピュータ, and the reverse. Empty for
 * other names.
 */
const longVowels = (name: string): readonly string[] => {
  if (/^[\p{Script=Katakana}ー]{5,}ー$/u.test(name)) return [name.slice(0, -1)];
  return /^[\p{Script=Katakana}ー]{4,}[タダラバカサザナマヤ]$/u.test(name) ? [`${name}ー`] : [];
};

const englishForms = (name: string): readonly NameForm[] => {
  const root = name.replace(ENGLISH_GROUP_WORD, '');
  return [...ofKind('legal', root === name ? [] : [name]), ...ofKind('short', [root])];
};
