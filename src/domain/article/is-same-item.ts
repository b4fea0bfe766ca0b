import type { Candidate } from '../item/normalise-item.ts';
import type { Article } from './article.ts';
import { guidKey, identityKeys, urlKey } from './identity-keys.ts';
import { isSameText } from './is-same-text.ts';

/**
 * Whether a candidate that shares a guid or canonical URL with a stored article is the same item. A shared address is
 * not enough if both have different guids and different titles: ministries list many notices under one address.
 */
export const isSameItem = (stored: Article, candidate: Candidate): boolean => {
  if (stored.outlet.id !== candidate.outlet.id) return false;
  if (stored.guid === undefined || candidate.guid === undefined) return true;
  if (identityKeys(stored).includes(guidKey(candidate.outlet.id, candidate.guid)))
    return !isGuidReused(stored, candidate);
  return isSameText(stored.title, candidate.title) || isPageOfItsOwn(candidate.canonicalUrl);
};

/** Whether two items that share a guid, such as the address of the home page, differ in page, title and date. */
const isGuidReused = (stored: Article, candidate: Candidate): boolean =>
  !identityKeys(stored).includes(urlKey(candidate.canonicalUrl)) &&
  !isSameText(stored.title, candidate.title) &&
  (candidate.statedAt === undefined || stored.statedAt?.equals(candidate.statedAt) !== true);

/** Whether an address names a single article: it has a number, or a long last part of its path. */
export const isPageOfItsOwn = (url: string): boolean => {
  const last = (URL.parse(url)?.pathname ?? '').split('/').at(-1) ?? '';
  return /\d{3,}/.test(url) || last.length >= 16;
};
