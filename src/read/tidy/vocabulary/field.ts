import type { Attributes } from '../../tokenize.ts';

/** The fields of the canonical form, in the order in which they are written. */
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

/** How an element of a feed is read, and the rank of its value as a candidate: 0 is best. */
export type Reading = {
  readonly field: Field;
  readonly rank: number;
  /** `parts`: a text, or the child elements named in `parts`; `attributes`: only the attributes. */
  readonly kind: 'text' | 'title' | 'body' | 'parts' | 'attributes';
  readonly parts?: readonly string[];
  /**
   * Its child elements belong to it and are not fields of the item; `parts` are then paths (`author/name`).
   * Applies only if the element has no text of its own, since the same names are used for plain texts.
   */
  readonly isContainer?: boolean;
  /** The reading applies only if this is true for the element's attributes. */
  readonly when?: (attributes: Attributes) => boolean;
};
