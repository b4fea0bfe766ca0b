import type { Pause } from '../domain/ambient.ts';
import type { Article, ArticleId } from '../domain/article/article.ts';
import type { Folding } from '../domain/folding/fold-articles.ts';
import { inTurns } from '../domain/steps.ts';
import { announceStory, createStory, joinStory } from '../domain/story/grow-story.ts';
import type { Story, StoryId } from '../domain/story/story.ts';

/** A story that today's rules would split, or would join with other stories. */
export type FoldDifference = {
  readonly kind: 'would-part' | 'would-join';
  readonly story: StoryId;
  readonly title: string;
  /** The first article of each group that would leave the story, or of each story that would join it. */
  readonly others: readonly { readonly article: ArticleId; readonly title: string }[];
};

/** Places the articles of stories again, in order of arrival. Resolves to the differences. `folding` must be empty. */
export const rejudgeFolds = async (
  stories: readonly Story[],
  folding: Pick<Folding, 'accept' | 'placeInSteps'>,
  pause: Pause,
): Promise<readonly FoldDifference[]> => {
  const stored = new Map(stories.flatMap((story) => story.articles.map((article) => [article.id, story])));
  const reports = stories.flatMap(({ articles }) => articles);
  const again = await placeAgain(reports, folding, pause);
  const parted = stories.flatMap((story): readonly FoldDifference[] => {
    const [, ...homes] = Map.groupBy(story.articles, ({ id }) => again.get(id)?.id).values();
    const firsts = homes.flatMap(([first]) => first ?? []);
    return differencesOf('would-part', story, firsts);
  });
  const joined = [...new Set(again.values())].flatMap((home): readonly FoldDifference[] => {
    const [first, ...others] = new Set(home.articles.map(({ id }) => stored.get(id) as Story)); // `stored` has all articles.
    const firsts = others.map(({ articles: [article] }) => article);
    return first === undefined ? [] : differencesOf('would-join', first, firsts);
  });
  return [...parted, ...joined];
};

const differencesOf = (
  kind: FoldDifference['kind'],
  { id: story, articles: [{ title }] }: Story,
  named: readonly Article[],
): readonly FoldDifference[] => {
  const others = named.map((article) => ({ article: article.id, title: article.title }));
  return others.length === 0 ? [] : [{ kind, story, title, others }];
};

const placeAgain = async (
  articles: readonly Article[],
  folding: Pick<Folding, 'accept' | 'placeInSteps'>,
  pause: Pause,
): Promise<ReadonlyMap<ArticleId, Story>> => {
  const homes = new Map<ArticleId, StoryId>();
  const current = new Map<StoryId, Story>();
  const polls = Map.groupBy(articles, ({ firstSeenAt }) => firstSeenAt.epochMilliseconds);
  for (const [ms, poll] of [...polls].sort(([a], [b]) => a - b)) {
    const now = Temporal.Instant.fromEpochMilliseconds(ms);
    const changed = new Set<StoryId>();
    for (const { article, into, join } of await inTurns(folding.placeInSteps(poll, now), pause)) {
      const home =
        into.kind === 'story' ? into.id : into.kind === 'with' ? homes.get(into.article) : undefined;
      const story = home === undefined ? undefined : current.get(home);
      // Each story is announced, so that folding never unites two of them, which this replay could not do.
      const grown =
        story === undefined
          ? announceStory(createStory(article, join, ''), now)
          : joinStory(story, article, join, now);
      current.set(grown.id, grown);
      homes.set(article.id, grown.id);
      changed.add(grown.id);
    }
    folding.accept([...changed].flatMap((id) => current.get(id) ?? []));
  }
  // Each article has a home, and each home is a current story.
  return new Map(articles.map(({ id }) => [id, current.get(homes.get(id) as StoryId) as Story]));
};
