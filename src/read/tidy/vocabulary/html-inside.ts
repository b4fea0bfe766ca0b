import type { Attributes } from '../../tokenize.ts';

/** HTML elements that have no end tag. */
export const VOID_TAGS: ReadonlySet<string> = new Set(
  'area base br col embed hr img input link meta param source track wbr'.split(' '),
);

/** Feed elements that count as HTML markup inside a body; `link` only if it has attributes. */
const ALSO_HTML: ReadonlySet<string> = new Set(
  'title link summary source body image content author date'.split(' '),
);

/** Returns whether an element of an item ends the unclosed body before it. */
export const endsBody = (canonical: string, attributes: Attributes): boolean =>
  !ALSO_HTML.has(canonical) || (canonical === 'link' && attributes.size === 0);
