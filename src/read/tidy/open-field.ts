import { isTitleTag } from '../plain-text.ts';
import type { Attributes, StartTag } from '../tokenize.ts';
import { addLeaf } from './add-leaf.ts';
import { baseOf, closeTo, type Draft, push } from './draft.ts';
import {
  addOpenTag,
  addText,
  isContainer,
  type Leaf,
  localName,
  type Markup,
  openLeaf,
  partAt,
} from './leaf.ts';
import type { OpenTags } from './open-tags.ts';
import { endsBody, VOID_TAGS } from './vocabulary/elements.ts';
import type { Reading } from './vocabulary/field.ts';
import type { Namespaces } from './vocabulary/namespaces.ts';

/** Elements that a container (`Reading.isContainer`) cannot contain. Such an element ends an unclosed container. */
const ENDS_CONTAINER = /^(?:atom:)?(?:guid|pubdate|published|content|summary|content:encoded|enclosure)$/;

export const openField = (
  draft: Draft,
  tag: StartTag,
  namespaces: Namespaces,
  { reading, canonical }: { readonly reading: Reading; readonly canonical: string },
): void => {
  const { attributes } = tag;
  const markup = markupOf(canonical, attributes, draft.format === 'atom');
  const leaf = openLeaf(reading, attributes, markup, baseOf(draft, attributes));
  if (reading.kind === 'attributes') addLeaf(draft.section, leaf);
  else draft.leaf = leaf;
  push(draft, reading.kind === 'attributes' ? 'skipped' : 'leaf', tag, namespaces);
};

/** Reads a start tag inside a field: as the beginning of a part, as HTML, or as text of a title (`<速報>`). */
export const openInside = ({ inner }: Draft, leaf: Leaf, tag: StartTag): void => {
  const { name, attributes, selfClosing } = tag;
  const local = localName(name);
  if (isContainer(leaf)) {
    openPart(inner, leaf, tag);
    return;
  }
  const isPart = leaf.reading.parts?.includes(local) ?? false;
  if (isPart) {
    leaf.part = local;
  } else if (leaf.reading.kind === 'title') {
    if (!isTitleTag(local)) addText(leaf, `<${name}>`);
    else if (VOID_TAGS.has(local)) addText(leaf, ' ');
  } else if (!inner.isDeep()) {
    addOpenTag(leaf, name, attributes, selfClosing);
  }
  if (!selfClosing && (isPart || !VOID_TAGS.has(local))) inner.open(name);
};

/**
 * Begins a part or an unread element of a container (`Reading.isContainer`), unless the tag closes itself. Stores the
 * `href` of a link to a page as the part `link`.
 */
const openPart = (inner: OpenTags, leaf: Leaf, { name, attributes, selfClosing }: StartTag): void => {
  const href = attributes.get('href');
  const isPage = localName(name) === 'link' && (attributes.get('rel') ?? 'alternate') === 'alternate';
  if (isPage && href !== undefined) leaf.parts.set('link', href);
  if (selfClosing) return;
  inner.open(name);
  leaf.part = partAt(inner, leaf);
  // Several authors are stored as one part, one author a line.
  const before = leaf.parts.get(leaf.part);
  if (before !== undefined) leaf.parts.set(leaf.part, `${before}\n`);
};

/** Returns whether a known element ends the unclosed field before it. */
export const interrupts = (leaf: Leaf, canonical: string, attributes: Attributes): boolean => {
  const { reading } = leaf;
  if (isContainer(leaf)) return ENDS_CONTAINER.test(canonical);
  return reading.kind !== 'body' || endsBody(canonical, attributes);
};

/** Ends an unclosed field at the start tag of another. The end tag of a container with a text may still follow. */
export const endUnclosed = (draft: Draft, leaf: Leaf, canonical: string): void => {
  const depth = draft.frames.findIndex(({ role }) => role === 'leaf');
  const name = draft.frames[depth]?.name;
  closeTo(draft, depth, true);
  const { section } = draft;
  if (name !== undefined && leaf.reading.isContainer === true && !ENDS_CONTAINER.test(canonical))
    draft.unclosed = { name, depth, section, count: section.candidates.length };
};

/**
 * Returns the markup of an element's text (RFC 4287 §3.1; Atom 0.3 §3.1). An Atom text without type and mode is
 * `unstated`, because many such texts are HTML.
 */
const markupOf = (name: string, attributes: Attributes, isAtom: boolean): Markup => {
  const type = attributes.get('type')?.trim().toLowerCase() ?? '';
  const mode = attributes.get('mode')?.trim().toLowerCase();
  if (mode === 'base64') return 'base64';
  if (name.startsWith('media:')) return type === 'html' ? 'html' : 'plain';
  if (name === 'xhtml:body') return 'xhtml';
  if (!isAtom && !name.startsWith('atom:')) return 'html';
  if (mode === 'escaped') return type === 'text/plain' || type === 'text' ? 'plain' : 'html';
  if (type === 'xhtml' || type === 'application/xhtml+xml' || mode === 'xml') return 'xhtml';
  if (type === 'html' || type === 'text/html') return 'html';
  if (type === 'text' || type === 'text/plain') return 'plain';
  if (type === '' || type.endsWith('xml')) return 'unstated';
  return 'base64';
};
