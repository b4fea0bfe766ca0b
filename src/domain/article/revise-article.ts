import { defined } from '../defined.ts';
import type { Candidate } from '../item/normalise-item.ts';
import { type Source, speaksFor } from '../source/source.ts';
import type { Article } from './article.ts';
import { canonicalUrl } from './canonical-url.ts';
import { identityKeys, isTextKey, urlsOf } from './identity-keys.ts';
import { isSameText } from './is-same-text.ts';

/** Maximum number of other keys kept, besides text keys: some outlets change their guids with every poll. */
const OTHER_KEYS_KEPT = 8;

/** Maximum number of former titles kept, so that eight headlines in turn are noticed; a ticker changes with every poll. */
const FORMER_TITLES_KEPT = 16;

/**
 * Maximum number of times that a title is used. It may come back once, because an outlet can take a correction back. If it
 * could come back more often, the two headlines that an outlet tests would alternate in every reader.
 */
const USES_OF_TITLE = 2;

/** Maximum number of times that an article's link is replaced because its page moved. */
const MOVES_FOLLOWED = 2;

type Revision = {
  readonly article: Article;
  /** True if the title was corrected; false if only the text, a key or an address changed. */
  readonly corrected: boolean;
};

/**
 * The next revision of a stored article whose item came again; undefined if nothing relevant changed. Id, outlet and
 * dates stay. Title and text always come from one version of the item: if its title is not used again, nor is its text.
 */
export const reviseArticle = (stored: Article, candidate: Candidate): Revision | undefined => {
  const known = identityKeys(stored);
  const { otherKeys: _, ...named } = candidate;
  const learned = identityKeys(named).filter((key) => !known.includes(key));
  const others = Object.groupBy([...(stored.otherKeys ?? []), ...learned], (key) =>
    isTextKey(key) ? 'lasting' : 'changing',
  );
  const otherKeys = [...(others.lasting ?? []), ...(others.changing ?? []).slice(-OTHER_KEYS_KEPT)];
  const { formerTitles = [] } = stored;
  const hasOtherTitle = !isSameText(stored.title, candidate.title);
  const uses = formerTitles.filter((title) => isSameText(title, candidate.title)).length;
  const retitled = hasOtherTitle && uses < USES_OF_TITLE;
  const rewritten = !hasOtherTitle && saysOtherwise(stored, candidate);
  if (learned.length === 0 && !retitled && !rewritten) return undefined;
  return {
    corrected: retitled,
    article: {
      ...(retitled || rewritten ? withPicture(retitled ? withoutText(stored) : stored, candidate) : stored),
      revision: stored.revision + 1,
      link: isMoved(stored, candidate) ? candidate.link : stored.link,
      ...(otherKeys.length === 0 ? {} : { otherKeys }),
      ...(retitled
        ? {
            title: candidate.title,
            formerTitles: [...formerTitles, stored.title].slice(-FORMER_TITLES_KEPT),
          }
        : {}),
      ...(retitled || rewritten ? defined({ summary: candidate.summary, content: candidate.content }) : {}),
    },
  };
};

/** Whether the text of an item differs from the article's. A summary or content that the item now lacks does not differ. */
const saysOtherwise = (stored: Article, { summary, content }: Candidate): boolean =>
  !isSameText(stored.summary ?? '', summary ?? stored.summary ?? '') ||
  !isSameText(stored.content ?? '', content ?? stored.content ?? '');

const withoutText = ({ summary: _, content: __, ...rest }: Article): Article => rest;

/**
 * The article with the picture that its item has now. A picture that changes alone makes no revision: outlets rename and
 * crop their files all the time, and each revision is written to the log.
 */
const withPicture = (stored: Article, { image, imageDetails }: Candidate): Article => {
  const { image: former, imageDetails: details, ...rest } = stored;
  return {
    ...rest,
    ...defined(image === undefined ? { image: former, imageDetails: details } : { image, imageDetails }),
  };
};

/**
 * Whether the page of an article has moved, so that readers get the new address. Addresses that change all the time, as
 * with a session id, are not followed: readers that identify an entry by its link would show it again each time.
 */
const isMoved = (stored: Article, candidate: Candidate): boolean => {
  const page = pageOf(candidate.canonicalUrl);
  const pages = new Set([canonicalUrl(stored.link), ...urlsOf(stored)].map(pageOf));
  return !pages.has(page) && pages.size <= MOVES_FOLLOWED;
};

/** An address without its query. */
const pageOf = (url: string): string => url.replace(/\?.*/s, '');

/**
 * The revision of a stored article when a source lists its item again; undefined if nothing changes. Only the source that
 * brought an article revises it: even another source of the same outlet may word the headline differently. If that source
 * does not speak for the article's outlet, the first source of the outlet that lists the item takes the article over.
 */
export const correctArticle = (
  stored: Article,
  candidate: Candidate,
  source: Source,
  configured: readonly Source[],
): Revision | undefined => {
  if (stored.source === source.id) return reviseArticle(stored, candidate);
  const origin = configured.find(({ id }) => id === stored.source);
  const { id: outlet } = stored.outlet;
  return speaksFor(source, outlet) && !speaksFor(origin, outlet) ? takeOver(stored, candidate) : undefined;
};

/**
 * Replaces everything that another source said, including keys and former titles, with what the outlet's own source says: an
 * aggregator may have given one article the guid or the address of another. Id, dates, tags and relevance stay.
 */
const takeOver = (stored: Article, candidate: Candidate): Revision => {
  const { id, published, firstSeenAt, tags, relevance } = stored;
  return {
    corrected: !isSameText(stored.title, candidate.title),
    article: {
      ...candidate,
      id,
      revision: stored.revision + 1,
      published,
      firstSeenAt,
      tags,
      relevance,
    },
  };
};
