const ADDRESS = /[\w.!#$%&'*+/=?^`{|}~-]+[@＠][\w.-]+/g;

const OPEN = '(（[［<〈';
const CLOSE = ')）\\]］>〉';

/**
 * Pattern of brackets that become empty when the address is removed. The closing bracket may be missing if the text was
 * truncated.
 */
const EMPTY_BRACKETS = new RegExp(`[${OPEN}][\\s"]*(?:[${CLOSE}]|$)`, 'g');

/** Pattern of a text in a single pair of brackets, as RSS 2.0 writes the name after the address. */
const ALL_IN_BRACKETS = new RegExp(`^[${OPEN}]([^${OPEN}${CLOSE}]*)[${CLOSE}]$`);

/** Pattern of what separated addresses, at the beginning or the end of the text. */
const SEPARATORS = /^[\s,;、]+|[\s,;、]+$/g;

/** Maximum length of an author's text, in characters; the rest is ignored. */
const MAX_LENGTH = 300;

/**
 * Returns the name in an author's text, such as `mail@example.jp (Name)`, `Name (mail@example.jp)`, `Name
 * <mail@example.jp>` or `mail@example.jp Name`. Returns the address if the text has no name.
 */
export const personName = (text: string): string => {
  const short = text.slice(0, MAX_LENGTH).trim();
  const [address] = short.match(ADDRESS) ?? [];
  if (address === undefined) return short;
  const rest = short
    .replace(ADDRESS, '')
    .replace(/\bmailto:/gi, '')
    .replace(EMPTY_BRACKETS, '')
    .replaceAll('"', '')
    .replace(SEPARATORS, '');
  const name = (ALL_IN_BRACKETS.exec(rest)?.[1] ?? rest).trim();
  return name === '' ? address : name;
};
