import type { Rulings } from '../fold-rule.ts';
import { createCandidateIndex } from './candidates.ts';
import type { Entrants } from './entrants.ts';
import { isWorthScoring } from './is-worth-scoring.ts';
import type { Shelf } from './shelf.ts';
import { twinOf } from './twins.ts';

/** A pair less likely than this leads nowhere: its groups are not compared. */
const LEAST_LINK = 0.3;

/** What articles of a batch have to do with each other and with stored ones, by the numbers of entrants. */
export type Links = {
  /** Pairs worth a look, the batch's own first. */
  readonly pairs: readonly (readonly [number, number])[];
  /** Of each copy, what it copies: a stored article, or an earlier one of the batch. */
  readonly twins: ReadonlyMap<number, number>;
};

export const findLinks = (shelf: Shelf, { fresh, at, enter, score }: Entrants, rulings: Rulings): Links => {
  const own = createCandidateIndex();
  for (const i of fresh.keys()) own.add(i, at(i).profile);
  const isJoined = (i: number, j: number): boolean => rulings.join(at(i), at(j)) !== undefined;
  const pairs: [number, number][] = [];
  const twins = new Map<number, number>();
  fresh.forEach((article, i) => {
    const byHand = rulings.joinedWith(article);
    const stored = [
      ...byHand.flatMap(shelf.slotsNamed),
      ...shelf.near(at(i).profile),
      ...shelf.slotsNamed(article.canonicalUrl),
    ]
      .map(enter)
      .filter((number) => number !== undefined);
    const joined = byHand.length === 0 ? [] : fresh.keys().filter((j) => isJoined(i, j));
    const beside = [...joined, ...own.near(at(i).profile)].filter((j) => j !== i);
    for (const j of new Set([...stored, ...beside])) {
      if (rulings.part(at(i), at(j)) !== undefined) continue;
      const isTwin = isJoined(i, j) || twinOf(at(i), at(j)) !== undefined;
      if (isTwin && (j >= fresh.length || j < i) && !twins.has(i)) twins.set(i, j);
      if ((isTwin || isWorthScoring(at(i).profile, at(j).profile)) && score(i, j, LEAST_LINK) >= LEAST_LINK)
        pairs.push([i, j]);
    }
  });
  return { pairs, twins };
};
