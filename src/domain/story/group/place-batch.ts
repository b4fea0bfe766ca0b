import type { Article } from '../../article/article.ts';
import { explainPair } from '../explain.ts';
import type { FoldSettings, Placement } from '../fold-articles.ts';
import type { Profile } from '../read/profile.ts';
import type { Parameters } from '../score/parameters.ts';
import type { PairScorer } from '../score/score-pair.ts';
import type { Join, StoryId } from '../story.ts';
import { createCandidateIndex } from './candidates.ts';
import { type Group, mergeGroups, scoreGroups } from './group-stories.ts';
import type { Shelf } from './shelf.ts';
import { twinOf } from './twins.ts';

/** A pair less likely than this leads nowhere: its groups are not compared. */
const LEAST_LINK = 0.08;

/** More articles of one event than any outlet list brings; what grows beyond has snowballed. */
const LARGEST_STORY = 12;

const NEAREST_SHOWN = 5;

/** An article in question: a stored one (by its slot), or one of the batch. */
type Entrant = {
  readonly profile: Profile;
  readonly article: Article | undefined;
  readonly story: StoryId | undefined;
  readonly label: string;
  readonly url: string;
};

/** Decides for all articles of a poll together where they belong. See `Folder.place`. */
export const placeBatch = (
  shelf: Shelf,
  scorer: PairScorer,
  settings: FoldSettings,
  parameters: Parameters,
  articles: readonly Article[],
  now: Temporal.Instant,
): readonly Placement[] => {
  const earliest = now.epochMilliseconds - settings.windowMs;
  const fresh = [...articles].sort(byMoment);
  const entrants: Entrant[] = fresh.map((article) => ({
    profile: shelf.read(article),
    article,
    story: undefined,
    label: `“${article.title}” (${article.outlet.name})`,
    url: article.canonicalUrl,
  }));
  const own = createCandidateIndex();
  entrants.forEach(({ profile }, i) => {
    own.add(i, profile);
  });
  const numberOfSlot = new Map<number, number>();
  const enter = (slot: number): number | undefined => {
    const known = numberOfSlot.get(slot);
    if (known !== undefined) return known;
    const stored = shelf.at(slot);
    if (stored === undefined || stored.profile.seenMs < earliest) return undefined;
    numberOfSlot.set(slot, entrants.length);
    return (
      entrants.push({
        profile: stored.profile,
        article: undefined,
        story: stored.story,
        label: `“${stored.writtenTitle}” (${stored.outletName})`,
        url: stored.canonicalUrl,
      }) - 1
    );
  };
  const at = (number: number): Entrant => entrants[number] as Entrant; // Numbers are given out by `enter` and the batch alone.

  const scores = new Map<number, number>();
  const score = (x: number, y: number): number => {
    const key = x < y ? x * PAIR_KEY + y : y * PAIR_KEY + x;
    const known = scores.get(key);
    if (known !== undefined) return known;
    const [a, b] = x < y ? [at(x).profile, at(y).profile] : [at(y).profile, at(x).profile];
    const isPossible =
      (settings.acrossLanguages || a.language === b.language) &&
      Math.abs(a.publishedMs - b.publishedMs) <= settings.windowMs;
    const value = isPossible ? scorer.score(a, b) : -1;
    scores.set(key, value);
    return value;
  };

  const links: [number, number][] = [];
  const twins = new Map<number, number>();
  /** The stored articles nearest to each of the batch, linked or not: what `why` speaks of. */
  const nearest = new Map<number, readonly number[]>();
  fresh.forEach((article, i) => {
    const stored = [...shelf.index.near(at(i).profile), ...shelf.slotsByUrl(article.canonicalUrl)]
      .map(enter)
      .filter((number) => number !== undefined);
    nearest.set(i, stored.slice(0, NEAREST_SHOWN));
    const beside = own.near(at(i).profile).filter((j) => j !== i);
    for (const j of new Set([...stored, ...beside])) {
      const isTwin = twinOf(at(i), at(j)) !== undefined;
      // A copy follows what stood before it: a stored one, or an earlier one of the batch.
      if (isTwin && (j >= fresh.length || j < i) && !twins.has(i)) twins.set(i, j);
      if (score(i, j) >= LEAST_LINK) links.push([i, j]);
    }
  });

  const rootOf = (i: number): number => {
    const twin = twins.get(i);
    return twin === undefined || twin >= fresh.length ? i : rootOf(twin);
  };
  const storyOf = (i: number): StoryId | undefined => {
    const twin = twins.get(i);
    return twin === undefined ? undefined : twin >= fresh.length ? at(twin).story : storyOf(twin);
  };
  const storedMembers = new Map<StoryId, number[]>();
  const admit = (story: StoryId): void => {
    if (!storedMembers.has(story))
      storedMembers.set(
        story,
        shelf
          .slotsOf(story)
          .map(enter)
          .filter((number) => number !== undefined),
      );
  };
  for (const [, j] of links) {
    const story = at(j).story;
    if (story !== undefined) admit(story);
  }
  for (const j of twins.values()) {
    const story = at(j).story;
    if (story !== undefined) admit(story);
  }
  const storedIds = [...storedMembers.keys()];
  const newGroups = new Map<number, number[]>();
  fresh.forEach((_, i) => {
    const story = storyOf(i);
    if (story !== undefined) storedMembers.get(story)?.push(i);
    else newGroups.set(rootOf(i), [...(newGroups.get(rootOf(i)) ?? []), i]);
  });
  const groups: Group[] = [
    ...storedIds.map((story, stored) => ({ stored, members: storedMembers.get(story) ?? [] })),
    ...[...newGroups.values()].map((members) => ({ stored: undefined, members })),
  ];
  const threshold = (a: readonly number[], b: readonly number[]): number => {
    const isJapanese = [...a, ...b].every((i) => at(i).profile.language === 'ja');
    return parameters.thresholds[isJapanese ? 'japanese' : 'bilingual'][settings.strictness];
  };
  const merged = mergeGroups(groups, { score, threshold, links, largest: LARGEST_STORY });

  const storyIdOf = (group: Group): StoryId => {
    if (group.stored !== undefined) return storedIds[group.stored] as StoryId;
    return at(group.members[0] as number).article?.id as unknown as StoryId; // Born of its first article.
  };
  const placements = new Map<Article, Placement>();
  const groupOf = new Map<number, Group>();
  for (const group of merged) for (const member of group.members) groupOf.set(member, group);
  fresh.forEach((article, i) => {
    const group = groupOf.get(i) as Group;
    const others = group.members.filter((j) => j !== i);
    const first = group.members.find((j) => at(j).article !== undefined);
    const closest = others.reduce<number | undefined>(
      (best, j) => (best === undefined || score(i, j) > score(i, best) ? j : best),
      undefined,
    );
    const isFirst = group.stored === undefined && first === i;
    const twin = twins.get(i);
    const join: Join =
      isFirst || closest === undefined
        ? { article: article.id, reason: 'first', detail: 'no story of it yet' }
        : {
            article: article.id,
            reason: twin === undefined ? 'same-event' : (twinOf(at(i), at(twin)) ?? 'same-title'),
            detail: `as ${at(twin ?? closest).label}: ${explainPair(at(i).profile, at(twin ?? closest).profile, undefined)}`,
            score: round(twin === undefined ? scoreGroups([i], others, score) : 1),
          };
    const into: Placement['into'] =
      group.stored !== undefined
        ? { kind: 'story', id: storyIdOf(group) }
        : isFirst || first === undefined
          ? { kind: 'new' }
          : { kind: 'with', article: (at(first).article as Article).id };
    placements.set(article, { article, into, join, nearMisses: nearMissesOf(i, group) });
  });

  function nearMissesOf(i: number, group: Group): Placement['nearMisses'] {
    const near = new Map<Group, number>();
    for (const [x, y] of links) {
      const other = x === i ? y : y === i ? x : undefined;
      const home = other === undefined ? undefined : groupOf.get(other);
      if (
        home !== undefined &&
        home !== group &&
        other !== undefined &&
        score(i, other) > (near.has(home) ? score(i, near.get(home) as number) : -2)
      )
        near.set(home, other);
    }
    const tell = (story: StoryId, members: readonly number[], best: number) => ({
      story,
      score: round(scoreGroups([i], members, score)),
      detail: `${at(best).label}: ${explainPair(at(i).profile, at(best).profile, scorer.veto(at(i).profile, at(best).profile))}`,
    });
    const linked = [...near].map(([home, best]) => tell(storyIdOf(home), home.members, best));
    const joined = storyIdOf(group);
    const unlinked = (nearest.get(i) ?? []).flatMap((j) => {
      const { story } = at(j);
      return story === undefined || story === joined || linked.some((other) => other.story === story)
        ? []
        : [tell(story, [j], j)];
    });
    return [...linked, ...new Map(unlinked.map((told) => [told.story, told])).values()]
      .sort((a, b) => b.score - a.score || (a.story < b.story ? -1 : 1))
      .slice(0, NEAREST_SHOWN);
  }
  return fresh.map((article) => placements.get(article) as Placement);
};

/** Makes one number of two numbers of entrants. */
const PAIR_KEY = 2 ** 24;

const byMoment = (a: Article, b: Article): number =>
  Temporal.Instant.compare(a.published, b.published) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

const round = (score: number): number => Math.round(score * 1000) / 1000;
