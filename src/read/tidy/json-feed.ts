import { element, escapeMarkup } from '../canonical-xml.ts';
import { plainText, singleLine, titleLine } from '../plain-text.ts';
import { MAX_BODY_LENGTH, MAX_SHORT_LENGTH } from './leaf.ts';
import { personName } from './person-name.ts';
import {
  addBody,
  addCandidate,
  MAX_ITEMS,
  type Section,
  startSection,
  type Tidied,
  type WrittenSection,
  writeSection,
} from './section.ts';
import type { Field } from './vocabulary/field.ts';

type Json = Readonly<Record<string, unknown>>;

/**
 * Reads a JSON Feed (versions 1.0 and 1.1) into the canonical form. Returns undefined if the text does not begin with
 * `{` after any white space; else `unreadable` if it is not a JSON Feed.
 */
export const readJsonFeed = (text: string): Tidied | undefined => {
  if (!/^\s*\{/.test(text)) return undefined;
  const document = parseObject(text);
  if (document === undefined) return notAFeed('the document begins like JSON, but is not valid JSON');
  if (!textOf(document.version).includes('jsonfeed.org') && !Array.isArray(document.items))
    return notAFeed('the document is JSON, but not a JSON Feed');
  const items = listOf(document.items);
  return {
    kind: 'tidied',
    format: 'json',
    channel: writeChannel(document),
    items: items.slice(0, MAX_ITEMS).map(writeItem),
    cut: Math.max(0, items.length - MAX_ITEMS),
  };
};

const notAFeed = (detail: string): Tidied => ({ kind: 'unreadable', reason: 'not-a-feed', detail });

const parseObject = (text: string): Json | undefined => {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    // If JSON ends too early or is broken, any part may be incomplete, so nothing is read.
    return undefined;
  }
};

const writeChannel = (feed: Json): string => {
  const section = startSection();
  add(section, 'title', 'title', plainText(textOf(feed.title)));
  link(section, textOf(feed.home_page_url), undefined);
  link(section, textOf(feed.feed_url), 'self');
  for (const hub of listOf(feed.hubs)) link(section, textOf(hub.url), 'hub');
  add(section, 'language', 'language', singleLine(textOf(feed.language)));
  addAuthors(section, feed);
  return writeSection(section).xml;
};

const writeItem = (item: Json): WrittenSection => {
  const section = startSection();
  const [url, external] = [textOf(item.url), textOf(item.external_url)];
  add(section, 'title', 'title', titleLine(textOf(item.title)));
  add(section, 'guid', 'guid', singleLine(textOf(item.id)));
  link(section, url === '' ? external : url, undefined);
  link(section, singleLine(textOf(item.id)), 'guid');
  add(section, 'published', 'x:published', textOf(item.date_published));
  add(section, 'updated', 'x:updated', textOf(item.date_modified));
  const content = bodyOf(item.content_html) || escapeMarkup(bodyOf(item.content_text));
  addBody(section, { field: 'content', rank: 0 }, content);
  addBody(section, { field: 'summary', rank: 0 }, escapeMarkup(bodyOf(item.summary)));
  for (const [rank, address] of [textOf(item.image), textOf(item.banner_image)].entries()) {
    if (address !== '')
      addCandidate(section, { field: 'image', rank }, element('x:image', address, { rank: String(rank) }));
  }
  for (const tag of textsOf(item.tags)) add(section, 'category', 'category', singleLine(tag));
  for (const attachment of listOf(item.attachments)) {
    const { mime_type: type, size_in_bytes: length } = attachment;
    const address = textOf(attachment.url);
    const xml = element('x:enclosure', address, { type: textOf(type), length: textOf(length) });
    if (address !== '') addCandidate(section, { field: 'enclosure', rank: 0 }, xml);
  }
  addAuthors(section, item);
  return writeSection(section);
};

const add = (section: Section, field: Field, name: string, text: string) => {
  if (text !== '') addCandidate(section, { field, rank: 0 }, element(name, text));
};

const link = (section: Section, address: string, rel: string | undefined) => {
  if (address !== '') addCandidate(section, { field: 'link', rank: 0 }, element('x:link', address, { rel }));
};

/** Adds the names of the authors. Version 1.1 has `authors`, version 1.0 `author`. */
const addAuthors = (section: Section, owner: Json) => {
  const authors = listOf(owner.authors);
  const old = owner.author;
  for (const author of authors.length === 0 && isObject(old) ? [old] : authors) {
    add(section, 'creator', 'dc:creator', personName(singleLine(textOf(author.name))));
  }
};

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const listOf = (value: unknown): readonly Json[] => (Array.isArray(value) ? value.filter(isObject) : []);

const textsOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((text) => typeof text === 'string') : [];

/**
 * Returns a string or number as text, because ids and sizes are often numbers; empty for other values. A string is
 * truncated after `most` characters.
 */
const textOf = (value: unknown, most = MAX_SHORT_LENGTH): string =>
  typeof value === 'string' ? value.slice(0, most) : typeof value === 'number' ? String(value) : '';

const bodyOf = (value: unknown): string => textOf(value, MAX_BODY_LENGTH);
