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

/** The way in which an element of a feed is read, and the rank of its value as a candidate: 0 is best. */
export type Reading = {
  readonly field: Field;
  readonly rank: number;
  /**
   * Kind of the element's value. `parts`: a text, or the child elements named in `parts`; `attributes`: only the
   * attributes.
   */
  readonly kind: 'text' | 'title' | 'body' | 'parts' | 'attributes';
  readonly parts?: readonly string[];
  /**
   * True if the child elements are parts of this element, not fields of the item. An element of `ENDS_CONTAINER` ends
   * this element; if this element has text of its own and no end tag, any field of the item does. With this flag,
   * `parts` are paths (`author/name`).
   */
  readonly isContainer?: boolean;
  /** Returns whether the reading applies to an element with these attributes. */
  readonly when?: (attributes: Attributes) => boolean;
};
