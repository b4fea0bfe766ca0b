import { decodeHTMLStrict } from 'entities';
import { Tokenizer } from 'htmlparser2';

export type Attributes = ReadonlyMap<string, string>;

/** A start tag with its name as written and its attribute names in lower case. */
export type StartTag = {
  readonly name: string;
  readonly attributes: Attributes;
  readonly selfClosing: boolean;
};

/** Receives the tokens of a document in order. Names of tags are as written; entities in texts are not decoded. */
export type TokenHandler = {
  readonly open: (tag: StartTag) => void;
  readonly close: (name: string) => void;
  readonly text: (text: string) => void;
  readonly cdata: (text: string) => void;
};

/** Maximum number of attributes that are kept of a tag. */
const MAX_ATTRIBUTES = 32;

/** Maximum length of an attribute's name or value, in characters. sax, which rss-parser uses, refuses more than 64 KB. */
const MAX_ATTRIBUTE_LENGTH = 8192;

/** The end tag of an item. An attribute value that contains this tag has an unclosed quote. */
const END_OF_ITEM = /<\/(?:item|entry)\s*>/i;

const NONE: Attributes = new Map();

/**
 * Reads markup leniently: nothing is an error, and an unfinished tag at the end is left out. Entities of XML and HTML
 * are decoded in attributes. A document cannot define entities.
 */
export const tokenize = (text: string, handler: Partial<TokenHandler>): void => {
  let at = 0;
  while (at < text.length) at += tokenizePart(text.slice(at), handler);
};

/** Reads up to the first `<` after an unclosed quote, or to the end. Returns the number of characters that were read. */
const tokenizePart = (text: string, handler: Partial<TokenHandler>): number => {
  let name = '';
  let attributes: Map<string, string> | undefined;
  let attribute = '';
  let value = '';
  let read = text.length;
  const open = (selfClosing: boolean) => {
    handler.open?.({ name, attributes: attributes ?? NONE, selfClosing });
    attributes = undefined;
  };
  const tokenizer = new Tokenizer(
    { xmlMode: true, decodeEntities: false },
    {
      onopentagname: (start, end) => {
        name = text.slice(start, end);
      },
      onattribname: (start, end) => {
        attribute = text.slice(start, Math.min(end, start + MAX_ATTRIBUTE_LENGTH)).toLowerCase();
        value = '';
      },
      onattribdata: (start, end) => {
        const whole = text.slice(start, end);
        if (whole.includes('<') && END_OF_ITEM.test(whole)) {
          tokenizer.pause();
          read = start + whole.indexOf('<');
          open(false);
          return;
        }
        value = text.slice(start, Math.min(end, start + MAX_ATTRIBUTE_LENGTH));
      },
      onattribend: () => {
        attributes ??= new Map();
        if (attributes.size < MAX_ATTRIBUTES && !attributes.has(attribute)) {
          attributes.set(attribute, decodeEntities(value));
        }
      },
      onopentagend: () => open(false),
      onselfclosingtag: () => open(true),
      onclosetag: (start, end) => handler.close?.(text.slice(start, end)),
      ontext: (start, end) => handler.text?.(text.slice(start, end)),
      oncdata: (start, end, offset) => handler.cdata?.(text.slice(start, end - offset)),
      onattribentity: () => {},
      ontextentity: () => {},
      oncomment: () => {},
      ondeclaration: () => {},
      onprocessinginstruction: () => {},
      onend: () => {},
    },
  );
  tokenizer.write(text);
  if (read === text.length) tokenizer.end();
  return read;
};

/** Decodes the entities of XML and HTML that end in a semicolon, so that `?a=1&copy=2` stays a query. */
export const decodeEntities = (text: string): string => (text.includes('&') ? decodeHTMLStrict(text) : text);
