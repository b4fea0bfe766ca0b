import { isTitleTag } from '../plain-text.ts';
import type { Attributes } from '../tokenize.ts';
import { addLeaf } from './add-leaf.ts';
import { baseOf, type Draft, push } from './draft.ts';
import { addOpenTag, addText, type Leaf, localName, openLeaf } from './leaf.ts';
import { markupOf } from './markup-of.ts';
import type { Reading } from './vocabulary/field.ts';
import { endsBody, VOID_TAGS } from './vocabulary/html-inside.ts';
import type { Namespaces } from './vocabulary/namespaces.ts';

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
  const isPart = leaf.reading.parts?.includes(local) ?? false;
  if (isPart) {
    leaf.part = local;
    const href = attributes.get('href');
    if (href !== undefined && attributes.get('rel') !== 'self') leaf.parts.set(local, href);
  } else if (leaf.reading.kind === 'title') {
    if (!isTitleTag(local)) addText(leaf, `<${name}>`);
    else if (VOID_TAGS.has(local)) addText(leaf, ' ');
  } else if (!inner.isDeep()) {
    addOpenTag(leaf, name, attributes, selfClosing);
  }
  if (!selfClosing && (isPart || !VOID_TAGS.has(local))) inner.open(name);
};

/** Whether a known element shows that the field before it was never closed, rather than stands inside it. */
export const interrupts = ({ reading }: Leaf, canonical: string, attributes: Attributes): boolean => {
  if (reading.parts?.includes(canonical)) return false;
  return reading.kind !== 'body' || endsBody(canonical, attributes);
};
