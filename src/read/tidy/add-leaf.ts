import { element, escapeMarkup } from '../canonical-xml.ts';
import { plainText, plainTitle, singleLine, titleLine } from '../plain-text.ts';
import type { Leaf } from './leaf.ts';
import { personName } from './person-name.ts';
import { addBody, addCandidate, type Section } from './section.ts';
import type { Field } from './vocabulary/field.ts';

export const addLeaf = (section: Section, leaf: Leaf): void => ADD[leaf.reading.field](section, leaf);

type AddField = (section: Section, leaf: Leaf) => void;

/** Returns a function that adds the leaf's text in one line, as an element of this name. */
const addLine =
  (name: string): AddField =>
  (section, leaf) => {
    if (leaf.text.trim() !== '') addCandidate(section, leaf.reading, element(name, singleLine(leaf.text)));
  };

const addHtml: AddField = (section, leaf) => addBody(section, leaf.reading, htmlOf(leaf), leaf.base);

const addTitle: AddField = (section, leaf) => {
  const title = titleOf(leaf);
  if (title !== '') addCandidate(section, leaf.reading, element('title', title));
};

const addCreator: AddField = (section, leaf) => {
  const texts = [leaf.parts.get('name'), leaf.parts.get('email'), leaf.text];
  const name = texts.map((part) => singleLine(part ?? '')).find((part) => part !== '');
  if (name !== undefined) addCandidate(section, leaf.reading, element('dc:creator', personName(name)));
};

const addCategory: AddField = (section, leaf) => {
  const { text, attributes } = leaf;
  const label = attributes.get('label') ?? (text.trim() === '' ? attributes.get('term') : text) ?? '';
  const name = plainText(label);
  if (name !== '') addCandidate(section, leaf.reading, element('category', name));
};

const addGuid: AddField = (section, leaf) => {
  const id = singleLine(leaf.text);
  if (id === '') return;
  addCandidate(section, leaf.reading, element('guid', id));
  if (leaf.attributes.get('ispermalink')?.toLowerCase() !== 'false') {
    addCandidate(section, { field: 'link', rank: 2 }, element('x:link', id, { rel: 'guid', b: leaf.base }));
  }
};

const addLink: AddField = (section, leaf) => {
  const { attributes, base } = leaf;
  const href = (attributes.get('href') ?? leaf.text).trim();
  if (href === '') return;
  const rel = attributes.get('rel') ?? (attributes.has('href') ? 'alternate' : undefined);
  const [type, length] = [attributes.get('type'), attributes.get('length')];
  addCandidate(section, leaf.reading, element('x:link', href, { rel, type, length, b: base }));
};

const addEnclosure: AddField = (section, leaf) => {
  const { attributes, base } = leaf;
  const url = attributes.get('url') ?? attributes.get('href') ?? leaf.text;
  if (url.trim() === '') return;
  const [type, length] = [attributes.get('type'), attributes.get('length')];
  addCandidate(section, leaf.reading, element('x:enclosure', url.trim(), { type, length, b: base }));
};

const addImage: AddField = (section, leaf) => {
  const { attributes, parts, base, reading } = leaf;
  const url = attributes.get('url') ?? attributes.get('href') ?? parts.get('url') ?? leaf.text;
  if (url.trim() === '') return;
  const [width, height] = [attributes.get('width'), attributes.get('height')];
  const alt = plainText(parts.get('description') ?? parts.get('title') ?? '');
  const rank = String(reading.rank);
  addCandidate(section, reading, element('x:image', url.trim(), { rank, width, height, alt, b: base }));
};

const addSource: AddField = (section, leaf) => {
  const { attributes, parts, base, reading } = leaf;
  const url = attributes.get('url') ?? parts.get('link') ?? parts.get('id');
  const title = plainText(parts.get('title') ?? leaf.text);
  addCandidate(section, reading, element('x:source', title, { url: url?.trim(), b: base }));
  for (const line of (parts.get('author/name') ?? '').split('\n')) {
    const name = personName(singleLine(line));
    if (name === '') continue;
    addCandidate(section, { ...reading, field: 'sourceauthor' }, element('x:sourceauthor', name));
  }
};

const ADD: Readonly<Record<Field, AddField>> = {
  title: addTitle,
  guid: addGuid,
  category: addCategory,
  creator: addCreator,
  link: addLink,
  published: addLine('x:published'),
  updated: addLine('x:updated'),
  content: addHtml,
  summary: addHtml,
  enclosure: addEnclosure,
  image: addImage,
  source: addSource,
  // `addSource` adds this field; no element is read as this field.
  sourceauthor: () => undefined,
  language: addLine('language'),
  ttl: addLine('ttl'),
  hour: addLine('x:hour'),
  day: addLine('x:day'),
  period: addLine('x:period'),
  frequency: addLine('x:frequency'),
};

const titleOf = ({ markup, text }: Leaf): string => {
  switch (markup) {
    case 'plain':
    case 'xhtml':
      return titleLine(text);
    case 'base64':
      return plainTitle(fromBase64(text));
    case 'html':
    case 'unstated':
      return plainTitle(text);
  }
};

/**
 * Returns XHTML without the div around it, which is not part of the content (RFC 4287 §3.1.1.3). XHTML in which a div
 * follows the end of another div stays as it is.
 */
const unwrapped = (html: string): string => {
  const inside = /^<div[^<>]*>(.*)<\/div>$/s.exec(html)?.[1];
  return inside === undefined || /<\/div>[\s\S]*<div/.test(inside) ? html : inside;
};

/** Pattern of markup that plain text hardly contains by chance. */
const LOOKS_LIKE_HTML = /<\/?(?:p|br|a|div|img|ul|li|b|strong|em|span|h[1-6])\b[^<>]*>/i;

const htmlOf = ({ markup, text, hasTags }: Leaf): string => {
  switch (markup) {
    case 'html':
      return text;
    case 'xhtml':
      return unwrapped(text.trim());
    case 'plain':
      return escapeMarkup(text);
    case 'base64':
      return fromBase64(text);
    case 'unstated':
      return hasTags || LOOKS_LIKE_HTML.test(text) ? text : escapeMarkup(text);
  }
};

const fromBase64 = (text: string): string => {
  try {
    return new TextDecoder().decode(Uint8Array.fromBase64(text));
  } catch {
    return '';
  }
};
