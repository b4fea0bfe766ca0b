import { CDATA, COMMENT, endOfOpenSection, hasOpenSection, isOpenComment } from './open-section.ts';

/**
 * A `<` that does not start a tag, an end tag, a complete instruction, a section or a declaration: `PER <15`,
 * 「経済」<速報>, `PHP の <? タグ`, `<! 訂正`.
 */
const STRAY =
  /<(?![a-z_:!?]|\/[a-z_:])|<(?=\?(?![a-z][^<>]*\?>)|!(?!--|\[|doctype|entity|element|attlist|notation))/gi;

/** The same pattern without the global flag, so that `test` keeps no state. */
const HAS_STRAY = new RegExp(STRAY.source, 'i');

/**
 * Repairs markup that would make a tokenizer swallow the rest of a field or of the document: stray `<` outside CDATA
 * sections and comments are escaped, an unclosed section ends with its element, and an unclosed comment becomes text.
 */
export const repairMarkup = (text: string): string => {
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

/** Finds a mark from increasing positions on, and stops searching once there is none. */
const finder = (text: string, mark: string): ((from: number) => number) => {
  let found = Number.NEGATIVE_INFINITY;
  return (from) => {
    if (found !== -1 && found < from) found = text.indexOf(mark, from);
    return found;
  };
};
