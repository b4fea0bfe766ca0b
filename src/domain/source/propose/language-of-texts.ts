import type { Language } from '../source.ts';

/** A language that Kawaraban reads, or the tag of another. */
export type FeedLanguage =
  | { readonly kind: 'read'; readonly is: Language }
  | { readonly kind: 'other'; readonly tag: string };

const KANA = /[\u3041-\u30ff\uff66-\uff9f]/;
const HAN = /\p{Script=Han}/u;
const HANGUL = /\p{Script=Hangul}/u;
const LATIN = /\p{Script=Latin}/u;

/** The share of titles in a script that makes it the feed's own. */
const SHARE_OF_OWN = 0.3;

/**
 * The language of a feed by the script of its titles, since what feeds declare is often a template's: kana is
 * Japanese. Where all is in Latin letters, the declared tag (BCP 47) tells English from its neighbours, and English is
 * taken where none is declared or the letters belie it.
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
  // Headlines of characters alone: 日銀総裁会見. Chinese feeds say so.
  if (has(HAN)) return tag === 'zh' ? { kind: 'other', tag } : JAPANESE;
  if (texts.length > 0 && !has(LATIN)) return tag === '' ? ENGLISH : { kind: 'other', tag };
  if (texts.length === 0) return tag === 'ja' ? JAPANESE : ENGLISH;
  return tag === '' || tag === 'en' || tag === 'ja' || !/^[a-z]{2,3}$/.test(tag)
    ? ENGLISH
    : { kind: 'other', tag };
};

const JAPANESE = { kind: 'read', is: 'ja' } as const;
const ENGLISH = { kind: 'read', is: 'en' } as const;
