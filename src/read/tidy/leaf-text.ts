import { escapeMarkup } from '../canonical-xml.ts';
import { plainTitle, titleLine } from '../plain-text.ts';
import type { Leaf } from './leaf.ts';

/** The plain text of a title, by the markup it says it is in. */
export const titleOf = ({ markup, text }: Leaf): string => {
  switch (markup) {
    case 'plain':
    case 'xhtml':
      return titleLine(text);
    case 'base64':
      return plainTitle(fromBase64(text));
    case 'html':
    case 'unsaid':
      return plainTitle(text);
  }
};

/** RFC 4287 §3.1.1.3: XHTML comes in one div that is not part of it. */
const unwrapped = (html: string): string => {
  const inside = /^<div[^<>]*>(.*)<\/div>$/s.exec(html)?.[1];
  // A second div that ends at the same place would be cut in two.
  return inside === undefined || /<\/div>[\s\S]*<div/.test(inside) ? html : inside;
};

/** Markup that nobody writes by chance. */
const LOOKS_LIKE_HTML = /<\/?(?:p|br|a|div|img|ul|li|b|strong|em|span|h[1-6])\b[^<>]*>/i;

/** The HTML of a body, by the markup it says it is in; an Atom text that does not say is judged by its looks. */
export const htmlOf = ({ markup, text, hasTags }: Leaf): string => {
  switch (markup) {
    case 'html':
      return text;
    case 'xhtml':
      return unwrapped(text.trim());
    case 'plain':
      return escapeMarkup(text);
    case 'base64':
      return fromBase64(text);
    case 'unsaid':
      return hasTags || LOOKS_LIKE_HTML.test(text) ? text : escapeMarkup(text);
  }
};

const fromBase64 = (text: string): string => {
  try {
    return new TextDecoder().decode(Uint8Array.fromBase64(text));
  } catch {
    // What is not base64 is some file's bytes or nonsense: nothing to read either way.
    return '';
  }
};
