export const CDATA = '<![CDATA[';
export const COMMENT = '<!--';

const TAG = /<(\/?)([a-z_][\w:.-]*)[^<>]*>/gi;

/** An item's end tag that is followed by the next item or the end of the feed. */
const END_OF_ITEM = /<\/(item|entry)>\s*<(?:\1[\s>]|\/(?:channel|feed|rss|rdf:RDF)>)/i;

/** How many characters before a section are searched for the start tag of its element. */
const LOOK_BACK = 300;

/** Whether a CDATA section begins before the previous one has ended, or the last one never ends. */
export const hasOpenSection = (text: string): boolean => {
  let start = text.indexOf(CDATA);
  while (start !== -1) {
    const next = text.indexOf(CDATA, start + CDATA.length);
    const closing = text.indexOf(']]>', start);
    if (closing === -1 || (next !== -1 && next < closing)) return true;
    start = next;
  }
  return false;
};

/** Where a CDATA section without an end should have ended; undefined for one that ends. `closing` is the next `]]>`. */
export const endOfOpenSection = (text: string, start: number, closing: number): number | undefined => {
  const next = text.indexOf(CDATA, start + CDATA.length);
  if (closing !== -1 && (next === -1 || next > closing)) return undefined;
  // Each piece is searched once, so that many unclosed sections do not take quadratic time.
  const inside = text.slice(start, next === -1 ? text.length : next).split(END_OF_ITEM, 1)[0] ?? '';
  for (const name of openBefore(text.slice(Math.max(0, start - LOOK_BACK), start))) {
    const end = inside.indexOf(`</${name}>`);
    if (end !== -1) return start + end;
  }
  const end = text.slice(start, closing === -1 ? text.length : closing).search(END_OF_ITEM);
  return end === -1 ? undefined : start + end;
};

/** Whether a comment is unclosed: it has no end, or an item ends before another comment begins. */
export const isOpenComment = (text: string, start: number, closing: number): boolean => {
  if (closing === -1) return true;
  const next = text.indexOf(COMMENT, start + COMMENT.length);
  return next !== -1 && next < closing && END_OF_ITEM.test(text.slice(start, next));
};

/** The names of the elements that a piece of a document leaves open, innermost first. */
const openBefore = (piece: string): readonly string[] => {
  const open: string[] = [];
  for (const [tag, slash, name = ''] of piece.matchAll(TAG)) {
    if (slash !== '/') {
      if (!tag.endsWith('/>')) open.push(name);
    } else if (open.includes(name)) open.splice(open.lastIndexOf(name));
  }
  return open.reverse();
};
