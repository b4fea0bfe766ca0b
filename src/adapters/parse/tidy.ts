import type { RawFeed, UnreadableReason } from '../../domain/item/raw-item.ts';
import { element } from './canonical-xml.ts';
import { addCdata, addCloseTag, addOpenTag, addText, type Leaf, localName, openLeaf } from './leaf.ts';
import { markupOf } from './markup-of.ts';
import { canonicalName, declare, type Namespaces, NO_NAMESPACES } from './namespaces.ts';
import { createOpenTags } from './open-tags.ts';
import { isTitleTag } from './plain-text.ts';
import { addCandidate, addLeaf, type Section, type WrittenSection, writeSection } from './section.ts';
import { type Attributes, tokenize } from './tokenize.ts';
import {
  endsBody,
  FEED_ELEMENTS,
  ITEM_ELEMENTS,
  type Reading,
  TRANSPARENT,
  VOID_TAGS,
} from './vocabulary.ts';

/** A feed in our canonical form: the inside of an RSS 2.0 channel, its items apart. */
export type Tidied =
  | {
      readonly kind: 'tidied';
      readonly format: RawFeed['format'];
      /** The canonical elements of the channel itself. */
      readonly channel: string;
      readonly items: readonly WrittenSection[];
      /** Items beyond the limit. */
      readonly cut: number;
    }
  | { readonly kind: 'unreadable'; readonly reason: UnreadableReason; readonly detail: string };

/** A feed's own structure is a few levels deep; what is inside a field or an unread element is not kept here. */
type Frame = {
  /** As written, in lower case. */
  readonly name: string;
  readonly role: 'root' | 'channel' | 'item' | 'group' | 'leaf' | 'skipped';
  readonly namespaces: Namespaces;
  readonly base: string | undefined;
};

/** No outlet lists so many; a document that does is cut there. */
export const MAX_ITEMS = 10_000;

const MAX_BASE_LENGTH = 1000;

/** More are an attack on our memory. */
const MAX_NAMES = 1000;

/**
 * Rewrites any feed, RSS, RDF or Atom, however broken, into canonical elements of one RSS 2.0 vocabulary.
 * Relative addresses stay relative, with an attribute `b` where their base is not `url`.
 */
export const tidy = (text: string, url: string): Tidied => {
  const frames: Frame[] = [];
  const items: WrittenSection[] = [];
  const feed: Section = { candidates: [] };
  const inner = createOpenTags();
  let format: 'rss' | 'rdf' | 'atom' | undefined;
  let rootNamespaces: Namespaces = NO_NAMESPACES;
  let section = feed;
  let leaf: Leaf | undefined;
  let cut = 0;
  let isHtml = false;

  const native = () => (format === 'atom' ? 'atom' : '');

  // A document has a few dozen names, each written thousands of times.
  let named: { readonly namespaces: Namespaces; readonly names: Map<string, string> } | undefined;
  const nameIn = (name: string, namespaces: Namespaces): string => {
    if (named?.namespaces !== namespaces || named.names.size > MAX_NAMES)
      named = { namespaces, names: new Map() };
    const known = named.names.get(name);
    if (known !== undefined) return known;
    const canonical = canonicalName(name, namespaces, native());
    named.names.set(name, canonical);
    return canonical;
  };

  const closeTo = (depth: number, implied: boolean) => {
    while (frames.length > depth) {
      const frame = frames.pop();
      inner.clear();
      if (frame?.role === 'leaf' && leaf !== undefined) {
        addLeaf(section, leaf);
        leaf = undefined;
      }
      if (frame?.role === 'item') closeItem(implied);
    }
  };

  const closeItem = (implied: boolean) => {
    const isNothing = implied && section.candidates.length === 0;
    if (items.length >= MAX_ITEMS) cut += 1;
    else if (!isNothing) items.push(writeSection(section));
    section = feed;
  };

  const push = (name: string, role: Frame['role'], attributes: Attributes, namespaces: Namespaces) => {
    frames.push({ name: name.toLowerCase(), role, namespaces, base: baseOf(attributes) });
  };

  const baseOf = (attributes: Attributes): string | undefined => {
    const outer = frames.at(-1)?.base;
    if (attributes.size === 0) return outer;
    const own = attributes.get('xml:base')?.trim();
    if (own === undefined || own.length > MAX_BASE_LENGTH) return outer;
    const resolved = URL.parse(own, outer ?? url)?.href;
    return resolved === undefined || resolved === url ? outer : resolved;
  };

  const openRoot = (name: string, attributes: Attributes) => {
    const local = localName(name);
    isHtml ||= local === 'html';
    const found = ROOTS.get(local);
    if (found === undefined || (isHtml && found.loose)) return;
    format = found.format;
    const namespaces = new Map(declare(NO_NAMESPACES, attributes));
    // Whatever the root's prefix was declared as, its own vocabulary is what the root's name says.
    if (found.format !== 'rdf')
      namespaces.set(name.includes(':') ? name.slice(0, name.indexOf(':')).toLowerCase() : '', native());
    rootNamespaces = namespaces;
    addLanguage(attributes);
    if (local === 'item' || local === 'entry') openItem(name, attributes, namespaces);
    else push(name, local === 'channel' ? 'channel' : 'root', attributes, namespaces);
  };

  const addLanguage = (attributes: Attributes) => {
    const language = attributes.get('xml:lang');
    if (language !== undefined) addCandidate(feed, 'language', 2, element('language', language));
  };

  const openItem = (name: string, attributes: Attributes, namespaces: Namespaces) => {
    const outside = frames.findIndex(({ role }) => role !== 'root' && role !== 'channel');
    if (outside !== -1) closeTo(outside, true);
    push(name, 'item', attributes, namespaces);
    section = { candidates: [] };
    addAbout(attributes);
  };

  const addAbout = (attributes: Attributes) => {
    const about = aboutOf(attributes, frames.at(-1)?.namespaces ?? rootNamespaces);
    if (about === undefined || about.trim() === '') return;
    if (section !== feed) addCandidate(section, 'guid', 1, element('guid', about));
    addCandidate(section, 'link', 3, element('x:link', about, { rel: 'about', b: frames.at(-1)?.base }));
  };

  const openField = (
    name: string,
    reading: Reading,
    canonical: string,
    attributes: Attributes,
    namespaces: Namespaces,
  ) => {
    const markup = markupOf(canonical, attributes, format === 'atom');
    const opened = openLeaf(reading, attributes, markup, baseOf(attributes));
    if (reading.kind === 'attributes') {
      addLeaf(section, opened);
      push(name, 'skipped', attributes, namespaces);
    } else {
      leaf = opened;
      push(name, 'leaf', attributes, namespaces);
    }
  };

  const openInside = (field: Leaf, name: string, attributes: Attributes, selfClosing: boolean) => {
    const local = localName(name);
    const isPart = field.reading.parts?.includes(local) ?? false;
    if (isPart) {
      field.part = local;
      const href = attributes.get('href');
      if (href !== undefined && attributes.get('rel') !== 'self') field.parts.set(local, href);
    } else if (field.reading.kind === 'title') {
      if (!isTitleTag(local)) addText(field, `<${name}>`);
      else if (VOID_TAGS.has(local)) addText(field, ' ');
    } else if (!inner.isDeep()) {
      addOpenTag(field, name, attributes, selfClosing);
    }
    if (!selfClosing && (isPart || !VOID_TAGS.has(local))) inner.open(name);
  };

  const open = (name: string, attributes: Attributes, selfClosing: boolean) => {
    if (format === undefined) {
      openRoot(name, attributes);
      return;
    }
    const namespaces = declare(frames.at(-1)?.namespaces ?? rootNamespaces, attributes);
    const canonical = nameIn(name, namespaces);
    if (canonical === 'item' || canonical === 'entry') {
      openItem(name, attributes, namespaces);
      if (selfClosing) closeTo(frames.length - 1, false);
      return;
    }
    const reading = readingOf(section === feed ? FEED_ELEMENTS : ITEM_ELEMENTS, canonical, attributes);
    if (leaf !== undefined) {
      if (reading === undefined || !interrupts(leaf, canonical, attributes)) {
        openInside(leaf, name, attributes, selfClosing);
        return;
      }
      closeTo(
        frames.findIndex(({ role }) => role === 'leaf'),
        true,
      );
    }
    const top = frames.at(-1);
    if (top === undefined) return;
    const depth = frames.length;
    if (top.role === 'skipped') {
      if (canonical === 'media:thumbnail' && reading !== undefined) {
        addLeaf(section, openLeaf(reading, attributes, 'plain', top.base));
      }
      if (!selfClosing) inner.open(name);
      return;
    }
    if (reading !== undefined) openField(name, reading, canonical, attributes, namespaces);
    else if (canonical === 'channel' && section === feed) {
      push(name, 'channel', attributes, namespaces);
      addLanguage(attributes);
      addAbout(attributes);
    } else if (TRANSPARENT.has(canonical)) push(name, 'group', attributes, namespaces);
    else if (!VOID_TAGS.has(canonical)) push(name, 'skipped', attributes, namespaces);
    if (selfClosing) closeTo(depth, false);
  };

  const close = (name: string) => {
    const closed = inner.close(name);
    if (closed === undefined) {
      const lower = name.toLowerCase();
      const depth = frames.findLastIndex((frame) => frame.name === lower);
      if (depth !== -1) closeTo(depth, false);
      return;
    }
    if (leaf === undefined) return;
    leaf.part = '';
    for (const tag of closed) addCloseTag(leaf, tag);
  };

  tokenize(text, {
    open,
    close,
    text: (piece) => leaf !== undefined && addText(leaf, piece),
    cdata: (piece) => leaf !== undefined && addCdata(leaf, piece),
  });
  closeTo(0, true);

  if (format === undefined) return unreadable(text, isHtml);
  return { kind: 'tidied', format, channel: writeSection(feed).xml, items, cut };
};

const ROOTS: ReadonlyMap<string, { readonly format: 'rss' | 'rdf' | 'atom'; readonly loose: boolean }> =
  new Map([
    ['rss', { format: 'rss', loose: false }],
    ['rdf', { format: 'rdf', loose: false }],
    ['feed', { format: 'atom', loose: true }],
    ['channel', { format: 'rss', loose: true }],
    ['item', { format: 'rss', loose: true }],
    ['entry', { format: 'atom', loose: true }],
  ]);

/** rdf:about, under whatever prefix. */
const aboutOf = (attributes: Attributes, namespaces: Namespaces): string | undefined => {
  for (const [name, value] of attributes) {
    if (name.endsWith('about') && (name === 'about' || canonicalName(name, namespaces, '') === 'rdf:about'))
      return value;
  }
  return undefined;
};

const readingOf = (
  elements: ReadonlyMap<string, Reading>,
  canonical: string,
  attributes: Attributes,
): Reading | undefined => {
  const reading = elements.get(canonical);
  return reading?.when?.(attributes) === false ? undefined : reading;
};

/** Whether a known element shows that the field before it was never closed, rather than stands inside it. */
const interrupts = (leaf: Leaf, canonical: string, attributes: Attributes): boolean => {
  const { kind, parts } = leaf.reading;
  if (parts?.includes(canonical)) return false;
  return kind !== 'body' || endsBody(canonical, attributes);
};

const unreadable = (text: string, isHtml: boolean): Tidied => {
  if (text.trim() === '') return { kind: 'unreadable', reason: 'empty', detail: 'the document is empty' };
  if (isHtml || /^\s*<!doctype html/i.test(text)) {
    return { kind: 'unreadable', reason: 'html-page', detail: 'the document is an HTML page' };
  }
  return { kind: 'unreadable', reason: 'not-a-feed', detail: 'the document has no element of a feed' };
};
