import { escapeMarkup } from '../canonical-xml.ts';
import { plainTitle, titleLine } from '../plain-text.ts';
import type { Leaf } from './leaf.ts';

/** The plain text of a title, read in its stated markup. */
export const titleOf = ({ markup, text }: Leaf): string => {
  switch (markup) {
    case 'plain':
    case 'xhtml':
      return titleLine(text);
    case 'base64':
      return plainTitle(fromBase64(text));
    case 'html':
    case 'unstated':
      return plainTitle(text);
  }
};

/** The content without its div: in Atom, XHTML stands in one div that is not part of it (RFC 4287 §3.1.1.3). */
const unwrapped = (html: string): string => {
  const inside = /^<div[^<>]*>(.*)<\/div>$/s.exec(html)?.[1];
  // With a second div the pattern would match across two divs.
  return inside === undefined || /<\/div>[\s\S]*<div/.test(inside) ? html : inside;
};

/** Markup that plain text does not contain by chance. */
const LOOKS_LIKE_HTML = /<\/?(?:p|br|a|div|img|ul|li|b|strong|em|span|h[1-6])\b[^<>]*>/i;

/** The HTML of a body, read in its stated markup; unstated markup is recognised by its tags. */
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
    case 'unstated':
      return hasTags || LOOKS_LIKE_HTML.test(text) ? text : escapeMarkup(text);
  }
};

const fromBase64 = (text: string): string => {
  try {
    return new TextDecoder().decode(Uint8Array.fromBase64(text));
  } catch {
    // Text that is not base64 cannot be read.
    return '';
  }
};
