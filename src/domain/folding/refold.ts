import type { Article } from '../article/article.ts';
import type { NonEmpty } from '../brand.ts';
import { announceStory, createStory, uniteStories } from '../story/grow-story.ts';
import type { Join, Story, StoryId } from '../story/story.ts';
import type { FoldRule, Rulings } from './fold-rule.ts';

/** The changes that an editor's rules make to stored stories. */
export type Refolded = {
  /** The stories to store: changed stories and new stories. */
  readonly stories: readonly Story[];
  /** The stored stories that became part of another story. */
  readonly united: readonly StoryId[];
  readonly changes: readonly FoldChange[];
};

export type FoldChange = {
  readonly kind: 'split' | 'joined';
  /** The story that stays. */
  readonly story: StoryId;
  readonly title: string;
  /** The stories that were split off or that joined. */
  readonly others: readonly { readonly story: StoryId; readonly title: string }[];
};

type RefoldSettings = { readonly authority: string; readonly now: Temporal.Instant };

/**
 * A story that is split off from an announced story is announced, too, if its first report was seen at most this long
 * ago.
 */
const NEWS_LASTS = { hours: 24 };

/**
 * Splits and joins stories by an editor's rules. The id and dates of a story that stays do not change, so that readers
 * do not see old entries as new. If stories join, one that was announced before this call stays, else one that is
 * announced now; among several, the story with the earliest date.
 */
export const refold = (stories: readonly Story[], rulings: Rulings, settings: RefoldSettings): Refolded => {
  const changes: FoldChange[] = [];
  const current = new Map<StoryId, Story>();
  for (const story of stories) {
    const [kept, ...parted] = partStory(story, rulings, settings);
    for (const one of [kept, ...parted]) current.set(one.id, one);
    if (parted.length > 0) changes.push(change('split', kept, parted));
  }
  const before = new Map(stories.map((story) => [story.id, story]));
  const isUnknownToReaders = ({ id }: Story): number => Number(before.get(id)?.announcedAt === undefined);
  for (const story of [...current.values()].sort(
    (a, b) => isUnknownToReaders(a) - isUnknownToReaders(b) || firstPublished(a, b),
  )) {
    const taken = joinInto(story.id, current, rulings);
    if (taken.length > 0) changes.push(change('joined', story, taken));
  }
  return {
    stories: [...current.values()].filter((story) => before.get(story.id) !== story),
    united: [...before.keys()].filter((id) => !current.has(id)),
    changes,
  };
};

/**
 * Splits a story by the rules that keep its articles apart. Returns the story with the articles that stay, then a new
 * story for each other part.
 */
const partStory = (
  story: Story,
  rulings: Rulings,
  settings: RefoldSettings,
): readonly [Story, ...Story[]] => {
  const [first, ...rest] = story.articles;
  const bins: [NonEmpty<Article>, ...NonEmpty<Article>[]] = [[first]];
  let rule: FoldRule | undefined;
  for (const article of rest) {
    const isAllowed = (bin: NonEmpty<Article>): boolean =>
      bin.every((other) => {
        const parting = rulings.part(article, other);
        rule ??= parting;
        return parting === undefined;
      });
    const isAskedFor = (bin: NonEmpty<Article>): boolean =>
      bin.some((other) => rulings.join(article, other) !== undefined);
    const allowed = bins.filter(isAllowed);
    const home = allowed.find(isAskedFor) ?? (allowed[0] === bins[0] ? bins[0] : undefined);
    if (home === undefined) bins.push([article]);
    else bins[bins.indexOf(home)] = [...home, article];
  }
  const [kept, ...parted] = bins;
  if (parted.length === 0) return [story];
  const joins: NonEmpty<Join> = [story.joins[0], ...joinsOf(story, kept.slice(1))];
  const detail = `parted by hand from the story ${story.id} (${placeOf(rule)})`;
  return [
    { ...story, articles: kept, joins },
    ...parted.map((bin) => bearParted(story, bin, detail, settings)),
  ];
};

const bearParted = (
  from: Story,
  articles: NonEmpty<Article>,
  detail: string,
  { authority, now }: RefoldSettings,
): Story => {
  const [first, ...rest] = articles;
  const join: Join = { article: first.id, reason: 'first', detail };
  const joins: NonEmpty<Join> = [join, ...joinsOf(from, rest)];
  const story = { ...createStory(first, join, authority), articles, joins };
  const isNews = Temporal.Instant.compare(first.firstSeenAt, now.subtract(NEWS_LASTS)) >= 0;
  return from.announcedAt !== undefined && isNews ? announceStory(story, now) : story;
};

/** Returns the joins of some articles of a story. Joins are in the order of the articles, one for each. */
const joinsOf = ({ joins }: Story, articles: readonly Article[]): readonly Join[] =>
  joins.filter(({ article }) => articles.some(({ id }) => id === article));

/**
 * Adds to a story the stories that a rule joins with it, except those that a rule keeps apart. Returns the added
 * stories, and removes them from `current`.
 */
const joinInto = (id: StoryId, current: Map<StoryId, Story>, rulings: Rulings): readonly Story[] => {
  const taken: Story[] = [];
  for (let again = true; again; ) {
    again = false;
    for (const other of [...current.values()].sort(firstPublished)) {
      const story = current.get(id);
      if (story === undefined || other.id === id) continue;
      const pairs = story.articles.flatMap((a) => other.articles.map((b) => [a, b] as const));
      const rule = pairs.map(([a, b]) => rulings.join(a, b)).find((found) => found !== undefined);
      if (rule === undefined || pairs.some(([a, b]) => rulings.part(a, b) !== undefined)) continue;
      const detail = `joined by hand (${placeOf(rule)})`;
      current.set(id, uniteStories(story, other, { reason: 'by-hand', detail }));
      current.delete(other.id);
      taken.push(other);
      again = true;
    }
  }
  return taken;
};

const placeOf = (rule: FoldRule | undefined): string =>
  rule === undefined ? 'folds.yaml' : `${rule.place.file}:${rule.place.line}`;

const change = (kind: FoldChange['kind'], story: Story, others: readonly Story[]): FoldChange => ({
  kind,
  story: story.id,
  title: story.articles[0].title,
  others: others.map(({ id, articles }) => ({ story: id, title: articles[0].title })),
});

const firstPublished = (a: Story, b: Story): number =>
  Number(a.announcedAt === undefined) - Number(b.announcedAt === undefined) ||
  Temporal.Instant.compare(a.published, b.published) ||
  (a.id < b.id ? -1 : 1);
