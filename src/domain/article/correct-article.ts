import type { Candidate } from '../item/normalise-item.ts';
import type { Source } from '../source/source.ts';
import { speaksFor } from '../source/source.ts';
import type { Article } from './article.ts';
import { isSameText } from './is-same-text.ts';
import { type Revision, reviseArticle } from './revise-article.ts';

/**
 * What becomes of a stored article when a source lists it again; undefined where nothing does. The source that
 * brought an article revises it, and no other one, not even of the same outlet, whose sections may word one headline
 * in two ways. Only where that source does not speak for the article's outlet does the first one that does take the
 * article over.
 */
export const correctArticle = (
  stored: Article,
  candidate: Candidate,
  source: Source,
  configured: readonly Source[],
): Revision | undefined => {
  if (stored.source === source.id) return reviseArticle(stored, candidate);
  const bringer = configured.find(({ id }) => id === stored.source);
  const { id: outlet } = stored.outlet;
  return speaksFor(source, outlet) && !speaksFor(bringer, outlet) ? takeOver(stored, candidate) : undefined;
};

/**
 * The outlet's own words in place of all that another said for it: names and former titles too, since an aggregator
 * may have given one article the guid or the address of the next. Id and dates stay, as they were published.
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
