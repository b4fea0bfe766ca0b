import { withoutForbidden } from './canonical-xml.ts';
import { decodeEntities } from './tokenize.ts';

/** Names of HTML elements whose tags are removed from titles. Text such as `<速報>` is kept. */
const TAGS = [
  'a|abbr|acronym|b|bdi|bdo|big|blink|blockquote|br|center|cite|code|del',
  'dfn|div|em|font|h[1-6]|hr|i|img|ins|kbd|li|mark|nobr|ol',
  'p|q|rb|rp|rt|rtc|ruby|s|samp|small|span|strike|strong|sub',
  'sup|time|tt|u|ul|var|wbr',
].join('|');

const TAG = new RegExp(`<(?:/?(?:${TAGS})(?:\\s[^<>]*)?/?|!--[^<>]*--)>`, 'gi');
const PAIR = new RegExp(`<(${TAGS})(?:\\s[^<>]*)?>([^<]*)</\\1\\s*>`, 'gi');
const SILENT = /<(script|style)\b[^<>]*>[^<]*<\/\1\s*>/gi;
const LINE_BREAK = /<(?:br|p|div|li|h[1-6]|hr)\b[^<>]*>/gi;

const IS_TAG_NAME = new RegExp(`^(?:${TAGS}|script|style)$`, 'i');

/** Returns whether a tag of this name in a title is HTML, not text. */
export const isTitleTag = (name: string): boolean => IS_TAG_NAME.test(name);

/**
 * Returns a title as one line of plain text (`titleLine`), without HTML tags (`TAGS`) and with entities decoded. An
 * escaped HTML tag (`&lt;b&gt;`) is removed together with its end tag, if no `<` is between them.
 */
export const plainTitle = (html: string): string => {
  if (!/[<&]/.test(html)) return titleLine(html);
  const bare = html.replace(SILENT, '').replace(LINE_BREAK, ' ').replace(TAG, '');
  return titleLine(withoutPairs(decodeEntities(bare), MOST_NESTED));
};

/** Maximum number of pairs of tags inside each other that are removed from a title. */
const MOST_NESTED = 3;

const withoutPairs = (text: string, nested: number): string => {
  const outer = text.replace(PAIR, '$2');
  return outer === text || nested === 1 ? outer : withoutPairs(outer, nested - 1);
};

/** Returns a text as `plainTitle` does, with plain spaces instead of ideographic spaces. */
export const plainText = (html: string): string => foldSpaces(plainTitle(html));

/**
 * Pattern of a text that `titleLine` does not change: visible ASCII and Japanese with single spaces, without tone marks
 * (U+302A to U+302F) and voicing marks (U+3099, U+309A, U+FF9E, U+FF9F).
 */
const UNTOUCHED =
  /^(?:[!-~\u3001-\u3029\u3030-\u3098\u309b-\u9fff\uff01-\uff9d]+(?: [!-~\u3001-\u3029\u3030-\u3098\u309b-\u9fff\uff01-\uff9d]+)*)?$/;

/**
 * Returns a text as one line in NFC, without control characters, with spaces collapsed. An ideographic space between
 * words is kept, because in a Japanese headline it separates clauses like a comma.
 */
export const titleLine = (text: string): string =>
  UNTOUCHED.test(text)
    ? text
    : withoutForbidden(text.replace(/[\u200b\ufeff]/g, ''))
        .replace(/[^\S\u3000]+/g, ' ')
        .trim()
        .normalize('NFC');

/** Returns a text as `titleLine` does, with plain spaces instead of ideographic spaces. */
export const singleLine = (text: string): string => foldSpaces(titleLine(text));

const foldSpaces = (line: string): string => (line.includes('\u3000') ? line.replace(/\s+/g, ' ') : line);
