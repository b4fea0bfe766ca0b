import type { ArticleId, IdentityKey } from '../../src/domain/article/article.ts';
import { keysToKeep } from '../../src/domain/article/identity-keys.ts';
import type { Drop } from '../../src/domain/item/drop.ts';
import { jstDayNumber } from '../../src/domain/source/health/tally.ts';
import type { SourceId } from '../../src/domain/source/source.ts';
import type { SourceState } from '../../src/domain/source/source-state.ts';
import type { Known, SearchNeed, Store, StoryQuery } from '../../src/domain/store/contract.ts';
import type { Story, StoryId } from '../../src/domain/story/story.ts';
import { hourOf, labelOf, rowOf, TOP_LABEL } from '../../src/store/index/row.ts';

export type MemoryStore = Store & {
  readonly allStories: () => readonly Story[];
  /** Makes the next commits reject with the error, like a full disk; undefined lets commits succeed again. */
  readonly failWith: (error: Error | undefined) => void;
};

export const createMemoryStore = (): MemoryStore => {
  const states = new Map<SourceId, SourceState>();
  const all = new Map<StoryId, Story>();
  const known = new Map<IdentityKey, Known>();
  const storyOf = new Map<ArticleId, StoryId>();
  const drops = new Map<IdentityKey, Drop>();
  let failure: Error | undefined;
  const selected = ({
    announcedOnly = false,
    from,
    until,
    words,
    ...labels
  }: Omit<StoryQuery, 'limit' | 'order'>): readonly Story[] =>
    [...all.values()]
      .filter((story) => hasLabels(story, labels))
      .filter(
        (story) => words === undefined || (words.length > 0 && words.every((need) => meets(story, need))),
      )
      .filter(({ announcedAt }) => !announcedOnly || announcedAt !== undefined)
      .filter(({ published }) => from === undefined || Temporal.Instant.compare(published, from) >= 0)
      .filter(({ published }) => until === undefined || Temporal.Instant.compare(published, until) < 0)
      .toSorted(byDate);
  const stories = async ({ limit, order, ...query }: StoryQuery): Promise<readonly Story[]> =>
    order === 'announced' ? latestAnnounced(selected(query), limit) : selected(query).slice(0, limit);
  return {
    state: (source) => states.get(source),
    knows: async (keys) => new Map(keys.flatMap((key) => pairOf(key, known.get(key)))),
    storyIdsOf: async (articles) =>
      new Map(articles.flatMap((article) => pairOf(article, storyOf.get(article)))),
    story: async (id) => all.get(id),
    storiesById: async (ids) => ids.flatMap((id) => all.get(id) ?? []),
    stories,
    each: async function* (query) {
      yield* slicesOf(await stories({ ...query, limit: Number.MAX_SAFE_INTEGER }));
    },
    gainedSince: async function* () {
      yield* slicesOf([...all.values()]);
    },
    count: async (query, most) => selected(query).slice(0, most).length,
    labelCounts: async (kind, since) => {
      const prefix = labelOf[kind]('');
      const labels = selected({ from: since })
        .flatMap((story) => rowOf(story).labels)
        .filter((label) => label.startsWith(prefix));
      return [...Map.groupBy(labels, (label) => label.slice(prefix.length))]
        .map(([key, all]) => ({ key, stories: all.length }))
        .toSorted((a, b) => b.stories - a.stories || (a.key < b.key ? -1 : 1));
    },
    articleCounts: async (since) => {
      const counted = [...all.values()].flatMap(({ articles }) =>
        articles.map(({ source, published }) => ({ source, hour: hourOf(published), articles: 1 })),
      );
      return {
        daily: counted
          .map(({ hour, ...rest }) => ({ ...rest, day: jstDayNumber(hour) }))
          .filter(({ day }) => day >= jstDayNumber(hourOf(since))),
        hourly: counted
          .map(({ hour, articles }) => ({ hour, articles }))
          .filter(({ hour }) => hour >= hourOf(since)),
      };
    },
    terms: async (beginning, most) =>
      [...new Set([...all.values()].flatMap((story) => rowOf(story).title.split(' ')))]
        .filter((term) => term.startsWith(beginning))
        .slice(0, most),
    drop: async (key) => drops.get(key),
    commit: async (change) => {
      if (failure !== undefined) throw failure;
      for (const state of change.states) states.set(state.source, state);
      for (const drop of change.drops) {
        for (const key of drop.keys) {
          drops.set(key, drop);
          // An article or a tombstone outranks a drop, as in the other stores.
          if (!known.has(key)) known.set(key, { kind: 'dropped' });
        }
      }
      for (const id of change.united ?? []) all.delete(id);
      for (const story of change.stories) {
        all.set(story.id, story);
        for (const article of story.articles) {
          storyOf.set(article.id, story.id);
          for (const key of keysToKeep(article)) known.set(key, { kind: 'article', id: article.id });
        }
      }
    },
    removeBefore: async (moment) => {
      let removed = 0;
      for (const story of all.values()) {
        if (Temporal.Instant.compare(story.published, moment) >= 0) continue;
        removed += 1;
        all.delete(story.id);
        for (const article of story.articles) {
          for (const key of keysToKeep(article)) known.set(key, { kind: 'removed' });
        }
      }
      return { removed };
    },
    health: () => ({
      articles: storyOf.size,
      stories: all.size,
      bytes: 0,
      problems: [],
      unwritten: 0,
      isWaiting: false,
    }),
    newestDrops: async (limit) => [...new Set(drops.values())].slice(-limit).reverse(),
    compact: async () => undefined,
    whole: async () => undefined,
    close: async () => undefined,
    allStories: () => [...all.values()],
    failWith: (error) => {
      failure = error;
    },
  };
};

const pairOf = <Key, Value>(key: Key, value: Value | undefined): (readonly [Key, Value])[] =>
  value === undefined ? [] : [[key, value]];

type Labels = Pick<StoryQuery, 'company' | 'topic' | 'outlet' | 'language' | 'topOnly'>;

const hasLabels = (story: Story, { company, topic, outlet, language, topOnly = false }: Labels): boolean => {
  const labels = new Set(rowOf(story).labels);
  return [
    company && labelOf.company(company),
    topic && labelOf.topic(topic),
    outlet && labelOf.outlet(outlet),
    language && labelOf.language(language),
    topOnly ? TOP_LABEL : undefined,
  ].every((label) => label === undefined || labels.has(label));
};

const byDate = (a: Story, b: Story): number =>
  Temporal.Instant.compare(b.published, a.published) || (a.id < b.id ? -1 : 1);

/** Returns at most `count` stories, those that were announced last, with the newest `published` first. */
const latestAnnounced = (stories: readonly Story[], count: number): readonly Story[] =>
  stories
    .filter(({ announcedAt }) => announcedAt !== undefined)
    .toSorted(
      (a, b) =>
        (b.announcedAt?.epochMilliseconds ?? 0) - (a.announcedAt?.epochMilliseconds ?? 0) || byDate(a, b),
    )
    .slice(0, count)
    .toSorted(byDate);

function* slicesOf(stories: readonly Story[]): Generator<readonly Story[]> {
  for (let from = 0; from < stories.length; from += AT_ONCE) yield stories.slice(from, from + AT_ONCE);
}

const AT_ONCE = 50;

const meets = (story: Story, { text, labels }: SearchNeed): boolean =>
  labels.some((label) => hasLabels(story, label)) ||
  story.articles.some(({ title, summary = '' }) => `${title} ${summary}`.toLowerCase().includes(text));
