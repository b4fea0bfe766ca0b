import { MOST_REPORTS, type StoryId } from '../../story/story.ts';
import type { Entrants } from './entrants.ts';
import type { Links } from './find-links.ts';
import type { Group, Grouping } from './group-stories.ts';
import type { Shelf } from './shelf.ts';

/**
 * Makes a group of each linked stored story with its twins: the new articles that copy its articles, or that a rule
 * joins with them. Each other new article forms a group with its twins. A twin forms a separate group if a rule keeps
 * it apart or the group has `MOST_REPORTS` members. Also returns the ids of the stored stories, the oldest story first;
 * `Group.stored` contains positions in this list.
 */
export const startGroups = (
  shelf: Shelf,
  { fresh, at, membersOf }: Entrants,
  { pairs, twins }: Links,
  isParted: Grouping['isParted'],
): { readonly groups: readonly Group[]; readonly storedIds: readonly StoryId[] } => {
  const rootOf = (i: number): number => {
    const twin = twins.get(i);
    return twin === undefined || twin >= fresh.length ? i : rootOf(twin);
  };
  const storedMembers = new Map<StoryId, number[]>();
  for (const j of [...pairs.map(([, other]) => other), ...twins.values()]) {
    const { story } = at(j);
    if (story !== undefined) storedMembers.getOrInsertComputed(story, membersOf);
  }
  const storedIds = [...storedMembers]
    .map(([story, members]) => ({ story, begun: Math.min(...members.map((i) => at(i).profile.publishedMs)) }))
    .sort((a, b) => a.begun - b.begun || (a.story < b.story ? -1 : 1))
    .map(({ story }) => story);
  const newGroups = new Map<number, number[]>();
  for (const i of fresh.keys()) {
    const root = rootOf(i);
    const { story } = at(twins.get(root) ?? root);
    const copies = (story === undefined ? undefined : storedMembers.get(story)) ?? newGroups.get(root);
    if (copies === undefined || copies.length >= MOST_REPORTS || isParted(copies, [i])) newGroups.set(i, [i]);
    else copies.push(i);
  }
  const groups: readonly Group[] = [
    ...storedIds.map((story, stored) => ({
      stored: [stored],
      isOpen: shelf.isOpen(story),
      members: storedMembers.get(story) ?? [],
    })),
    ...[...newGroups.values()].map((members) => ({ stored: [], isOpen: true, members })),
  ];
  return { groups, storedIds };
};
