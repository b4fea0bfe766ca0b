import { element } from '../canonical-xml.ts';
import type { Attributes, StartTag } from '../tokenize.ts';
import { closeTo, type Draft, push } from './draft.ts';
import { localName } from './leaf.ts';
import { addCandidate, startSection } from './section.ts';
import { canonicalName, declare, type Namespaces, NO_NAMESPACES } from './vocabulary/namespaces.ts';

/** Root elements of feeds. A `loose` element does not count inside an HTML page. */
const ROOTS: ReadonlyMap<string, { readonly format: 'rss' | 'rdf' | 'atom'; readonly loose: boolean }> =
  new Map([
    ['rss', { format: 'rss', loose: false }],
    ['rdf', { format: 'rdf', loose: false }],
    ['feed', { format: 'atom', loose: true }],
    ['channel', { format: 'rss', loose: true }],
    ['item', { format: 'rss', loose: true }],
    ['entry', { format: 'atom', loose: true }],
  ]);

/** Returns the canonical prefix of the document's own vocabulary, whose elements need no prefix. */
export const nativeOf = ({ format }: Draft): string => (format === 'atom' ? 'atom' : '');

/** Begins the feed if the element is the root of a feed. */
export const openRoot = (draft: Draft, tag: StartTag): void => {
  const { name, attributes } = tag;
  const local = localName(name);
  draft.isHtml ||= local === 'html';
  const found = ROOTS.get(local);
  if (found === undefined || (draft.isHtml && found.loose)) return;
  draft.format = found.format;
  const namespaces = new Map(declare(NO_NAMESPACES, attributes));
  // Except in RDF, the root's name decides the vocabulary of its prefix, even if the prefix is declared for another.
  if (found.format !== 'rdf')
    namespaces.set(name.includes(':') ? name.slice(0, name.indexOf(':')).toLowerCase() : '', nativeOf(draft));
  draft.rootNamespaces = namespaces;
  addLanguage(draft, attributes);
  if (local === 'item' || local === 'entry') openItem(draft, tag, namespaces);
  else push(draft, local === 'channel' ? 'channel' : 'root', tag, namespaces);
};

export const openChannel = (draft: Draft, tag: StartTag, namespaces: Namespaces): void => {
  push(draft, 'channel', tag, namespaces);
  addLanguage(draft, tag.attributes);
  addAbout(draft, tag.attributes);
};

/** Begins an item. First ends all open elements other than the root and the channel. */
export const openItem = (draft: Draft, tag: StartTag, namespaces: Namespaces): void => {
  const outside = draft.frames.findIndex(({ role }) => role !== 'root' && role !== 'channel');
  if (outside !== -1) closeTo(draft, outside, true);
  push(draft, 'item', tag, namespaces);
  draft.section = startSection();
  addAbout(draft, tag.attributes);
};

const addLanguage = ({ feed }: Draft, attributes: Attributes): void => {
  const language = attributes.get('xml:lang');
  if (language !== undefined)
    addCandidate(feed, { field: 'language', rank: 2 }, element('language', language));
};

const addAbout = ({ section, feed, frames, rootNamespaces }: Draft, attributes: Attributes): void => {
  const frame = frames.at(-1);
  const about = aboutOf(attributes, frame?.namespaces ?? rootNamespaces);
  if (about === undefined || about.trim() === '') return;
  if (section !== feed) addCandidate(section, { field: 'guid', rank: 1 }, element('guid', about));
  const xml = element('x:link', about, { rel: 'about', b: frame?.base });
  addCandidate(section, { field: 'link', rank: 3 }, xml);
};

/** Returns the value of rdf:about, under any prefix or none; undefined if the attribute is absent. */
const aboutOf = (attributes: Attributes, namespaces: Namespaces): string | undefined => {
  for (const [name, value] of attributes) {
    if (name.endsWith('about') && (name === 'about' || canonicalName(name, namespaces, '') === 'rdf:about'))
      return value;
  }
  return undefined;
};
