import { explainPair } from '../explain.ts';
import type { NearMiss } from '../fold-articles.ts';
import type { PairScorer } from '../score/score-pair.ts';
import type { StoryId } from '../story.ts';
import { type Entrants, labelOf } from './entrants.ts';
import { type Links, NEAREST_SHOWN } from './find-links.ts';
import { type Group, scoreGroups } from './group-stories.ts';
import { roundScore } from './round-score.ts';

/** What the stories are after merging: the group of each entrant that has one, and the id of each group. */
export type Merged = {
  readonly groupOf: ReadonlyMap<number, Group>;
  readonly storyIdOf: (group: Group) => StoryId;
};

/** The stories nearest to an article that it did not join, and why, the likeliest first. */
export const findNearMisses = (
  i: number,
  { at, score }: Entrants,
  { pairs, nearest }: Links,
  { groupOf, storyIdOf }: Merged,
  scorer: PairScorer,
): readonly NearMiss[] => {
  const group = groupOf.get(i);
  if (group === undefined) return [];
  const near = new Map<Group, number>();
  for (const [x, y] of pairs) {
    const other = x === i ? y : y === i ? x : undefined;
    const home = other === undefined ? undefined : groupOf.get(other);
    if (home === undefined || home === group || other === undefined) continue;
    const best = near.get(home);
    if (best === undefined || score(i, other) > score(i, best)) near.set(home, other);
  }
  const tell = (story: StoryId, members: readonly number[], best: number) => ({
    story,
    score: roundScore(scoreGroups([i], members, score)),
    detail: `${labelOf(at(best))}: ${explainPair(at(i).profile, at(best).profile, scorer.veto(at(i).profile, at(best).profile))}`,
  });
  const linked = [...near].map(([home, best]) => tell(storyIdOf(home), home.members, best));
  const unlinked = (nearest.get(i) ?? []).flatMap((j) => {
    const { story } = at(j);
    return story === undefined || groupOf.get(j) === group || linked.some((other) => other.story === story)
      ? []
      : [tell(story, [j], j)];
  });
  return [...linked, ...new Map(unlinked.map((told) => [told.story, told])).values()]
    .sort((a, b) => b.score - a.score || (a.story < b.story ? -1 : 1))
    .slice(0, NEAREST_SHOWN);
};
