import type { Article } from '../../article/article.ts';
import type { OutletId } from '../../source/outlet.ts';
import type { StoryId } from '../../story/story.ts';
import { explainPair } from '../explain.ts';
import type { NearMiss } from '../placement.ts';
import { similarityOf } from '../read/term/keyed.ts';
import { gatherEntrants, partingOf } from './entrants.ts';
import type { FoldingContext } from './folding-context.ts';
import { roundScore, scoreGroups } from './group-stories.ts';
import { exceededLimit, thresholdOf } from './thresholds.ts';

/** Maximum number of similar stories that are shown. */
const NEAREST_SHOWN = 5;

/** Minimum nearness of a similar story. Most pairs of real headlines below it share only common words. */
const MIN_NEARNESS = 0.15;

/** Implements `Folding.nearest`. */
export const nearestStories = (
  context: FoldingContext,
  articles: readonly Article[],
  own: StoryId,
): readonly NearMiss[] => {
  const { shelf, scorer, rulings } = context;
  const seen = articles
    .map(({ firstSeenAt }) => firstSeenAt)
    .sort((a, b) => Temporal.Instant.compare(a, b))[0];
  if (seen === undefined) return [];
  const entrants = gatherEntrants(context, articles, seen);
  const { fresh, at, membersOf, score } = entrants;
  const threshold = thresholdOf(entrants, context);
  const numbers = [...fresh.keys()];

  /** Returns a pair with its nearness, 0 to 1: the score, or the similarity of the words if the score is below 0. */
  const pairOf = (i: number, j: number): Pair => {
    const known = score(i, j);
    const [a, b] = [at(i).profile.allGrams, at(j).profile.allGrams];
    return { i, j, nearness: known >= 0 ? known : similarityOf(a, b) };
  };
  const stories = numbers.flatMap((i) => shelf.near(at(i).profile)).map((slot) => shelf.at(slot)?.story);
  return [...new Set(stories)]
    .flatMap((story) => {
      if (story === undefined || story === own) return [];
      const members = membersOf(story);
      const [closest] = numbers.flatMap((i) => members.map((j) => pairOf(i, j))).sort(byNearness);
      return closest === undefined ? [] : [{ story, members, ...closest }];
    })
    .filter(({ nearness }) => nearness >= MIN_NEARNESS)
    .sort((a, b) => byNearness(a, b) || (a.story < b.story ? -1 : 1))
    .slice(0, NEAREST_SHOWN)
    .map(({ story, members, i, j }) => {
      const [a, b] = [at(i).profile, at(j).profile];
      const parting = partingOf(numbers, members, entrants, rulings);
      const areOpen = shelf.isOpen(own) && shelf.isOpen(story);
      const needed = roundScore(threshold(numbers, members, areOpen));
      const reached = parting === undefined ? roundScore(scoreGroups(numbers, members, score)) : -1;
      const rule =
        parting !== undefined
          ? `parted by hand at ${parting.place.file}:${parting.place.line}`
          : reached >= needed
            ? ruleBetween(own, story, shelf)
            : undefined;
      return {
        story,
        score: reached,
        needed,
        report: {
          title: at(j).title,
          outlet: { id: b.outlet as OutletId, name: at(j).outletName },
          language: b.language,
        },
        detail: `${rule === undefined ? '' : `${rule}; `}${explainPair(a, b, scorer.veto(a, b))}`,
      };
    });
};

/** Says which rule keeps two stories apart although their score is high enough; undefined if none does. */
const ruleBetween = (own: StoryId, other: StoryId, shelf: FoldingContext['shelf']): string | undefined => {
  const outletsOf = (story: StoryId): readonly string[] =>
    shelf.slotsOf(story).map((slot) => shelf.at(slot)?.profile.outlet ?? '');
  const limit = exceededLimit(outletsOf(own), outletsOf(other));
  if (limit !== undefined) return limit;
  const isAnnounced = [own, other].some((story) => shelf.slotsOf(story).length > 0 && !shelf.isOpen(story));
  return isAnnounced ? 'an announced story is not folded with another story' : undefined;
};

type Pair = { readonly i: number; readonly j: number; readonly nearness: number };

const byNearness = (a: Pair, b: Pair): number => b.nearness - a.nearness;
