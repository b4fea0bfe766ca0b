import type { Article, ArticleId } from '../domain/article/article.ts';
import { canonicalUrl } from '../domain/article/canonical-url.ts';
import type { Config } from '../domain/config.ts';
import { defined } from '../domain/defined.ts';
import { createFolding, type Folding } from '../domain/folding/fold-articles.ts';
import type { Parameters } from '../domain/folding/score/parameters.ts';
import type { Candidate } from '../domain/item/normalise-item.ts';
import { outletOfItem } from '../domain/item/outlet-of-item.ts';
import { judgeRelevance, type Relevance } from '../domain/item/relevance/judge-relevance.ts';
import type { Outlet, OutletId } from '../domain/source/outlet.ts';
import { plainSource, type Source } from '../domain/source/source.ts';
import { createAnnouncements } from '../domain/story/announcements.ts';
import { chooseLead } from '../domain/story/choose-lead.ts';
import { makeDictionary, type TagDictionary } from '../domain/tag/dictionary.ts';
import { companyCodes } from '../domain/tag/tag.ts';
import { tagArticle } from '../domain/tag/tag-article.ts';
import { tagStory } from '../domain/tag/tag-story.ts';
import type { Judgement } from '../intake/judge-candidate.ts';
import type { Polled } from '../intake/poll-source.ts';
import { type IntakeContext, takeIn } from '../intake/take-in.ts';
import { createPause } from '../system/create-pause.ts';
import { digest } from '../system/digest-of.ts';
import type { ItemLine } from './read-items.ts';
import { createScratchStore } from './scratch-store.ts';

export type ReplayedItem = {
  readonly id: string;
  /** The id of the story's first item. */
  readonly story: string;
  /** The id of the item that leads the story. */
  readonly lead: string;
  readonly companies: readonly string[];
  readonly topics: readonly string[];
  readonly relevant: boolean;
  readonly relevance: number;
  readonly reasons: readonly string[];
};

/**
 * Tags, judges and folds items in their order of arrival, as intake does after polls. Resolves to a result for each
 * item; an item that is not relevant is folded, too.
 */
export const replayItems = async (
  items: readonly ItemLine[],
  config: Config,
  parameters?: Parameters,
): Promise<readonly ReplayedItem[]> => {
  const { fold, outlets } = config;
  const dictionary = makeDictionary(config);
  const { folding, foundBy } = recorded(
    createFolding(parameters === undefined ? fold : { ...fold, parameters }),
  );
  const judged = items.map((item) => judgeItem(item, config, dictionary));
  const articles = new Map(judged.map(({ article }) => [article.id, article]));
  const store = createScratchStore();
  const byId = new Map(outlets.map((outlet) => [outlet.id, outlet]));
  const judge = ({ id }: Candidate): Judgement => {
    const article = articles.get(id);
    return article === undefined ? { kind: 'dropped', reason: 'unknown' } : { kind: 'kept', article };
  };
  const announcements = createAnnouncements();
  const parts: IntakeContext = {
    store,
    folding: { ...folding, fill: async () => folding },
    judge,
    sources: [SOURCE],
    speakerOf: ({ outlet }) => outlet.id,
    authority: config.feed.authority,
    digest,
    tagStory: (reports) => tagStory(reports, dictionary, byId),
    announcements: async () => announcements,
    perOutlet: Number.POSITIVE_INFINITY,
    isTop: () => false,
    prepare: async () => undefined,
    pause: createPause(),
  };
  const polls = Map.groupBy(articles.values(), ({ firstSeenAt }) => firstSeenAt.epochMilliseconds);
  for (const [ms, poll] of [...polls].sort(([a], [b]) => a - b)) {
    await takeIn([pollOf(poll, Temporal.Instant.fromEpochMilliseconds(ms))], parts);
  }
  return judged.map(({ article, relevance }) => {
    // A story that has five reports of the outlet refuses an item that repeats it, but the item is about that story.
    const found = articles.get(foundBy.get(article.id) ?? article.id) ?? article;
    const story = store.storyWith(article) ?? store.storyWith(found);
    if (story === undefined) throw new Error(`${article.id} is in no story`);
    // An item that repeats an earlier item has no article in the story, so its own tags are returned.
    const { tags } = story.articles.find(({ id }) => id === article.id) ?? article;
    return {
      id: article.id,
      story: story.id,
      lead: chooseLead(story.articles, byId).id,
      companies: companyCodes(tags),
      topics: tags.flatMap((tag) => (tag.kind === 'topic' ? [tag.key] : [])),
      relevant: relevance.relevant,
      relevance: relevance.score,
      reasons: relevance.reasons,
    };
  });
};

/** Makes a folding that notes which item each item was placed with: the first of the story or of the batch's group. */
const recorded = (
  folding: Folding,
): { readonly folding: Folding; readonly foundBy: ReadonlyMap<ArticleId, ArticleId> } => {
  const foundBy = new Map<ArticleId, ArticleId>();
  const placeInSteps: Folding['placeInSteps'] = function* (articles, now) {
    const placements = yield* folding.placeInSteps(articles, now);
    for (const { article, into } of placements) {
      // The id of a story is that of its first article.
      if (into.kind === 'story') foundBy.set(article.id, into.id as string as ArticleId);
      else if (into.kind === 'with') foundBy.set(article.id, into.article);
    }
    return placements;
  };
  return { folding: { ...folding, placeInSteps }, foundBy };
};

const judgeItem = (
  item: ItemLine,
  { outlets, relevance: { threshold } }: Config,
  dictionary: TagDictionary,
): { readonly article: Article; readonly relevance: Relevance } => {
  const { id, title, summary, url, language, published, firstSeenAt } = item;
  const text = { title, ...defined({ summary }), language, categories: [] };
  const tags = tagArticle({ ...text, published }, dictionary);
  const judged = { ...text, ...defined({ outlet: item.outlet, link: url }) };
  const relevance = judgeRelevance(judged, tags, dictionary, { scope: item.scope, threshold });
  const link = url ?? `https://item.invalid/${encodeURIComponent(id)}`;
  const outlet = outletOf(item, outlets);
  return {
    relevance,
    article: {
      ...text,
      id: id as ArticleId,
      revision: 1,
      source: SOURCE.id,
      outlet,
      link,
      canonicalUrl: canonicalUrl(link),
      authors: [],
      republish: 'excerpt',
      published,
      firstSeenAt,
      tags,
      relevance: { score: relevance.score, reasons: relevance.reasons },
    },
  };
};

const outletOf = (item: ItemLine, outlets: readonly Outlet[]): Article['outlet'] =>
  item.outlet === undefined
    ? { id: `of-${item.id}` as OutletId, name: 'no outlet named' }
    : outletOfItem({ source: { name: item.outlet } }, SOURCE, outlets);

/** The source of all items: an aggregator, so that each item may name its outlet. */
const SOURCE: Source = { ...plainSource('replay', 'ja'), aggregator: true };

const pollOf = (articles: readonly Article[], at: Temporal.Instant): Polled => ({
  source: SOURCE,
  url: SOURCE.endpoints[0],
  outcome: { kind: 'changed', listed: articles.length },
  arrived: articles.map((candidate) => ({ candidate, silent: false })),
  rejections: [],
  at,
  durationMs: 0,
});
