import type { Article } from '../../article/article.ts';
import type { Steps } from '../../steps.ts';
import type { Join, StoryId } from '../../story/story.ts';
import { explainPair } from '../explain.ts';
import type { Rulings } from '../fold-rule.ts';
import type { FoldSettings } from '../fold-settings.ts';
import type { Placement } from '../placement.ts';
import type { Parameters } from '../score/parameters.ts';
import type { PairScorer } from '../score/score-pair.ts';
import { type Entrants, gatherEntrants, labelOf } from './entrants.ts';
import { findBridges } from './find-bridges.ts';
import { findLinks } from './find-links.ts';
import { type Group, type Grouping, mergeGroups, scoreGroups } from './group-stories.ts';
import { partingOf } from './parting-of.ts';
import { roundScore } from './round-score.ts';
import type { Shelf } from './shelf.ts';
import { type IsParted, startGroups } from './start-groups.ts';
import { twinOf } from './twins.ts';

/** More articles of one event than any outlet list brings; what grows beyond has snowballed. */
const LARGEST_STORY = 12;

/** Decides for all articles of a poll together where they belong. See `Folding.place`. */
export const placeBatch = function* (
  shelf: Shelf,
  scorer: PairScorer,
  settings: FoldSettings,
  parameters: Parameters,
  rulings: Rulings,
  articles: readonly Article[],
  now: Temporal.Instant,
): Steps<readonly Placement[]> {
  for (const article of articles) {
    yield;
    shelf.read(article);
  }
  const entrants = gatherEntrants(shelf, scorer, settings, articles, now);
  const { fresh, at, score } = entrants;
  const threshold = thresholdOf(entrants, settings, parameters);
  const links = yield* findLinks(shelf, entrants, rulings, leastThreshold(settings, parameters));
  const isParted: IsParted = (a, b) => partingOf(a, b, entrants, rulings) !== undefined;
  const { groups, storedIds } = startGroups(shelf, entrants, links, isParted);
  const merged = yield* mergeGroups(groups, {
    score,
    threshold,
    links: links.pairs,
    largest: LARGEST_STORY,
    isParted,
  });

  const groupOf = new Map<number, Group>();
  for (const group of merged) for (const member of group.members) groupOf.set(member, group);
  const storyIdOf = (group: Group): StoryId => {
    const [kept] = group.stored;
    if (kept !== undefined) return storedIds[kept] as StoryId;
    return at(group.members[0] as number).id as string as StoryId; // Born of its first article.
  };

  const placements: Placement[] = [];
  for (const [i, article] of fresh.entries()) {
    yield;
    const group = groupOf.get(i) as Group; // All of the batch stand in a group from the start.
    const others = group.members.filter((j) => j !== i);
    const first = group.members.find((j) => j < fresh.length);
    const closest = others.reduce<number | undefined>(
      (best, j) => (best === undefined || score(i, j) > score(i, best) ? j : best),
      undefined,
    );
    const isFirst = group.stored.length === 0 && first === i;
    const copied = links.twins.get(i);
    const twin = copied !== undefined && others.includes(copied) ? copied : undefined;
    const rule = twin === undefined ? undefined : rulings.join(at(i), at(twin));
    const join: Join =
      isFirst || closest === undefined
        ? { article: article.id, reason: 'first', detail: 'the first report' }
        : {
            article: article.id,
            reason:
              twin === undefined
                ? 'same-event'
                : rule !== undefined
                  ? 'by-hand'
                  : (twinOf(at(i), at(twin)) ?? 'same-title'),
            detail: `${rule === undefined ? '' : `${rule.place.file}:${rule.place.line}, `}as ${labelOf(at(twin ?? closest))}: ${explainPair(at(i).profile, at(twin ?? closest).profile, undefined)}`,
            score: roundScore(twin === undefined ? scoreGroups([i], others, score) : 1),
          };
    const into: Placement['into'] =
      group.stored.length > 0
        ? { kind: 'story', id: storyIdOf(group) }
        : isFirst || first === undefined
          ? { kind: 'new' }
          : { kind: 'with', article: at(first).id };
    const bridges = findBridges(i, entrants, links, { groupOf, storyIdOf }, { storedIds, threshold });
    placements.push({ article, into, join, bridges });
  }
  return placements;
};

/** What any two groups ask for. */
const leastThreshold = ({ strictness }: FoldSettings, { thresholds }: Parameters): number =>
  Math.min(...Object.values(thresholds).map((judge) => judge[strictness]));

/** From which score on groups become one: what was learned of the languages in them. */
export const thresholdOf =
  (
    { at }: Pick<Entrants, 'at'>,
    { strictness }: FoldSettings,
    { thresholds }: Parameters,
  ): Grouping['threshold'] =>
  (a, b, isCareful) => {
    const languages = new Set([...a, ...b].map((i) => at(i).profile.language));
    const judge = languages.size > 1 ? 'bilingual' : languages.has('ja') ? 'japanese' : 'english';
    return thresholds[judge][isCareful ? 'careful' : strictness];
  };
