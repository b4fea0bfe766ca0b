import type { Article } from '../../article/article.ts';
import type { Steps } from '../../steps.ts';
import { FIRST_REPORT, type Join, MOST_OF_AN_OUTLET, type StoryId } from '../../story/story.ts';
import { explainPair } from '../explain.ts';
import type { Rulings } from '../fold-rule.ts';
import type { Placement } from '../placement.ts';
import { type Entrants, gatherEntrants, labelOf, partingOf } from './entrants.ts';
import { findBridges, type MergedBatch } from './find-bridges.ts';
import { findLinks } from './find-links.ts';
import type { FoldingContext } from './folding-context.ts';
import { foldGroups, type Group, type Grouping, roundScore, scoreGroups } from './group-stories.ts';
import { startGroups } from './start-groups.ts';
import { exceededLimit, leastThreshold, thresholdOf } from './thresholds.ts';
import { twinOf } from './twins.ts';

/** Implements `Folding.placeInSteps`. */
export const placeBatch = function* (
  context: FoldingContext,
  articles: readonly Article[],
  now: Temporal.Instant,
): Steps<readonly Placement[]> {
  const { shelf, rulings } = context;
  for (const article of articles) {
    yield;
    shelf.read(article);
  }
  const least = leastThreshold(context);
  const all = gatherEntrants(context, articles, now);
  const repeats = findRepeats(all, rulings, least);
  const others = all.fresh.filter((article) => !repeats.has(article));
  const entrants = repeats.size === 0 ? all : gatherEntrants(context, others, now);
  const { fresh, score } = entrants;
  const threshold = thresholdOf(entrants, context);
  const links = yield* findLinks(context, entrants, least);
  const outletOf = (i: number): string => entrants.at(i).profile.outlet;
  const isParted: Grouping['isParted'] = (a, b) => partingOf(a, b, entrants, rulings) !== undefined;
  const { groups, storedIds } = startGroups(shelf, entrants, links, isParted);
  const folded = yield* foldGroups(groups, {
    score,
    threshold,
    links: links.pairs,
    isTooLarge: (a, b) => exceededLimit(a.map(outletOf), b.map(outletOf)) !== undefined,
    isParted,
  });

  const groupOf = new Map<number, Group>();
  for (const group of folded) for (const member of group.members) groupOf.set(member, group);
  const storyIdOf = ({ stored: [kept] }: Group): StoryId => storedIds[kept as number] as StoryId;
  const batch: MergedBatch = { entrants, links, rulings, threshold, storedIds, groupOf, storyIdOf };
  const placements: Placement[] = [];
  for (const i of fresh.keys()) {
    yield;
    placements.push(placeArticle(i, batch));
  }
  const placementOf = new Map(placements.map((placement) => [placement.article, placement]));
  for (const [article, { first, detail }] of repeats) {
    yield;
    const into = placementOf.get(first)?.into;
    placements.push({
      article,
      into: into === undefined || into.kind === 'new' ? { kind: 'with', article: first.id } : into,
      join: { article: article.id, reason: 'same-title', detail, score: 1 },
      bridges: [],
    });
  }
  return placements;
};

/**
 * Finds the headlines of which a batch has more than `MOST_OF_AN_OUTLET` reports of one outlet. Returns the later
 * reports of such a headline, each with the first one, into whose story it goes. Otherwise each group would take
 * `MOST_OF_AN_OUTLET` of them, and one headline would make several stories. A report that cannot be one story with the
 * report before it is left out.
 */
const findRepeats = (
  { fresh, at, score }: Entrants,
  rulings: Rulings,
  least: number,
): ReadonlyMap<Article, { readonly first: Article; readonly detail: string }> => {
  const headlineOf = (i: number): string => `${at(i).profile.outlet} ${at(i).profile.title}`;
  const repeats = new Map<Article, { readonly first: Article; readonly detail: string }>();
  for (const same of Map.groupBy(fresh.keys(), headlineOf).values()) {
    const first = fresh[same[0] as number] as Article;
    if (same.length <= MOST_OF_AN_OUTLET) continue;
    // Each is compared with the report before it, because the number of comparisons of an article has a limit.
    for (const [n, i] of same.slice(1).entries()) {
      const [a, b] = [at(same[n] as number), at(i)];
      if (rulings.part(a, b) !== undefined || score(same[n] as number, i, least) < least) continue;
      const detail = `compared with ${labelOf(a)}: ${explainPair(b.profile, a.profile, undefined)}`;
      repeats.set(fresh[i] as Article, { first, detail });
    }
  }
  return repeats;
};

const placeArticle = (i: number, batch: MergedBatch): Placement => {
  const { fresh, at, score } = batch.entrants;
  const article = fresh[i] as Article;
  const group = batch.groupOf.get(i) as Group; // Every article of the batch is in a group from the start.
  const others = group.members.filter((j) => j !== i);
  const closest = others.reduce<number | undefined>(
    (best, j) => (best === undefined || score(i, j) > score(i, best) ? j : best),
    undefined,
  );
  const first = group.members.find((j) => j < fresh.length);
  const isFirst = group.stored.length === 0 && first === i;
  const join: Join =
    isFirst || closest === undefined
      ? { article: article.id, reason: 'first', detail: FIRST_REPORT }
      : explainJoin(i, others, closest, batch);
  const into: Placement['into'] =
    group.stored.length > 0
      ? { kind: 'story', id: batch.storyIdOf(group) }
      : isFirst || first === undefined
        ? { kind: 'new' }
        : { kind: 'with', article: at(first).id };
  return { article, into, join, bridges: findBridges(i, group, batch) };
};

const explainJoin = (
  i: number,
  others: readonly number[],
  closest: number,
  { entrants: { at, score }, links, rulings }: MergedBatch,
): Join => {
  const article = at(i);
  const copied = links.twins.get(i);
  const isCopy = copied !== undefined && others.includes(copied);
  const like = at(isCopy ? copied : closest);
  const rule = isCopy ? rulings.join(article, like) : undefined;
  const by = rule === undefined ? '' : `joined by hand (${rule.place.file}:${rule.place.line}); `;
  return {
    article: article.id,
    reason: rule !== undefined ? 'by-hand' : isCopy ? (twinOf(article, like) ?? 'same-title') : 'same-event',
    detail: `${by}compared with ${labelOf(like)}: ${explainPair(article.profile, like.profile, undefined)}`,
    score: roundScore(isCopy ? 1 : scoreGroups([i], others, score)),
  };
};
