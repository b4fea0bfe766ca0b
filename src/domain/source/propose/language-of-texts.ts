import type { Language } from '../source.ts';

/** A language that Kawaraban reads, or the tag (BCP 47) of another one. */
export type FeedLanguage =
  | { readonly kind: 'read'; readonly is: Language }
  | { readonly kind: 'other'; readonly tag: string };

const KANA = /[\u3041-\u30ff\uff66-\uff9f]/;
const HAN = /\p{Script=Han}/u;
const HANGUL = /\p{Script=Hangul}/u;
const LATIN = /\p{Script=Latin}/u;

/** Minimum share of titles in a script from which it is the feed's script. */
const SHARE_OF_OWN = 0.3;

/**
 * The language of a feed by the script of its titles, since declared languages are often left over from a template.
 * Kana means Japanese. If all titles are in Latin letters, the declared tag (BCP 47) decides between English and others;
 * English is assumed if no tag is declared or the script contradicts it.
 */
export const languageOfTexts = (
  titles: readonly string[],
  feedTitle: string | undefined,
  declared: string | undefined,
): FeedLanguage => {
  const texts = titles.length > 0 ? titles : feedTitle === undefined ? [] : [feedTitle];
  const tag = declared?.trim().toLowerCase().split(/[-_]/)[0] ?? '';
  const has = (script: RegExp): boolean =>
    texts.length > 0 && texts.filter((text) => script.test(text)).length >= SHARE_OF_OWN * texts.length;
  if (has(KANA)) return JAPANESE;
  if (has(HANGUL)) return { kind: 'other', tag: 'ko' };
  // Japanese headlines may have only kanji, as 日銀総裁会見; Chinese feeds declare their language.
  if (has(HAN)) return tag === 'zh' ? { kind: 'other', tag } : JAPANESE;
  if (texts.length > 0 && !has(LATIN)) return tag === '' ? ENGLISH : { kind: 'other', tag };
  if (texts.length === 0) return tag === 'ja' ? JAPANESE : ENGLISH;
  return tag === '' || tag === 'en' || tag === 'ja' || !/^[a-z]{2,3}$/.test(tag)
    ? ENGLISH
    : { kind: 'other', tag };
};

const JAPANESE = { kind: 'read', is: 'ja' } as const;
const ENGLISH = { kind: 'read', is: 'en' } as const;
