import type { Article } from '../domain/article/article.ts';
import type { Config } from '../domain/config.ts';
import type { ConfigPlace } from '../domain/config-place.ts';
import { defined } from '../domain/defined.ts';
import { inJst, type Section } from '../domain/explanation.ts';
import { explainNearMiss } from '../domain/folding/explain-near-miss.ts';
import type { Folding } from '../domain/folding/fold-articles.ts';
import type { NearMiss } from '../domain/folding/placement.ts';
import { healthOf } from '../domain/source/health/health.ts';
import type { Source, SourceId } from '../domain/source/source.ts';
import type { SourceState } from '../domain/source/source-state.ts';
import type { Store } from '../domain/store/contract.ts';
import { chooseLead } from '../domain/story/choose-lead.ts';
import type { Story } from '../domain/story/story.ts';
import type { Tag } from '../domain/tag/tag.ts';
import { entryContext } from '../site/entries.ts';
import { viewAt } from '../site/views.ts';
import { explainArticle } from './explain-article.ts';
import { explainDrop } from './explain-drop.ts';
import { explainStory } from './explain-story.ts';
import { explainUnseen } from './explain-unseen.ts';
import type { Explained } from './explained.ts';
import type { FoundItem } from './find-item.ts';
import { findNearest } from './find-nearest.ts';

/** Says in words what happened to what was found; each article of a story that was asked for as a whole. */
export const explainItem = async (
  found: FoundItem,
  store: Pick<Store, 'stories' | 'state'>,
  config: Config,
  now: Temporal.Instant,
  nearest?: Folding['nearest'],
): Promise<readonly Explained[]> => {
  const about = (source: Source | undefined): readonly Section[] =>
    source === undefined ? [] : [{ about: 'Source', lines: health(source, store.state(source.id), now) }];
  switch (found.kind) {
    case 'article':
    case 'story': {
      const { story } = found;
      const articles = found.kind === 'article' ? [found.article] : story.articles;
      const near = await findNearest(story, store, config, now, nearest);
      return explainArticles(story, articles, near, store, config, about);
    }
    case 'dropped': {
      const { title, link, source } = found.drop;
      const today = sourceOf(source, config);
      return [{ title, link, sections: [...explainDrop(found.drop, today), ...about(today)] }];
    }
    case 'removed':
      return [
        {
          title: 'It was stored; its time is over, and only its name is kept so that it does not come again.',
          sections: [],
        },
      ];
    case 'unreadable':
      return [
        {
          title: 'It is stored, and cannot be read; `kawaraban store check` says what is wrong.',
          sections: [],
        },
      ];
    case 'unseen':
      return [explainUnseen(found, config, (source) => health(source, store.state(source.id), now))];
  }
};

const explainArticles = async (
  story: Story,
  articles: readonly Article[],
  nearest: (article: Article) => readonly NearMiss[],
  store: Pick<Store, 'stories' | 'state'>,
  config: Config,
  about: (source: Source | undefined) => readonly Section[],
): Promise<readonly Explained[]> => {
  const { feed, relevance } = config;
  const context = entryContext(config);
  const newest = await store.stories({ announcedOnly: true, limit: feed.entries });
  const published = {
    lead: chooseLead(story.articles, context.outlets),
    siteUrl: feed.url,
    hasView: (path: string) => viewAt(path, config, context) !== undefined,
    isInFeed: newest.some(({ id }) => id === story.id),
  };
  const labelOf = (tag: Tag): string => {
    if (tag.kind === 'topic') {
      const topic = context.topics.get(tag.key);
      return `${tag.key} (${topic?.label.en ?? 'no topic any more'})${placeOf(topic)}`;
    }
    const name = context.companies(tag.code);
    const company = config.companies.find(({ code, until }) => code === tag.code && until === undefined);
    return `${tag.code} ${name?.nameEn ?? name?.nameJa ?? '(not in companies.csv any more)'}${placeOf(company)}`;
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
        ...about(source),
      ],
    };
  });
};

/** The line of the config that a tag is from. */
const placeOf = (configured: { readonly place?: ConfigPlace } | undefined): string =>
  configured?.place === undefined ? '' : ` (${configured.place.file}:${configured.place.line})`;

const nearSections = (near: readonly NearMiss[]): readonly Section[] =>
  near.length === 0
    ? []
    : [{ about: 'Near', lines: near.map((one) => `${explainNearMiss(one)} (${one.story})`) }];

const sourceOf = (id: SourceId, { sources }: Config) => sources.find((source) => source.id === id);

/** How the source is, and what it reads; without the query of the address, which may hold a secret. */
const health = (source: Source, state: SourceState | undefined, now: Temporal.Instant): readonly string[] => {
  const { kind, why, whatToDo } = healthOf(source, state, now);
  const asked = state?.lastPolledAt === undefined ? '' : `, last asked ${inJst(state.lastPolledAt)}`;
  const endpoint = state?.endpoints[state.endpoint]?.url ?? source.endpoints[0];
  return [
    `${source.id} reads ${endpoint.replace(/\?.*$/, '')}${asked}.`,
    `${source.enabled ? kind : 'disabled'}: ${why}${whatToDo === undefined ? '' : ` ${whatToDo}`}`,
  ];
};
