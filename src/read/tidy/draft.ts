import type { Attributes, StartTag } from '../tokenize.ts';
import { addLeaf } from './add-leaf.ts';
import type { Leaf } from './leaf.ts';
import { createOpenTags, type OpenTags } from './open-tags.ts';
import { MAX_ITEMS, type Section, startSection, type WrittenSection, writeSection } from './section.ts';
import { type Namespaces, NO_NAMESPACES } from './vocabulary/namespaces.ts';

/** One open element of the feed's structure, which is a few levels deep; tags inside a field are in `Draft.inner`. */
export type Frame = {
  /** The name as written, prefix included, in lower case. */
  readonly name: string;
  readonly role: 'root' | 'channel' | 'item' | 'group' | 'leaf' | 'skipped';
  readonly namespaces: Namespaces;
  readonly base: string | undefined;
};

/** The state while a document is being read: the open elements, and the canonical form written so far. */
export type Draft = {
  /** The document's address. */
  readonly url: string;
  /** The elements that are open, outermost first. */
  readonly frames: Frame[];
  /** The open tags inside the last frame, if it is a field or an element that is not read. */
  readonly inner: OpenTags;
  /** Undefined before the root is found. */
  format: 'rss' | 'rdf' | 'atom' | undefined;
  rootNamespaces: Namespaces;
  /** What the feed says about itself. */
  readonly feed: Section;
  /** The item being read, or the feed. */
  section: Section;
  /** The field being read. */
  leaf: Leaf | undefined;
  readonly items: WrittenSection[];
  /** Number of items beyond the limit. */
  cut: number;
  isHtml: boolean;
};

const MAX_BASE_LENGTH = 1000;

export const startDraft = (url: string): Draft => {
  const feed = startSection();
  return {
    url,
    frames: [],
    inner: createOpenTags(),
    format: undefined,
    rootNamespaces: NO_NAMESPACES,
    feed,
    section: feed,
    leaf: undefined,
    items: [],
    cut: 0,
    isHtml: false,
  };
};

/** Opens an element, which contains the elements that follow until `closeTo`. */
export const push = (
  draft: Draft,
  role: Frame['role'],
  { name, attributes }: StartTag,
  namespaces: Namespaces,
): void => {
  draft.frames.push({ name: name.toLowerCase(), role, namespaces, base: baseOf(draft, attributes) });
};

/** Returns the xml:base inside an element with these attributes; undefined if it is the document's address. */
export const baseOf = ({ frames, url }: Draft, attributes: Attributes): string | undefined => {
  const outer = frames.at(-1)?.base;
  if (attributes.size === 0) return outer;
  const own = attributes.get('xml:base')?.trim();
  if (own === undefined || own.length > MAX_BASE_LENGTH) return outer;
  const resolved = URL.parse(own, outer ?? url)?.href;
  return resolved === undefined || resolved === url ? outer : resolved;
};

/** Ends the open elements beyond a depth; `implied` means that they have no end tags. */
export const closeTo = (draft: Draft, depth: number, implied: boolean): void => {
  while (draft.frames.length > depth) {
    const frame = draft.frames.pop();
    draft.inner.clear();
    if (frame?.role === 'leaf' && draft.leaf !== undefined) {
      addLeaf(draft.section, draft.leaf);
      draft.leaf = undefined;
    }
    if (frame?.role === 'item') closeItem(draft, implied);
  }
};

const closeItem = (draft: Draft, implied: boolean): void => {
  const isNothing = implied && draft.section.candidates.length === 0;
  if (draft.items.length >= MAX_ITEMS) draft.cut += 1;
  else if (!isNothing) draft.items.push(writeSection(draft.section));
  draft.section = draft.feed;
};
