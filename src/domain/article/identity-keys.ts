import type { OutletId } from '../source/outlet.ts';
import type { Article, IdentityKey } from './article.ts';

/** A guid names an item within its outlet only: two outlets may both count 1, 2, 3. */
export const guidKey = (outlet: OutletId, guid: string): IdentityKey =>
  `guid:${outlet}:${guid}` as IdentityKey;

export const urlKey = (canonicalUrl: string): IdentityKey => `url:${canonicalUrl}` as IdentityKey;

/** Every name under which an article's item can come again, the strongest first. */
export const identityKeys = (
  article: Pick<Article, 'outlet' | 'guid' | 'canonicalUrl' | 'otherKeys'>,
): readonly IdentityKey[] => [
  ...(article.guid === undefined ? [] : [guidKey(article.outlet.id, article.guid)]),
  urlKey(article.canonicalUrl),
  ...(article.otherKeys ?? []),
];
