import type { Attributes } from '../../tokenize.ts';

/** HTML elements that have no end tag. */
export const VOID_TAGS: ReadonlySet<string> = new Set(
  'area base br col embed hr img input link meta param source track wbr'.split(' '),
);

/** Names of fields that HTML has too: inside a body they are markup. */
const ALSO_HTML: ReadonlySet<string> = new Set(
  'title link summary source body image content author date'.split(' '),
);

/** Whether an element of an item shows that the body before it was never closed, rather than stands inside it. */
export const endsBody = (canonical: string, attributes: Attributes): boolean =>
  !ALSO_HTML.has(canonical) || (canonical === 'link' && attributes.size === 0);
