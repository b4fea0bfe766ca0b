import { escapeMarkup } from '../canonical-xml.ts';
import { type Attributes, decodeEntities } from '../tokenize.ts';
import type { OpenTags } from './open-tags.ts';
import type { Reading } from './vocabulary/field.ts';
import { VOID_TAGS } from './vocabulary/html-inside.ts';

/** How the text of an element is meant: as HTML, as XHTML written straight into the document, or as it stands. */
export type Markup = 'html' | 'xhtml' | 'plain' | 'base64' | 'unsaid';

/** One element of a feed while it is being read. */
export type Leaf = {
  readonly reading: Reading;
  readonly attributes: Attributes;
  readonly markup: Markup;
  /** xml:base, where it is not the document's own address. */
  readonly base: string | undefined;
  text: string;
  /** The texts of the child elements that the reading asks for. */
  readonly parts: Map<string, string>;
  /** The child element being read; empty for the element's own text. */
  part: string;
  /** Whether a tag stood inside. */
  hasTags: boolean;
};

/** Longer than any title, name or address. */
const MAX_SHORT_LENGTH = 8192;

const MAX_BODY_LENGTH = 1 << 20;

/** The part of all that nobody asks for: no path is so. */
const UNREAD = '/';

const NO_PARTS: Map<string, string> = new Map();

export const openLeaf = (
  reading: Reading,
  attributes: Attributes,
  markup: Markup,
  base: string | undefined,
): Leaf => ({
  reading,
  attributes,
  markup,
  base,
  text: '',
  parts: reading.kind === 'parts' ? new Map() : NO_PARTS,
  part: '',
  hasTags: false,
});

/** Text between tags: its entities are decoded, once. */
export const addText = (leaf: Leaf, text: string): void => {
  const limited = text.length > MAX_BODY_LENGTH ? text.slice(0, MAX_BODY_LENGTH) : text;
  addCdata(leaf, decodeEntities(limited));
};

/** Text as it stands. */
export const addCdata = (leaf: Leaf, text: string): void =>
  append(leaf, leaf.markup === 'xhtml' && leaf.reading.kind === 'body' ? escapeMarkup(text) : text);

/** Writes a tag that stands inside a body; XHTML's prefixes are dropped. */
export const addOpenTag = (leaf: Leaf, name: string, attributes: Attributes, selfClosing: boolean): void => {
  leaf.hasTags = true;
  if (leaf.reading.kind !== 'body') return;
  const local = localName(name);
  let tag = `<${local}`;
  for (const [key, value] of attributes) {
    if (!key.startsWith('xmlns') && /^[\w:-]+$/.test(key)) tag += ` ${key}="${escapeMarkup(value)}"`;
  }
  append(leaf, selfClosing && !VOID_TAGS.has(local) ? `${tag}></${local}>` : `${tag}>`);
};

export const addCloseTag = (leaf: Leaf, name: string): void => {
  if (leaf.reading.kind === 'body') append(leaf, `</${localName(name)}>`);
};

/** The name without its prefix, in lower case. */
export const localName = (name: string): string => name.slice(name.indexOf(':') + 1).toLowerCase();

/** Whether what stands inside an element is its own: see `Reading.isContainer`. */
export const isContainer = ({ reading, text }: Leaf): boolean =>
  reading.isContainer === true && text.trim() === '';

/** The part of a container that the tags open in it lead to. */
export const partAt = (inner: Pick<OpenTags, 'path'>, { reading }: Leaf): string => {
  const path = inner.path()?.map(localName).join('/');
  return path === '' || (path !== undefined && reading.parts?.includes(path)) ? path : UNREAD;
};

const append = (leaf: Leaf, text: string): void => {
  const sofar = leaf.part === '' ? leaf.text : (leaf.parts.get(leaf.part) ?? '');
  const room = (leaf.reading.kind === 'body' ? MAX_BODY_LENGTH : MAX_SHORT_LENGTH) - sofar.length;
  if (room <= 0) return;
  const all = sofar + (text.length > room ? text.slice(0, room) : text);
  if (leaf.part === '') leaf.text = all;
  else leaf.parts.set(leaf.part, all);
};
