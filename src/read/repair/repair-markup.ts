import { CDATA, COMMENT, endOfOpenSection, hasOpenSection, isOpenComment } from './open-section.ts';

/**
 * A `<` that starts no tag, end tag, whole instruction, section or declaration: `PER <15`, 「経済」<速報>,
 * `PHP の <? タグ`, `<! 訂正`.
 */
const STRAY =
  /<(?![a-z_:!?]|\/[a-z_:])|<(?=\?(?![a-z][^<>]*\?>)|!(?!--|\[|doctype|entity|element|attlist|notation))/gi;

/** The same for a test, which keeps no state. */
const HAS_STRAY = new RegExp(STRAY.source, 'i');

/**
 * Mends what would make a tokenizer swallow the rest of a field or of the document: stray signs outside CDATA
 * sections and comments are escaped, a section that was never closed ends with its element, and a comment that
 * was never closed is text.
 */
export const mendMarkup = (text: string): string => {
  if (!HAS_STRAY.test(text) && !text.includes(COMMENT) && !hasOpenSection(text)) return text;
  const endOfSection = finder(text, ']]>');
  const endOfComment = finder(text, '-->');
  const pieces: string[] = [];
  const opening = /<!(?:\[CDATA\[|--)/g;
  let at = 0;
  while (at < text.length) {
    opening.lastIndex = at;
    const start = opening.exec(text)?.index ?? text.length;
    pieces.push(text.slice(at, start).replace(STRAY, '&lt;'));
    if (text.startsWith(CDATA, start)) {
      const closing = endOfSection(start);
      const end = endOfOpenSection(text, start, closing);
      at = end ?? (closing === -1 ? text.length : closing + 3);
      pieces.push(text.slice(start, at), end === undefined ? '' : ']]>');
    } else if (start < text.length) {
      const closing = endOfComment(start + COMMENT.length);
      const isOpen = isOpenComment(text, start, closing);
      at = isOpen ? start + COMMENT.length : closing + 3;
      pieces.push(isOpen ? '&lt;!--' : text.slice(start, at));
    } else {
      at = start;
    }
  }
  return pieces.join('');
};

/** Finds a mark from ever later places on, and looks no further where there is none. */
const finder = (text: string, mark: string): ((from: number) => number) => {
  let found = Number.NEGATIVE_INFINITY;
  return (from) => {
    if (found !== -1 && found < from) found = text.indexOf(mark, from);
    return found;
  };
};
