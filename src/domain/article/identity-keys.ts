import { onceFor } from '../once-for.ts';
import type { OutletId } from '../source/outlet.ts';
import type { Article, IdentityKey } from './article.ts';
import { canonicalUrl } from './canonical-url.ts';
import { withPlainSpaces } from './is-same-text.ts';

/** Makes the key of a guid. A guid is unique only within its outlet: two outlets may both count 1, 2, 3. */
export const guidKey = (outlet: OutletId, guid: string): IdentityKey =>
  `guid:${outlet}:${guid}` as IdentityKey;

const URL_PREFIX = 'url:';

export const urlKey = (canonicalUrl: string): IdentityKey => `${URL_PREFIX}${canonicalUrl}` as IdentityKey;

/**
 * Makes the key of an item's outlet, text and stated date. The key stays if the outlet changes guids and addresses.
 * Undefined without a date, or if the date has no seconds and the summary is shorter than `TELLING_TEXT`: items of one
 * list often share date and title.
 */
export const textKey = (
  { outlet, statedAt, title, summary = '' }: Pick<Article, 'outlet' | 'statedAt' | 'title' | 'summary'>,
  digest: (text: string) => string,
): IdentityKey | undefined => {
  const isTelling =
    statedAt !== undefined &&
    (statedAt.epochMilliseconds % MINUTE_MS !== 0 || summary.length >= TELLING_TEXT);
  return isTelling
    ? (`text:${outlet.id}:${digest(`${statedAt.toString()} ${withPlainSpaces(title)} ${summary}`)}` as IdentityKey)
    : undefined;
};

/**
 * Makes the key of an outlet's article with an address. Other outlets may list the address, too, and `urlKey` leads to the
 * article that was stored last.
 */
export const listedKey = (outlet: OutletId, canonicalUrl: string): IdentityKey =>
  `listed:${outlet}:${canonicalUrl}` as IdentityKey;

/** Makes the key of a refused title of an article. The article has all other keys of the item. */
export const refusedKey = ({
  outlet,
  canonicalUrl,
  title,
}: Pick<Article, 'outlet' | 'canonicalUrl' | 'title'>): IdentityKey =>
  `refused:${outlet.id}:${canonicalUrl} ${title}` as IdentityKey;

const MINUTE_MS = 60_000;

/** Minimum length, in characters, of a summary that probably belongs to only one item. */
const TELLING_TEXT = 60;

export const kindOfKey = (key: IdentityKey): 'text' | 'url' | 'guid' =>
  key.startsWith('text:') ? 'text' : key.startsWith(URL_PREFIX) ? 'url' : 'guid';

type Identified = Pick<Article, 'outlet' | 'guid' | 'canonicalUrl' | 'otherKeys'>;

/** Returns all keys by which an article's item is recognised, the guid first. */
export const identityKeys = onceFor((article: Identified): readonly IdentityKey[] => [
  ...(article.guid === undefined ? [] : [guidKey(article.outlet.id, respelt(article.guid))]),
  urlKey(respelt(article.canonicalUrl)),
  ...(article.otherKeys ?? []),
]);

/**
 * Returns the current canonical spelling of an address or guid; a fragment does not change. Articles from earlier
 * versions of the program may have session ids, or `%e6` for `%E6`.
 */
const respelt = (url: string): string => {
  const [page = '', ...fragment] = url.split('#');
  return [canonicalUrl(page), ...fragment].join('#');
};

/** Returns the canonical URLs by which an article's item is recognised. */
export const urlsOf = (article: Identified): readonly string[] =>
  identityKeys(article)
    .filter((key) => key.startsWith(URL_PREFIX))
    .map((key) => key.slice(URL_PREFIX.length));

/**
 * Returns the keys under which an article is stored, and which stay when it is removed: its identity keys, and a
 * `listedKey` for each of its addresses. That key names the outlet, because another outlet's item with the address is
 * another article, and does not count as removed.
 */
export const keysToKeep = (article: Identified): readonly IdentityKey[] => [
  ...identityKeys(article),
  ...urlsOf(article).map((url) => listedKey(article.outlet.id, url)),
];

/**
 * Returns the keys under which a dropped item is stored. Without a guid, a `listedKey` is among them, because another
 * outlet's article may have the address, and then `urlKey` leads to that article.
 */
export const keysOfDrop = (item: Identified): readonly IdentityKey[] =>
  item.guid === undefined ? keysToKeep(item) : identityKeys(item);
