import { defined } from '../defined.ts';
import type { Candidate } from '../item/normalise-item.ts';
import { type Source, speaksFor } from '../source/source.ts';
import type { Article, IdentityKey } from './article.ts';
import { canonicalUrl } from './canonical-url.ts';
import { identityKeys, kindOfKey, urlsOf } from './identity-keys.ts';
import { isSameText } from './is-same-text.ts';

/**
 * Maximum number of other guids, and of other addresses; the newest stay. If an article has as many keys of one kind, a
 * new key of that kind alone makes no revision, because some outlets change guids every poll.
 */
const OTHER_KEYS_KEPT = 8;

/** Maximum number of former titles of an article; the newest stay. A ticker gets a new title with every poll. */
const FORMER_TITLES_KEPT = 16;

/**
 * Maximum number of times that a title is used. A title may come back once, because an outlet can undo a correction.
 * Without a limit, two headlines that an outlet tests in turn would alternate in feed readers.
 */
const USES_OF_TITLE = 2;

/**
 * Maximum number of corrected titles of an article that set `updated` of its story. Later titles are taken, too, but
 * without a limit an article whose title changes with every poll would move another outlet's entry each time.
 */
const TITLES_THAT_UPDATE = 4;

/**
 * If an article has this many revisions, a change of its text alone makes no further one. A live report may grow for
 * hours, but a text such as `3分前` changes with every poll. Each revision counts as an item of the source (`DayCount`).
 */
const REVISIONS_BY_TEXT = 20;

/** Maximum number of times that an article's link is replaced because the page moved. */
const MOVES_FOLLOWED = 2;

type Revision = {
  readonly article: Article;
  /** True if the title was corrected. */
  readonly corrected: boolean;
  /** True if the title was corrected, and `updated` of the story must be set. */
  readonly updates: boolean;
};

/**
 * Makes the next revision of a stored article whose item came again; undefined if title, text, link, keys and outlet
 * stay. A new picture alone makes no revision. Id and dates do not change. A title that was used `USES_OF_TITLE` times is
 * ignored with its text, so that title and text are from one version of the item.
 */
export const reviseArticle = (stored: Article, candidate: Candidate): Revision | undefined => {
  const known = identityKeys(stored);
  const { otherKeys: _, ...named } = candidate;
  const learned = identityKeys(named).filter((key) => !known.includes(key));
  const held = Object.groupBy(stored.otherKeys ?? [], kindOfKey);
  const hasRoom = (key: IdentityKey): boolean => (held[kindOfKey(key)]?.length ?? 0) < OTHER_KEYS_KEPT;
  const others = Object.groupBy([...(stored.otherKeys ?? []), ...learned], kindOfKey);
  const { text = [], guid = [], url = [] } = others;
  const otherKeys = [...text, ...guid.slice(-OTHER_KEYS_KEPT), ...url.slice(-OTHER_KEYS_KEPT)];
  const { formerTitles = [] } = stored;
  const hasOtherTitle = !isSameText(stored.title, candidate.title);
  const uses = formerTitles.filter((title) => isSameText(title, candidate.title)).length;
  const retitled = hasOtherTitle && uses < USES_OF_TITLE;
  const rewritten = !hasOtherTitle && stored.revision < REVISIONS_BY_TEXT && saysOtherwise(stored, candidate);
  const isOfOther = stored.outlet.id !== candidate.outlet.id;
  const moved = isMoved(stored, candidate);
  if (!learned.some(hasRoom) && !retitled && !rewritten && !isOfOther && !moved) return undefined;
  return {
    corrected: retitled,
    updates: retitled && formerTitles.length < TITLES_THAT_UPDATE,
    article: {
      ...(retitled || rewritten ? withPicture(retitled ? withoutText(stored) : stored, candidate) : stored),
      revision: stored.revision + 1,
      outlet: isOfOther ? candidate.outlet : stored.outlet,
      link: moved ? candidate.link : stored.link,
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

/** True if the item has another summary or content than the article. A text that the item no longer has is ignored. */
const saysOtherwise = (stored: Article, { summary, content }: Candidate): boolean =>
  !isSameText(stored.summary ?? '', summary ?? stored.summary ?? '') ||
  !isSameText(stored.content ?? '', content ?? stored.content ?? '');

const withoutText = ({ summary: _, content: __, ...rest }: Article): Article => rest;

const withPicture = (stored: Article, { image, imageDetails }: Candidate): Article => {
  const { image: former, imageDetails: details, ...rest } = stored;
  return {
    ...rest,
    ...defined(image === undefined ? { image: former, imageDetails: details } : { image, imageDetails }),
  };
};

/**
 * True if the page of an article has a new address; a new query alone does not count. Only `MOVES_FOLLOWED` moves count,
 * because some feed readers would show the entry again each time.
 */
const isMoved = (stored: Article, candidate: Candidate): boolean => {
  const page = pageOf(candidate.canonicalUrl);
  const pages = new Set([canonicalUrl(stored.link), ...urlsOf(stored)].map(pageOf));
  return !pages.has(page) && pages.size <= MOVES_FOLLOWED;
};

const pageOf = (url: string): string => url.replace(/\?.*/s, '');

/**
 * Makes the revision of a stored article when a source lists the article's item again; undefined if the article stays
 * as it is. Only the source that brought the article revises it, because the outlet's other sources may have other
 * headlines. There are two exceptions: that source is not the outlet's own, or it has left the config. Then the first
 * source of the outlet that lists the item takes over the article. If an aggregator lists its item for another outlet
 * than the article has, the article stays as it is.
 */
export const correctArticle = (
  stored: Article,
  candidate: Candidate,
  source: Source,
  configured: readonly Source[],
): Revision | undefined => {
  const isDisowned = source.aggregator && stored.outlet.id !== candidate.outlet.id;
  if (stored.source === source.id) return isDisowned ? undefined : reviseArticle(stored, candidate);
  const origin = configured.find(({ id }) => id === stored.source);
  const { id: outlet } = stored.outlet;
  return speaksFor(source, outlet) && !speaksFor(origin, outlet) ? takeOver(stored, candidate) : undefined;
};

/**
 * Replaces an article by the item of the outlet's own source, without the old keys and former titles: an aggregator may
 * have mixed up two articles. Id, `published`, `firstSeenAt`, tags and relevance do not change.
 */
const takeOver = (stored: Article, candidate: Candidate): Revision => {
  const { id, published, firstSeenAt, tags, relevance } = stored;
  const corrected = !isSameText(stored.title, candidate.title);
  const kept = { id, revision: stored.revision + 1, published, firstSeenAt, tags, relevance };
  return { corrected, updates: corrected, article: { ...candidate, ...kept } };
};
