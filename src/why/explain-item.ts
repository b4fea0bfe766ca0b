import type { Article } from '../domain/article/article.ts';
import type { Config } from '../domain/config.ts';
import { defined } from '../domain/defined.ts';
import { counted, type Explained, inJst, type Section, sentence } from '../domain/explanation.ts';
import type { Folding } from '../domain/folding/fold-articles.ts';
import { explainNearMiss, type NearMiss } from '../domain/folding/placement.ts';
import { hideSecrets } from '../domain/hide-secrets.ts';
import type { Drop } from '../domain/item/drop.ts';
import { importanceOf } from '../domain/ranking/importance.ts';
import { rankingContext } from '../domain/ranking/ranking-context.ts';
import { explainHealth, judgeSources } from '../domain/source/health/judge-sources.ts';
import type { Source, SourceId } from '../domain/source/source.ts';
import { countTruncated } from '../domain/source/source-state.ts';
import type { Store } from '../domain/store/contract.ts';
import { chooseLead } from '../domain/story/choose-lead.ts';
import type { Story } from '../domain/story/story.ts';
import type { Tag } from '../domain/tag/tag.ts';
import { entryContext } from '../site/entry-context.ts';
import { viewAt } from '../site/views.ts';
import { explainArticle, placeOf } from './explain-article.ts';
import { explainStory } from './explain-story.ts';
import { explainUnseen } from './explain-unseen.ts';
import type { FoundItem } from './find-item.ts';
import { findNearest } from './find-nearest.ts';

export type WhyContext = {
  readonly store: Pick<Store, 'stories' | 'state'>;
  readonly config: Config;
  readonly now: Temporal.Instant;
  /** See `Folding.nearest`; absent if no folding window is filled. */
  readonly nearest?: Folding['nearest'] | undefined;
};

/** Explains what happened to an item, or to each article of a story. */
export const explainItem = async (found: FoundItem, context: WhyContext): Promise<readonly Explained[]> => {
  const { config } = context;
  switch (found.kind) {
    case 'article':
      return explainArticles(found.story, [found.article], context);
    case 'story':
      return explainArticles(found.story, found.story.articles, context);
    case 'dropped': {
      const { title, link, source } = found.drop;
      const today = sourceOf(source, config);
      return [{ title, link, sections: [...explainDrop(found.drop, today), ...about(today, context)] }];
    }
    case 'removed':
      return [{ title: REMOVED, sections: [] }];
    case 'unreadable':
      return [{ title: UNREADABLE, sections: [] }];
    case 'unseen':
      return [explainUnseen(found, config, (source) => health(source, context))];
  }
};

const REMOVED =
  'This item was deleted after the retention period; its id is kept, so that the item is not published again.';

const UNREADABLE = 'This item is stored, but cannot be read; `kawaraban store check` says what is wrong.';

const about = (source: Source | undefined, context: WhyContext): readonly Section[] =>
  source === undefined ? [] : [{ about: 'Source', lines: health(source, context) }];

const explainDrop = (drop: Drop, source: Source | undefined): readonly Section[] => [
  {
    about: 'Seen',
    lines: [`${inJst(drop.at)}, in the feed of the source ${drop.source}${placeOf(source)}.`],
  },
  { about: 'Known as', lines: drop.keys },
  { about: 'Dropped', lines: [sentence(drop.reason)] },
];

const explainArticles = async (
  story: Story,
  articles: readonly Article[],
  why: WhyContext,
): Promise<readonly Explained[]> => {
  const { config, store, now } = why;
  const { feed, relevance } = config;
  const context = entryContext(config);
  const nearest = await findNearest(story, why);
  const newest = await store.stories({ announcedOnly: true, order: 'announced', limit: feed.entries });
  const published = {
    lead: chooseLead(story.articles, context.outlets),
    siteUrl: feed.url,
    hasView: (path: string) => viewAt(path, config) !== undefined,
    importance: importanceOf(story, rankingContext(config), now),
    isInFeed: newest.some(({ id }) => id === story.id),
  };
  const labelOf = (tag: Tag): string => {
    if (tag.kind === 'topic') {
      const topic = context.topics.get(tag.key);
      return `${tag.key} (${topic?.label.en ?? 'no longer a topic'})${placeOf(topic)}`;
    }
    const name = context.companies(tag.code);
    const company = config.companies.find(({ code, until }) => code === tag.code && until === undefined);
    return `${tag.code} ${name?.nameEn ?? name?.nameJa ?? '(no longer listed in companies.csv)'}${placeOf(company)}`;
  };
  return articles.map((article) => {
    const source = sourceOf(article.source, config);
    const known = { threshold: relevance.threshold, labelOf, ...defined({ source }) };
    return {
      title: article.title,
      link: article.link,
      sections: [
        ...explainArticle(article, known),
        ...explainStory(story, article, published),
        ...nearSections(nearest(article)),
        ...about(source, why),
      ],
    };
  });
};

const nearSections = (near: readonly NearMiss[]): readonly Section[] =>
  near.length === 0
    ? []
    : [{ about: 'Near', lines: near.map((one) => `${explainNearMiss(one)} (${one.story})`) }];

const sourceOf = (id: SourceId, { sources }: Config) => sources.find((source) => source.id === id);

/**
 * Explains the health of a source, without secrets. The first line omits the query of the endpoint, because a query may
 * contain a secret.
 */
const health = (source: Source, { store, config, now }: WhyContext): readonly string[] => {
  const state = store.state(source.id);
  const judge = judgeSources(config.sources, (id) => store.state(id), now);
  const judged = judge(source);
  const asked = state?.lastPolledAt === undefined ? '' : `, last asked ${inJst(state.lastPolledAt)}`;
  const endpoint = state?.endpoints[state.endpoint]?.url ?? source.endpoints[0];
  return [
    `${source.id} reads ${endpoint.replace(/\?.*$/, '')}${asked}.`,
    `${source.enabled ? judged.health.kind : 'disabled'}: ${explainHealth(judged)}`,
    ...(state?.truncated === undefined
      ? []
      : [`Not taken in (truncated): ${counted(countTruncated(state.truncated), 'item')} of the document.`]),
  ].map((line) => hideSecrets(line));
};
