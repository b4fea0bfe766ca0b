import type { Article, ArticleId } from '../../article/article.ts';
import type { Story, StoryId } from '../../story/story.ts';
import type { Profile } from '../read/profile.ts';
import type { ReadArticle } from '../read/read-article.ts';
import { type CandidateIndex, createCandidateIndex } from './candidates.ts';

/** An article as it stands on the shelf: no more is kept of it than comparing needs. */
export type Shelved = {
  readonly id: ArticleId;
  readonly revision: number;
  readonly story: StoryId;
  readonly canonicalUrl: string;
  readonly outletName: string;
  readonly title: string;
  readonly profile: Profile;
};

/** The articles of the window, with the index that finds them. */
export type Shelf = {
  readonly read: ReadArticle;
  /** Slots of articles that may tell the same as a profile's, the likeliest first. */
  readonly near: CandidateIndex['near'];
  readonly at: (slot: number) => Shelved | undefined;
  readonly slotsOf: (story: StoryId) => readonly number[];
  /** Whether no reader has seen the story: it is a new source's silent backlog. */
  readonly isOpen: (story: StoryId) => boolean;
  /** Slots of the articles with that canonical address or id. */
  readonly slotsNamed: (name: string) => readonly number[];
  readonly accept: (stories: readonly Story[]) => void;
  readonly forgetBefore: (moment: Temporal.Instant) => void;
};

export const createShelf = (readAnew: ReadArticle): Shelf => {
  // An article is read when it is placed, and stands as the same object when it is accepted.
  const lately = new WeakMap<Article, Profile>();
  const read: ReadArticle = (article) => {
    const known = lately.get(article);
    if (known !== undefined) return known;
    const profile = readAnew(article);
    lately.set(article, profile);
    return profile;
  };
  let index = createCandidateIndex();
  let shelved: (Shelved | undefined)[] = [];
  const slotOf = new Map<ArticleId, number>();
  const slotsOf = new Map<StoryId, number[]>();
  const slotsByUrl = new Map<string, number[]>();
  const open = new Set<StoryId>();

  const put = (article: Article, story: StoryId): void => {
    const before = slotOf.get(article.id);
    const held = before === undefined ? undefined : shelved[before];
    if (held?.revision === article.revision && held.story === story) return;
    if (before !== undefined) take(before);
    shelve({
      id: article.id,
      revision: article.revision,
      story,
      canonicalUrl: article.canonicalUrl,
      outletName: article.outlet.name,
      title: article.title,
      profile: read(article),
    });
  };

  const shelve = (article: Shelved): void => {
    const slot = shelved.push(article) - 1;
    slotOf.set(article.id, slot);
    append(slotsOf, article.story, slot);
    append(slotsByUrl, article.canonicalUrl, slot);
    index.add(slot, article.profile);
  };

  const take = (slot: number): void => {
    const gone = shelved[slot];
    if (gone === undefined) return;
    shelved[slot] = undefined;
    slotOf.delete(gone.id);
    remove(slotsOf, gone.story, slot);
    if (!slotsOf.has(gone.story)) open.delete(gone.story);
    remove(slotsByUrl, gone.canonicalUrl, slot);
    index.drop(slot);
  };

  /** Gives all that stand new slots, in the old order, so that nothing of what is gone takes room. */
  const closeRanks = (): void => {
    const standing = shelved.filter((article) => article !== undefined);
    shelved = [];
    index = createCandidateIndex();
    for (const map of [slotOf, slotsOf, slotsByUrl]) map.clear();
    for (const article of standing) shelve(article);
  };

  return {
    read,
    near: (profile) => index.near(profile),
    at: (slot) => shelved[slot],
    isOpen: (story) => open.has(story),
    slotsOf: (story) => slotsOf.get(story) ?? [],
    slotsNamed: (name) => {
      const byId = slotOf.get(name as ArticleId);
      return byId === undefined ? (slotsByUrl.get(name) ?? []) : [byId];
    },
    accept: (stories) => {
      for (const story of stories) {
        for (const article of story.articles) put(article, story.id);
        if (story.announcedAt === undefined) open.add(story.id);
        else open.delete(story.id);
      }
    },
    forgetBefore: (moment) => {
      shelved.forEach((article, slot) => {
        if (article !== undefined && article.profile.seenMs < moment.epochMilliseconds) take(slot);
      });
      if (2 * slotOf.size < shelved.length) closeRanks();
    },
  };
};

const append = <Key>(map: Map<Key, number[]>, key: Key, slot: number): void => {
  const slots = map.get(key);
  if (slots === undefined) map.set(key, [slot]);
  else slots.push(slot);
};

const remove = <Key>(map: Map<Key, number[]>, key: Key, slot: number): void => {
  const left = (map.get(key) ?? []).filter((other) => other !== slot);
  if (left.length === 0) map.delete(key);
  else map.set(key, left);
};
