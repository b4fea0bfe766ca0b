import type { FoldSettings } from '../src/domain/folding/fold-settings.ts';
import { foldInOrder } from './fold-in-order.ts';
import type { Provoked } from './learning-data.ts';

/** The number of pairs in a group, and the number of these pairs that were folded. */
export type ProvokedTally = { readonly folded: number; readonly pairs: number };

/** Number of days between two pairs, longer than the folding window. */
const DAYS_APART = 10;

/** Folds each pair alone, and counts the folded pairs by languages and sort. */
export const foldProvoked = (
  provoked: readonly Provoked[],
  settings: FoldSettings,
): ReadonlyMap<string, ProvokedTally> => {
  const moved = provoked.flatMap(({ articles }, i) =>
    articles.map((article) => ({
      ...article,
      published: article.published.add({ hours: 24 * DAYS_APART * i }),
      firstSeenAt: article.firstSeenAt.add({ hours: 24 * DAYS_APART * i }),
    })),
  );
  const storyOf = foldInOrder(moved, settings);
  return new Map(
    [...Map.groupBy(provoked, ({ languages, sort }) => `${languages}, ${sort}`)].map(([name, own]) => [
      name,
      {
        folded: own.filter(({ articles: [a, b] }) => storyOf.get(a.id) === storyOf.get(b.id)).length,
        pairs: own.length,
      },
    ]),
  );
};
