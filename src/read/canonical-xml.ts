import { withFewMarks } from '../domain/item/html-to-text.ts';

/**
 * U+FFFE, U+FFFF, control characters other than tab and line ends, and the bidirectional embeddings, overrides and
 * isolates of UAX #9, which reorder a text.
 */
const FORBIDDEN = /[^\P{Cc}\t\n\r]|[\u202a-\u202e\u2066-\u2069\ufffe\uffff]/gu;

/**
 * Removes forbidden characters (XML 1.0 §2.2, UAX #9), and combining marks after thirty in a row. Line ends become line
 * feeds (§2.11), and an unpaired surrogate becomes U+FFFD.
 */
export const withoutForbidden = (text: string): string => {
  const unixLines = text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
  return withFewMarks(unixLines.toWellFormed().replace(FORBIDDEN, ''));
};

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Escapes a text for XML or HTML, between tags or inside double quotes. */
export const escapeMarkup = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => ESCAPES[sign] ?? sign);

/** Text of ASCII and Japanese characters that needs no escaping. */
const SAFE = /^[ !#-%'-;=?-~\u3000-\u9fff\uff01-\uff9f]*$/;

const written = (text: string): string => (SAFE.test(text) ? text : escapeMarkup(withoutForbidden(text)));

export type ElementAttributes = Readonly<Record<string, string | undefined>>;

/** Writes one XML element. Undefined and empty attributes are left out. */
export const element = (name: string, text: string, attributes: ElementAttributes = {}): string =>
  `<${name}${attributesOf(attributes)}>${written(text)}</${name}>`;

const attributesOf = (attributes: ElementAttributes): string => {
  let all = '';
  for (const name in attributes) {
    const value = attributes[name];
    if (value !== undefined && value !== '') all += ` ${name}="${written(value)}"`;
  }
  return all;
};
