import { element } from '../canonical-xml.ts';
import { plainText, singleLine } from '../plain-text.ts';
import type { Leaf } from './leaf.ts';
import { htmlOf, titleOf } from './leaf-text.ts';
import { personName } from './person-name.ts';
import { addBody, addCandidate, type Section } from './section.ts';

/** Adds what an element that has ended says, unless it says nothing. */
export const addLeaf = (section: Section, leaf: Leaf): void => {
  const { field, rank } = leaf.reading;
  const add = (xml: string) => addCandidate(section, field, rank, xml);
  const { text } = leaf;
  switch (field) {
    case 'title': {
      const title = titleOf(leaf);
      if (title !== '') add(element('title', title));
      return;
    }
    case 'content':
    case 'summary':
      addBody(section, field, rank, htmlOf(leaf), leaf.base);
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
      for (const line of (leaf.parts.get('author/name') ?? '').split('\n')) {
        const name = personName(singleLine(line));
        if (name !== '') addCandidate(section, 'sourceauthor', rank, element('x:sourceauthor', name));
      }
      return;
    }
    case 'sourceauthor':
      // No element by itself: it comes with its source.
      return;
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
