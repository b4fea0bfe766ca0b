import { webAddress } from '../../domain/web-address.ts';
import { attributeOf, type ReadElement, textOf } from './read-canonical.ts';

/**
 * The kinds of link, best kind first: a link without a relation (RSS, JSON Feed), an alternate HTML page, an alternate
 * without a type, any alternate, an id that is an address, an `rdf:about`.
 */
const ORDER: readonly ((rel: string | undefined, type: string | undefined) => boolean)[] = [
  (rel) => rel === undefined,
  (rel, type) => rel === 'alternate' && (type === 'text/html' || type === 'application/xhtml+xml'),
  (rel, type) => rel === 'alternate' && type === undefined,
  (rel) => rel === 'alternate',
  (rel) => rel === 'guid',
  (rel) => rel === 'about',
];

/** A registered relation may be written with IANA's address before its name (RFC 4287 §4.2.7.2). */
const REGISTRY = /^https?:\/\/www\.iana\.org\/assignments\/(?:link-relations|relation)[/#]/;

/** Returns the absolute http(s) address of the best link; undefined if no link of a kind in `ORDER` has one. */
export const chooseLink = (links: readonly ReadElement[], url: string): string | undefined => {
  for (const isGood of ORDER) {
    for (const link of links) {
      const rel = attributeOf(link, 'rel')?.toLowerCase().replace(REGISTRY, '');
      if (!isGood(rel, attributeOf(link, 'type')?.toLowerCase())) continue;
      // An id is a link only if it is a full address; an id such as `12345` is not a relative address.
      const resolved = rel === 'guid' && !/^https?:/i.test(textOf(link)) ? undefined : resolve(link, url);
      if (resolved !== undefined) return resolved;
    }
  }
  return undefined;
};

/** Returns the absolute addresses of all http(s) links with the relation `rel` (RFC 8288). */
export const linksOf = (links: readonly ReadElement[], rel: string, url: string): readonly string[] =>
  links
    .filter((link) => attributeOf(link, 'rel')?.toLowerCase().split(/\s+/).includes(rel))
    .flatMap((link) => resolve(link, url) ?? []);

/**
 * Returns the absolute address of an element, resolved against its own base, else `url`; undefined if `webAddress`
 * rejects it.
 */
export const resolve = (element: ReadElement, url: string): string | undefined =>
  webAddress(textOf(element), attributeOf(element, 'b') ?? url);
