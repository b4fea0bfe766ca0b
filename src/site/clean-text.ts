import { basename, isAbsolute, resolve } from 'node:path';

const NOT_XML = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

/** Removes the characters that XML 1.0 §2.2 excludes, such as U+0000, U+FFFE and lone surrogates. */
export const cleanText = (text: string): string => text.replace(NOT_XML, '');

const REFERENCES: Readonly<Record<string, string>> = {
  '&': '&#x26;',
  '<': '&#x3C;',
  '>': '&#x3E;',
  '"': '&#x22;',
  "'": '&#x27;',
  // An XML parser would turn these characters into spaces or line ends (XML 1.0 §2.11, §3.3.3).
  '\r': '&#xD;',
  '\n': '&#xA;',
  '\t': '&#x9;',
};

/** Escapes a text for XML content and attributes, with hexadecimal references as the RSS Profile advises. */
export const escapeXml = (text: string): string =>
  cleanText(text).replace(/[&<>"'\r\n\t]/g, (character) => REFERENCES[character] ?? character);

/**
 * Makes HTML safe for a CDATA section that the `feed` library writes. The library splits only the first `]]>`, so all
 * later ones are split here.
 */
export const escapeCdata = (html: string): string => {
  const [first = '', second, ...others] = cleanText(html).replace(/\r\n?/g, '\n').split(']]>');
  return second === undefined ? first : [`${first}]]>${second}`, ...others].join(']]]]><![CDATA[>');
};

export const escapeHtml = (text: string): string =>
  cleanText(text).replace(/[&<>"']/g, (character) => HTML_REFERENCES[character] ?? character);

const HTML_REFERENCES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Usual characters of file names in any script, without the dot, for `[…]` in a regular expression. */
const IN_NAME = String.raw`\p{L}\p{M}\p{N}_\-`;

/**
 * Removes the absolute `folders` from all paths below them in a text, and shortens the path of a folder itself to its
 * name, because a public page must not show where the folders are.
 */
export const withoutFolders = (text: string, folders: readonly string[] = []): string =>
  folders.filter(isAbsolute).reduce((left, folder) => {
    // The folder `/data` must not be found in the paths `/mnt/data` and `/data.old`.
    const path = `(?<![${IN_NAME}.)])${RegExp.escape(resolve(folder))}(?!\\.?[${IN_NAME}])`;
    return left
      .replaceAll(new RegExp(`${path}/+(?=[^\\s,'"])`, 'gu'), '')
      .replaceAll(new RegExp(path, 'gu'), () => basename(folder));
  }, text);
