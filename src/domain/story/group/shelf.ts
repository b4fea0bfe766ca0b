import type { Article, ArticleId } from '../../article/article.ts';
import type { Profile } from '../read/profile.ts';
import type { ReadArticle } from '../read/read-article.ts';
import type { Story, StoryId } from '../story.ts';
import { type CandidateIndex, createCandidateIndex } from './candidates.ts';

/** An article as it stands on the shelf: no more is kept of it than comparing needs. */
type Shelved = {
  readonly id: ArticleId;
  readonly revision: number;
  readonly story: StoryId;
  readonly canonicalUrl: string;
  readonly outletName: string;
  readonly writtenTitle: string;
  readonly profile: Profile;
};

/** The articles of the window, with the index that finds them. */
export type Shelf = {
  readonly read: ReadArticle;
  readonly index: CandidateIndex;
  readonly at: (slot: number) => Shelved | undefined;
  readonly slotsOf: (story: StoryId) => readonly number[];
  readonly slotsByUrl: (canonicalUrl: string) => readonly number[];
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
  const index = createCandidateIndex();
  const shelved = new Map<number, Shelved>();
  const slotOf = new Map<ArticleId, number>();
  const slotsOf = new Map<StoryId, number[]>();
  const slotsByUrl = new Map<string, number[]>();
  let next = 0;

  const put = (article: Article, story: StoryId): void => {
    const before = slotOf.get(article.id);
    if (before !== undefined && shelved.get(before)?.revision === article.revision) return;
    if (before !== undefined) take(before);
    const slot = next;
    next += 1;
    const profile = read(article);
    shelved.set(slot, {
      id: article.id,
      revision: article.revision,
      story,
      canonicalUrl: article.canonicalUrl,
      outletName: article.outlet.name,
      writtenTitle: article.title,
      profile,
    });
    slotOf.set(article.id, slot);
    append(slotsOf, story, slot);
    append(slotsByUrl, article.canonicalUrl, slot);
    index.add(slot, profile);
  };

  const take = (slot: number): void => {
    const gone = shelved.get(slot);
    if (gone === undefined) return;
    shelved.delete(slot);
    slotOf.delete(gone.id);
    remove(slotsOf, gone.story, slot);
    remove(slotsByUrl, gone.canonicalUrl, slot);
  };

  return {
    read,
    index,
    at: (slot) => shelved.get(slot),
    slotsOf: (story) => slotsOf.get(story) ?? [],
    slotsByUrl: (canonicalUrl) => slotsByUrl.get(canonicalUrl) ?? [],
    accept: (stories) => {
      for (const story of stories) for (const article of story.articles) put(article, story.id);
    },
    forgetBefore: (moment) => {
      const old = [...shelved].filter(([, { profile }]) => profile.seenMs < moment.epochMilliseconds);
      if (old.length === 0) return;
      for (const [slot] of old) take(slot);
      index.keep((slot) => shelved.has(slot));
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
