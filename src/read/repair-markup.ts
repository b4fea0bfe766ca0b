/**
 * Pattern of a stray `<`, which starts no tag, end tag, complete instruction, comment, section or declaration:
 * `PER <15`, 「経済」<速報>, `PHP の <? タグ`, `<! 訂正`.
 */
const STRAY =
  /<(?![a-z_:!?]|\/[a-z_:])|<(?=\?(?![a-z][^<>]*\?>)|!(?!--|\[|doctype|entity|element|attlist|notation))/gi;

/** The pattern of a stray `<` without the global flag, so that `test` keeps no state. */
const HAS_STRAY = new RegExp(STRAY.source, 'i');

/**
 * Repairs markup that would make a tokenizer skip the rest of a field or of the document: escapes a stray `<` and the
 * `<!--` of an unclosed comment, and closes an open CDATA section at the end of its element or item.
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

/** Returns a function that gives the offset of the next mark from a position on, or -1. Positions must not decrease. */
const finder = (text: string, mark: string): ((from: number) => number) => {
  let found = Number.NEGATIVE_INFINITY;
  return (from) => {
    if (found !== -1 && found < from) found = text.indexOf(mark, from);
    return found;
  };
};

const CDATA = '<![CDATA[';
const COMMENT = '<!--';

const TAG = /<(\/?)([a-z_][\w:.-]*)[^<>]*>/gi;

/** An item's end tag that is followed by the next item or the end of the feed. */
const END_OF_ITEM = /<\/(item|entry)>\s*<(?:\1[\s>]|\/(?:channel|feed|rss|rdf:RDF)>)/i;

/** Number of characters before a CDATA section that are searched for the start tag of its element. */
const LOOK_BACK = 300;

/** Returns whether a CDATA section begins before the end of the previous section, or the last section has no end. */
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

/**
 * Returns the offset at which a CDATA section without an end should have ended; undefined if the section has an end, or
 * no offset is found. `closing` is the offset of the next `]]>`, or -1.
 */
const endOfOpenSection = (text: string, start: number, closing: number): number | undefined => {
  const next = text.indexOf(CDATA, start + CDATA.length);
  if (closing !== -1 && (next === -1 || next > closing)) return undefined;
  // Look for the element's end tag only before the next section; else many open sections would take quadratic time.
  const inside = text.slice(start, next === -1 ? text.length : next).split(END_OF_ITEM, 1)[0] ?? '';
  for (const name of openBefore(text.slice(Math.max(0, start - LOOK_BACK), start))) {
    const end = inside.indexOf(`</${name}>`);
    if (end !== -1) return start + end;
  }
  const end = text.slice(start, closing === -1 ? text.length : closing).search(END_OF_ITEM);
  return end === -1 ? undefined : start + end;
};

/** Returns whether a comment has no end, or contains the end of an item before the first `<!--` inside it. */
const isOpenComment = (text: string, start: number, closing: number): boolean => {
  if (closing === -1) return true;
  const next = text.indexOf(COMMENT, start + COMMENT.length);
  return next !== -1 && next < closing && END_OF_ITEM.test(text.slice(start, next));
};

/** Returns the names of the elements that a part of a document leaves open, innermost first. */
const openBefore = (piece: string): readonly string[] => {
  const open: string[] = [];
  for (const [tag, slash, name = ''] of piece.matchAll(TAG)) {
    if (slash !== '/') {
      if (!tag.endsWith('/>')) open.push(name);
    } else if (open.includes(name)) open.splice(open.lastIndexOf(name));
  }
  return open.reverse();
};

const BYTES = Uint8Array.from({ length: 128 }, (_, index) => index + 128);

/** The byte of each character of Windows-1252 outside ASCII. */
const BYTE_OF: ReadonlyMap<string, number> = new Map(
  Array.from(
    new TextDecoder('windows-1252').decode(BYTES),
    (character, index) => [character, index + 128] as const,
  ),
);

const CONTINUATION = `[${[...BYTE_OF].flatMap(([character, byte]) => (byte < 0xc0 ? [character] : [])).join('')}]`;

/** Twice-encoded punctuation (`â€™` for ’) and kana, which hardly any text has on purpose. */
const PUNCTUATION_OR_KANA = new RegExp(`â€${CONTINUATION}|ã[€\\u0081‚ƒ]${CONTINUATION}`, 'g');

const KANA = /ã[\u0081‚ƒ]/;

const ANY_OF_THREE_BYTES = new RegExp(`[â-é]${CONTINUATION}{2}|ï[¼½]${CONTINUATION}`, 'g');

/**
 * Repairs punctuation, kana, kanji and full-width forms whose UTF-8 was decoded as Windows-1252 and encoded again.
 * Kanji and full-width forms are repaired only in a text that also has twice-encoded kana.
 */
export const repairTwiceEncoded = (text: string): string => {
  if (!text.includes('â€') && !text.includes('ã')) return text;
  return text.replace(KANA.test(text) ? ANY_OF_THREE_BYTES : PUNCTUATION_OR_KANA, (sequence) => {
    const repaired = new TextDecoder().decode(
      Uint8Array.from(sequence, (character) => BYTE_OF.get(character) ?? 0),
    );
    return repaired.includes('\ufffd') ? sequence : repaired;
  });
};
