import { isTitleTag } from '../plain-text.ts';
import type { Attributes } from '../tokenize.ts';
import { addLeaf } from './add-leaf.ts';
import { baseOf, type Draft, push } from './draft.ts';
import { addOpenTag, addText, isContainer, type Leaf, localName, openLeaf, partAt } from './leaf.ts';
import { markupOf } from './markup-of.ts';
import type { OpenTags } from './open-tags.ts';
import type { Reading } from './vocabulary/field.ts';
import { endsBody, VOID_TAGS } from './vocabulary/html-inside.ts';
import type { Namespaces } from './vocabulary/namespaces.ts';

/** What stands in no image and in no source: one that is open here was never closed. */
const ENDS_CONTAINER = /^(?:atom:)?(?:guid|pubdate|published|content|summary|content:encoded|enclosure)$/;

/** Begins a field of an item or of the feed. */
export const openField = (
  draft: Draft,
  name: string,
  reading: Reading,
  canonical: string,
  attributes: Attributes,
  namespaces: Namespaces,
): void => {
  const markup = markupOf(canonical, attributes, draft.format === 'atom');
  const leaf = openLeaf(reading, attributes, markup, baseOf(draft, attributes));
  if (reading.kind === 'attributes') {
    addLeaf(draft.section, leaf);
    push(draft, name, 'skipped', attributes, namespaces);
  } else {
    draft.leaf = leaf;
    push(draft, name, 'leaf', attributes, namespaces);
  }
};

/** Adds what a start tag inside a field says: a part of the field, or markup of its text. */
export const openInside = (
  { inner }: Draft,
  leaf: Leaf,
  name: string,
  attributes: Attributes,
  selfClosing: boolean,
): void => {
  const local = localName(name);
  if (isContainer(leaf)) {
    openPart(inner, leaf, name, attributes, selfClosing);
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

/** Begins a part of a container, or what nobody reads of it. */
const openPart = (
  inner: OpenTags,
  leaf: Leaf,
  name: string,
  attributes: Attributes,
  selfClosing: boolean,
): void => {
  const href = attributes.get('href');
  const isPage = localName(name) === 'link' && (attributes.get('rel') ?? 'alternate') === 'alternate';
  if (isPage && href !== undefined) leaf.parts.set('link', href);
  if (selfClosing) return;
  inner.open(name);
  leaf.part = partAt(inner, leaf);
  // Several authors are one part: each begins a line.
  const before = leaf.parts.get(leaf.part);
  if (before !== undefined) leaf.parts.set(leaf.part, `${before}\n`);
};

/** Whether a known element shows that the field before it was never closed, rather than stands inside it. */
export const interrupts = (leaf: Leaf, canonical: string, attributes: Attributes): boolean => {
  const { reading } = leaf;
  if (reading.parts?.includes(canonical)) return false;
  if (isContainer(leaf)) return ENDS_CONTAINER.test(canonical);
  return reading.kind !== 'body' || endsBody(canonical, attributes);
};
