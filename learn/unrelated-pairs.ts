import type { Article } from '../src/domain/article/article.ts';
import { createCandidateIndex } from '../src/domain/folding/group/candidates.ts';
import { isWorthScoring } from '../src/domain/folding/group/is-worth-scoring.ts';
import type { Profile } from '../src/domain/folding/read/profile.ts';
import type { ReadArticle } from '../src/domain/folding/read/read-article.ts';
import { vetoOf } from '../src/domain/folding/score/vetoes.ts';
import { articleOf, dayOf, type LabelledSet, readLines } from './labelled-set.ts';
import { partOfEnglishDay } from './read-sets.ts';
import { asRead } from './replayed-stories.ts';

/** Articles of certain days, or of one written set. Articles with the same `part` are held out together. */
export type World = Pick<LabelledSet, 'articles' | 'part' | 'world'>;

/** A pair that needs no label, because its articles hardly ever report one story. */
type UnrelatedPair = {
  readonly pair: readonly [Profile, Profile];
  readonly parts: readonly [number, number];
};

const DAY_MS = 86_400_000;

/** Length of the time into which all days of a world are moved, in milliseconds. */
const SPAN_MS = 3 * DAY_MS;

/** Minimum time between two unrelated articles of one world, in milliseconds. Few stories last longer. */
const APART_MS = 2 * DAY_MS;

/** Reads all worlds: the worlds of the sets, and general English news. */
export const readWorlds = (
  sets: readonly LabelledSet[],
  tag: (article: Article) => Article,
): readonly World[] => [
  // The English days of the sets are among the days of `readEnglishWorld`.
  ...[...Map.groupBy(sets, ({ world }) => world)]
    .filter(([world]) => world !== 'english')
    .map(([world, own]) => ({
      world,
      articles: own.flatMap(({ articles }) => articles),
      part: own.flatMap(({ part }) => part),
    })),
  readEnglishWorld(tag),
];

const readEnglishWorld = (tag: (article: Article) => Article): World => {
  const lines = readLines('feeds/replay-en-general.jsonl');
  return {
    world: 'english',
    articles: lines.map((line, i) => tag(articleOf({ ...asRead(line), id: `english-${i}` }))),
    part: lines.map((line) => partOfEnglishDay(dayOf(line))),
  };
};

type Moved = {
  readonly article: Article;
  readonly world: string;
  readonly part: number;
  /** The real time at which the article was first seen, in milliseconds since 1970. */
  readonly cameMs: number;
};

/** Moves the articles of all worlds into the same three days, and sorts the articles by their new times. */
const moveTogether = (worlds: readonly World[]): readonly Moved[] =>
  worlds
    .flatMap(({ world, articles, part }) => {
      const start = Math.min(...articles.map(({ firstSeenAt }) => firstSeenAt.epochMilliseconds));
      return articles.map((article, i): Moved => {
        const cameMs = article.firstSeenAt.epochMilliseconds;
        const moment = Temporal.Instant.fromEpochMilliseconds((cameMs - start) % SPAN_MS);
        return {
          article: { ...article, published: moment, firstSeenAt: moment },
          world,
          part: part[i] ?? 0,
          cameMs,
        };
      });
    })
    .sort((a, b) => Temporal.Instant.compare(a.article.firstSeenAt, b.article.firstSeenAt));

const areUnrelated = (a: Moved, b: Moved): boolean =>
  a.world !== b.world || (Math.abs(a.cameMs - b.cameMs) > APART_MS && a.article.title !== b.article.title);

const ONE_IN = 3;

/** Looks at one in `ONE_IN` unrelated pairs, and returns those that folding would score. */
export const pairUnrelated = (worlds: readonly World[], read: ReadArticle): readonly UnrelatedPair[] => {
  const index = createCandidateIndex();
  const seen: { readonly moved: Moved; readonly profile: Profile }[] = [];
  const pairs: UnrelatedPair[] = [];
  let met = 0;
  for (const moved of moveTogether(worlds)) {
    const profile = read(moved.article);
    for (const slot of index.near(profile)) {
      const other = seen[slot];
      if (other === undefined || !areUnrelated(moved, other.moved)) continue;
      met += 1;
      if (met % ONE_IN !== 0) continue;
      if (isScored(profile, other.profile))
        pairs.push({ pair: [profile, other.profile], parts: [moved.part, other.moved.part] });
    }
    index.add(seen.length, profile);
    seen.push({ moved, profile });
  }
  return pairs;
};

/** True if folding would score the pair. Two reports of a market do not count: both may be moved into one session. */
const isScored = (a: Profile, b: Profile): boolean =>
  (a.market === undefined || b.market === undefined) && vetoOf(a, b) === undefined && isWorthScoring(a, b);
