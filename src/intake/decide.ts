import type { Digest } from '../domain/ambient.ts';
import type { Article, ArticleId, IdentityKey } from '../domain/article/article.ts';
import { identityKeys, keysOfDrop, refusedKey, urlKey, urlsOf } from '../domain/article/identity-keys.ts';
import { isSameItem } from '../domain/article/is-same-item.ts';
import { correctArticle } from '../domain/article/revise-article.ts';
import type { NonEmpty } from '../domain/brand.ts';
import { defined } from '../domain/defined.ts';
import type { Folding } from '../domain/folding/fold-articles.ts';
import type { Arrived } from '../domain/item/normalise-document.ts';
import type { Candidate } from '../domain/item/normalise-item.ts';
import type { Source } from '../domain/source/source.ts';
import { hasOnlyCopies, isCopy, reviseInStory } from '../domain/story/grow-story.ts';
import type { Story, StoryId } from '../domain/story/story.ts';
import { isSameSite } from '../domain/web-address.ts';
import type { Judgement } from './judge-candidate.ts';
import type { Polled } from './poll-source.ts';
import type { IntakeFolding } from './ports.ts';
import { type Recognition, type Recollection, recognise } from './recognise.ts';

export type Decision =
  | Extract<Recognition, { readonly kind: 'forgotten' }>
  /** An earlier item of the batch is the same. `isNews`: this item is news, so the earlier item is news, too. */
  | { readonly kind: 'twin'; readonly article: ArticleId; readonly isNews: boolean }
  /** The item is already stored, in `story`. If the item changes the article, `story` is the revised story. */
  | {
      readonly kind: 'again';
      readonly story: Story;
      readonly isRevised: boolean;
      /**
       * True if this item announces the silent story. The item must be news and come from another source than the article.
       * A copy of an old page (`hasOnlyCopies`) announces nothing.
       */
      readonly isNews: boolean;
    }
  /**
   * The item, or the corrected title of a stored article, is not taken in. `keys`: those of the drop. `isKnown`: the item
   * was dropped before, and the drop is stored.
   */
  | {
      readonly kind: 'dropped';
      readonly keys: readonly IdentityKey[];
      readonly reason: string;
      readonly isKnown: boolean;
    }
  /** `wasDropped`: the item was dropped before, by other rules or another limit. `disowned`: see `Revision`. */
  | {
      readonly kind: 'fresh';
      readonly article: Article;
      readonly wasDropped: boolean;
      readonly copyOf?: Story;
      readonly disowned?: Story;
    };

export type BatchView = {
  readonly stories: ReadonlyMap<StoryId, Story>;
  readonly freshByKey: ReadonlyMap<IdentityKey, readonly Article[]>;
};

export type ArrivedItem = { readonly arrived: Arrived; readonly polled: Polled };

export type DecideContext = {
  readonly judge: (candidate: Candidate, source: Source) => Judgement;
  /** All configured sources. */
  readonly sources: readonly Source[];
  readonly digest: Digest;
  readonly folding: Pick<IntakeFolding, 'fill'>;
  readonly tagStory: (articles: NonEmpty<Article>) => NonEmpty<Article>;
};

/** Decides what becomes of an item of a poll; changes nothing. Rejects if the folding cannot be filled. */
export const decide = async (
  { arrived: { candidate, silent }, polled }: ArrivedItem,
  batch: BatchView,
  recollection: Recollection,
  context: DecideContext,
): Promise<Decision> => {
  const keys = identityKeys(candidate);
  const twins = keys.flatMap((key) => batch.freshByKey.get(key) ?? []);
  const { id } = recollection.storyWith(candidate.id) ? underItsUrl(candidate, context.digest) : candidate;
  const twin = twins.find((fresh) => isTwin(fresh, candidate, id));
  if (twin !== undefined) return { kind: 'twin', article: twin.id, isNews: !silent };
  const recognition = underNewOutlet(candidate, recognise(candidate, recollection), polled.source);
  switch (recognition.kind) {
    case 'forgotten':
      return recognition;
    case 'again': {
      const before = batch.stories.get(recognition.story.id) ?? recognition.story;
      const revision = await revise(before, recognition.article.id, { candidate, polled }, context);
      if (revision.kind === 'refused') {
        const key = refusedKey(candidate);
        const isKnown = recollection.known.has(key);
        return { kind: 'dropped', keys: [key], reason: revision.reason, isKnown };
      }
      const { story } = revision;
      if (revision.kind === 'disowned') {
        const isGuidReused = recollection.storyWith(candidate.id) !== undefined;
        const apart = { kind: 'fresh', isGuidReused, wasDropped: false, disowned: story } as const;
        return judgeFresh(candidate, apart, polled.source, context);
      }
      // A story that one source brought as backlog may come as news from another source.
      const isOthers = recognition.article.source !== candidate.source;
      const mayAnnounce = !isCopy(story, recognition.article.id) || !hasOnlyCopies(story, polled.at);
      const isNews = !silent && isOthers && story.announcedAt === undefined && mayAnnounce;
      return { kind: 'again', story, isRevised: story !== before, isNews };
    }
    case 'fresh':
      return judgeFresh(candidate, ownWords(candidate, recognition, context), polled.source, context);
  }
};

/**
 * Recognises the item of an article that the same source brought as another outlet's. The operator has changed the
 * `outlet` of the source since then. An aggregator's items name their outlets, so they are not changed.
 */
const underNewOutlet = (candidate: Candidate, recognition: Recognition, source: Source): Recognition => {
  if (recognition.kind !== 'fresh' || source.aggregator) return recognition;
  const { copyOf: story } = recognition;
  const article = story?.articles.find(
    (one) =>
      one.source === source.id &&
      one.outlet.id !== candidate.outlet.id &&
      one.guid === candidate.guid &&
      urlsOf(one).includes(candidate.canonicalUrl),
  );
  return story === undefined || article === undefined ? recognition : { kind: 'again', article, story };
};

type FreshDecision = Extract<Decision, { readonly kind: 'fresh' }>;

type Fresh = Extract<Recognition, { readonly kind: 'fresh' }>;

/**
 * Removes `copyOf` if the page is on the site of the candidate's outlet, so that the texts decide whether the reports
 * are one story. Another outlet may have listed the address before the page existed.
 */
const ownWords = (candidate: Candidate, fresh: Fresh, { sources }: DecideContext): Fresh => {
  const host = URL.parse(candidate.canonicalUrl)?.hostname ?? '';
  const isOwnPage = sources.some(
    ({ outlet: { id, home } }) => id === candidate.outlet.id && home !== undefined && isSameSite(home, host),
  );
  const { copyOf: _, ...apart } = fresh;
  return isOwnPage ? apart : fresh;
};

/**
 * True if an article of this batch and a candidate are the same item. Two items of one source need the same id. `id`: that
 * of the candidate if it is stored as a new article.
 */
const isTwin = (fresh: Article, candidate: Candidate, id: ArticleId): boolean =>
  fresh.source === candidate.source
    ? fresh.id === candidate.id || fresh.id === id
    : isSameItem(fresh, candidate);

const judgeFresh = async (
  candidate: Candidate,
  { isGuidReused, wasDropped, copyOf, disowned }: Fresh & Pick<FreshDecision, 'disowned'>,
  source: Source,
  { judge, digest, folding }: DecideContext,
): Promise<Decision> => {
  const item = isGuidReused ? underItsUrl(candidate, digest) : candidate;
  const judgement = judge(item, source);
  if (judgement.kind === 'dropped') return { ...judgement, keys: keysOfDrop(item), isKnown: wasDropped };
  const { article } = judgement;
  // An outlet can list any address, so the address alone does not make the item a report of the page.
  const isCopy = copyOf !== undefined && fitsOthers(article, copyOf, await folding.fill());
  return { kind: 'fresh', article, wasDropped, ...(isCopy ? { copyOf } : {}), ...defined({ disowned }) };
};

/** True if an article may report the event of at least one report of another outlet in a story, by their titles. */
const fitsOthers = (
  article: Article,
  { articles }: Story,
  { mayBeOneEvent }: Pick<Folding, 'mayBeOneEvent'>,
): boolean => articles.some((held) => held.outlet.id !== article.outlet.id && mayBeOneEvent(held, article));

/**
 * Returns a candidate without its guid, because another article has the guid. The address identifies the candidate. If it
 * has no guid, an article has the id of the address, but went over to another outlet, so the source is named, too.
 */
const underItsUrl = ({ guid, ...rest }: Candidate, digest: Digest): Candidate => {
  const named = guid === undefined ? `${rest.outlet.id} ${rest.source}` : rest.outlet.id;
  return { ...rest, id: digest(`${named} ${urlKey(rest.canonicalUrl)}`) as ArticleId };
};

type Revision =
  /** The story with the revised article, or the same story if the item does not change the article. */
  | { readonly kind: 'kept'; readonly story: Story }
  /** The article keeps its old title. */
  | { readonly kind: 'refused'; readonly reason: string }
  /**
   * The item becomes an article of its own. An aggregator brought an article of `story` in the name of the item's
   * outlet, but the two have nothing in common. In `story`, that article now has the aggregator's own outlet.
   */
  | { readonly kind: 'disowned'; readonly story: Story };

/** Revises an article of a story. An item that the rules or the relevance of today would drop changes nothing. */
const revise = async (
  story: Story,
  id: ArticleId,
  { candidate, polled }: { readonly candidate: Candidate; readonly polled: Polled },
  { judge, sources, folding, tagStory }: DecideContext,
): Promise<Revision> => {
  const article = story.articles.find((held) => held.id === id);
  const revision = article && correctArticle(article, candidate, polled.source, sources);
  if (article === undefined || revision === undefined) return { kind: 'kept', story };
  const refuse = (why: string): Revision => ({
    kind: 'refused',
    reason: `the outlet changed the headline “${article.title}” to this one, but the old one stays, because ${why}`,
  });
  const judgement = judge(candidate, polled.source);
  if (judgement.kind === 'dropped')
    return revision.corrected
      ? refuse(`the new one would be dropped: ${judgement.reason}`)
      : { kind: 'kept', story };
  const isAlone = story.articles.every(({ outlet }) => outlet.id === article.outlet.id);
  // An aggregator may have brought a false title. Alone in the story, the outlet's own source replaces any title.
  if (revision.corrected && (article.source === polled.source.id || !isAlone)) {
    const misfit = misfitOf(judgement.article, article, isAlone ? undefined : story, await folding.fill());
    const origin = sources.find(({ id: source }) => source === article.source);
    if (misfit !== undefined && origin?.aggregator === true && origin.id !== polled.source.id) {
      const { id: outlet, name } = origin.outlet;
      const others = { ...article, revision: article.revision + 1, outlet: { id: outlet, name } };
      return { kind: 'disowned', story: reviseInStory(story, others, false, polled.at) };
    }
    if (misfit !== undefined) return refuse(misfit);
  }
  const revised = reviseInStory(story, revision.article, revision.updates, polled.at);
  // A corrected title may name another company, so the articles are tagged again.
  return {
    kind: 'kept',
    story: revision.corrected ? { ...revised, articles: tagStory(revised.articles) } : revised,
  };
};

/** Returns why `article` cannot replace `former`; undefined if it can. `story`: theirs, if other outlets report it. */
const misfitOf = (
  article: Article,
  former: Article,
  story: Story | undefined,
  folding: Pick<Folding, 'mayBeOneEvent'>,
): string | undefined => {
  // The article is in its story because of the old title, so a title about something else would be false there.
  if (!folding.mayBeOneEvent(former, article)) return 'the two have nothing in common';
  // Several small corrections can lead away from the event, so the other outlets' reports are compared, too.
  return story === undefined || fitsOthers(article, story, folding)
    ? undefined
    : 'the new one has nothing in common with the story’s reports of other outlets';
};
