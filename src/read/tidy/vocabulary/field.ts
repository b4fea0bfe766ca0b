import type { Attributes } from '../../tokenize.ts';

/** The elements of our canonical form, in the order they are written. */
export const FIELDS = [
  'title',
  'guid',
  'category',
  'creator',
  'link',
  'published',
  'updated',
  'content',
  'summary',
  'enclosure',
  'image',
  'source',
  'sourceauthor',
  'language',
  'ttl',
  'hour',
  'day',
  'period',
  'frequency',
] as const;

export type Field = (typeof FIELDS)[number];

/** How an element of a feed is read, and how good a candidate it is: 0 is best. */
export type Reading = {
  readonly field: Field;
  readonly rank: number;
  /** `parts`: a text, or the child elements named in `parts`; `attributes`: nothing but its attributes. */
  readonly kind: 'text' | 'title' | 'body' | 'parts' | 'attributes';
  readonly parts?: readonly string[];
  /**
   * The elements inside belong to this one and are not fields of the item; `parts` are paths then (`author/name`).
   * Holds only where the element has no text of its own: the same names are used for simple texts.
   */
  readonly isContainer?: boolean;
  /** Holds only if the element's attributes say so. */
  readonly when?: (attributes: Attributes) => boolean;
};
