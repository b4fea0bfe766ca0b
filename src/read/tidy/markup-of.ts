import type { Attributes } from '../tokenize.ts';
import type { Markup } from './leaf.ts';

/**
 * How an Atom text construct (RFC 4287 §3.1; Atom 0.3 §3.1), or an RSS element, means its text.
 * RSS texts are HTML; an Atom text that does not say is `unsaid`, since many mean HTML.
 */
export const markupOf = (name: string, attributes: Attributes, isAtom: boolean): Markup => {
  const type = attributes.get('type')?.trim().toLowerCase() ?? '';
  const mode = attributes.get('mode')?.trim().toLowerCase();
  if (mode === 'base64') return 'base64';
  if (name.startsWith('media:')) return type === 'html' ? 'html' : 'plain';
  if (name === 'xhtml:body') return 'xhtml';
  if (!isAtom && !name.startsWith('atom:')) return 'html';
  if (mode === 'escaped') return type === 'text/plain' || type === 'text' ? 'plain' : 'html';
  if (type === 'xhtml' || type === 'application/xhtml+xml' || mode === 'xml') return 'xhtml';
  if (type === 'html' || type === 'text/html') return 'html';
  if (type === 'text' || type === 'text/plain') return 'plain';
  if (type === '' || type.endsWith('xml')) return 'unsaid';
  return 'base64';
};
