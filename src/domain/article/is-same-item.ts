import type { Candidate } from '../item/normalise-item.ts';
import type { Article } from './article.ts';
import { guidKey, identityKeys, urlKey } from './identity-keys.ts';
import { isSameText } from './is-same-text.ts';

/**
 * True if a candidate that shares an identity key with a stored article is the same item. Items of two outlets never
 * are. If guids and titles differ, an address is enough only if it names a single article: ministries list many notices
 * under one address.
 */
export const isSameItem = (stored: Article, candidate: Candidate): boolean => {
  if (stored.outlet.id !== candidate.outlet.id) return false;
  if (stored.guid === undefined || candidate.guid === undefined) return true;
  if (identityKeys(stored).includes(guidKey(candidate.outlet.id, candidate.guid)))
    return !isGuidReused(stored, candidate);
  return isSameText(stored.title, candidate.title) || isPageOfItsOwn(candidate.canonicalUrl);
};

/** True if two items with one guid share no page, title or date. Such a guid may be the address of the home page. */
const isGuidReused = (stored: Article, candidate: Candidate): boolean =>
  !identityKeys(stored).includes(urlKey(candidate.canonicalUrl)) &&
  !isSameText(stored.title, candidate.title) &&
  (candidate.statedAt === undefined || stored.statedAt?.equals(candidate.statedAt) !== true);

/** True if an address probably names one article: three digits in a row, or at least 16 characters in the last part. */
export const isPageOfItsOwn = (url: string): boolean => {
  const last = (URL.parse(url)?.pathname ?? '').split('/').at(-1) ?? '';
  return /\d{3,}/.test(url) || last.length >= 16;
};
