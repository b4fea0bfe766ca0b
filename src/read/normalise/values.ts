import { readDate } from '../../domain/item/date/read-date.ts';
import { type ReadElement, textOf } from './read-canonical.ts';

/** The first candidate that is a valid date: after an invalid pubDate a valid dc:date is used. */
export const firstDate = (
  elements: readonly ReadElement[] | undefined,
  zone: string,
): Temporal.Instant | undefined => {
  for (const element of elements ?? []) {
    const date = readDate(textOf(element), zone);
    if (date !== undefined) return date;
  }
  return undefined;
};

/** The texts of elements without duplicates and empty ones. */
export const texts = (elements: readonly ReadElement[] | undefined): readonly string[] =>
  unique((elements ?? []).map(textOf).filter((text) => text !== ''));

export const unique = (values: readonly string[]): readonly string[] => [...new Set(values)];

/** A whole number above zero; undefined for anything else. */
export const positive = (text: string | undefined): number | undefined => {
  const value = Number(text ?? '');
  return Number.isSafeInteger(value) && value > 0 ? value : undefined;
};
