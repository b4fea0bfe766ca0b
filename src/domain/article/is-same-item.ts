import type { Candidate } from '../item/normalise-item.ts';
import type { Article } from './article.ts';
import { guidKey, identityKeys, urlKey } from './identity-keys.ts';
import { isSameText } from './is-same-text.ts';

/**
 * True if a candidate that shares a guid or canonical URL with a stored article is the same item. A common address is
 * not enough if guids and titles differ: ministries list many notices under one address.
 */
export const isSameItem = (stored: Article, candidate: Candidate): boolean => {
  if (stored.outlet.id !== candidate.outlet.id) return false;
  if (stored.guid === undefined || candidate.guid === undefined) return true;
  if (identityKeys(stored).includes(guidKey(candidate.outlet.id, candidate.guid)))
    return !isGuidReused(stored, candidate);
  return isSameText(stored.title, candidate.title) || isPageOfItsOwn(candidate.canonicalUrl);
};

/** True if two items with one guid differ in page, title and date. Such a guid may be the address of the home page. */
const isGuidReused = (stored: Article, candidate: Candidate): boolean =>
  !identityKeys(stored).includes(urlKey(candidate.canonicalUrl)) &&
  !isSameText(stored.title, candidate.title) &&
  (candidate.statedAt === undefined || stored.statedAt?.equals(candidate.statedAt) !== true);

/** True if an address probably names a single article: the address has a number, or the last part of its path is long. */
export const isPageOfItsOwn = (url: string): boolean => {
  const last = (URL.parse(url)?.pathname ?? '').split('/').at(-1) ?? '';
  return /\d{3,}/.test(url) || last.length >= 16;
};
