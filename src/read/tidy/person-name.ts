const ADDRESS = /[\w.!#$%&'*+/=?^`{|}~-]+[@＠][\w.-]+/g;

const OPEN = '(（[［<〈';
const CLOSE = ')）\\]］>〉';

/** Brackets that hold nothing once the address is out of them; a long text may be cut within. */
const EMPTY_BRACKETS = new RegExp(`[${OPEN}][\\s"]*(?:[${CLOSE}]|$)`, 'g');

/** A name that stands in brackets by itself, as RSS 2.0 writes it behind the address. */
const ALL_IN_BRACKETS = /^[(（]([^()（）]*)[)）]$/;

/** In characters; what follows is cut off. */
const LONGEST = 300;

/**
 * The name in what RSS calls an author: `mail@example.jp (Name)`, `Name (mail@example.jp)`,
 * `Name <mail@example.jp>`, `mail@example.jp Name`; the address itself where nothing else is written.
 */
export const personName = (text: string): string => {
  const short = text.slice(0, LONGEST).trim();
  const [address] = short.match(ADDRESS) ?? [];
  if (address === undefined) return short;
  const rest = short
    .replace(ADDRESS, '')
    .replace(/\bmailto:/gi, '')
    .replace(EMPTY_BRACKETS, '')
    .replaceAll('"', '')
    .trim();
  const name = (ALL_IN_BRACKETS.exec(rest)?.[1] ?? rest).trim();
  return name === '' ? address : name;
};
