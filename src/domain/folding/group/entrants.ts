import type { Article } from '../../article/article.ts';
import type { StoryId } from '../../story/story.ts';
import type { FoldRule, Rulings } from '../fold-rule.ts';
import type { FoldingContext } from './folding-context.ts';
import { type Shelved, shelve } from './shelf.ts';

/** An article in a comparison: a stored article, or an article of `Entrants.fresh`, whose `story` is undefined. */
export type Entrant = Shelved<StoryId | undefined>;

/** All articles in a comparison, by number: those of `fresh` in order of date, then stored ones as they are added. */
export type Entrants = {
  readonly fresh: readonly Article[];
  readonly at: (number: number) => Entrant;
  /**
   * Adds the stored article of a slot, if it was not added before. Returns the article's number, or undefined if the
   * article was removed or is too old.
   */
  readonly enter: (slot: number) => number | undefined;
  /** Returns the numbers of a stored story's articles. Articles that are too old are left out. */
  readonly membersOf: (story: StoryId) => number[];
  /**
   * Returns the probability that two articles are one story; below 0 if a veto or a setting forbids the pair, or if the
   * article with the lower number had `MOST_COMPARISONS` comparisons. A score below `least` may be returned as 0, which
   * is faster.
   */
  readonly score: (x: number, y: number, least?: number) => number;
};

/** Maximum number of comparisons of an article with entrants of higher numbers: a feed may have many similar items. */
const MOST_COMPARISONS = 150;

export const labelOf = ({ title, outletName }: Entrant): string => `“${title}” (${outletName})`;

export const gatherEntrants = (
  { shelf, scorer, settings }: Pick<FoldingContext, 'shelf' | 'scorer' | 'settings'>,
  articles: readonly Article[],
  now: Temporal.Instant,
): Entrants => {
  const earliest = now.epochMilliseconds - settings.windowMs;
  const fresh = [...articles].sort(byMoment);
  const entrants = fresh.map((article): Entrant => shelve(article, undefined, shelf.profileOf(article)));
  const at = (number: number): Entrant => entrants[number] as Entrant; // Every number is from `enter` or from `fresh`.

  const numberOfSlot = new Map<number, number>();
  const enter = (slot: number): number | undefined => {
    const known = numberOfSlot.get(slot);
    if (known !== undefined) return known;
    const stored = shelf.at(slot);
    if (stored === undefined || stored.profile.seenMs < earliest) return undefined;
    numberOfSlot.set(slot, entrants.length);
    return entrants.push(stored) - 1;
  };

  const membersOf = (story: StoryId): number[] => shelf.slotsOf(story).flatMap((slot) => enter(slot) ?? []);

  /** The scores of pairs, by the lower number of a pair, then by the higher number. */
  const scores: Map<number, number>[] = [];
  const comparisons: number[] = [];
  const score = (x: number, y: number, least = 0): number => {
    if (x > y) return score(y, x, least);
    const known = scores[x]?.get(y);
    if (known !== undefined) return known;
    const before = comparisons[x] ?? 0;
    if (before === MOST_COMPARISONS) return -1;
    comparisons[x] = before + 1;
    const [a, b] = [at(x).profile, at(y).profile];
    const isPossible =
      (settings.acrossLanguages || a.language === b.language) &&
      Math.abs(a.publishedMs - b.publishedMs) <= settings.windowMs;
    const value = isPossible ? scorer.score(a, b, least) : -1;
    if (value >= 0 && value < least) return value;
    scores[x] ??= new Map();
    scores[x].set(y, value);
    return value;
  };
  return { fresh, at, enter, membersOf, score };
};

/** Returns the first rule that keeps a member of group `a` apart from a member of group `b`, or undefined. */
export const partingOf = (
  a: readonly number[],
  b: readonly number[],
  { at }: Pick<Entrants, 'at'>,
  rulings: Rulings,
): FoldRule | undefined => a.flatMap((x) => b.flatMap((y) => rulings.part(at(x), at(y)) ?? []))[0];

const byMoment = (a: Article, b: Article): number =>
  Temporal.Instant.compare(a.published, b.published) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
