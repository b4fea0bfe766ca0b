import { element } from '../canonical-xml.ts';
import type { Attributes } from '../tokenize.ts';
import { closeTo, type Draft, push } from './draft.ts';
import { localName } from './leaf.ts';
import { addCandidate, startSection } from './section.ts';
import { canonicalName, declare, type Namespaces, NO_NAMESPACES } from './vocabulary/namespaces.ts';

/** Elements that a feed begins with; a `loose` one is no feed's where the document is an HTML page. */
const ROOTS: ReadonlyMap<string, { readonly format: 'rss' | 'rdf' | 'atom'; readonly loose: boolean }> =
  new Map([
    ['rss', { format: 'rss', loose: false }],
    ['rdf', { format: 'rdf', loose: false }],
    ['feed', { format: 'atom', loose: true }],
    ['channel', { format: 'rss', loose: true }],
    ['item', { format: 'rss', loose: true }],
    ['entry', { format: 'atom', loose: true }],
  ]);

/** The vocabulary that needs no prefix in a document. */
export const nativeOf = ({ format }: Draft): string => (format === 'atom' ? 'atom' : '');

/** Begins the feed, if the element is one that feeds begin with. */
export const openRoot = (draft: Draft, name: string, attributes: Attributes): void => {
  const local = localName(name);
  draft.isHtml ||= local === 'html';
  const found = ROOTS.get(local);
  if (found === undefined || (draft.isHtml && found.loose)) return;
  draft.format = found.format;
  const namespaces = new Map(declare(NO_NAMESPACES, attributes));
  // Whatever the root's prefix was declared as, its own vocabulary is what the root's name says.
  if (found.format !== 'rdf')
    namespaces.set(name.includes(':') ? name.slice(0, name.indexOf(':')).toLowerCase() : '', nativeOf(draft));
  draft.rootNamespaces = namespaces;
  addLanguage(draft, attributes);
  if (local === 'item' || local === 'entry') openItem(draft, name, attributes, namespaces);
  else push(draft, name, local === 'channel' ? 'channel' : 'root', attributes, namespaces);
};

export const openChannel = (
  draft: Draft,
  name: string,
  attributes: Attributes,
  namespaces: Namespaces,
): void => {
  push(draft, name, 'channel', attributes, namespaces);
  addLanguage(draft, attributes);
  addAbout(draft, attributes);
};

/** Begins an item; whatever field or item is still open ends there. */
export const openItem = (
  draft: Draft,
  name: string,
  attributes: Attributes,
  namespaces: Namespaces,
): void => {
  const outside = draft.frames.findIndex(({ role }) => role !== 'root' && role !== 'channel');
  if (outside !== -1) closeTo(draft, outside, true);
  push(draft, name, 'item', attributes, namespaces);
  draft.section = startSection();
  addAbout(draft, attributes);
};

const addLanguage = ({ feed }: Draft, attributes: Attributes): void => {
  const language = attributes.get('xml:lang');
  if (language !== undefined) addCandidate(feed, 'language', 2, element('language', language));
};

const addAbout = ({ section, feed, frames, rootNamespaces }: Draft, attributes: Attributes): void => {
  const frame = frames.at(-1);
  const about = aboutOf(attributes, frame?.namespaces ?? rootNamespaces);
  if (about === undefined || about.trim() === '') return;
  if (section !== feed) addCandidate(section, 'guid', 1, element('guid', about));
  addCandidate(section, 'link', 3, element('x:link', about, { rel: 'about', b: frame?.base }));
};

/** rdf:about, under whatever prefix. */
const aboutOf = (attributes: Attributes, namespaces: Namespaces): string | undefined => {
  for (const [name, value] of attributes) {
    if (name.endsWith('about') && (name === 'about' || canonicalName(name, namespaces, '') === 'rdf:about'))
      return value;
  }
  return undefined;
};
