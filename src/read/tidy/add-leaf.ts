import { element } from '../canonical-xml.ts';
import { plainText, singleLine } from '../plain-text.ts';
import type { Leaf } from './leaf.ts';
import { htmlOf, titleOf } from './leaf-text.ts';
import { personName } from './person-name.ts';
import { addBody, addCandidate, type Section } from './section.ts';
import type { Field } from './vocabulary/field.ts';

/** Adds the value of an element that has ended to the section; an empty element is ignored. */
export const addLeaf = (section: Section, leaf: Leaf): void => ADD[leaf.reading.field](section, leaf);

type AddField = (section: Section, leaf: Leaf) => void;

/** Adds a canonical element to the candidates of the leaf's own field. */
const add = (section: Section, { reading }: Leaf, xml: string): void =>
  addCandidate(section, reading.field, reading.rank, xml);

/** Adds the leaf's text in one line, as an element of this name. */
const addLine =
  (name: string): AddField =>
  (section, leaf) => {
    if (leaf.text.trim() !== '') add(section, leaf, element(name, singleLine(leaf.text)));
  };

const addTitle: AddField = (section, leaf) => {
  const title = titleOf(leaf);
  if (title !== '') add(section, leaf, element('title', title));
};

const addCreator: AddField = (section, leaf) => {
  const texts = [leaf.parts.get('name'), leaf.parts.get('email'), leaf.text];
  const name = texts.map((part) => singleLine(part ?? '')).find((part) => part !== '');
  if (name !== undefined) add(section, leaf, element('dc:creator', personName(name)));
};

const addCategory: AddField = (section, leaf) => {
  const { text, attributes } = leaf;
  const label = attributes.get('label') ?? (text.trim() === '' ? attributes.get('term') : text) ?? '';
  const name = plainText(label);
  if (name !== '') add(section, leaf, element('category', name));
};

const addGuid: AddField = (section, leaf) => {
  const id = singleLine(leaf.text);
  if (id === '') return;
  add(section, leaf, element('guid', id));
  if (leaf.attributes.get('ispermalink')?.toLowerCase() !== 'false') {
    addCandidate(section, 'link', 2, element('x:link', id, { rel: 'guid', b: leaf.base }));
  }
};

const addLink: AddField = (section, leaf) => {
  const { attributes, base } = leaf;
  const href = (attributes.get('href') ?? leaf.text).trim();
  if (href === '') return;
  const rel = attributes.get('rel') ?? (attributes.has('href') ? 'alternate' : undefined);
  const [type, length] = [attributes.get('type'), attributes.get('length')];
  add(section, leaf, element('x:link', href, { rel, type, length, b: base }));
};

const addEnclosure: AddField = (section, leaf) => {
  const { attributes, base } = leaf;
  const url = attributes.get('url') ?? attributes.get('href') ?? leaf.text;
  if (url.trim() === '') return;
  const [type, length] = [attributes.get('type'), attributes.get('length')];
  add(section, leaf, element('x:enclosure', url.trim(), { type, length, b: base }));
};

const addImage: AddField = (section, leaf) => {
  const { attributes, parts, base, reading } = leaf;
  const url = attributes.get('url') ?? attributes.get('href') ?? parts.get('url') ?? leaf.text;
  if (url.trim() === '') return;
  const [width, height] = [attributes.get('width'), attributes.get('height')];
  const alt = plainText(parts.get('description') ?? parts.get('title') ?? '');
  const rank = String(reading.rank);
  add(section, leaf, element('x:image', url.trim(), { rank, width, height, alt, b: base }));
};

const addSource: AddField = (section, leaf) => {
  const { attributes, parts, base, reading } = leaf;
  const url = attributes.get('url') ?? parts.get('link') ?? parts.get('id');
  const title = plainText(parts.get('title') ?? leaf.text);
  add(section, leaf, element('x:source', title, { url: url?.trim(), b: base }));
  for (const line of (parts.get('author/name') ?? '').split('\n')) {
    const name = personName(singleLine(line));
    if (name !== '') addCandidate(section, 'sourceauthor', reading.rank, element('x:sourceauthor', name));
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
  content: (section, leaf) =>
    addBody(section, { field: 'content', rank: leaf.reading.rank }, htmlOf(leaf), leaf.base),
  summary: (section, leaf) =>
    addBody(section, { field: 'summary', rank: leaf.reading.rank }, htmlOf(leaf), leaf.base),
  enclosure: addEnclosure,
  image: addImage,
  source: addSource,
  // No element is read as this field: `addSource` adds it.
  sourceauthor: () => undefined,
  language: addLine('language'),
  ttl: addLine('ttl'),
  hour: addLine('x:hour'),
  day: addLine('x:day'),
  period: addLine('x:period'),
  frequency: addLine('x:frequency'),
};
