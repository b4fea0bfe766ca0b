import type { Steps } from '../../steps.ts';
import { createHeap } from './heap.ts';

/** Stored stories and new articles that become one story. */
export type Group = {
  /** The positions of the group's stored stories in the `storedIds` of `startGroups`, the oldest story first. */
  readonly stored: readonly number[];
  /** True if no stored story of the group was announced. Only open groups may fold stored stories into one. */
  readonly isOpen: boolean;
  /** The group's articles, each by its number in `Entrants`. */
  readonly members: readonly number[];
};

export type Grouping = {
  /** Returns the score of two members, at most 1; see `Entrants.score`. */
  readonly score: (a: number, b: number) => number;
  /**
   * Returns the minimum score at which two groups become one story. `isCareful`: true if stored stories would become one
   * story.
   */
  readonly threshold: (a: readonly number[], b: readonly number[], isCareful: boolean) => number;
  /** Pairs of members that may be one story. Only groups that a pair links are compared. */
  readonly links: readonly (readonly [number, number])[];
  /** Returns true if two groups would exceed a limit of size as one story. */
  readonly isTooLarge: (a: readonly number[], b: readonly number[]) => boolean;
  /** Returns true if a rule of `folds.yaml` keeps a member of one group apart from a member of the other group. */
  readonly isParted: (a: readonly number[], b: readonly number[]) => boolean;
};

const SHARE_OF_BEST = 0.2;

/**
 * Bonus to the rank of a match for each doubling of a stored story's size. If two stories match a new report
 * almost equally, the report joins the larger story.
 */
const PULL_OF_SIZE = 0.1;

/**
 * Returns how well two groups match, at most 1: mostly the mean score of all pairs, partly the best score. Returns -1
 * if at least half of the pairs have a score below 0.
 */
export const scoreGroups = (a: readonly number[], b: readonly number[], score: Grouping['score']): number => {
  let sum = 0;
  let best = -1;
  let vetoed = 0;
  for (const x of a)
    for (const y of b) {
      const pair = score(x, y);
      sum += pair;
      if (pair < 0) vetoed += 1;
      if (pair > best) best = pair;
    }
  const pairs = a.length * b.length;
  return 2 * vetoed >= pairs ? -1 : SHARE_OF_BEST * best + (1 - SHARE_OF_BEST) * (sum / pairs);
};

/** Rounds a score to three decimals, as it is stored. */
export const roundScore = (score: number): number => Math.round(score * 1000) / 1000;

/**
 * Folds groups, the best match first, until no match reaches the threshold. Two groups with stored stories are folded
 * only if both are open; groups that would be too large, or that a rule keeps apart, are never folded.
 */
export const foldGroups = function* (groups: readonly Group[], grouping: Grouping): Steps<readonly Group[]> {
  const current = groups.map((group): Group | undefined => group);
  const groupOf = new Map<number, number>();
  groups.forEach(({ members }, g) => {
    for (const member of members) groupOf.set(member, g);
  });
  const matches = createHeap<Match>(isBefore);
  const neighbours = groups.map(() => new Set<number>());

  const match = (g: number, h: number): void => {
    const [a, b] = [current[g], current[h]];
    if (a === undefined || b === undefined || g === h) return;
    const isCareful = a.stored.length > 0 && b.stored.length > 0;
    if (isCareful && !(a.isOpen && b.isOpen)) return;
    neighbours[g]?.add(h);
    neighbours[h]?.add(g);
    const score =
      grouping.isTooLarge(a.members, b.members) || grouping.isParted(a.members, b.members)
        ? -1
        : scoreGroups(a.members, b.members, grouping.score);
    if (score < grouping.threshold(a.members, b.members, isCareful)) return;
    const rank = score + PULL_OF_SIZE * (doublings(a) + doublings(b));
    matches.push(g < h ? { g, h, rank, of: [a, b] } : { g: h, h: g, rank, of: [b, a] });
  };

  for (const [x, y] of grouping.links) {
    yield;
    const g = groupOf.get(x);
    const h = groupOf.get(y);
    if (g !== undefined && h !== undefined && !neighbours[g]?.has(h)) match(g, h);
  }
  for (let next = matches.pop(); next !== undefined; next = matches.pop()) {
    yield;
    const { g, h, of } = next;
    const [a, b] = [current[g], current[h]];
    // If a group changed after the comparison, this match is obsolete. Groups that still match have a newer match.
    if (a === undefined || b === undefined || a !== of[0] || b !== of[1]) continue;
    current[g] = {
      stored: [...a.stored, ...b.stored].sort((x, y) => x - y),
      isOpen: a.isOpen && b.isOpen,
      members: [...a.members, ...b.members].sort((x, y) => x - y),
    };
    current[h] = undefined;
    for (const other of [...(neighbours[g] ?? []), ...(neighbours[h] ?? [])])
      if (other !== h && other !== g) match(g, other);
  }
  return current.filter((group) => group !== undefined);
};

type Match = {
  readonly g: number;
  readonly h: number;
  readonly rank: number;
  /** The two groups at the time of their comparison. */
  readonly of: readonly (Group | undefined)[];
};

const doublings = ({ stored, members }: Group): number =>
  stored.length === 0 ? 0 : Math.log2(members.length);

const isBefore = (a: Match, b: Match): boolean =>
  a.rank > b.rank || (a.rank === b.rank && (a.g < b.g || (a.g === b.g && a.h < b.h)));
