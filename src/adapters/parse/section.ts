import { element, escapeMarkup, htmlElement } from './canonical-xml.ts';
import type { Leaf } from './leaf.ts';
import { personName } from './person-name.ts';
import { plainText, singleLine } from './plain-text.ts';
import { FIELDS, type Field } from './vocabulary.ts';

/** What has been read of one item, or of the feed itself: candidates for each field, as canonical elements. */
export type Section = { readonly candidates: Candidate[] };

type Candidate = { readonly field: Field; readonly rank: number; readonly xml: string };

/** As many as anybody reads, of one field. */
const MAX_CANDIDATES = 20;

const ORDER: ReadonlyMap<Field, number> = new Map(FIELDS.map((field, index) => [field, index]));

export const addCandidate = (section: Section, field: Field, rank: number, xml: string): void => {
  // Ten times the cap in all bounds what a hostile item costs to sort.
  if (section.candidates.length < MAX_CANDIDATES * 10) section.candidates.push({ field, rank, xml });
};

/** The section's canonical elements, the best candidate of each field first. */
export const writeSection = (section: Section): string => {
  const sorted = section.candidates.toSorted(
    (a, b) => (ORDER.get(a.field) ?? 0) - (ORDER.get(b.field) ?? 0) || a.rank - b.rank,
  );
  let [xml, field, written] = ['', '', 0];
  for (const candidate of sorted) {
    written = candidate.field === field ? written + 1 : 1;
    field = candidate.field;
    if (written <= MAX_CANDIDATES) xml += candidate.xml;
  }
  return xml;
};

/** Adds what an element that has ended says, unless it says nothing. */
export const addLeaf = (section: Section, leaf: Leaf): void => {
  const { field, rank } = leaf.reading;
  const add = (xml: string, ofRank = rank) => addCandidate(section, field, ofRank, xml);
  const text = leaf.parts.get('') ?? '';
  switch (field) {
    case 'title': {
      const title = titleOf(leaf, text);
      if (title !== '') add(element('title', title));
      return;
    }
    case 'content':
    case 'summary': {
      const html = htmlOf(leaf, text).trim();
      if (html !== '') add(htmlElement(`x:${field}`, html, { b: leaf.base }));
      return;
    }
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
  return inside === undefined || /<\/div>[^]*<div/.test(inside) ? html : inside;
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
