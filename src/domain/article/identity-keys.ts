import type { OutletId } from '../source/outlet.ts';
import type { Article, IdentityKey } from './article.ts';
import { withPlainSpaces } from './with-plain-spaces.ts';

/** A guid names an item within its outlet only: two outlets may both count 1, 2, 3. */
export const guidKey = (outlet: OutletId, guid: string): IdentityKey =>
  `guid:${outlet}:${guid}` as IdentityKey;

export const urlKey = (canonicalUrl: string): IdentityKey => `url:${canonicalUrl}` as IdentityKey;

/**
 * What an item says and when, for outlets that give all of them other guids and addresses at once, as with a new
 * design of their site. Undefined where others may say the same at that time: lists of notices have one date and
 * one title for many, so that the second must be an odd one, or a text must stand below the title.
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

const MINUTE_MS = 60_000;

/** A phrase can stand below many titles, two sentences cannot. */
const TELLING_TEXT = 60;

export const isUrlKey = (key: IdentityKey): boolean => key.startsWith('url:');

export const isTextKey = (key: IdentityKey): boolean => key.startsWith('text:');

/** Every name under which an article's item can come again, the strongest first. */
export const identityKeys = (
  article: Pick<Article, 'outlet' | 'guid' | 'canonicalUrl' | 'otherKeys'>,
): readonly IdentityKey[] => [
  ...(article.guid === undefined ? [] : [guidKey(article.outlet.id, article.guid)]),
  urlKey(article.canonicalUrl),
  ...(article.otherKeys ?? []),
];
