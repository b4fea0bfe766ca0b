import { element, escapeMarkup } from './canonical-xml.ts';
import type { Leaf } from './leaf.ts';
import { personName } from './person-name.ts';
import { plainText, singleLine } from './plain-text.ts';
import { FIELDS, type Field } from './vocabulary.ts';

/** What has been read of one item, or of the feed itself: candidates for each field. */
export type Section = { readonly candidates: Candidate[] };

/** A canonical element, or a body with its base. */
type Candidate = { readonly field: Field; readonly place: number } & (
  | { readonly xml: string }
  | { readonly html: string; readonly base: string | undefined }
);

/**
 * A section in canonical form. Bodies stand beside it, and their elements hold their numbers: rss-parser would
 * read them character by character, only to hand them back as they were.
 */
export type WrittenSection = { readonly xml: string; readonly bodies: readonly string[] };

/** As many as anybody reads, of one field. */
const MAX_CANDIDATES = 20;

/** Candidates stand by field, and in a field by rank, which is less than this. */
const RANKS = 10;

const ORDER: ReadonlyMap<Field, number> = new Map(FIELDS.map((field, index) => [field, index * RANKS]));

const placeOf = (field: Field, rank: number): number => (ORDER.get(field) ?? 0) + rank;

export const addCandidate = (section: Section, field: Field, rank: number, xml: string): void =>
  add(section, { field, place: placeOf(field, rank), xml });

/** Adds a body, HTML that may hold anything; an empty one is none. */
export const addBody = (
  section: Section,
  field: 'content' | 'summary',
  rank: number,
  html: string,
  base: string | undefined,
): void => {
  const trimmed = html.trim();
  if (trimmed !== '') add(section, { field, place: placeOf(field, rank), html: trimmed, base });
};

const add = (section: Section, candidate: Candidate): void => {
  // Ten times the cap in all bounds what a hostile item costs to sort.
  if (section.candidates.length < MAX_CANDIDATES * 10) section.candidates.push(candidate);
};

/** The section's canonical elements, the best candidate of each field first; of bodies the best alone. */
export const writeSection = (section: Section): WrittenSection => {
  const sorted = section.candidates.toSorted((a, b) => a.place - b.place);
  const bodies: string[] = [];
  const elements: string[] = [];
  let [field, written] = ['', 0];
  for (const candidate of sorted) {
    written = candidate.field === field ? written + 1 : 1;
    field = candidate.field;
    if ('xml' in candidate) {
      if (written <= MAX_CANDIDATES) elements.push(candidate.xml);
    } else if (written === 1) {
      elements.push(element(`x:${field}`, String(bodies.length), { b: candidate.base }));
      bodies.push(candidate.html);
    }
  }
  return { xml: elements.join(''), bodies };
};

/** Adds what an element that has ended says, unless it says nothing. */
export const addLeaf = (section: Section, leaf: Leaf): void => {
  const { field, rank } = leaf.reading;
  const add = (xml: string) => addCandidate(section, field, rank, xml);
  const { text } = leaf;
  switch (field) {
    case 'title': {
      const title = titleOf(leaf, text);
      if (title !== '') add(element('title', title));
      return;
    }
    case 'content':
    case 'summary':
      addBody(section, field, rank, htmlOf(leaf, text), leaf.base);
      return;
    case 'creator': {
      const name = [leaf.parts.get('name'), leaf.parts.get('email'), text].map((part) =>
        singleLine(part ?? ''),
      );
      const first = name.find((part) => part !== '');
      if (first !== undefined) add(element('dc:creator', personName(first)));
      return;
    }
    case 'category': {
      const label =
        leaf.attributes.get('label') ?? (text.trim() === '' ? leaf.attributes.get('term') : text) ?? '';
      const name = plainText(label);
      if (name !== '') add(element('category', name));
      return;
    }
    case 'guid': {
      const id = singleLine(text);
      if (id === '') return;
      add(element('guid', id));
      if (leaf.attributes.get('ispermalink')?.toLowerCase() !== 'false') {
        addCandidate(section, 'link', 2, element('x:link', id, { rel: 'guid', b: leaf.base }));
      }
      return;
    }
    case 'link': {
      const href = (leaf.attributes.get('href') ?? text).trim();
      const rel = leaf.attributes.get('rel') ?? (leaf.attributes.has('href') ? 'alternate' : undefined);
      const { attributes } = leaf;
      if (href !== '') {
        add(
          element('x:link', href, {
            rel,
            type: attributes.get('type'),
            length: attributes.get('length'),
            b: leaf.base,
          }),
        );
      }
      return;
    }
    case 'enclosure':
    case 'image': {
      const { attributes } = leaf;
      const url = attributes.get('url') ?? attributes.get('href') ?? leaf.parts.get('url') ?? text;
      if (url.trim() === '') return;
      add(
        element(`x:${field}`, url.trim(), {
          type: attributes.get('type'),
          length: attributes.get('length'),
          b: leaf.base,
        }),
      );
      return;
    }
    case 'source': {
      const url = leaf.attributes.get('url') ?? leaf.parts.get('link') ?? leaf.parts.get('id');
      add(
        element('x:source', plainText(leaf.parts.get('title') ?? text), { url: url?.trim(), b: leaf.base }),
      );
      return;
    }
    case 'language':
    case 'ttl':
      if (text.trim() !== '') add(element(field, singleLine(text)));
      return;
    case 'published':
    case 'updated':
    case 'hour':
    case 'day':
    case 'period':
    case 'frequency':
      if (text.trim() !== '') add(element(`x:${field}`, singleLine(text)));
      return;
  }
};

const titleOf = (leaf: Leaf, text: string): string => {
  switch (leaf.markup) {
    case 'plain':
    case 'xhtml':
      return singleLine(text);
    case 'base64':
      return plainText(fromBase64(text));
    case 'html':
    case 'unsaid':
      return plainText(text);
  }
};

/** RFC 4287 §3.1.1.3: XHTML comes in one div that is not part of it. */
const unwrapped = (html: string): string => {
  const inside = /^<div[^<>]*>(.*)<\/div>$/s.exec(html)?.[1];
  // A second div that ends at the same place would be cut in two.
  return inside === undefined || /<\/div>[\s\S]*<div/.test(inside) ? html : inside;
};

/** Markup that nobody writes by chance. */
const LOOKS_LIKE_HTML = /<\/?(?:p|br|a|div|img|ul|li|b|strong|em|span|h[1-6])\b[^<>]*>/i;

const htmlOf = (leaf: Leaf, text: string): string => {
  switch (leaf.markup) {
    case 'html':
      return text;
    case 'xhtml':
      return unwrapped(text.trim());
    case 'plain':
      return escapeMarkup(text);
    case 'base64':
      return fromBase64(text);
    case 'unsaid':
      return leaf.hasTags || LOOKS_LIKE_HTML.test(text) ? text : escapeMarkup(text);
  }
};

const fromBase64 = (text: string): string => {
  try {
    return new TextDecoder().decode(Uint8Array.fromBase64(text));
  } catch {
    // What is not base64 is some file's bytes or nonsense: nothing to read either way.
    return '';
  }
};
