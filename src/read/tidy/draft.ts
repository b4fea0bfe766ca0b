import type { Attributes, StartTag } from '../tokenize.ts';
import { addLeaf } from './add-leaf.ts';
import type { Leaf } from './leaf.ts';
import { createOpenTags, type OpenTags } from './open-tags.ts';
import {
  MAX_ITEMS,
  removeAfter,
  type Section,
  startSection,
  type WrittenSection,
  writeSection,
} from './section.ts';
import { type Namespaces, NO_NAMESPACES } from './vocabulary/namespaces.ts';

/** An open element of the feed's structure. Tags inside a field or an unread element are in `Draft.inner`. */
export type Frame = {
  /** The name of the element in lower case, with the prefix that the document writes. */
  readonly name: string;
  readonly role: 'root' | 'channel' | 'item' | 'group' | 'leaf' | 'skipped';
  readonly namespaces: Namespaces;
  readonly base: string | undefined;
};

/** The state of reading a document. */
export type Draft = {
  readonly url: string;
  /** The open elements, outermost first. */
  readonly frames: Frame[];
  /** The open tags inside the last frame, if the frame is a field or an unread element. */
  readonly inner: OpenTags;
  /** The format of the feed; undefined before the root is found. */
  format: 'rss' | 'rdf' | 'atom' | undefined;
  rootNamespaces: Namespaces;
  readonly feed: Section;
  /** The section of the item being read, or the section of the feed. */
  section: Section;
  leaf: Leaf | undefined;
  /** The last container (`Reading.isContainer`) that ended at a field that it may contain, because it had a text. */
  unclosed: Unclosed | undefined;
  readonly items: WrittenSection[];
  /** Number of items above `MAX_ITEMS`. */
  cut: number;
  isHtml: boolean;
};

/** `name` is that of the frame, `depth` the number of frames around it, `count` the number of candidates at its end. */
type Unclosed = {
  readonly name: string;
  readonly depth: number;
  readonly section: Section;
  readonly count: number;
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
    unclosed: undefined,
    items: [],
    cut: 0,
    isHtml: false,
  };
};

export const push = (
  draft: Draft,
  role: Frame['role'],
  { name, attributes }: StartTag,
  namespaces: Namespaces,
): void => {
  draft.frames.push({ name: name.toLowerCase(), role, namespaces, base: baseOf(draft, attributes) });
};

/** Returns the xml:base inside an element with these attributes; undefined if no xml:base applies. */
export const baseOf = ({ frames, url }: Draft, attributes: Attributes): string | undefined => {
  const outer = frames.at(-1)?.base;
  if (attributes.size === 0) return outer;
  const own = attributes.get('xml:base')?.trim();
  if (own === undefined || own.length > MAX_BASE_LENGTH) return outer;
  return URL.parse(own, outer ?? url)?.href ?? outer;
};

/**
 * Ends the open elements deeper than `depth`. `implied` means that another start tag or the end of the document ends
 * them.
 */
export const closeTo = (draft: Draft, depth: number, implied = false): void => {
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

/**
 * Reads an end tag without an open element. If it is the end tag of the `unclosed` container, the fields read since
 * were inside the container, and the item loses them.
 */
export const closeLate = (draft: Draft, name: string): void => {
  const { unclosed, section } = draft;
  if (unclosed?.name !== name || unclosed.section !== section) return;
  closeTo(draft, unclosed.depth);
  removeAfter(section, unclosed.count);
  draft.unclosed = undefined;
};

const closeItem = (draft: Draft, implied: boolean): void => {
  const { items, section } = draft;
  draft.section = draft.feed;
  if (implied && section.candidates.length === 0) return;
  if (items.length < MAX_ITEMS) items.push(writeSection(section));
  else draft.cut += 1;
};
