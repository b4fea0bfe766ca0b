import { MOST_RELATED } from '../../story/grow-story.ts';
import type { StoryId } from '../../story/story.ts';
import { explainPair } from '../explain.ts';
import type { Rulings } from '../fold-rule.ts';
import type { Bridge } from '../placement.ts';
import { type Entrants, labelOf } from './entrants.ts';
import type { Links } from './find-links.ts';
import { type Group, type Grouping, roundScore, scoreGroups } from './group-stories.ts';

export type MergedBatch = Pick<Grouping, 'threshold'> & {
  readonly entrants: Entrants;
  readonly links: Links;
  readonly rulings: Rulings;
  readonly storedIds: readonly StoryId[];
  /** The group of each article, by the article's number. */
  readonly groupOf: ReadonlyMap<number, Group>;
  readonly storyIdOf: (group: Group) => StoryId;
};

/**
 * Minimum score of the best pair of reports of two related stories, without the reports of the outlet that connects
 * them. Reports of unrelated events have a score near 0.
 */
const LEAST_OF_RELATED = 0.05;

/**
 * Finds the stored stories that an article connects with its story: for the first new article of a group, the group's
 * further stored stories (`unite`); for every article, at most `MOST_RELATED` other stories that it matches (`relate`).
 * A headline about two events cannot relate their stories: other outlets' reports must match, too, if both stories have
 * any.
 */
export const findBridges = (
  i: number,
  group: Group,
  { entrants: { at, score, fresh }, links, groupOf, storyIdOf, storedIds, threshold }: MergedBatch,
): readonly Bridge[] => {
  const bridge = (kind: Bridge['kind'], story: StoryId, members: readonly number[]): Bridge => {
    const best = members.reduce((best, j) => (score(i, j) > score(i, best) ? j : best));
    return {
      kind,
      story,
      score: roundScore(scoreGroups([i], members, score)),
      detail: `${labelOf(at(best))}: ${explainPair(at(i).profile, at(best).profile, undefined)}`,
    };
  };
  const isFirst = group.members.find((j) => j < fresh.length) === i;
  const united = !isFirst
    ? []
    : group.stored.slice(1).map((position) => {
        const story = storedIds[position] as StoryId; // A position is an index of `storedIds`.
        return bridge(
          'unite',
          story,
          group.members.filter((j) => at(j).story === story),
        );
      });
  const fromOthers = ({ members }: Group): readonly number[] =>
    members.filter((j) => at(j).profile.outlet !== at(i).profile.outlet);
  const own = fromOthers(group);
  const mayRelate = (home: Group): boolean => {
    const theirs = fromOthers(home);
    const match = (a: number): boolean =>
      theirs.some((b) => score(a, b, LEAST_OF_RELATED) >= LEAST_OF_RELATED);
    return own.length === 0 || theirs.length === 0 || own.some(match);
  };
  const linked = new Set((links.linked[i] ?? []).flatMap((j) => groupOf.get(j) ?? []));
  const related = [...linked]
    .filter((home) => home !== group && home.stored.length > 0)
    .filter(({ members }) => scoreGroups([i], members, score) >= threshold([i], members, false))
    .filter(mayRelate)
    .slice(0, MOST_RELATED)
    .map((home) => bridge('relate', storyIdOf(home), home.members));
  return [...united, ...related];
};
