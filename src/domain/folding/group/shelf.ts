import type { Article, ArticleId } from '../../article/article.ts';
import type { Story, StoryId } from '../../story/story.ts';
import type { Profile } from '../read/profile.ts';
import type { ReadArticle } from '../read/read-article.ts';
import { hashText } from '../read/term/hash-text.ts';
import { type BlockFor, createSharedBlocks } from '../read/term/keyed.ts';
import { type CandidateIndex, createCandidateIndex } from './candidates.ts';

export type Shelved<Home = StoryId> = {
  readonly id: ArticleId;
  /** A hash of the revision and of the tags, which may change without a revision when the story grows. */
  readonly version: number;
  readonly story: Home;
  readonly canonicalUrl: string;
  readonly outletName: string;
  readonly title: string;
  readonly profile: Profile;
};

export const shelve = <Home>(article: Article, story: Home, profile: Profile): Shelved<Home> => ({
  id: article.id,
  version: versionOf(article),
  story,
  canonicalUrl: article.canonicalUrl,
  outletName: article.outlet.name,
  title: article.title,
  profile,
});

const versionOf = ({ revision, tags }: Article): number => hashText(JSON.stringify([revision, tags]));

/** The articles of the folding window, with the indexes that find them. */
export type Shelf = {
  /** Returns and caches the profile of an article that `accept` will add later. */
  readonly read: (article: Article) => Profile;
  /** Returns the profile of an article, from the cache if `read` or `profileOf` read the same object before. */
  readonly profileOf: (article: Article) => Profile;
  readonly near: CandidateIndex['near'];
  readonly at: (slot: number) => Shelved | undefined;
  readonly slotsOf: (story: StoryId) => readonly number[];
  /** True if a story on the shelf was not announced. */
  readonly isOpen: (story: StoryId) => boolean;
  /** Returns the slot of the article with the id `name`, else the slots of articles with this canonical address. */
  readonly slotsNamed: (name: string) => readonly number[];
  readonly accept: (stories: readonly Story[]) => void;
  readonly forgetBefore: (moment: Temporal.Instant) => void;
};

export const createShelf = (readAnew: ReadArticle): Shelf => {
  const sharedBlocks = createSharedBlocks();
  const lately = new WeakMap<Article, Profile>();
  const readInto = (article: Article, blockFor?: BlockFor): Profile => {
    const known = lately.get(article);
    if (known !== undefined) return known;
    const profile = readAnew(article, blockFor);
    lately.set(article, profile);
    return profile;
  };
  const slots = createSlots();
  const open = new Set<StoryId>();
  const take = (slot: number): void => {
    const gone = slots.take(slot);
    if (gone !== undefined && slots.ofStory(gone.story).length === 0) open.delete(gone.story);
  };
  const put = (article: Article, story: StoryId): void => {
    const before = slots.ofArticle(article.id);
    const held = before === undefined ? undefined : slots.at(before);
    if (held?.version === versionOf(article) && held.story === story) return;
    if (before !== undefined) take(before);
    slots.put(shelve(article, story, lately.get(article) ?? readAnew(article, sharedBlocks)));
  };
  return {
    read: (article) => readInto(article, sharedBlocks),
    profileOf: (article) => readInto(article),
    near: slots.near,
    at: slots.at,
    isOpen: (story) => open.has(story),
    slotsOf: slots.ofStory,
    slotsNamed: slots.named,
    accept: (stories) => {
      for (const story of stories) {
        for (const article of story.articles) put(article, story.id);
        if (story.announcedAt === undefined) open.add(story.id);
        else open.delete(story.id);
      }
    },
    forgetBefore: (moment) => {
      for (const slot of slots.seenBefore(moment.epochMilliseconds)) take(slot);
      slots.compact();
    },
  };
};

const createSlots = () => {
  let index = createCandidateIndex();
  let shelved: (Shelved | undefined)[] = [];
  const byArticle = new Map<ArticleId, number>();
  const byStory: Slots<StoryId> = new Map();
  const byUrl: Slots<string> = new Map();

  const put = (article: Shelved): void => {
    const slot = shelved.push(article) - 1;
    byArticle.set(article.id, slot);
    append(byStory, article.story, slot);
    append(byUrl, article.canonicalUrl, slot);
    index.add(slot, article.profile);
  };
  return {
    put,
    at: (slot: number) => shelved[slot],
    near: (profile: Profile) => index.near(profile),
    ofArticle: (id: ArticleId) => byArticle.get(id),
    ofStory: (story: StoryId) => slotsOf(byStory, story),
    named: (name: string): readonly number[] => {
      const byId = byArticle.get(name as ArticleId);
      return byId === undefined ? slotsOf(byUrl, name) : [byId];
    },
    /** Returns the slots of articles first seen before a moment, in milliseconds since 1970. */
    seenBefore: (ms: number): readonly number[] =>
      [...shelved.keys()].filter((slot) => (shelved[slot]?.profile.seenMs ?? ms) < ms),
    /** Empties a slot, and returns the article of the slot; undefined if the slot was empty. */
    take: (slot: number): Shelved | undefined => {
      const gone = shelved[slot];
      if (gone === undefined) return undefined;
      shelved[slot] = undefined;
      byArticle.delete(gone.id);
      remove(byStory, gone.story, slot);
      remove(byUrl, gone.canonicalUrl, slot);
      index.drop(slot);
      return gone;
    },
    /** If most slots are empty, moves the articles to new slots in the old order, so that empty slots take no memory. */
    compact: (): void => {
      if (2 * byArticle.size >= shelved.length) return;
      const standing = shelved.filter((article) => article !== undefined);
      shelved = [];
      index = createCandidateIndex();
      for (const map of [byArticle, byStory, byUrl]) map.clear();
      for (const article of standing) put(article);
    },
  };
};

/** The slots of each key. Most keys have one slot: a number needs less memory than a list. */
type Slots<Key> = Map<Key, number | number[]>;

const slotsOf = <Key>(map: Slots<Key>, key: Key): readonly number[] => {
  const slots = map.get(key) ?? [];
  return typeof slots === 'number' ? [slots] : slots;
};

const append = <Key>(map: Slots<Key>, key: Key, slot: number): void => {
  const slots = map.get(key);
  if (slots === undefined) map.set(key, slot);
  else if (typeof slots === 'number') map.set(key, [slots, slot]);
  else slots.push(slot);
};

const remove = <Key>(map: Slots<Key>, key: Key, slot: number): void => {
  const left = slotsOf(map, key).filter((other) => other !== slot);
  if (left.length === 0) map.delete(key);
  else map.set(key, left);
};
