/** A `<` that starts no tag, end tag, declaration or whole instruction: `PER <15`, 「経済」<速報>, `PHP の <? タグ`. */
const STRAY = /<(?![a-z_:!?]|\/[a-z_:])|<(?=\?(?![a-z][^<>]*\?>))/gi;

/** The same for a test, which keeps no state. */
const HAS_STRAY = new RegExp(STRAY.source, 'i');

const CDATA = '<![CDATA[';

/** How far before a section its element's start tag is looked for. */
const LOOK_BACK = 300;

/**
 * Mends what would make a tokenizer swallow the rest of a field or of the document: stray signs outside CDATA
 * sections and comments are escaped, and a section that was never closed ends with its element.
 */
export const mendMarkup = (text: string): string => {
  if (!HAS_STRAY.test(text) && !hasOpenSection(text)) return text;
  const pieces: string[] = [];
  let at = 0;
  let closing = Number.NEGATIVE_INFINITY;
  while (at < text.length) {
    const opening = /<!(?:\[CDATA\[|--)/g;
    opening.lastIndex = at;
    const start = opening.exec(text)?.index ?? text.length;
    pieces.push(text.slice(at, start).replace(STRAY, '&lt;'));
    if (text.startsWith(CDATA, start)) {
      // Looked for once, however many sections stand before it.
      if (closing !== -1 && closing < start) closing = text.indexOf(']]>', start);
      const end = endOfElement(text, start, closing);
      at = end ?? (closing === -1 ? text.length : closing + 3);
      pieces.push(text.slice(start, at), end === undefined ? '' : ']]>');
    } else {
      const end = text.indexOf('-->', start);
      at = end === -1 ? text.length : end + 3;
      pieces.push(text.slice(start, at));
    }
  }
  return pieces.join('');
};

/** Whether a CDATA section begins before the one before it has ended, or the last never ends. */
const hasOpenSection = (text: string): boolean => {
  let start = text.indexOf(CDATA);
  while (start !== -1) {
    const next = text.indexOf(CDATA, start + CDATA.length);
    const closing = text.indexOf(']]>', start);
    if (closing === -1 || (next !== -1 && next < closing)) return true;
    start = next;
  }
  return false;
};

/** Where the end tag stands of the element that a section without an end is in; undefined for one that ends. */
const endOfElement = (text: string, start: number, closing: number): number | undefined => {
  const next = text.indexOf(CDATA, start + CDATA.length);
  if (closing !== -1 && (next === -1 || next > closing)) return undefined;
  const name = /<([\w:.-]+)[^<>]*>\s*$/.exec(text.slice(Math.max(0, start - LOOK_BACK), start))?.[1];
  const end = name === undefined ? -1 : text.indexOf(`</${name}>`, start);
  return end === -1 || (next !== -1 && next < end) || (closing !== -1 && closing < end) ? undefined : end;
};
