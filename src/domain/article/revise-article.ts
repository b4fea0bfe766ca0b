import type { Candidate } from '../item/normalise-item.ts';
import type { Article, IdentityKey } from './article.ts';
import { canonicalUrl } from './canonical-url.ts';
import { guidKey, identityKeys, isTextKey, isUrlKey, urlKey } from './identity-keys.ts';
import { isSameText } from './is-same-text.ts';

/** Outlets whose guids change with every poll must not make an article grow without end. */
const OTHER_KEYS_KEPT = 8;

/** A ticker in a title must not, either. */
const FORMER_TITLES_KEPT = 8;

/** A page moves with a new design, not every day. */
const MOVES_FOLLOWED = 2;

export type Revision = {
  readonly article: Article;
  /** True where the title was corrected; false where only the text below it, a name or an address changed. */
  readonly corrected: boolean;
};

/**
 * The next revision of a stored article whose item came again, or undefined where nothing worth keeping changed.
 * Id, outlet and dates stay. A title that was replaced before is not taken back: outlets that test two
 * headlines would otherwise make them flap in every reader.
 */
export const reviseArticle = (stored: Article, candidate: Candidate): Revision | undefined => {
  const known = identityKeys(stored);
  const learned = namesOf(candidate).filter((key) => !known.includes(key));
  const others = Object.groupBy([...(stored.otherKeys ?? []), ...learned], (key) =>
    isTextKey(key) ? 'lasting' : 'changing',
  );
  const otherKeys = [...(others.lasting ?? []), ...(others.changing ?? []).slice(-OTHER_KEYS_KEPT)];
  const flaps = stored.formerTitles?.some((title) => isSameText(title, candidate.title)) ?? false;
  const retitled = !flaps && !isSameText(stored.title, candidate.title);
  const rewritten =
    !isSameText(stored.summary ?? '', candidate.summary ?? stored.summary ?? '') ||
    !isSameText(stored.content ?? '', candidate.content ?? stored.content ?? '');
  if (learned.length === 0 && !retitled && !rewritten) return undefined;
  return {
    corrected: retitled,
    article: {
      ...stored,
      revision: stored.revision + 1,
      link: isMoved(stored, candidate) ? candidate.link : stored.link,
      ...(otherKeys.length === 0 ? {} : { otherKeys }),
      ...(retitled
        ? {
            title: candidate.title,
            formerTitles: [...(stored.formerTitles ?? []), stored.title].slice(-FORMER_TITLES_KEPT),
          }
        : {}),
      ...(rewritten && candidate.summary !== undefined ? { summary: candidate.summary } : {}),
      ...(rewritten && candidate.content !== undefined ? { content: candidate.content } : {}),
    },
  };
};

/**
 * An outlet that moved its page leads readers to the new address. One whose addresses name each request's session, or
 * change without end, does not: readers that know an entry by its link would be shown it again each time.
 */
const isMoved = (stored: Article, candidate: Candidate): boolean => {
  const page = pageOf(candidate.canonicalUrl);
  const others = identityKeys(stored).flatMap((key) =>
    isUrlKey(key) ? pageOf(key.slice(urlKey('').length)) : [],
  );
  const pages = new Set([pageOf(canonicalUrl(stored.link)), ...others]);
  return !pages.has(page) && pages.size <= MOVES_FOLLOWED;
};

/** An address without what stands behind the question mark. */
const pageOf = (url: string): string => url.replace(/\?.*/s, '');

const namesOf = ({ outlet, guid, canonicalUrl }: Candidate): readonly IdentityKey[] => [
  ...(guid === undefined ? [] : [guidKey(outlet.id, guid)]),
  urlKey(canonicalUrl),
];
