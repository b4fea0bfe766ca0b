import type { Candidate } from '../item/normalise-item.ts';
import type { Article } from './article.ts';
import { guidKey, identityKeys, urlKey } from './identity-keys.ts';
import { isSameText } from './is-same-text.ts';

/**
 * Whether a candidate that shares a guid or canonical URL with a stored article of its outlet is that article
 * come again. A page address alone does not make two items one where both have guids of their own and say
 * different things: ministries list many notices under one page.
 */
export const isSameItem = (stored: Article, candidate: Candidate): boolean => {
  if (stored.outlet.id !== candidate.outlet.id) return false;
  if (stored.guid === undefined || candidate.guid === undefined) return true;
  if (identityKeys(stored).includes(guidKey(candidate.outlet.id, candidate.guid)))
    return !isGuidReused(stored, candidate);
  return isSameText(stored.title, candidate.title) || isPageOfItsOwn(candidate.canonicalUrl);
};

/** Some outlets give every item the guid of their home page: then another page with another title and date is another item. */
const isGuidReused = (stored: Article, candidate: Candidate): boolean =>
  stored.canonicalUrl !== candidate.canonicalUrl &&
  !(stored.otherKeys ?? []).includes(urlKey(candidate.canonicalUrl)) &&
  !isSameText(stored.title, candidate.title) &&
  (candidate.statedAt === undefined || stored.statedAt?.equals(candidate.statedAt) !== true);

/** An address with a path that names one article: it has a number or a long last step. */
export const isPageOfItsOwn = (url: string): boolean => {
  const last = (URL.parse(url)?.pathname ?? '').split('/').at(-1) ?? '';
  return /\d{3,}/.test(url) || last.length >= 16;
};
