import { bounded } from '../domain/bounded.ts';
import type { Language } from '../domain/source/source.ts';

const OFFERED: readonly Language[] = ['en', 'ja'];

/** Maximum number of `Accept-Language` headers whose choice is cached. */
const HEADERS_KEPT = 500;

/** Maximum number of characters of a header that are read; browsers send fewer. */
const MOST_CHARACTERS = 500;

type Choice = { readonly language: Language | undefined };

const chosen = bounded<string, Choice>(HEADERS_KEPT);

/** Returns the language (`en` or `ja`) that an `Accept-Language` header prefers, if any (RFC 9110 §12.5.4). */
export const acceptedLanguage = (header: string | undefined): Language | undefined => {
  if (header === undefined) return undefined;
  const known = chosen.get(header);
  if (known !== undefined) return known.language;
  if (header.length > MOST_CHARACTERS) return chooseLanguage(header.slice(0, MOST_CHARACTERS));
  const language = chooseLanguage(header);
  chosen.set(header, { language });
  return language;
};

/** A range of languages with its quality, from 0 (refused) to 1. */
type Wish = { readonly range: string; readonly quality: number };

/**
 * Returns the language of the higher quality; if the qualities are equal, the language that is first named with that
 * quality. Undefined if both languages are refused, or if the header names none of them.
 */
const chooseLanguage = (header: string): Language | undefined => {
  const wishes = header.toLowerCase().split(',').flatMap(readWish);
  const qualities = OFFERED.map((language) => ({ language, ...wantOf(language, wishes) }));
  const [best, next] = qualities.toSorted((a, b) => b.quality - a.quality || a.place - b.place);
  if (best === undefined || next === undefined || best.quality === 0) return undefined;
  return best.quality === next.quality && best.place === next.place ? undefined : best.language;
};

/**
 * Quality of a language that no range matches: above 0, which refuses, and below 0.001, the next quality that a header
 * can state.
 */
const UNNAMED = 0.0001;

const wantOf = (language: Language, wishes: readonly Wish[]) => {
  const named = wishes.flatMap(({ range, quality }, place) =>
    range === language || range.startsWith(`${language}-`) ? [{ quality, place }] : [],
  );
  const [first] = named.toSorted((a, b) => b.quality - a.quality || a.place - b.place);
  if (first !== undefined) return first;
  const any = wishes.find(({ range }) => range === '*');
  return { quality: any?.quality ?? UNNAMED, place: wishes.length };
};

/** Pattern of the weight of a range, such as `q=0.8` (RFC 9110 §12.4.2). */
const WEIGHT = /^q=(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/;

const readWish = (element: string): readonly Wish[] => {
  const [range = '', weight, ...others] = element.split(';').map((part) => part.trim());
  if (others.length > 0 || !/^(?:\*|[a-z]{1,8}(?:-[a-z0-9]{1,8})*)$/.test(range)) return [];
  if (weight === undefined) return [{ range, quality: 1 }];
  const [, quality] = WEIGHT.exec(weight) ?? [];
  return quality === undefined ? [] : [{ range, quality: Number(quality) }];
};
