import type { Candidate } from '../item/normalise-item.ts';
import type { Source } from '../source/source.ts';
import { speaksFor } from '../source/source.ts';
import type { Article } from './article.ts';
import { isSameText } from './is-same-text.ts';
import { type Revision, reviseArticle } from './revise-article.ts';

/**
 * The revision of a stored article when a source lists its item again; undefined if nothing changes. Only the source that
 * brought an article revises it: even another source of the same outlet may word the headline differently. If that
 * source is not one of the article's outlet, the first source of the outlet takes the article over.
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
 * Replaces everything that another source said with the outlet's own words, keys and former titles too, since an
 * aggregator may have given one article the guid or the address of another. The id and the published dates stay.
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
