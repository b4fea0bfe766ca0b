import type { FoldRule, Rulings } from '../fold-rule.ts';
import type { Entrants } from './entrants.ts';

/** The rule by which an editor keeps any two members of two groups apart. */
export const partingOf = (
  a: readonly number[],
  b: readonly number[],
  { at }: Pick<Entrants, 'at'>,
  rulings: Rulings,
): FoldRule | undefined => {
  if (!rulings.hasPartings) return undefined;
  for (const x of a)
    for (const y of b) {
      const rule = rulings.part(at(x), at(y));
      if (rule !== undefined) return rule;
    }
  return undefined;
};
