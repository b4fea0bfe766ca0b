import type { Steps } from '../../steps.ts';
import { MOST_OF_AN_OUTLET } from '../../story/story.ts';
import { createCandidateIndex } from './candidates.ts';
import type { Entrant, Entrants } from './entrants.ts';
import type { FoldingContext } from './folding-context.ts';
import { isWorthScoring } from './is-worth-scoring.ts';
import { twinOf } from './twins.ts';

/** The links of a batch's articles with each other and with stored articles. The numbers are those of `Entrants`. */
export type Links = {
  /** Pairs that may be one story. The first number of a pair is an article of the batch. */
  readonly pairs: readonly (readonly [number, number])[];
  /** For each article of the batch, the other articles in its pairs. */
  readonly linked: readonly (readonly number[])[];
  /**
   * For each article that `twinOf` or a rule of `folds.yaml` joins with a stored article, or with an earlier article of
   * the batch: that other article. For an article with the title of a report of its outlet in a stored story that has
   * `MOST_OF_AN_OUTLET` reports of the outlet: that report.
   */
  readonly twins: ReadonlyMap<number, number>;
};

/**
 * Maximum number of stored articles that are looked up by the address of a new article. It does not apply to an address
 * that a rule of `folds.yaml` joins with others.
 */
const MOST_OF_A_PAGE = 12;

/**
 * Finds the links of a batch. A pair with a score below `least` is left out of `pairs`, because groups are folded only
 * if their best pair reaches `least`.
 */
export const findLinks = function* (
  { shelf, rulings }: FoldingContext,
  { fresh, at, enter, membersOf, score }: Entrants,
  least: number,
): Steps<Links> {
  const own = createCandidateIndex();
  for (const i of fresh.keys()) own.add(i, at(i).profile);
  const pairs: [number, number][] = [];
  const linked = fresh.map((): number[] => []);
  const twins = new Map<number, number>();
  /** The article of the batch that was last compared with an entrant, by the entrant's number. */
  const comparedWith: number[] = [];

  /** Returns whether a scored article only repeats a report of its outlet in a story that takes no more of them. */
  const isSurplus = ({ profile: { title, outlet } }: Entrant, { profile, story }: Entrant): boolean =>
    story !== undefined &&
    title === profile.title &&
    outlet === profile.outlet &&
    membersOf(story).filter((k) => at(k).profile.outlet === outlet).length >= MOST_OF_AN_OUTLET;

  const compare = (i: number, j: number | undefined, isJoined: boolean): void => {
    if (j === undefined || j === i || comparedWith[j] === i) return;
    comparedWith[j] = i;
    const [a, b] = [at(i), at(j)];
    if (rulings.part(a, b) !== undefined) return;
    const isTwin = (isJoined && rulings.join(a, b) !== undefined) || twinOf(a, b) !== undefined;
    if (isTwin && (j >= fresh.length || j < i) && !twins.has(i)) twins.set(i, j);
    if (!isTwin && !isWorthScoring(a.profile, b.profile)) return;
    if (score(i, j, least) < least) return;
    if (!twins.has(i) && isSurplus(a, b)) twins.set(i, j);
    pairs.push([i, j]);
    linked[i]?.push(j);
    linked[j]?.push(i);
  };

  for (const [i, article] of fresh.entries()) {
    yield;
    const { profile } = at(i);
    const byHand = rulings.joinedWith(article);
    const isJoined = byHand.length > 0;
    for (const name of byHand) for (const slot of shelf.slotsNamed(name)) compare(i, enter(slot), isJoined);
    for (const slot of shelf.near(profile)) compare(i, enter(slot), isJoined);
    for (const slot of shelf.slotsNamed(article.canonicalUrl).slice(0, MOST_OF_A_PAGE))
      compare(i, enter(slot), isJoined);
    if (isJoined)
      for (const j of fresh.keys()) if (rulings.join(at(i), at(j)) !== undefined) compare(i, j, isJoined);
    for (const j of own.near(profile)) compare(i, j, isJoined);
  }
  return { pairs, linked, twins };
};
