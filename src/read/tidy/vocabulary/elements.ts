import { isImageFile } from '../../../domain/item/choose-image.ts';
import type { Attributes } from '../../tokenize.ts';
import type { Field, Reading } from './field.ts';

const text = (field: Field, rank = 0): Reading => ({ field, rank, kind: 'text' });
const title = (rank: number): Reading => ({ field: 'title', rank, kind: 'title' });
const body = (field: 'content' | 'summary', rank: number): Reading => ({ field, rank, kind: 'body' });
const parts = (field: Field, rank: number, names: readonly string[]): Reading => ({
  field,
  rank,
  kind: 'parts',
  parts: names,
});
const container = (field: Field, rank: number, names: readonly string[]): Reading => ({
  ...parts(field, rank, names),
  isContainer: true,
});
const attributes = (field: Field, rank: number): Reading => ({ field, rank, kind: 'attributes' });
/** The addresses of a person's page (`url`: Atom 0.3) are parts so that they do not count as the name. */
const person = (rank: number) => parts('creator', rank, ['name', 'email', 'uri', 'url']);

/** Paths of a source element's parts that are read (RFC 4287 §4.2.11). */
const SOURCE_PARTS = ['title', 'link', 'id', 'author/name'];

/** Paths of a media object's parts that are read (Media RSS). */
const MEDIA_PARTS = ['description', 'title'];

const IS_IMAGE = (attributes: Attributes) => {
  const [url, medium] = [attributes.get('url'), attributes.get('medium')];
  if (url === undefined) return false;
  return medium === undefined ? isImageFile(attributes.get('type'), url) : medium === 'image';
};

const SHARED: Readonly<Record<string, Reading>> = {
  title: title(0),
  'atom:title': title(1),
  'dc:title': title(2),
  'itunes:title': title(3),
  category: text('category', 0),
  'dc:subject': text('category', 1),
  'atom:category': text('category', 2),
  // FeedBurner's links point to its counter; this element has the address of the article.
  'feedburner:origlink': text('link', 0),
  link: text('link', 1),
  'atom:link': text('link', 2),
  'dc:creator': person(0),
  author: person(1),
  'atom:author': person(2),
  'itunes:author': person(3),
  'atom:updated': text('updated', 0),
  updated: text('updated', 0),
  modified: text('updated', 1),
  'atom:modified': text('updated', 1),
  'dcterms:modified': text('updated', 2),
};

/** The elements of an item that are read, by canonical name. */
export const ITEM_ELEMENTS: ReadonlyMap<string, Reading> = new Map(
  Object.entries({
    ...SHARED,
    'media:title': title(4),
    guid: text('guid', 0),
    id: text('guid', 0),
    'atom:id': text('guid', 2),
    'dc:identifier': text('guid', 3),
    pubdate: text('published', 0),
    published: text('published', 0),
    'atom:published': text('published', 1),
    issued: text('published', 2),
    'atom:issued': text('published', 2),
    'dcterms:issued': text('published', 2),
    created: text('published', 3),
    'atom:created': text('published', 3),
    'dcterms:created': text('published', 3),
    'dc:date': text('published', 4),
    date: text('published', 5),
    'content:encoded': body('content', 0),
    'xhtml:body': body('content', 1),
    fullitem: body('content', 2),
    content: body('content', 2),
    'atom:content': body('content', 3),
    body: body('content', 4),
    description: body('summary', 0),
    'dc:description': body('summary', 1),
    'atom:summary': body('summary', 2),
    summary: body('summary', 2),
    'itunes:summary': body('summary', 3),
    'media:description': body('summary', 4),
    enclosure: attributes('enclosure', 0),
    'media:content': { ...container('image', 0, MEDIA_PARTS), when: IS_IMAGE },
    'media:thumbnail': attributes('image', 1),
    'itunes:image': attributes('image', 2),
    image: container('image', 3, ['url']),
    source: container('source', 0, SOURCE_PARTS),
    'atom:source': container('source', 1, SOURCE_PARTS),
  } satisfies Record<string, Reading>),
);

/** The elements of the feed itself that are read, by canonical name. */
export const FEED_ELEMENTS: ReadonlyMap<string, Reading> = new Map(
  Object.entries({
    ...SHARED,
    lastbuilddate: text('updated', 0),
    pubdate: text('updated', 1),
    'dc:date': text('updated', 3),
    language: text('language', 0),
    'dc:language': text('language', 1),
    ttl: text('ttl'),
    hour: text('hour'),
    day: text('day'),
    'sy:updateperiod': text('period'),
    'sy:updatefrequency': text('frequency'),
  } satisfies Record<string, Reading>),
);

/** Elements that only group other elements. Their children are read as if the group were absent. */
export const TRANSPARENT: ReadonlySet<string> = new Set(['media:group', 'skiphours', 'skipdays']);

/** HTML elements that have no end tag. */
export const VOID_TAGS: ReadonlySet<string> = new Set(
  'area base br col embed hr img input link meta param source track wbr'.split(' '),
);

/** Feed elements that count as HTML markup inside a body; `link` only if it has attributes. */
const ALSO_HTML: ReadonlySet<string> = new Set(
  'title link summary source body image content author date'.split(' '),
);

/** Returns whether an element of an item ends the unclosed body before it. */
export const endsBody = (canonical: string, attributes: Attributes): boolean =>
  !ALSO_HTML.has(canonical) || (canonical === 'link' && attributes.size === 0);
