import { bounded } from '../domain/bounded.ts';
import type { Language } from '../domain/source/source.ts';

/** The languages that pages are written in. */
const OFFERED: readonly Language[] = ['en', 'ja'];

/** Maximum number of `Accept-Language` headers whose choice is kept: browsers send the same few hundred. */
const HEADERS_KEPT = 500;

/** Maximum number of characters that are read of a header: browsers send less than a hundred. */
const MOST_CHARACTERS = 500;

type Choice = { readonly language: Language | undefined };

const chosen = bounded<string, Choice>(HEADERS_KEPT);

/**
 * Returns the language that an `Accept-Language` header prefers (RFC 9110 §12.5.4); undefined if it prefers none of ours.
 * Each header is parsed once.
 */
export const acceptedLanguage = (header: string | undefined): Language | undefined => {
  if (header === undefined) return undefined;
  const known = chosen.get(header);
  if (known !== undefined) return known.language;
  if (header.length > MOST_CHARACTERS) return chooseLanguage(header.slice(0, MOST_CHARACTERS));
  const language = chooseLanguage(header);
  chosen.set(header, { language });
  return language;
};

/** A range of languages and how much it is wanted, from 0 (not at all) to 1. */
type Wish = { readonly range: string; readonly quality: number };

/**
 * Returns the language with the higher quality; of two with the same quality, the one that the header names first. `*`
 * stands for the languages that the header does not name. Undefined if both are equal, or neither is wanted.
 */
const chooseLanguage = (header: string): Language | undefined => {
  const wishes = header.toLowerCase().split(',').flatMap(readWish);
  const qualities = OFFERED.map((language) => ({ language, ...wantOf(language, wishes) }));
  const [best, next] = qualities.toSorted((a, b) => b.quality - a.quality || a.place - b.place);
  if (best === undefined || next === undefined || best.quality === 0) return undefined;
  return best.quality === next.quality && best.place === next.place ? undefined : best.language;
};

/** Quality of a language that the header does not name: more than a refused language has (0), less than any other. */
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

/** Matches the weight of a range, such as `q=0.8` (RFC 9110 §12.4.2). */
const WEIGHT = /^q=(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/;

/** Returns the wish in one element of the header; empty if the element is not well-formed. */
const readWish = (element: string): readonly Wish[] => {
  const [range = '', weight, ...others] = element.split(';').map((part) => part.trim());
  if (others.length > 0 || !/^(?:\*|[a-z]{1,8}(?:-[a-z0-9]{1,8})*)$/.test(range)) return [];
  if (weight === undefined) return [{ range, quality: 1 }];
  const [, quality] = WEIGHT.exec(weight) ?? [];
  return quality === undefined ? [] : [{ range, quality: Number(quality) }];
};
