import { type Attributes, type StartTag, tokenize } from '../tokenize.ts';
import { addLeaf } from './add-leaf.ts';
import { closeLate, closeTo, type Draft, push, startDraft } from './draft.ts';
import { addCdata, addCloseTag, addText, isContainer, openLeaf, partAt } from './leaf.ts';
import { endUnclosed, interrupts, openField, openInside } from './open-field.ts';
import { nativeOf, openChannel, openItem, openRoot } from './open-structure.ts';
import { type Tidied, writeSection } from './section.ts';
import { FEED_ELEMENTS, ITEM_ELEMENTS, TRANSPARENT, VOID_TAGS } from './vocabulary/elements.ts';
import type { Reading } from './vocabulary/field.ts';
import { createNames, declare, type Names } from './vocabulary/namespaces.ts';

/**
 * Rewrites an RSS, RDF or Atom feed, even a broken feed, as canonical elements. Returns `unreadable` if no feed element
 * is found. Relative addresses stay relative; an attribute `b` has their xml:base, if any.
 */
export const tidy = (text: string, url: string): Tidied => {
  const draft = startDraft(url);
  const names = createNames();
  tokenize(text, {
    open: (tag) => open(draft, names, tag),
    close: (name) => close(draft, name),
    text: (piece) => draft.leaf !== undefined && addText(draft.leaf, piece),
    cdata: (piece) => draft.leaf !== undefined && addCdata(draft.leaf, piece),
  });
  closeTo(draft, 0, true);
  const { format, feed, items, cut } = draft;
  if (format === undefined) return unreadable(text, draft.isHtml);
  return { kind: 'tidied', format, channel: writeSection(feed).xml, items, cut };
};

const open = (draft: Draft, names: Names, tag: StartTag): void => {
  const { name, attributes, selfClosing } = tag;
  if (draft.format === undefined) {
    openRoot(draft, tag);
    return;
  }
  const namespaces = declare(draft.frames.at(-1)?.namespaces ?? draft.rootNamespaces, attributes);
  const canonical = names.canonical(name, namespaces, nativeOf(draft));
  if (canonical === 'item' || canonical === 'entry') {
    openItem(draft, tag, namespaces);
    if (selfClosing) closeTo(draft, draft.frames.length - 1);
    return;
  }
  const reading = readingOf(draft, canonical, attributes);
  if (draft.leaf !== undefined) {
    if (reading === undefined || !interrupts(draft.leaf, canonical, attributes)) {
      openInside(draft, draft.leaf, tag);
      return;
    }
    endUnclosed(draft, draft.leaf, canonical);
  }
  const top = draft.frames.at(-1);
  if (top === undefined) return;
  if (top.role === 'skipped') {
    // Yahoo puts the picture inside a media:content element that is not read.
    if (canonical === 'media:thumbnail' && reading !== undefined) {
      addLeaf(draft.section, openLeaf(reading, attributes, 'plain', top.base));
    }
    if (!selfClosing) draft.inner.open(name);
    return;
  }
  const depth = draft.frames.length;
  if (reading !== undefined) openField(draft, tag, namespaces, { reading, canonical });
  else if (canonical === 'channel' && draft.section === draft.feed) openChannel(draft, tag, namespaces);
  else if (TRANSPARENT.has(canonical)) push(draft, 'group', tag, namespaces);
  else if (!VOID_TAGS.has(canonical)) push(draft, 'skipped', tag, namespaces);
  if (selfClosing) closeTo(draft, depth);
};

const close = (draft: Draft, name: string): void => {
  const closed = draft.inner.close(name);
  if (closed === undefined) {
    const lower = name.toLowerCase();
    const depth = draft.frames.findLastIndex((frame) => frame.name === lower);
    if (depth === -1) closeLate(draft, lower);
    else closeTo(draft, depth);
    return;
  }
  const { leaf } = draft;
  if (leaf === undefined) return;
  leaf.part = isContainer(leaf) ? partAt(draft.inner, leaf) : '';
  for (const tag of closed) addCloseTag(leaf, tag);
};

const readingOf = (draft: Draft, canonical: string, attributes: Attributes): Reading | undefined => {
  const reading = (draft.section === draft.feed ? FEED_ELEMENTS : ITEM_ELEMENTS).get(canonical);
  return reading?.when?.(attributes) === false ? undefined : reading;
};

const unreadable = (text: string, isHtml: boolean): Tidied => {
  if (text.trim() === '') return { kind: 'unreadable', reason: 'empty', detail: 'the document is empty' };
  if (isHtml || /^\s*<!doctype html/i.test(text)) {
    return { kind: 'unreadable', reason: 'html-page', detail: 'the document is an HTML page' };
  }
  return {
    kind: 'unreadable',
    reason: 'not-a-feed',
    detail: 'the document has no element of a feed, such as <rss> or <feed>',
  };
};
