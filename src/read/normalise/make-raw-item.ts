import { defined } from '../../domain/defined.ts';
import { chooseImage } from '../../domain/item/choose-image.ts';
import type { Enclosure, RawItem } from '../../domain/item/raw-item.ts';
import { webAddress } from '../../domain/web-address.ts';
import { chooseLink, resolve } from './choose-link.ts';
import { cleanHtml } from './clean-html.ts';
import { imagesOf } from './images-of.ts';
import {
  attributeOf,
  firstDate,
  positive,
  type ReadElement,
  type ReadItem,
  textOf,
  texts,
  unique,
} from './read-canonical.ts';

/** The facts about a document on which the fields of its items depend. */
export type Surroundings = {
  readonly url: string;
  /** IANA time zone of dates without a zone. */
  readonly zone: string;
  /** The feed's authors, for an item without authors. */
  readonly authors: readonly string[];
};

/** Returns when an item was published and last changed; undefined for an absent or unreadable date. */
export const datesOf = ({ published, updated }: ReadItem, zone: string) => ({
  published: firstDate(published, zone),
  updated: firstDate(updated, zone),
});

export const normaliseItem = (
  item: ReadItem,
  { hash, bodies }: { readonly hash: string; readonly bodies: readonly string[] },
  { url, zone, authors: feedAuthors }: Surroundings,
): RawItem => {
  const links = item.links ?? [];
  // The authors of an item are its own authors, else those of its `source` element, else those of the feed (RFC 4287
  // §4.2.1).
  const authors = [texts(item.authors), texts(item.sourceAuthors)].find((names) => names.length > 0);
  const source = sourceOf(item.sources?.[0], url);
  const enclosures = enclosuresOf(item, url);
  const title = withoutOutlet(item.title ?? '', source?.name);
  const body = (element: ReadElement | undefined): string | undefined => {
    const html = bodyOf(element, bodies, url);
    return html !== undefined && isListOfLinks(html, source?.name) ? undefined : html;
  };
  const [summary, content] = [body(item.summaries?.[0]), body(item.contents?.[0])];
  return defined({
    title: title === '' ? undefined : title,
    link: chooseLink(links, url),
    id: item.guid,
    ...datesOf(item, zone),
    summary,
    content,
    authors: authors ?? feedAuthors,
    categories: unique(item.categories ?? []),
    enclosures,
    ...chooseImage(imagesOf(item, enclosures, [content, summary], url)),
    source,
    hash,
  });
};

const sourceOf = (element: ReadElement | undefined, url: string): RawItem['source'] => {
  if (element === undefined) return undefined;
  const name = textOf(element);
  const address = attributeOf(element, 'url');
  const page = address === undefined ? undefined : webAddress(address, attributeOf(element, 'b') ?? url);
  if (name === '' && page === undefined) return undefined;
  return { ...(name === '' ? {} : { name }), ...defined({ url: page }) };
};

const enclosuresOf = (item: ReadItem, url: string): readonly Enclosure[] => {
  const attached = (item.links ?? []).filter(
    (link) => attributeOf(link, 'rel')?.toLowerCase() === 'enclosure',
  );
  return [...(item.enclosures ?? []), ...attached].flatMap((element) => {
    const address = resolve(element, url);
    if (address === undefined) return [];
    return [
      defined({
        url: address,
        type: attributeOf(element, 'type'),
        length: positive(attributeOf(element, 'length')),
      }),
    ];
  });
};

/** Returns the sanitised body whose number an element contains; undefined if the body is absent or empty. */
const bodyOf = (
  element: ReadElement | undefined,
  bodies: readonly string[],
  url: string,
): string | undefined => {
  const body = bodies[Number(textOf(element) || Number.NaN)];
  if (body === undefined) return undefined;
  const html = cleanHtml(body, attributeOf(element, 'b') ?? url);
  return html === '' ? undefined : html;
};

/** Removes ` - Outlet` from the end of a title if the item names that outlet. */
const withoutOutlet = (title: string, outlet: string | undefined): string => {
  const suffix = ` - ${outlet ?? ''}`;
  return outlet !== undefined && outlet !== '' && title.endsWith(suffix) && title.length > suffix.length
    ? title.slice(0, -suffix.length).trim()
    : title;
};

const LINK_IN_LIST = /^(?:<(?:strong|b|span|p)>)*<a /;

/**
 * Returns whether sanitised HTML is only a list whose items begin with Google News links, or only one such link, with
 * or without the outlet's name after it. Google News describes a story by the headlines of several outlets.
 */
const isListOfLinks = (html: string, outlet: string | undefined): boolean => {
  if (!html.includes('<a ') || !leadsToGoogleNews(html)) return false;
  const [before, ...items] = html.split('<li>');
  if (items.length > 0)
    return (
      !hasText(before) &&
      items.every((item) => LINK_IN_LIST.test(item)) &&
      !hasText(items.at(-1)?.split('</li>').at(-1))
    );
  const rest = /^<a [^<>]*>[^<]*<\/a>(.*)$/s
    .exec(html)?.[1]
    ?.replace(/<[^<>]*>|&nbsp;/g, '')
    .trim();
  return rest === '' || (rest !== undefined && rest === outlet);
};

const leadsToGoogleNews = (html: string): boolean =>
  [...html.matchAll(/ href="([^"]*)"/g)].every(([, address = '']) =>
    /^https?:\/\/news\.google\.com\//.test(address),
  );

const hasText = (html: string | undefined): boolean =>
  html !== undefined && html.replace(/<[^<>]*>/g, '').trim() !== '';
