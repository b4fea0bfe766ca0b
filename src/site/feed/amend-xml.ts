import { SaxesParser } from 'saxes';
import type { DocumentParts } from './make-feed.ts';

/** The change of an element; all values are XML. */
export type Amendment = {
  /** The attributes that replace all attributes of the element. */
  readonly attributes?: Readonly<Record<string, string>>;
  /** Returns the new content of an element, from its text (references resolved, CDATA marks left out). */
  readonly text?: (text: string) => string;
  readonly before?: string;
  readonly after?: string;
};

/** The amendment that undoes the escaping of the `feed` library, because the text is XML already. */
export const AS_XML: Amendment = { text: (text) => text };

/**
 * Returns the amendment of an element; undefined if the element stays unchanged. `path` has the names of the elements
 * from the root on (`feed/entry/title`), `item` is the index of the last item that has begun (-1 before the first
 * item). References in `attributes` are resolved.
 */
type Amend = (
  path: string,
  attributes: Readonly<Record<string, string>>,
  item: number,
) => Amendment | undefined;

/**
 * Copies an XML document with the amendments that `amend` returns, and splits the copy at its items. An element may
 * contain text or elements, not both. Throws if the document is not well-formed.
 */
export const amendXml = (xml: string, itemPath: string, amend: Amend): DocumentParts<string> => {
  const out: string[] = [];
  const open: { readonly path: string; readonly amendment: Amendment; text: string }[] = [];
  let isLeaf = false;
  let at = 0;
  /** The index in `out` at which each item begins. */
  const begins: number[] = [];
  /** The index in `out` at which the last item ends; 0 without items. */
  let end = 0;
  const parser = new SaxesParser();
  const addText = (text: string): void => {
    const element = open.at(-1);
    if (element !== undefined) element.text += text;
  };
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('opentag', ({ name, attributes, isSelfClosing }) => {
    const parent = open.at(-1)?.path;
    const path = parent === undefined ? name : `${parent}/${name}`;
    if (path === itemPath) begins.push(out.length);
    const amendment = amend(path, attributes, begins.length - 1) ?? {};
    const tagAt = xml.lastIndexOf('<', parser.position - 1);
    out.push(xml.slice(at, tagAt), amendment.before ?? '');
    if (amendment.attributes === undefined) out.push(xml.slice(tagAt, parser.position));
    else out.push(startTag(name, amendment.attributes, isSelfClosing));
    open.push({ path, amendment, text: '' });
    isLeaf = true;
    at = parser.position;
  });
  parser.on('closetag', () => {
    const element = open.pop();
    if (element === undefined) return;
    const { path, amendment, text } = element;
    const endAt = at === parser.position ? at : xml.lastIndexOf('<', parser.position - 1);
    if (isLeaf && amendment.text !== undefined) out.push(amendment.text(text));
    else out.push(xml.slice(at, endAt));
    out.push(xml.slice(endAt, parser.position), amendment.after ?? '');
    if (path === itemPath) end = out.length;
    isLeaf = false;
    at = parser.position;
  });
  parser.write(xml).close();
  out.push(xml.slice(at));
  return {
    head: out.slice(0, begins[0] ?? 0).join(''),
    items: begins.map((begin, n) => out.slice(begin, begins[n + 1] ?? end).join('')),
    tail: out.slice(end).join(''),
  };
};

const startTag = (name: string, attributes: Readonly<Record<string, string>>, isEmpty: boolean): string => {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${value}"`);
  return `<${name}${written.join('')}${isEmpty ? '/>' : '>'}`;
};
