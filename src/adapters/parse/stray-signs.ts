/** A `<` that starts no tag, end tag, declaration or instruction: `PER <15`, 「経済」<速報>. */
const STRAY = /<(?![a-z_:!?]|\/[a-z_:])/gi;

/** The same for a test, which keeps no state. */
const HAS_STRAY = new RegExp(STRAY.source, 'i');

/**
 * Escapes each `<` that cannot start markup, outside CDATA sections and comments,
 * where a tokenizer would take the rest of the field for the name of a tag.
 */
export const escapeStraySigns = (text: string): string => {
  if (!HAS_STRAY.test(text)) return text;
  const pieces: string[] = [];
  let at = 0;
  while (at < text.length) {
    const section = nextSection(text, at);
    pieces.push(text.slice(at, section.start).replace(STRAY, '&lt;'), text.slice(section.start, section.end));
    at = section.end;
  }
  return pieces.join('');
};

/** Where the next CDATA section or comment stands; one that never ends goes to the end of the text. */
const nextSection = (text: string, from: number): { readonly start: number; readonly end: number } => {
  const opening = /<!(?:\[CDATA\[|--)/g;
  opening.lastIndex = from;
  const match = opening.exec(text);
  if (match === null) return { start: text.length, end: text.length };
  const closing = match[0] === '<!--' ? '-->' : ']]>';
  const end = text.indexOf(closing, opening.lastIndex);
  return { start: match.index, end: end === -1 ? text.length : end + closing.length };
};
