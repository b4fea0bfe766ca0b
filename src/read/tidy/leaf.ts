import { escapeMarkup } from '../canonical-xml.ts';
import { type Attributes, decodeEntities } from '../tokenize.ts';
import type { OpenTags } from './open-tags.ts';
import { VOID_TAGS } from './vocabulary/elements.ts';
import type { Reading } from './vocabulary/field.ts';

/** The markup of an element's text: HTML, XHTML written directly into the document, plain, base64, or not stated. */
export type Markup = 'html' | 'xhtml' | 'plain' | 'base64' | 'unstated';

/** A field of a feed while the field is being read. */
export type Leaf = {
  readonly reading: Reading;
  readonly attributes: Attributes;
  readonly markup: Markup;
  /** The xml:base of the field; undefined if none applies. */
  readonly base: string | undefined;
  text: string;
  /**
   * The text of each part, or the `href` of a link to a page, by path. The texts of all unread elements in a container
   * are under `UNREAD`.
   */
  readonly parts: Map<string, string>;
  /** Path of the part being read, or `UNREAD`; empty for the element's own text. */
  part: string;
  hasTags: boolean;
};

/** Maximum length of a text that is not a body, in characters. */
export const MAX_SHORT_LENGTH = 8192;

/** Maximum length of a body, in characters. */
export const MAX_BODY_LENGTH = 1 << 20;

/** The name of the part that collects unread elements. No path has this name. */
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

/** Adds text between tags, with its entities decoded once. */
export const addText = (leaf: Leaf, text: string): void => {
  const limited = text.length > MAX_BODY_LENGTH ? text.slice(0, MAX_BODY_LENGTH) : text;
  addCdata(leaf, decodeEntities(limited));
};

/** Adds text without decoding its entities. In an XHTML body, the text is escaped. */
export const addCdata = (leaf: Leaf, text: string): void =>
  append(leaf, leaf.markup === 'xhtml' && leaf.reading.kind === 'body' ? escapeMarkup(text) : text);

/** Adds a start tag without its prefix to a body; for another field, only sets `hasTags`. */
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

export const localName = (name: string): string => name.slice(name.indexOf(':') + 1).toLowerCase();

/** Returns whether all child elements belong to the element itself; see `Reading.isContainer`. */
export const isContainer = ({ reading, text }: Leaf): boolean =>
  reading.isContainer === true && text.trim() === '';

/** Returns the path of the open tags: empty if no tag is open, `UNREAD` if the field has no part of this path. */
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
