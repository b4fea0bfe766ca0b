import type { YAMLError } from 'yaml';

/** Returns whether the parser still finds all parts of the file, despite this error. */
export const leavesShapeIntact = (error: YAMLError): boolean =>
  error.code === 'DUPLICATE_KEY' || error.code === 'BAD_DQ_ESCAPE';

export const explainYamlError = (error: YAMLError, text: string): string => {
  const written = text.slice(error.pos[0]).split('\n', 1)[0]?.trim() ?? '';
  // The block or list before this line has ended, because this line begins further to the left.
  if (/scalar at node end/.test(error.message) && text[error.pos[0] - 1] === '\n') return ODD_INDENT;
  const explain = EXPLANATIONS[error.code];
  return (
    explain?.(written, error.message) ??
    `this is not valid YAML (${error.message}); correct this line, or compare it with the lines around it`
  );
};

const ODD_INDENT =
  'this line is in the wrong column, or its "- " is missing; begin it in the column of a key or "- " above it, or add "- "';
const TAB_OR_SPACES =
  'a line of the text after | or > begins with a tab, or an empty line above the text has more spaces than the text; use spaces alone, and none in an empty line';
const OPEN_BRACKET =
  'a "[" or "{" is not closed, or its further lines are not indented; close it with "]" or "}", or indent these lines with spaces';
const BEGINS_ITEM = /^-(?:\s|$)/;
const LIST_BESIDE_KEYS =
  'a list item ("- ") is in the wrong place; write it below the key of its list, in the column of the other items, or add "- " to the item before it';
const NO_VALUE = 'write a colon and a space after the key, as in "key: value"';

/** Explains an error at the text `written`; undefined if only the parser's message explains it. */
type Explain = (written: string, message: string) => string | undefined;

/** Explanations by the parser's error code; `written` is the rest of the line from the place of the error. */
const EXPLANATIONS: { readonly [Code in YAMLError['code']]?: Explain } = {
  TAB_AS_INDENT: () => 'this line has a tab where YAML needs spaces; write spaces instead',
  DUPLICATE_KEY: (written) => `"${keyOf(written)}" appears twice in this block; keep one of the two`,
  BAD_DQ_ESCAPE: (written) =>
    `"${written.slice(0, 2)}" means nothing in double quotes; use single quotes: '…'`,
  BAD_SCALAR_START: (written) =>
    `a text cannot begin with ${written.slice(0, 1)} here; put it in quotes: "${written.replaceAll('"', '')}"`,
  MULTIPLE_DOCS: () =>
    'a second document begins here; remove the "---" or "...", because the file must be one document',
  BAD_ALIAS: (written, message) =>
    /empty/.test(message)
      ? `a text cannot begin with ${written.slice(0, 1)} here; put it in quotes: "${written}"`
      : undefined,
  BLOCK_AS_IMPLICIT_KEY: (written) => {
    if (BEGINS_ITEM.test(written)) return LIST_BESIDE_KEYS;
    if (written.endsWith(':')) return 'a text cannot end with a colon; put it in quotes';
    return /:\s/.test(written)
      ? `a text cannot contain a colon and a space; put it in quotes: "${shortened(written)}"`
      : 'the next key is indented too far; begin it in the column of the key on this line';
  },
  MULTILINE_IMPLICIT_KEY: (written) =>
    BEGINS_ITEM.test(written)
      ? LIST_BESIDE_KEYS
      : `"${shortened(written)}" is not a key with a value; ${NO_VALUE}`,
  BAD_INDENT: (_, message) => {
    if (/end with a/.test(message)) return OPEN_BRACKET;
    return /^Block scalar/.test(message) ? TAB_OR_SPACES : ODD_INDENT;
  },
  MISSING_CHAR: (written, message) => {
    if (/quote/.test(message))
      return 'a quote is not closed, or the further lines of the text are not indented; add the closing quote, or indent these lines with spaces';
    if (/end with a/.test(message)) return OPEN_BRACKET;
    if (/without - indicator/.test(message)) return ODD_INDENT;
    if (/^Block scalar/.test(message)) return TAB_OR_SPACES;
    return /map values/.test(message) ? `"${shortened(written)}" has no value; ${NO_VALUE}` : undefined;
  },
  UNEXPECTED_TOKEN: (written, message) =>
    /block-seq-ind/.test(message)
      ? 'a text cannot begin with "- " here; put it in quotes: "- …"'
      : `"${shortened(written)}" follows something that has already ended; put the whole text in one pair of quotes, and write '' for a ' in single quotes`,
  RESOURCE_EXHAUSTION: () => 'blocks and lists are nested too deep here; write them with fewer levels',
  TAG_RESOLVE_FAILED: (written) =>
    `"${shortened(written)}" begins with "!", which has a meaning of its own in YAML; put the text in quotes`,
};

const LONGEST_SHOWN = 40;

const shortened = (text: string): string =>
  text.length <= LONGEST_SHOWN ? text : `${text.slice(0, LONGEST_SHOWN - 1)}…`;

const keyOf = (written: string): string => written.split(':', 1)[0]?.replace(/^["']|["']$/g, '') ?? '';
