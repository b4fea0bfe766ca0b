import type { OutletId } from '../source/outlet.ts';
import type { Article, IdentityKey } from './article.ts';
import { canonicalUrl } from './canonical-url.ts';
import { withPlainSpaces } from './is-same-text.ts';

/** The key of a guid, which is unique only within its outlet: two outlets may both count 1, 2, 3. */
export const guidKey = (outlet: OutletId, guid: string): IdentityKey =>
  `guid:${outlet}:${guid}` as IdentityKey;

const URL_PREFIX = 'url:';

export const urlKey = (canonicalUrl: string): IdentityKey => `${URL_PREFIX}${canonicalUrl}` as IdentityKey;

/**
 * The key of an item's text and stated date, for outlets that change all guids and addresses at once, as with a new design
 * of their site. Undefined if other items may have the same text and date: many notices of one list share a date and a
 * title, so an item needs a long summary or a date with seconds.
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

/** A key for an address and the outlet that has listed it. */
export const listedKey = (outlet: OutletId, canonicalUrl: string): IdentityKey =>
  `listed:${outlet}:${canonicalUrl}` as IdentityKey;

const MINUTE_MS = 60_000;

/** Minimum length, in characters, of a summary that probably belongs to one item only: about two sentences. */
const TELLING_TEXT = 60;

export const isTextKey = (key: IdentityKey): boolean => key.startsWith('text:');

type Identified = Pick<Article, 'outlet' | 'guid' | 'canonicalUrl' | 'otherKeys'>;

/** All keys under which an article's item can come again, the strongest first. */
export const identityKeys = (article: Identified): readonly IdentityKey[] => [
  ...(article.guid === undefined ? [] : [guidKey(article.outlet.id, respelt(article.guid))]),
  urlKey(respelt(article.canonicalUrl)),
  ...(article.otherKeys ?? []),
];

/** An address in today's canonical spelling: articles of earlier builds have session ids, or `%e6` for `%E6`. */
const respelt = (url: string): string => {
  const [page = '', ...fragment] = url.split('#');
  return [canonicalUrl(page), ...fragment].join('#');
};

/** The canonical URLs under which an article's item can come again. */
export const urlsOf = (article: Identified): readonly string[] =>
  identityKeys(article)
    .filter((key) => key.startsWith(URL_PREFIX))
    .map((key) => key.slice(URL_PREFIX.length));

/**
 * The keys that stay when an article is removed: its own, and a key for each of its addresses and its outlet. An outlet may
 * list a page of another outlet before that outlet does, and then the other outlet's item must not count as removed.
 */
export const keysToKeep = (article: Identified): readonly IdentityKey[] => [
  ...identityKeys(article),
  ...urlsOf(article).map((url) => listedKey(article.outlet.id, url)),
];
