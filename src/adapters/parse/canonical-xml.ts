// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to take out
const FORBIDDEN = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]/g;

/**
 * The text without the characters that XML 1.0 forbids (§2.2) and without DEL; line ends are line feeds (§2.11),
 * and half a surrogate pair is U+FFFD.
 */
export const withoutForbidden = (text: string): string => {
  const unixLines = text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
  return unixLines.toWellFormed().replace(FORBIDDEN, '');
};

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Makes a text fit to stand in XML or HTML, between tags or between double quotes. */
export const escapeMarkup = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => ESCAPES[sign] ?? sign);

export type ElementAttributes = Readonly<Record<string, string | undefined>>;

/** Writes one element. Undefined and empty attributes are left out. */
export const element = (name: string, text: string, attributes: ElementAttributes = {}): string =>
  `<${name}${attributesOf(attributes)}>${escapeMarkup(withoutForbidden(text))}</${name}>`;

const attributesOf = (attributes: ElementAttributes): string => {
  let written = '';
  for (const name in attributes) {
    const value = attributes[name];
    if (value !== undefined && value !== '') written += ` ${name}="${escapeMarkup(withoutForbidden(value))}"`;
  }
  return written;
};
